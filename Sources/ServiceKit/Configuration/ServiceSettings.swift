import Configuration
import Kafka
import Logging
import Privacy

/// What every service needs to know, read once at start.
///
/// Reading finds everything that is wrong before giving up, so that an operator mends it in one go.
public struct ServiceSettings: Sendable {
    /// The service's own database. A secret: it may hold a password.
    public let databaseURL: String
    /// Most connections this copy opens.
    public let databasePool: Int
    /// Where the children's keys are kept; the service's own database unless set.
    public let keyringDatabaseURL: String
    /// Where the brokers are and how to talk to them.
    public let kafka: KafkaConfiguration
    /// The address to listen on.
    public let httpHost: String
    /// 0 lets the system choose.
    public let httpPort: Int
    /// Who signs the tokens: their `iss`.
    public let authIssuer: String
    /// Whom the tokens must be for: their `aud`.
    public let authAudience: String
    /// Path of the key set that tokens are checked against.
    public let authKeySet: String
    /// What children's keys are wrapped with; `nil` in a service that needs none.
    public let masterKeys: MasterKeys?
    /// What each signed-in client may ask in what time; `nil` for as much as it likes.
    public let rateLimit: RateQuota?
    /// By how many days the service's clock is ahead of the real time: 0 but for training and rehearsal.
    public let daysAhead: Int
    /// The least level that is logged.
    public let logLevel: Logger.Level
    /// Apply migrations and stop.
    public let migratesOnly: Bool
    private let values: SettingValues

    /// Reads the settings every service has, and those of one service.
    /// - Throws: ``ConfigurationError`` with every problem found.
    public init(
        _ definition: ServiceDefinition, from source: ConfigurationSource
    ) throws(ConfigurationError) {
        let settings = Self.all(definition)
        var problems = Self.unknownArguments(source.arguments, settings: settings)
        // Migrating needs the database and nothing else.
        let migratesOnly = ["true", "yes", "1", "on"].contains(source.text("migrate.only")?.lowercased() ?? "")
        let needed = migratesOnly ? settings.filter { Self.migrationKeys.contains($0.key) } : settings
        let values = SettingValues(needed, from: source, problems: &problems)
        var librdkafka: [String: String] = [:]
        do {
            librdkafka = try source.librdkafkaSettings()
        } catch {
            problems += error.problems
        }
        let masterKeys = Self.masterKeys(values, problems: &problems)
        guard problems.isEmpty else { throw ConfigurationError(problems: problems) }
        self.values = values
        self.migratesOnly = migratesOnly
        databaseURL = values.text("database.url") ?? ""
        databasePool = values.int("database.pool") ?? 8
        keyringDatabaseURL = values.text("keyring.database.url") ?? databaseURL
        kafka = KafkaConfiguration(
            bootstrap: values.text("kafka.bootstrap") ?? "",
            profile: values.text("kafka.profile").flatMap(KafkaProfile.init(rawValue:)) ?? .standard,
            settings: librdkafka)
        httpHost = values.text("http.host") ?? "127.0.0.1"
        httpPort = values.int("http.port") ?? definition.defaultPort
        authIssuer = values.text("auth.issuer") ?? ""
        authAudience = values.text("auth.audience") ?? ""
        authKeySet = values.text("auth.jwks") ?? ""
        self.masterKeys = masterKeys
        rateLimit = values.quota("rate.limit")
        daysAhead = values.int("clock.ahead") ?? 0
        logLevel = values.text("log.level").flatMap(Logger.Level.init(rawValue:)) ?? .info
    }

    /// One of the service's own settings as text; `nil` when it is not set.
    public func text(_ key: String) -> String? { values.text(key) }
    /// One of the service's own settings as a number.
    public func int(_ key: String) -> Int? { values.int(key) }
    /// One of the service's own settings as yes or no; no when it is not set.
    public func flag(_ key: String) -> Bool { values.flag(key) }

    /// One of the service's own settings as a quota; `nil` when it is off.
    public func quota(_ key: String) -> RateQuota? { values.quota(key) }

    /// The most by which a clock can be ahead: no county knows its terms further on.
    static let mostDaysAhead = 1100

    private static let migrationKeys: Set<String> = ["database.url", "database.pool", "log.level", "migrate.only"]

