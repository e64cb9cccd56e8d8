import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Postgres
import ServiceKit

/// A provider's answer to an offer, in the caller's transaction.
///
/// Locks are always taken in this order: the request, then the provision. So two answers never wait for each other.
struct OfferAnswering: Sendable {
    let answer: OfferAnswer
    /// Throws when the answer was made with another version of the request in view.
    let requireVersion: @Sendable (Loaded<PlacementRequest>) throws -> Void
    let now: @Sendable () -> Date

    /// What became of the offer.
    struct Answered: Sendable {
        let offer: PlacementOffer
        let request: PlacementRequest
        let version: Int64
    }

    /// Yes: takes a place and accepts, both or neither.
    /// - Throws: `Problem` 404 for another provider's offer, 409 `no_place_left` when the last place has been given,
    ///   409 when the offer is not open any more; the transaction must then not be committed.
    func accept(in transaction: EventTransaction) async throws -> Answered {
        let (provision, loaded) = try await load(in: transaction)
        let time = now()
        // Whether the move is allowed comes first: who may not accept does not wait for the place either.
        _ = try Problem.rules {
            try PlacementRequest.decide(loaded.state, .accept(answer, placeTaken: true), now: time)
        }
        let placeTaken = try await Directory.takePlace(at: provision, in: transaction.sql)
        let events = try Problem.rules {
            try PlacementRequest.decide(loaded.state, .accept(answer, placeTaken: placeTaken), now: time)
        }
        return try await commit(events, loaded, at: time, in: transaction)
    }

    /// No: `seal` closes the words with the child's key.
    /// - Throws: `Problem` 404 for another provider's offer, 409 when it is not open any more; whatever `seal` throws.
    func decline(
        _ draft: DeclineDraft, in transaction: EventTransaction,
        sealing seal: (DeclineWords, _ child: UUID) async throws -> Sealed
    ) async throws -> Answered {
        let (_, loaded) = try await load(in: transaction)
        guard let child = (loaded.state?.childID).flatMap(UUID.init(uuidString:)) else { throw Problem.notFound() }
        let time = now()
        // Asked before sealing: what is not allowed now needs no key.
        _ = try Problem.rules {
            try PlacementRequest.decide(loaded.state, .decline(answer, draft, words: Sealed()), now: time)
        }
        let words = try await seal(draft.message, child)
        let events = try Problem.rules {
            try PlacementRequest.decide(loaded.state, .decline(answer, draft, words: words), now: time)
        }
        return try await commit(events, loaded, at: time, in: transaction)
    }

    /// Locks the request of the offer, if the offer was put to this provider.
    private func load(
        in transaction: EventTransaction
    ) async throws -> (provision: UUID, request: Loaded<PlacementRequest>) {
        // What an offer belongs to never changes, so it may be read before the lock.
        let found = try await transaction.sql.query(
            """
            select request_id, provision_id from offer
            where id = \(answer.offerID) and provider_id = \(answer.providerID)
            """
        ).decodeFirst(UUID.self, UUID.self)
        guard let (request, provision) = found else { throw Problem.notFound() }
        let loaded = try await transaction.load(PlacementRequest.self, request)
        try requireVersion(loaded)
        return (provision, loaded)
    }

    private func commit(
        _ events: [PlacementEvent], _ loaded: Loaded<PlacementRequest>, at time: Date, in transaction: EventTransaction
    ) async throws -> Answered {
        guard let id = (loaded.state?.id).flatMap(UUID.init(uuidString:)) else { throw Problem.notFound() }
        let (request, version) = try await PlacementRecord.commit(events, to: id, loaded, at: time, in: transaction)
        guard let offer = request.offer(answer.offerID) else { throw Problem.notFound() }
        return Answered(offer: offer, request: request, version: version)
    }
}
