/// What a check found out.
struct Finding: Sendable, Equatable {
    /// What follows from it.
    enum Standing: String, Sendable {
        /// As the hub needs it.
        case right
        /// The hub runs with it; somebody should know.
        case advice
        /// The hub cannot keep its promises with it.
        case missing
        /// Could not be found out.
        case unasked
    }

    let standing: Standing
    /// What was found, in a sentence without its full stop.
    let found: String
    /// How to set it right: a line each, commands and SQL ready to be copied.
    let remedy: [String]

    static func right(_ found: String) -> Finding { Finding(standing: .right, found: found, remedy: []) }

    static func advice(_ found: String, _ remedy: String...) -> Finding {
        Finding(standing: .advice, found: found, remedy: remedy)
    }

    static func missing(_ found: String, _ remedy: String...) -> Finding {
        Finding(standing: .missing, found: found, remedy: remedy)
    }

    static func unasked(_ found: String, _ remedy: String...) -> Finding {
        Finding(standing: .unasked, found: found, remedy: remedy)
    }
}

extension Finding.Standing {
    /// How it begins a line.
    var mark: String {
        switch self {
        case .right: "✓"
        case .advice: "!"
        case .missing: "✗"
        case .unasked: "·"
        }
    }
}

/// A list of things in a sentence.
extension Sequence<String> {
    var listed: String { joined(separator: ", ") }
}
