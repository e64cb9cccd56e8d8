import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Postgres

/// The matcher's results come back into the case: a provider said yes, nothing fits, or the search was given up; and how it
/// goes with the place, from the agreement to the end.
struct PlacementReaction: Reaction {
    let now: @Sendable () -> Date
    let desk: RoutingDesk

    let name = "note-placements"
    let topics = [Topic.placements]

    func react(to event: ReceivedEvent, in transaction: EventTransaction) async throws {
        let said = try event.decode(PlacementEvent.self)
        switch said {
        case .accepted(let accepted):
            try await note(.notePlaced(accepted), in: accepted.caseID, transaction)
        case .unableToMatch(let unable):
            try await note(.notePlacementNotFound(unable), in: unable.caseID, transaction)
        case .withdrawn(let withdrawn):
            try await note(.notePlacementWithdrawn(withdrawn), in: withdrawn.caseID, transaction)
        default:
            guard let placement = PlacementNote(said) else { return }
            try await note(.notePlacement(placement), in: placement.ref.caseID, transaction)
        }
    }

    private func note(_ command: CaseCommand, in caseID: String, _ transaction: EventTransaction) async throws {
        try await transaction.note(
            command, in: try UUID(inEvent: caseID), at: now(), by: try await desk.clocks(in: transaction.sql))
    }
}
