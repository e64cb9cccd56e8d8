import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Logging
import Postgres
import ServiceLifecycle

/// Ends offers when time or the directory does: those that nobody answered by their day, and those to provisions that are
/// not listed any more. It needs no broker: what was due while that was down, or the service, is done when it is back.
///
/// Several copies share the work: each takes a request that nobody works on at that moment, and commits it on its own.
struct OfferKeeper: Service {
    let store: EventStore
    let now: @Sendable () -> Date
    let logger: Logger

    /// How long nobody looks when nothing is due.
    static let longestPause = Duration.seconds(2)
    /// For so long a request that failed is passed over, so that it does not fail in a loop.
    static let respite = Duration.seconds(30)

    func run() async throws {
        let loop = WorkLoop(
            pause: Self.longestPause, respite: Self.respite,
            complaint: "Offers that are over could not be ended; it is tried again", thing: "request", logger: logger)
        await cancelWhenGracefulShutdown {
            await loop.run { troubled in
                try await workOne(passingOver: troubled) != nil ? .worked : .nothing(lookAgainAfter: Self.longestPause)
            }
        }
    }

    /// Ends what is over in one request, the one that has waited longest.
    /// - Returns: which; `nil` when nothing is over, or others are at it.
    /// - Throws: ``WorkLoop/Trouble`` when that request failed.
    func workOne(passingOver troubled: [UUID] = []) async throws -> UUID? {
        let time = now()
        return try await store.transaction { transaction in
            guard let id = try await Self.claim(by: time, passingOver: troubled, in: transaction.sql) else {
                return nil
            }
            do {
                let loaded = try await transaction.load(PlacementRequest.self, id)
                let gone = try await Self.gone(from: id, in: transaction.sql)
                let events = try PlacementRequest.decide(loaded.state, .endOffers(gone: gone), now: time)
                _ = try await PlacementRecord.commit(events, to: id, loaded, at: time, in: transaction)
            } catch  where !(error is CancellationError) {
                throw WorkLoop.Trouble(id: id, cause: error)
            }
            return id
        }
    }

    /// Locks the request, as whoever moves it does first of all.
    private static func claim(
        by time: Date, passingOver troubled: [UUID], in sql: PostgresTransaction
    ) async throws -> UUID? {
        try await sql.query(
            """
            select o.request_id from offer o join aggregate a on a.subject = o.request_id
            where o.state = 'open' and o.request_id <> all(\(troubled))
                and (o.answer_by <= \(time) or exists (
                    select from provision p where p.id = o.provision_id and not p.listed))
            order by o.answer_by limit 1 for update of a skip locked
            """
        ).decodeFirst(UUID.self)
    }

    /// Provisions that are asked and not listed any more.
    private static func gone(from request: UUID, in sql: PostgresTransaction) async throws -> Set<String> {
        let ids = try await sql.query(
            """
            select p.id from offer o join provision p on p.id = o.provision_id
            where o.request_id = \(request) and o.state = 'open' and not p.listed
            """
        ).decode(UUID.self)
        return Set(ids.map(\.text))
    }
}
