import Contracts
import EventFlow
import FoundationEssentials
import Hummingbird
import Inclusion
import Postgres
import Privacy
import ServiceKit

/// One commit for all who post at the same moment.
///
/// What a referral costs is less its rows than going back and forth to the database and waiting for its disk. So what is
/// posted while a commit is under way is written in the next one, in a few statements of many rows.
///
/// Together go only those with nothing to think about (``SharedCommitPlan``). A key that was used before, identifiers
/// that lead to two children, a child about whom a referral is open, a reference that is taken: whoever has one of these is written alone by
/// ``Submission/commit(_:in:)``, as if nobody else had posted. So is everybody when the database refuses a batch, so that
/// one bad posting does no harm to the others.
///
/// The promises are those of a posting alone. It is answered when it is on disk. Its key is claimed, and its answer kept,
/// in the same transaction; so who heard nothing, because the database went away in the middle, asks again.
struct SharedCommit: Sendable {
    private let idempotency: Idempotency
    private let register: ChildRegister
    private let gatherer: Gatherer<Post, Outcome>

    /// How many post at this moment.
    var posting: Int { gatherer.inside }

    /// While one batch waits for the disk, another is on its way there. More only make the batches smaller.
    private static let batchesAtOnce = 2
    private static let mostInBatch = 100

    init(events: EventStore, register: ChildRegister) {
        idempotency = Idempotency(events: events)
        self.register = register
        let writer = SharedWriter(events: events, register: register)
        gatherer = Gatherer(most: Self.mostInBatch, atOnce: Self.batchesAtOnce) { await writer.write($0) }
    }

    /// Stores a referral once for its attempt, and answers the agency.
    /// - Throws: as ``Idempotency/run(_:_:)``.
    func store(_ submission: Submission, for attempt: Attempt) async throws -> Response {
        let post = try Post(submission, attempt, register)
        switch await gatherer.submit(post) {
        case .stored: return post.answer.response()
        case .alone: return try await idempotency.run(attempt) { try await submission.commit(register, in: $0) }
        case .failed(let error): throw error
        }
    }

    /// A submission with everything that can be made ready before the database is asked, taking its child for a new one.
    struct Post: Sendable {
        let submission: Submission
        let attempt: Attempt
        let answer: CommandResponse
        let indexes: [[UInt8]]
        let newKey: NewChildKey
        let sealed: SealedSubmission

        init(_ submission: Submission, _ attempt: Attempt, _ register: ChildRegister) throws {
            self.submission = submission
            self.attempt = attempt
            // True of whoever is written together with others: about the rest, the database is asked.
            answer = submission.answer(submission.reference, knownToAnother: false)
            indexes = register.marks(of: submission.referral)
            newKey = try register.keyring.makeKey(for: UUID.v7(at: submission.time))
            sealed = try submission.sealed(with: newKey.key, as: submission.reference)
        }

        var claims: SharedCommitPlan.Claims { .init(attempt: attempt.name, indexes: indexes) }
    }

    enum Outcome: Sendable {
        /// It is on disk, under the attempt's name.
        case stored
        /// Nothing was written; it has to be written alone.
        case alone
        /// The database could not be reached, or did not say whether it had committed: alone it would fare no better.
        case failed(any Error)
    }
}

/// Writes batches.
private struct SharedWriter: Sendable {
    let events: EventStore
    let register: ChildRegister

    /// How long a batch waits for a lock that somebody outside holds, before each of its postings waits for itself.
    private static let patience = "250ms"

    typealias Post = SharedCommit.Post

    func write(_ posts: [Post]) async -> [SharedCommit.Outcome] {
        var together = SharedCommitPlan.together(posts.map(\.claims)).map { posts[$0] }
        while !together.isEmpty {
            do {
                let stored = try await events.transaction { [together] in try await write(together, in: $0) }
                return posts.map { stored.contains($0.submission.id) ? .stored : .alone }
            } catch let unclear as Unclear {
                // Rare, so it may cost the others another turn.
                together.removeAll { unclear.referrals.contains($0.submission.id) }
            } catch let error as PostgresError where error.isAboutTheDatabase {
                let failed = Set(together.map(\.submission.id))
                return posts.map { failed.contains($0.submission.id) ? .failed(error) : .alone }
            } catch {
                break
            }
        }
        return posts.map { _ in .alone }
    }

    /// Thrown to undo a batch, because these cannot be written in it.
    private struct Unclear: Error {
        let referrals: Set<UUID>
    }

    /// Writes those whose attempts are new.
    /// - Returns: their referrals' ids.
    private func write(_ posts: [Post], in transaction: EventTransaction) async throws -> Set<UUID> {
        let unused = try await Attempt.claim(
            posts.map { ($0.attempt, $0.answer) }, patience: Self.patience, in: transaction.sql)
        let posts = posts.filter { unused.contains($0.attempt.name) }
        guard !posts.isEmpty else { return [] }
        let children = try await children(of: posts, in: transaction.sql)
        let sealed = try posts.map { post in
            guard let known = children[post.submission.id] else { return post.sealed }
            return try post.submission.sealed(with: known, as: post.submission.reference)
        }
        let new = posts.filter { children[$0.submission.id] == nil }.map { ($0.newKey, $0.submission.time) }
        let rows = try await transaction.append(
            sealed.map(\.story), after: try await register.enter(new) + [SealedSubmission.insert(sealed)])
        let stored = Set(try rows.last?.decode(UUID.self) ?? [])
        guard stored.count == posts.count else {
            throw Unclear(referrals: Set(sealed.map(\.id)).subtracting(stored))
        }
        return stored
    }

    /// The keys of those children that were known before, by referral.
    private func children(of posts: [Post], in sql: PostgresTransaction) async throws -> [UUID: ChildKey] {
        let holders = try await register.claim(posts.map { ($0.indexes, $0.newKey.child) }, in: sql)
        guard !holders.children.isEmpty else { return [:] }
        let keys = try await register.keys(of: Set(holders.children.values), in: sql)
        var known: [UUID: ChildKey] = [:]
        var unclear: Set<UUID> = []
        var busy = holders.busy
        for post in posts {
            switch SharedCommitPlan.child(of: post.indexes, holders.children) {
            case .new: break
            case .known(let child):
                // No key, or an erased one: such a child starts anew. The second about a child in a batch finds it busy.
                if let key = keys[child], busy.insert(child).inserted {
                    known[post.submission.id] = key
                } else {
                    unclear.insert(post.submission.id)
                }
            case .unclear: unclear.insert(post.submission.id)
            }
        }
        guard unclear.isEmpty else { throw Unclear(referrals: unclear) }
        return known
    }
}

extension PostgresError {
    /// Whether the database is away, or was lost during COMMIT: it is no single statement's fault.
    fileprivate var isAboutTheDatabase: Bool {
        switch kind {
        case .connection, .commitUnknown, .poolExhausted, .poolClosed, .resources: true
        default: false
        }
    }
}
