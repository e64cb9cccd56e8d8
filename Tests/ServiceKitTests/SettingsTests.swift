import Contracts
import Foundation
import Kafka
import Logging
import Privacy
import Testing

@testable import ServiceKit

@Suite("Settings", .timeLimit(.minutes(1)))
struct SettingsTests {
    private let folder = TemporaryFolder()
    private let definition = ServiceDefinition(
        name: "placement-matcher", schema: "placement_matcher", topic: .placements, defaultPort: 8083, migrations: [],
        settings: [Setting("directory.file", .file, isRequired: true, meaning: "the directory of provision")])

    private func settings(
        _ flags: [String] = [], _ environment: [String: String] = [:], file: String? = nil
    ) throws -> ServiceSettings {
        var flags = flags
        if let file { flags += ["--config", try folder.write(file, to: "config.json")] }
        return try ServiceSettings(
            definition, from: try ConfigurationSource(arguments: ["matcher"] + flags, environment: environment))
    }

    private func complete() throws -> [String: String] {
        let key = Data(repeating: 7, count: 32).base64EncodedString()
        return [
            "DATABASE_URL": "postgres://matcher:hunter2@127.0.0.1/hub", "AUTH_ISSUER": "https://issuer.example",
            "AUTH_JWKS": try folder.write("{}", to: "jwks.json"), "PRIVACY_MASTER_KEYS": "a:\(key),b:\(key)",
            "DIRECTORY_FILE": try folder.write("[]", to: "directory.json"),
        ]
    }

    @Test func hasSensibleDefaults() throws {
        let settings = try settings([], complete())
        #expect(settings.httpHost == "127.0.0.1")
        #expect(settings.httpPort == 8083)
        #expect(settings.databasePool == 8)
        #expect(settings.authAudience == "referral-hub")
        #expect(settings.keyringDatabaseURL == settings.databaseURL)
        #expect(settings.kafka.bootstrap == "127.0.0.1:19092")
        #expect(settings.logLevel == .info)
        #expect(settings.migratesOnly == false)
        #expect(settings.masterKeys?.currentID == "a")
        #expect(settings.text("directory.file")?.hasSuffix("directory.json") == true)
    }

    @Test func flagsWinOverEnvironmentOverFile() throws {
        let file = """
            {"http": {"port": 1, "host": "file"}, "database": {"pool": 2}, "log.level": "debug",
             "kafka": {"settings": {"security.protocol": "SASL_SSL", "socket.timeout.ms": 1000}}}
            """
        var environment = try complete()
        environment["HTTP_PORT"] = "2"
        environment["DATABASE_POOL"] = "3"
        let settings = try settings(["--http-port", "3"], environment, file: file)
        #expect(settings.httpPort == 3)
        #expect(settings.databasePool == 3)
        #expect(settings.httpHost == "file")
        #expect(settings.logLevel == .debug)
        #expect(settings.kafka.settings == ["security.protocol": "SASL_SSL", "socket.timeout.ms": "1000"])
    }

    @Test func takesListsOnTheCommandLine() throws {
        let key = Data(repeating: 7, count: 32).base64EncodedString()
        let settings = try settings(
            [
                "--kafka-settings", "security.protocol=SSL,ssl.ca.location=/ca.pem",
                "--privacy-master-keys=x:\(key),y:\(key)",
            ],
            complete())
        #expect(settings.kafka.settings == ["security.protocol": "SSL", "ssl.ca.location": "/ca.pem"])
        #expect(settings.masterKeys?.currentID == "x")
    }

    @Test func tellsEverythingAtOnceAndNoSecret() throws {
        let error = try #require(throws: ConfigurationError.self) {
            try settings(
                ["--htp-port", "80", "--http-port", "eighty", "--privacy-master-keys", "hunter2"],
                ["DATABASE_URL": "mysql://root:hunter2@db", "KAFKA_PROFILE": "big", "AUTH_JWKS": "/no/such/file"])
        }
        #expect(
            error.problems.map(\.key) == [
                "--htp-port", "database.url", "kafka.profile", "http.port", "auth.issuer", "auth.jwks",
                "directory.file",
                "privacy.master.keys",
            ])
        #expect(!error.description.contains("hunter2"))
        #expect(error.description.contains("--http-port, the variable HTTP_PORT, or {\"http\": {\"port\": …}}"))
    }

    @Test func needsOnlyTheDatabaseToMigrate() throws {
        let settings = try settings(["--migrate-only"], ["DATABASE_URL": "postgres://127.0.0.1/hub"])
        #expect(settings.migratesOnly)
    }

    @Test(arguments: ["{", "[]", "{\"a\": 1,}"])
    func saysWhenTheFileIsNoUse(_ text: String) throws {
        let error = try #require(throws: ConfigurationError.self) { try settings([], complete(), file: text) }
        #expect(error.problems.map(\.key) == ["config"])
    }

    @Test(arguments: ["-1", "1101", "1.5", "ten", "3d"])
    func refusesAClockNobodyCanBeAheadBy(_ days: String) throws {
        let error = try #require(throws: ConfigurationError.self) {
            try settings(["--clock-ahead=\(days)"], complete())
        }
        #expect(error.problems.map(\.key) == ["clock.ahead"])
    }

    @Test func helpNamesEverySetting() {
        let help = ServiceSettings.help(definition)
        for flag in ["--database-url", "--http-port", "--directory-file", "--auth-jwks"] {
            #expect(help.contains(flag))
        }
    }
}

/// A folder that goes when the test does.
final class TemporaryFolder: Sendable {
    let path: String

    init() {
        path = NSTemporaryDirectory() + "servicekit-\(UUID().uuidString)"
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file and gives its path.
    func write(_ text: String, to name: String) throws -> String {
        let file = path + "/" + name
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        return file
    }
}
