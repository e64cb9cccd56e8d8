import Foundation
import Synchronization

/// Notices when referrals become visible in the queues: one connection asks by key, a millisecond apart, and only
/// while somebody is waited for.
final class QueueWatch: Sendable {
    /// Milliseconds from when each referral was due.
    struct Seen: Sendable {
        var router: [Double] = []
        var portal: [Double] = []
    }

    private struct State {
        var router: [String: UInt64] = [:]
        var portal: [String: UInt64] = [:]
        var seen = Seen()
        var isOver = false
        var trouble: String?
    }

    private let state = Mutex(State())
    private let link: BareConnection

    init(_ hub: RunningHub) throws {
        link = try BareConnection(hub.surroundings.url(of: hub.database))
    }

    /// Starts to look.
    func begin() {
        state.withLock { $0 = State() }
        Thread.detachNewThread { [self] in
            while state.withLock({ !$0.isOver || !$0.router.isEmpty || !$0.portal.isEmpty }) {
                do {
                    try look()
                } catch {
                    state.withLock { $0.trouble = "\(error)" }
                    return
                }
                usleep(1000)
            }
        }
    }

    /// Waits for a referral that was due then.
    func expect(_ referral: String, since due: UInt64) {
        state.withLock {
            $0.router[referral] = due
            $0.portal[referral] = due
        }
    }

    /// Waits until everything expected was seen, ten seconds at most.
    func end() async throws -> Seen {
        let deadline = ContinuousClock.now + .seconds(10)
        while state.withLock({ $0.trouble == nil && (!$0.router.isEmpty || !$0.portal.isEmpty) }) {
            guard ContinuousClock.now < deadline else { break }
            try await Task.sleep(for: .milliseconds(10))
        }
        let (seen, missing, trouble) = state.withLock { state in
            state.isOver = true
            let missing = max(state.router.count, state.portal.count)
            state.router = [:]
            state.portal = [:]
            return (state.seen, missing, state.trouble)
        }
        if let trouble { throw BenchFailure(trouble) }
        guard missing == 0 else { throw BenchFailure("\(missing) referrals did not become visible within 10 s") }
        return seen
    }

    private func look() throws {
        let (router, portal) = state.withLock { (Array($0.router.keys), Array($0.portal.keys)) }
        guard !router.isEmpty || !portal.isEmpty else { return }
        let rows = try link.query(
            """
            select 'router', referral_id from locality_router.case_file where referral_id = any ($1::uuid[])
            union all
            select 'portal', referral_id from portal.queue_item
            where referral_id = any ($2::uuid[]) and case_id is not null
            """, ["{\(router.joined(separator: ","))}", "{\(portal.joined(separator: ","))}"])
        let now = Nanoseconds.now
        state.withLock { state in
            for row in rows {
                if row[0] == "router", let due = state.router.removeValue(forKey: row[1]) {
                    state.seen.router.append(Double(now - due) / 1e6)
                } else if row[0] == "portal", let due = state.portal.removeValue(forKey: row[1]) {
                    state.seen.portal.append(Double(now - due) / 1e6)
                }
            }
        }
    }
}
