import Contracts
import Inclusion
import Privacy

/// What is sealed in an action, opened in a reading that is in the access log. What was sealed with a key that
/// is gone is left out.
struct OpenedAction: Sendable {
    let what: String?
    let words: String?

    init(_ action: CaseAction, _ reading: ChildReading?) throws {
        what = try reading?.open(action.agreed.what, as: Words.self).words
        words = try action.done.flatMap { $0.hasWords ? try reading?.open($0.words, as: Words.self).words : nil }
    }
}
