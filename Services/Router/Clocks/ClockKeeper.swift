import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Logging
import Postgres
import RoutingData
import ServiceLifecycle

/// Does what is due in the cases when time alone makes it so: reminds, and notes which deadlines have passed.
///
/// Several copies share the work: each takes a case that nobody works on at that moment. Every case is committed on its
/// own, so one that fails holds nobody up, and one whose keeper dies is taken by the next.
struct ClockKeeper: Service {
    let store: EventStore
    let now: @Sendable () -> Date
    let logger: Logger
    /// The calendars that hold now.
    let clocks: @Sendable () async throws -> Clocks

    /// How long nobody looks when nothing is due: a clock that another copy has set is found within that time.
    static let longestPause = Duration.seconds(5)
    /// For so long a case that failed is passed over, so that it does not fail in a loop.
    static let respite = Duration.seconds(30)

    func run() async throws {
        let loop = WorkLoop(
            pause: Self.longestPause, respite: Self.respite,
            complaint: "What is due in a case could not be done; it is tried again", thing: "case", logger: logger)
        await cancelWhenGracefulShutdown {
            await loop.run { troubled in
                if try await workOne(passingOver: troubled) != nil { return .worked }
                return .nothing(lookAgainAfter: try await untilNext(passingOver: troubled))
            }
        }
    }

    /// Does what is due in one case, the one that has waited longest.
    /// - Returns: which; `nil` when nothing is due, or others are at it.
    /// - Throws: ``WorkLoop/Trouble`` when that case failed.
    func workOne(passingOver troubled: [UUID] = []) async throws -> UUID? {
        let (time, clocks) = (now(), try await clocks())
        return try await store.transaction { transaction in
            guard let (id, kind) = try await Self.claim(by: time, passingOver: troubled, in: transaction.sql) else {
                return nil
            }
            do {
                let command: CaseCommand = kind == RoutingDataStore.recompute ? .recompute : .tick
                try await Self.keep(command, in: id, at: time, clocks, transaction)
            } catch  where !(error is CancellationError) {
                throw WorkLoop.Trouble(id: id, cause: error)
            }
            return id
        }
    }

    /// Locks the case, not the row that says when it is due: whoever moves a case locks it first of all, too, so the two
    /// never wait for each other in a circle.
    private static func claim(
        by time: Date, passingOver troubled: [UUID], in sql: PostgresTransaction
    ) async throws -> (UUID, String)? {
        try await sql.query(
            """
            select c.case_id, c.kind from case_clock c join aggregate a on a.subject = c.case_id
            where c.next_at <= \(time) and c.case_id <> all(\(troubled))
            order by c.next_at limit 1 for update of a skip locked
            """
        ).decodeFirst(UUID.self, String.self)
    }

    private static func keep(
        _ command: CaseCommand, in id: UUID, at time: Date, _ clocks: Clocks, _ transaction: EventTransaction
    ) async throws {
        let loaded = try await transaction.load(CaseFile.self, id)
        let events = try CaseFile.decide(loaded.state, command, now: time, clocks: clocks)
        let after = try await CaseRow.commit(events, to: id, loaded, at: time, in: transaction)?.file
        // Nothing came of it: somebody has moved the case meanwhile, or it has no clock that will do anything.
        guard events.isEmpty, let after else { return }
        try await transaction.sql.execute(CaseQueue.keeping(after, id))
    }

    private func untilNext(passingOver troubled: [UUID]) async throws -> Duration {
        let next =
            try await store.pool.query(
                "select min(next_at) from case_clock where case_id <> all(\(troubled))"
            ).decodeFirst(Date?.self) ?? nil
        guard let next else { return Self.longestPause }
        // At least a moment: what is due may be in somebody else's hands.
        return min(max(.milliseconds(200), .seconds(next.timeIntervalSince(now()))), Self.longestPause)
    }
}
