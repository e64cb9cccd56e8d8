import Foundation
import Logging
import Privacy
import ServiceKit
import Testing

@testable import Hub

@Suite(.timeLimit(.minutes(1)))
struct SecretsTests {
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    @Test func initMakesWhatIsMissingAndOverwritesNothing() async throws {
        try await withFolder { folder in
            let secrets = "\(folder)/secrets"
            let first = try await HubProcess.run(["keys", "init", "--out", secrets])
            #expect(first.status == 0)
            let names = ["master.keys", "roles.json", "signing.jwk", "jwks.json"]
            #expect(try permissions(secrets) == 0o700)
            for name in names { #expect(try permissions("\(secrets)/\(name)") == 0o600) }
            let before = try names.map { try Data(contentsOf: URL(fileURLWithPath: "\(secrets)/\($0)")) }

            try FileManager.default.removeItem(atPath: "\(secrets)/jwks.json")
            let second = try await HubProcess.run(["keys", "init", "--out", secrets])
            #expect(second.status == 0)
            #expect(second.output.contains("kept     \(secrets)/master.keys"))
            #expect(second.output.contains("created  \(secrets)/jwks.json"))
            // The public half is made again from the private one: the same.
            #expect(try names.map { try Data(contentsOf: URL(fileURLWithPath: "\(secrets)/\($0)")) } == before)
            #expect(try FileManager.default.contentsOfDirectory(atPath: secrets).sorted() == names.sorted())

            let keys = String(decoding: before[0], as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
            #expect(try MasterKeys(keys).currentID == "key-1")
            for service in HubService.all {
                #expect(try RolePasswords(folder: secrets).password(of: service.schema).count >= 40)
            }
        }
    }

    @Test func aPublicKeyWithoutItsPrivateOneIsNotPairedWithAnother() async throws {
        try await withFolder { folder in
            #expect(try await HubProcess.run(["keys", "init", "--out", folder]).status == 0)
            try FileManager.default.removeItem(atPath: "\(folder)/signing.jwk")
            let outcome = try await HubProcess.run(["keys", "init", "--out", folder])
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("jwks.json"))
            #expect(!FileManager.default.fileExists(atPath: "\(folder)/signing.jwk"))
        }
    }

    @Test func theServicesBelieveItsTokens() async throws {
        try await withFolder { folder in
            let key = SigningKey()
            try key.publicDocument().write(to: URL(fileURLWithPath: "\(folder)/jwks.json"))
            let now = Date()
            let mint = try await TokenMint(
                try SigningKey(jwk: try key.privateDocument()), issuer: "http://issuer.example")
            let person = Person(
                id: "coordinator-x", name: "X", roles: ["coordinator"], org: "agency-x", agencyKind: "local_authority",
                localities: ["E07000081", "unrouted"])
            let token = try await mint.token(for: person, lifetime: 60, now: now)

            let verifier = TokenVerifier(
                issuer: "http://issuer.example", audience: TokenMint.audience, keySetPath: "\(folder)/jwks.json",
                logger: logger, now: { now })
            try await verifier.prepare()
            let identity = try await verifier.identity(authorization: "Bearer \(token)")
            #expect(identity.subject == "coordinator-x")
            #expect(identity.organisation == "agency-x")
            #expect(identity.roles == [.coordinator])
            #expect(identity.agencyKind == "local_authority")
            #expect(identity.localities == ["E07000081", "unrouted"])

            let later = TokenVerifier(
                issuer: "http://issuer.example", audience: TokenMint.audience, keySetPath: "\(folder)/jwks.json",
                logger: logger, now: { now.addingTimeInterval(61) })
            await #expect(throws: Problem.self) { try await later.identity(authorization: "Bearer \(token)") }
        }
    }

    @Test func tokenPrintsTheTokenAndNothingElse() async throws {
        try await withFolder { folder in
            let people = #"{"people":[{"id":"ada","name":"Ada","roles":["operator"],"org":"hub"}]}"#
            try Data(people.utf8).write(to: URL(fileURLWithPath: "\(folder)/people.json"))
            #expect(try await HubProcess.run(["keys", "init", "--out", folder]).status == 0)
            let usual = ["token", "--people", "\(folder)/people.json", "--secrets", folder]
            let token = try await HubProcess.run(usual + ["--as", "ada"])
            #expect(token.status == 0)
            #expect(token.output.split(separator: ".").count == 3)
            #expect(token.output.split(separator: "\n").count == 1)
            let json = try await HubProcess.run(usual + ["--as", "ada", "--json", "--ttl", "60"])
            let value = try JSONValue(Data(json.output.utf8))
            #expect(value["claims"]?["sub"] == "ada")
            let issued = try #require(value["claims"]?["iat"]?.int)
            #expect(value["claims"]?["exp"]?.int == issued + 60)
            #expect(try await HubProcess.run(usual + ["--list"]).output.contains("ada  operator"))
            let nobody = try await HubProcess.run(usual + ["--as", "bob"])
            #expect(nobody.status == 1)
            #expect(nobody.errors.contains("Nobody is called “bob”."))
        }
    }
}
