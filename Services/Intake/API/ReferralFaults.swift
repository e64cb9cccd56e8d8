import Inclusion
import ServiceKit

/// What is wrong with the shape of a referral, and what the rules say about the rest of it, each thing once.
enum ReferralFaults {
    /// All of it: shape first, then the rules.
    ///
    /// A field that could not be read stands empty before the rules, so what they say about that field is left out.
    static func all(shape: [FieldProblem], rules: [RuleProblem]) -> [FieldProblem] {
        let unread = shape.map(\.pointer)
        return shape
            + rules.compactMap { rule in
                let pointer = asPosted(rule.pointer, unread: unread)
                guard !unread.contains(where: { covers($0, pointer) || covers(pointer, $0) }) else { return nil }
                return FieldProblem(pointer: pointer, code: rule.code, detail: rule.words)
            }
    }

    /// Whether the pointers name the same place, or `outer` holds `inner`.
    private static func covers(_ outer: String, _ inner: String) -> Bool {
        inner == outer || inner.hasPrefix(outer + "/")
    }

    private static let lists = [
        "/child/identifiers", "/child/send/needs", "/needs", "/tried", "/cycles", "/risks", "/family",
        "/exclusion/reasons",
    ]

    /// Items that could not be read are missing from the lists the rules saw: counts them in again.
    private static func asPosted(_ pointer: String, unread: [String]) -> String {
        guard let list = lists.first(where: { pointer.hasPrefix($0 + "/") }) else { return pointer }
        let parts = pointer.dropFirst(list.utf8.count + 1).split(separator: "/", maxSplits: 1)
        guard var index = parts.first.flatMap({ Int($0) }) else { return pointer }
        var place = 0
        while place <= index {
            if unread.contains("\(list)/\(place)") { index += 1 }
            place += 1
        }
        return ([list, String(index)] + parts.dropFirst().map(String.init)).joined(separator: "/")
    }
}
