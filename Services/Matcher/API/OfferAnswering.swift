import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Postgres
import ServiceKit

/// A provider's answer to an offer, in the caller's transaction. It locks the request and no provision: the place was held
/// when the provider was asked.
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

    /// Yes: what is held is taken, and whoever else was asked is told.
    /// - Throws: `Problem` 404 for another provider's offer, 409 when the offer is not open any more or the time to answer
    ///   is over; the transaction must then not be committed.
    func accept(in transaction: EventTransaction) async throws -> Answered {
        let loaded = try await load(in: transaction)
        let time = now()
        let events = try Problem.rules { try PlacementRequest.decide(loaded.state, .accept(answer), now: time) }
        return try await commit(events, loaded, at: time, in: transaction)
    }

    /// No: `seal` closes the words with the child's key.
    /// - Throws: `Problem` 404 for another provider's offer, 409 when it is not open any more; whatever `seal` throws.
    func decline(
        _ draft: DeclineDraft, in transaction: EventTransaction,
        sealing seal: (DeclineWords, _ child: UUID) async throws -> Sealed
    ) async throws -> Answered {
        try await answer(in: transaction, { .decline(answer, draft, words: $0) }) {
            try await seal(draft.message, $0)
        }
    }

    /// A question first: `seal` closes the words with the child's key. The time to answer goes on.
    /// - Throws: as ``decline(_:in:sealing:)``.
    func ask(
        _ draft: OfferWordsDraft, in transaction: EventTransaction,
        sealing seal: (OfferWords, _ child: UUID) async throws -> Sealed
    ) async throws -> Answered {
        let id = UUID.v7(at: now())
        return try await answer(in: transaction, { .askQuestion(answer, draft, id: id, words: $0) }) {
            try await seal(draft.message, $0)
        }
    }

    private func answer(
        in transaction: EventTransaction, _ command: (Sealed) -> PlacementCommand,
        sealing seal: (_ child: UUID) async throws -> Sealed
    ) async throws -> Answered {
        let loaded = try await load(in: transaction)
        guard let child = (loaded.state?.childID).flatMap(UUID.init(uuidString:)) else { throw Problem.notFound() }
        let time = now()
        // Asked before sealing: what is not allowed now needs no key.
        _ = try Problem.rules { try PlacementRequest.decide(loaded.state, command(Sealed()), now: time) }
        let words = try await seal(child)
        let events = try Problem.rules { try PlacementRequest.decide(loaded.state, command(words), now: time) }
        return try await commit(events, loaded, at: time, in: transaction)
    }

    /// Locks the request of the offer, if the offer was put to this provider.
    private func load(in transaction: EventTransaction) async throws -> Loaded<PlacementRequest> {
        // What an offer belongs to never changes, so it may be read before the lock.
        let found = try await transaction.sql.query(
            "select request_id from offer where id = \(answer.offerID) and provider_id = \(answer.providerID)"
        ).decodeFirst(UUID.self)
        guard let request = found else { throw Problem.notFound() }
        let loaded = try await transaction.load(PlacementRequest.self, request)
        try requireVersion(loaded)
        return loaded
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
