/// A word from a code list: what programs exchange, and what people read.
public protocol Coded: RawRepresentable<String>, CaseIterable, Hashable, Sendable, Codable {
    /// The code as people say it.
    var words: String { get }
}

extension Coded {
    /// The code as it travels.
    public var code: String { rawValue }

    /// Every code of the list, for a message that has to name them.
    static var allCodes: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
