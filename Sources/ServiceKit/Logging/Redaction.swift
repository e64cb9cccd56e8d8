import FoundationEssentials
import Logging

/// The net that keeps personal details and secrets out of logs.
///
/// - A value under a name of ``forbiddenNames`` becomes `[redacted]`, whatever it is.
/// - A `.stringConvertible` passes only when it is a number, a truth value, a UUID, a date or a duration; anything else
///   prints what its author thought fit, so only its type is named. Callers who mean a text pass a `.string`.
/// - In every text, e-mail addresses and bearer tokens are replaced, and it is cut at ``maxLength`` characters.
public enum Redaction {
    /// Metadata names whose values never appear, in any case and with `_`, `-` or `.` between words.
    public static let forbiddenNames: Set<String> = [
        "address", "authorization", "body", "child", "childname", "cookie", "databaseurl", "dateofbirth", "dob",
        "email", "familyname", "firstname", "forename", "givenname", "guardian", "lastname", "masterkeys", "mobile",
        "name", "nhsnumber", "parent", "password", "payload", "phone", "postcode", "secret", "surname", "telephone",
        "token", "uln", "upn", "value",
    ]

    /// Longest text that is written whole.
    public static let maxLength = 2000

    static func value(_ value: Logger.MetadataValue, under name: String) -> JSON {
        let plain = name.lowercased().filter { $0 != "_" && $0 != "-" && $0 != "." }
        guard !forbiddenNames.contains(plain) else { return "[redacted]" }
        switch value {
        case .string(let text): return .string(Self.text(text))
        case .stringConvertible(let convertible): return convert(convertible)
        case .array(let values): return .array(values.map { self.value($0, under: name) })
        case .dictionary(let members):
            return .object(
                members.sorted { $0.key < $1.key }.map { .init($0.key, self.value($0.value, under: $0.key)) })
        }
    }

    private static func convert(_ convertible: any CustomStringConvertible) -> JSON {
        switch convertible {
        case let text as String: .string(Self.text(text))
        case let whole as any BinaryInteger: .number(whole)
        case let flag as Bool: .bool(flag)
        case let number as Double: .double(number)
        case let id as UUID: .string(id.uuidString.lowercased())
        case let time as Date: .string(time.formatted(.iso8601))
        case let duration as Duration: .string(duration.description)
        default: .string("<\(type(of: convertible))>")
        }
    }

    /// `text` without e-mail addresses and tokens, cut at ``maxLength``.
    public static func text(_ text: String) -> String {
        let short = text.utf8.count > maxLength ? String(text.prefix(maxLength)) + "…" : text
        guard short.utf8.contains(UInt8(ascii: "@")) || short.contains("eyJ") else { return short }
        return short.split(separator: " ", omittingEmptySubsequences: false).map { word in
            if word.contains("eyJ") { return "[token]" }
            guard let at = word.firstIndex(of: "@"), at != word.startIndex, word[at...].contains(".") else {
                return String(word)
            }
            return "[email]"
        }.joined(separator: " ")
    }
}
