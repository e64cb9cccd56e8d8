/// Why a text is not the identifier it was said to be. Never carries the text.
public enum IdentifierFault: String, Error, Sendable {
    case wrongLength = "wrong_length"
    case wrongCharacter = "wrong_character"
    case wrongCheckCharacter = "wrong_check_character"
    case allDigitsEqual = "all_digits_equal"

    /// A sentence for people; `name` is what the identifier is called.
    public func words(_ name: String) -> String {
        switch self {
        case .wrongLength: "This \(name) is too long or too short."
        case .wrongCharacter: "This \(name) has a character where none of that kind can stand."
        case .wrongCheckCharacter: "This \(name) has a slip in it: its check character does not fit the rest."
        case .allDigitsEqual: "A \(name) never has the same digit ten times."
        }
    }
}
