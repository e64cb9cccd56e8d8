import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Postgres

/// What was decided about a placement request, on its way to disk: the events, and the rows that lists are made of.
enum PlacementRecord {
    /// The request's ids are no ids. Commands never meet it: their request is on disk already.
    struct Malformed: Error {}

    /// Writes all of it in the caller's transaction, and takes or frees the places that were held for the offers.
    /// - Returns: the request as it is now, and its version.
    static func commit(
        _ events: [PlacementEvent], to id: UUID, _ loaded: Loaded<PlacementRequest>, at time: Date,
        in transaction: EventTransaction
    ) async throws -> (request: PlacementRequest, version: Int64) {
        guard let request = PlacementRequest.replay(events, after: loaded.state),
            let referral = UUID(uuidString: request.referralID), UUID(uuidString: request.caseID) != nil,
            UUID(uuidString: request.childID) != nil
        else { throw Malformed() }
        try await book(events, in: transaction.sql)
        let version = try await transaction.append(
            events, to: id, key: referral, loaded, at: time, showing: PlacementLists())
        return (request, version)
    }

    private static func book(_ events: [PlacementEvent], in sql: PostgresTransaction) async throws {
        for event in events {
            if case .accepted(let accepted) = event, let offer = UUID(uuidString: accepted.offerID) {
                try await Bookings.take(offer: offer, in: sql)
            } else if let offer = event.endedOffer.flatMap(UUID.init(uuidString:)) {
                try await Bookings.release(offer: offer, in: sql)
            }
        }
    }
}

/// The lists of placement requests and of the offers made for them: rows which the requests' events say all of.
struct PlacementLists: LogView {
    let name = "placement-lists"
    let tables = ["placement_request", "offer"]

    func rows(
        _ events: [PlacementEvent], to id: UUID, key referral: UUID, _ before: Loaded<PlacementRequest>, at time: Date
    ) throws -> [PostgresQuery] {
        // The same log tells of placements and of the directory.
        guard events.allSatisfy({ $0.body.kind.about == .request }) else { return [] }
        guard let request = PlacementRequest.replay(events, after: before.state) else { return [] }
        guard let caseID = UUID(uuidString: request.caseID) else { throw PlacementRecord.Malformed() }
        let version = before.version + Int64(events.count)
        let row =
            before.version == 0
            ? PlacementRequestRow.insertion(of: request, id, referral, caseID, version, at: time)
            : PlacementRequestRow.update(of: request, id, version)
        return [row] + events.compactMap { Self.offer($0, of: id, at: time) }
    }

    private static func offer(_ event: PlacementEvent, of request: UUID, at time: Date) -> PostgresQuery? {
        switch event {
        case .offered(let offered): OfferRow.insertion(of: offered, request, at: time)
        case .accepted(let accepted): OfferRow.answer(accepted.offerID, .accepted, at: time)
        case .declined(let declined): OfferRow.answer(declined.offerID, .declined, at: time)
        case .declineConfirmed(let confirmed): OfferRow.move(confirmed.offerID, .declineConfirmed)
        case .offerExpired(let expired): OfferRow.move(expired.offer.offerID, .expired)
        case .offerWithdrawn(let withdrawn): OfferRow.move(withdrawn.offer.offerID, .withdrawn)
        case .withdrawn(let withdrawn): withdrawn.offerID.isEmpty ? nil : OfferRow.move(withdrawn.offerID, .withdrawn)
        default: nil
        }
    }
}

extension PlacementEvent {
    /// The offer that is open no more after this, and was not accepted.
    fileprivate var endedOffer: String? {
        switch self {
        case .declined(let declined): declined.offerID
        case .offerExpired(let expired): expired.offer.offerID
        case .offerWithdrawn(let withdrawn): withdrawn.offer.offerID
        case .withdrawn(let withdrawn): withdrawn.offerID
        default: nil
        }
    }
}
