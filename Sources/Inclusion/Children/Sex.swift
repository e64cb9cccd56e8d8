/// A child's sex as the school and children-in-need censuses code it.
public enum Sex: String, Coded {
    case female = "F"
    case male = "M"
    case notKnown = "U"

    /// As people say it.
    public var words: String {
        switch self {
        case .female: "female"
        case .male: "male"
        case .notKnown: "not known"
        }
    }
}
