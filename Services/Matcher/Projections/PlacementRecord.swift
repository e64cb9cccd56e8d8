import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Postgres

/// What was decided about a placement request, on its way to disk: the events, and the rows that lists are made of.
enum PlacementRecord {
    /// The request's ids are no ids. Commands never meet it: their request is on disk already.
    struct Malformed: Error {}

    /// Writes all of it in the caller's transaction.
    /// - Returns: the request as it is now, and its version.
    static func commit(
        _ events: [PlacementEvent], to id: UUID, _ loaded: Loaded<PlacementRequest>, at time: Date,
        in transaction: EventTransaction
    ) async throws -> (request: PlacementRequest, version: Int64) {
        guard let request = PlacementRequest.replay(events, after: loaded.state),
            let referral = UUID(uuidString: request.referralID), let caseID = UUID(uuidString: request.caseID),
            UUID(uuidString: request.childID) != nil
        else { throw Malformed() }
        guard !events.isEmpty else { return (request, loaded.version) }
        let version = try await transaction.append(events, to: id, key: referral, after: loaded.version, at: time)
        let row =
            loaded.version == 0
            ? PlacementRequestRow.insertion(of: request, id, referral, caseID, version, at: time)
            : PlacementRequestRow.update(of: request, id, version)
        _ = try await transaction.sql.pipeline([row] + events.compactMap { offer($0, of: id, at: time) })
        return (request, version)
    }

    private static func offer(_ event: PlacementEvent, of request: UUID, at time: Date) -> PostgresQuery? {
        switch event {
        case .offered(let offered): OfferRow.insertion(of: offered, request, at: time)
        case .accepted(let accepted): OfferRow.answer(accepted.offerID, .accepted, at: time)
        case .declined(let declined): OfferRow.answer(declined.offerID, .declined, at: time)
        case .declineConfirmed(let confirmed): OfferRow.confirmation(confirmed.offerID)
        case .requested, .shortlisted, .unableToMatch: nil
        }
    }
}
