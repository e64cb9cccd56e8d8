import FoundationEssentials
import ServiceKit

/// Who of those who post at the same moment can be written together, and who is better written alone.
///
/// Together go those with nothing to think about. The rest is rare, and what it takes is written down once, in
/// ``Submission/commit(_:in:)``.
enum SharedCommitPlan {
    /// What of a posting decides whether it can be written with others.
    struct Claims: Sendable {
        let attempt: Attempt.Name
        /// Blind indexes of the child's identifiers.
        let indexes: [[UInt8]]
    }

    /// The places of those that want nothing an earlier one wants too: no key twice, no identifier twice.
    static func together(_ posts: [Claims]) -> [Int] {
        var attempts: Set<Attempt.Name> = []
        var indexes: Set<[UInt8]> = []
        return posts.indices.filter { place in
            let isFirst = attempts.insert(posts[place].attempt).inserted
            // Noted for those that come after even if this one is not the first: it will be written beside this batch.
            let isUnshared = indexes.isDisjoint(with: posts[place].indexes)
            indexes.formUnion(posts[place].indexes)
            return isFirst && isUnshared
        }
    }

    /// Which child a posting is about.
    enum Child: Equatable {
        /// None of its identifiers was known, or it has none.
        case new
        /// All of its identifiers lead to this one.
        case known(UUID)
        /// They lead to different children, or some lead nowhere: somebody has to decide, and it is not done here.
        case unclear
    }

    /// - Parameters:
    ///   - indexes: the posting's.
    ///   - holders: to whom the indexes lead that were somebody's already.
    static func child(of indexes: [[UInt8]], _ holders: [[UInt8]: UUID]) -> Child {
        let led = indexes.compactMap { holders[$0] }
        guard let first = led.first else { return .new }
        return led.count == indexes.count && led.allSatisfy { $0 == first } ? .known(first) : .unclear
    }
}
