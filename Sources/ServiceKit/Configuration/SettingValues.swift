import FoundationEssentials

/// Settings that have been read and found right, by key.
struct SettingValues: Sendable {
    private var texts: [String: String] = [:]

    /// Reads all `settings`, collecting what is wrong with any of them.
    init(_ settings: [Setting], from source: ConfigurationSource, problems: inout [SettingProblem]) {
        for setting in settings {
            let text = source.text(setting.key) ?? setting.fallback ?? ""
            guard !text.isEmpty else {
                if setting.isRequired { problems.append(SettingProblem(setting, "is not set.")) }
                continue
            }
            if let words = Self.fault(text, in: setting) {
                problems.append(SettingProblem(setting, words))
            } else {
                texts[setting.key] = text
            }
        }
    }

    func text(_ key: String) -> String? { texts[key] }
    func int(_ key: String) -> Int? { texts[key].flatMap(Int.init) }
    func flag(_ key: String) -> Bool { texts[key].flatMap(Self.truth) ?? false }
    func quota(_ key: String) -> RateQuota? { texts[key].flatMap { RateQuota($0) } }

    /// What is wrong with `text`, in words that do not repeat a secret.
    private static func fault(_ text: String, in setting: Setting) -> String? {
        let shown = setting.isSecret ? "" : " It is “\(text)”."
        switch setting.kind {
        case .text: return nil
        case .wholeNumber(let range):
            guard let number = Int(text), range.contains(number) else {
                return "must be a whole number from \(range.lowerBound) to \(range.upperBound).\(shown)"
            }
            return nil
        case .flag:
            return truth(text) == nil ? "must be true or false.\(shown)" : nil
        case .address(let schemes):
            let known = schemes.contains { text.hasPrefix($0 + "://") && text.count > $0.count + 3 }
            let words = schemes.map { $0 + "://" }.joined(separator: " or ")
            return known ? nil : "must be an address that begins with \(words)."
        case .file:
            var isFolder = false
            guard FileManager.default.fileExists(atPath: text, isDirectory: &isFolder), !isFolder else {
                return "names a file that does not exist.\(shown)"
            }
            return FileManager.default.isReadableFile(atPath: text) ? nil : "names a file that cannot be read.\(shown)"
        case .folder:
            var isFolder = false
            guard FileManager.default.fileExists(atPath: text, isDirectory: &isFolder), isFolder else {
                return "names a folder that does not exist.\(shown)"
            }
            return nil
        case .quota:
            guard text != "off", RateQuota(text) == nil else { return nil }
            return "must be requests/seconds, such as 600/60, or off.\(shown)"
        case .oneOf(let words):
            return words.contains(text) ? nil : "must be one of \(words.joined(separator: ", ")).\(shown)"
        }
    }

    private static func truth(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "yes", "1", "on": true
        case "false", "no", "0", "off": false
        default: nil
        }
    }
}