    /// The settings of a service: those every service has, then its own.
    private static func all(_ definition: ServiceDefinition) -> [Setting] {
        common(port: definition.defaultPort, needsKeyring: definition.needsKeyring) + definition.settings
    }

    private static func common(port: Int, needsKeyring: Bool) -> [Setting] {
        [
            Setting(
                "database.url", .address(schemes: ["postgres", "postgresql"]), isRequired: true, isSecret: true,
                meaning: "PostgreSQL, with the service's own role"),
            Setting("database.pool", .wholeNumber(1...200), default: "8", meaning: "most connections this copy opens"),
            Setting(
                "keyring.database.url", .address(schemes: ["postgres", "postgresql"]), isSecret: true,
                meaning: "where children's keys are kept, when elsewhere"),
            Setting("kafka.bootstrap", default: "127.0.0.1:19092", meaning: "brokers as host:port,host:port"),
            Setting(
                "kafka.profile", .oneOf(KafkaProfile.allCases.map(\.rawValue)), default: "standard",
                meaning: "what sort of broker it is"),
            Setting("kafka.settings", isSecret: true, meaning: "librdkafka settings as name=value,name=value"),
            Setting("http.host", default: "127.0.0.1", meaning: "address to listen on"),
            Setting("http.port", .wholeNumber(0...65535), default: String(port), meaning: "port to listen on"),
            Setting("auth.issuer", isRequired: true, meaning: "who signs the tokens: their “iss”"),
            Setting("auth.audience", default: "referral-hub", meaning: "whom tokens must be for: their “aud”"),
            Setting("auth.jwks", .file, isRequired: true, meaning: "file with the issuer's public keys (JWKS)"),
            Setting(
                "privacy.master.keys", isRequired: needsKeyring, isSecret: true,
                meaning: "id:base64key[,id:base64key], the current one first"),
            Setting(
                "rate.limit", .quota, default: "6000/60",
                meaning: "requests/seconds each signed-in client has in this copy, or off"),
            Setting(
                "clock.ahead", .wholeNumber(0...mostDaysAhead), default: "0",
                meaning: "days by which it is later here than it is: for training and rehearsal alone"),
            Setting(
                "log.level", .oneOf(Logger.Level.allCases.map(\.rawValue)), default: "info",
                meaning: "least level logged"),
            Setting("migrate.only", .flag, default: "false", meaning: "apply migrations and stop"),
            Setting("config", meaning: "JSON file with settings (or the variable HUB_CONFIG)"),
        ]
    }

    /// What `--help` shows.
    static func help(_ definition: ServiceDefinition) -> String {
        let settings = all(definition)
        let width = settings.map(\.flag.count).max() ?? 0
        let lines = settings.map { setting in
            let padding = String(repeating: " ", count: width - setting.flag.count)
            let notes = [
                setting.isRequired ? "required" : nil, setting.fallback.map { "default \($0)" },
            ].compactMap { $0 }
            return "  \(setting.flag)\(padding)  \(setting.meaning)"
                + (notes.isEmpty ? "" : " (\(notes.joined(separator: ", ")))")
        }
        return "usage: \(definition.name) [flags]\n\n\(lines.joined(separator: "\n"))\n\n"
            + "Each flag is also an environment variable (--http-port: HTTP_PORT) and a key of the JSON file.\n"
    }

    private static func masterKeys(_ values: SettingValues, problems: inout [SettingProblem]) -> MasterKeys? {
        guard let text = values.text("privacy.master.keys") else { return nil }
        do {
            return try MasterKeys(text)
        } catch {
            problems.append(
                SettingProblem(
                    key: "privacy.master.keys", words: "\(error)",
                    remedy: "Set the variable PRIVACY_MASTER_KEYS, so that it does not show in the list of processes."))
            return nil
        }
    }

    private static func unknownArguments(_ arguments: [String], settings: [Setting]) -> [SettingProblem] {
        let known = Set(settings.map(\.flag))
        return arguments.compactMap { argument in
            guard argument.hasPrefix("--") else { return nil }
            let flag = String(argument.prefix { $0 != "=" })
            guard !known.contains(flag) else { return nil }
            return SettingProblem(
                key: flag, words: "is no flag of this program.", remedy: "Use --help to see them all.")
        }
    }
}
