/// A word from a code list: what programs exchange, and what people read.
public protocol Coded: RawRepresentable<String>, CaseIterable, Hashable, Sendable, Codable {
    /// The code as people say it.
    var words: String { get }
}

extension Coded {
    /// The code as it travels.
    public var code: String { rawValue }

    /// Codes as people say them, one after the other; one that is not in the list stays as it is.
    public static func words(of codes: [String]) -> String {
        codes.map { Self(rawValue: $0)?.words ?? $0 }.joined(separator: "; ")
    }

    /// Every code of the list, for a message that has to name them.
    static var allCodes: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
