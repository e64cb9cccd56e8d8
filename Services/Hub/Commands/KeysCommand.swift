import ArgumentParser
import Crypto
import Foundation

/// `hub keys`
struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Master keys, passwords and the key that signs development tokens.",
        subcommands: [Initialise.self])

    /// `hub keys init`
    struct Initialise: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "init",
            abstract: "Creates the secrets that are missing; never overwrites one.",
            discussion: """
                master.keys   wraps every child's key. Keep a copy apart from the databases: without it no detail
                              can be read again
                roles.json    a password for each service's login role
                signing.jwk   signs development tokens (ES256). In production an identity provider does that
                jwks.json     its public half, for auth.jwks

                The folder and the files are readable by their owner alone.
                """)

        @Option(help: ArgumentHelp("The folder.", valueName: "folder"))
        var out: String = Places.secrets

        func run() async throws {
            let folder = try SecretFolder(creating: out)
            if folder.has("jwks.json"), !folder.has("signing.jwk") {
                throw Failure(
                    "There is a jwks.json without its signing.jwk in \(out): a new key would not fit it.",
                    "Move jwks.json away, or name another folder.")
            }
            // The index key has an entry of its own, so that changing the key in front never changes an index.
            try tell("master.keys", folder.create("master.keys") { Self.masterKeys() })
            try tell("roles.json", folder.create("roles.json") { try RolePasswords.fresh() })
            try tell("signing.jwk", folder.create("signing.jwk") { try SigningKey().privateDocument() })
            let key = try SigningKey(jwk: try FileManager.contents(of: "\(out)/signing.jwk", "The signing key"))
            try tell("jwks.json", folder.create("jwks.json") { try key.publicDocument() })
        }

        /// As `privacy.master.keys` wants them, on one line.
        static func masterKeys() -> Data {
            let entries = ["key-1", "index"].map { "\($0):\(SymmetricKey.randomBytes().base64EncodedString())" }
            return Data((entries.joined(separator: ",") + "\n").utf8)
        }

        private func tell(_ name: String, _ outcome: SecretFolder.Outcome) throws {
            Console.output("\(outcome == .created ? "created" : "kept   ")  \(out)/\(name)")
        }
    }
}
