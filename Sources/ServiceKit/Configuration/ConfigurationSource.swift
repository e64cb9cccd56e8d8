import Configuration
import FoundationEssentials

/// Where settings come from: flags, over environment variables, over a JSON file named by `--config` or `HUB_CONFIG`.
public struct ConfigurationSource: Sendable {
    /// The three layers as one reader.
    public let reader: ConfigReader
    /// The arguments without the program's name.
    let arguments: [String]
    private let kafkaSettings: [String: String]

    /// - Parameter arguments: the program's arguments, its name first.
    /// - Throws: ``ConfigurationError`` when the file cannot be read or is not a JSON object.
    public init(arguments: [String], environment: [String: String]) throws(ConfigurationError) {
        let flags = CommandLineArgumentsProvider(arguments: arguments)
        let variables = EnvironmentVariablesProvider(environmentVariables: environment)
        let named = ConfigReader(provider: flags).string(forKey: "config") ?? environment["HUB_CONFIG"]
        let path = named.flatMap { $0.isEmpty ? nil : $0 }
        var values: [AbsoluteConfigKey: ConfigValue] = [:]
        var kafkaSettings: [String: String] = [:]
        if let path {
            let fields = try Self.read(path)
            Self.flatten(fields, under: [], into: &values)
            if case .object(let kafka)? = Self.member("kafka", of: fields),
                case .object(let settings)? = Self.member("settings", of: kafka)
            {
                for setting in settings { kafkaSettings[setting.name] = Self.text(setting.value) }
            }
        }
        self.reader = ConfigReader(providers: [flags, variables, InMemoryProvider(name: "file", values: values)])
        self.arguments = Array(arguments.dropFirst())
        self.kafkaSettings = kafkaSettings
    }

    /// The value of a setting as text, from the highest layer that has one.
    func text(_ key: String) -> String? {
        let name = ConfigKey(key)
        if let text = reader.string(forKey: name) { return text }
        // A flag alone on the command line means yes.
        if reader.bool(forKey: name) == true { return "true" }
        // Commas on the command line make a list of one value.
        return reader.stringArray(forKey: name)?.joined(separator: ",")
    }

    /// Settings for librdkafka by its own names: `k=v,k=v` in a flag or variable, an object in the file.
    func librdkafkaSettings() throws(ConfigurationError) -> [String: String] {
        guard let text = text("kafka.settings"), !text.isEmpty else { return kafkaSettings }
        var settings = kafkaSettings
        for pair in text.split(separator: ",") {
            guard let sign = pair.firstIndex(of: "="), sign != pair.startIndex else {
                throw ConfigurationError(problems: [
                    SettingProblem(
                        key: "kafka.settings", words: "must look like name=value,name=value.",
                        remedy: "Set --kafka-settings, the variable KAFKA_SETTINGS, or an object in the file.")
                ])
            }
            settings[String(pair[..<sign])] = String(pair[pair.index(after: sign)...])
        }
        return settings
    }

    private static func read(_ path: String) throws(ConfigurationError) -> [JSON.Member] {
        func problem(_ words: String) -> ConfigurationError {
            ConfigurationError(problems: [
                SettingProblem(
                    key: "config", words: words, remedy: "Set --config or the variable HUB_CONFIG to a JSON file.")
            ])
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw problem("the configuration file “\(path)” cannot be read.")
        }
        let body: JSONBody
        do {
            body = try JSONBody(bytes: Array(data))
        } catch {
            throw problem("the configuration file “\(path)” is not JSON. \(error.detail)")
        }
        guard case .object(let members) = body.tree else {
            throw problem("the configuration file “\(path)” must hold a JSON object.")
        }
        return members
    }

    private static func member(_ name: String, of fields: [JSON.Member]) -> JSON? {
        fields.first { $0.name == name }?.value
    }

    /// Every leaf under its full key, as text.
    private static func flatten(
        _ fields: [JSON.Member], under path: [String],
        into values: inout [AbsoluteConfigKey: ConfigValue]
    ) {
        for field in fields {
            let path = path + field.name.split(separator: ".").map(String.init)
            if case .object(let members) = field.value {
                flatten(members, under: path, into: &values)
            } else if let text = text(field.value) {
                values[AbsoluteConfigKey(path)] = ConfigValue(.string(text), isSecret: false)
            }
        }
    }

    private static func text(_ value: JSON) -> String? {
        switch value {
        case .string(let text): text
        case .int(let number): String(number)
        case .double(let number): Int(exactly: number).map(String.init) ?? String(number)
        case .bool(let flag): flag ? "true" : "false"
        case .array(let values): values.compactMap(text).joined(separator: ",")
        case .object, .null: nil
        }
    }
}
