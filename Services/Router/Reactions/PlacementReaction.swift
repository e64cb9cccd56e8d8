import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Postgres

/// The matcher's results come back into the case: a provider said yes, or nothing fits.
struct PlacementReaction: Reaction {
    let now: @Sendable () -> Date

    let name = "note-placements"
    let topics = [Topic.placements]

    func react(to event: ReceivedEvent, in transaction: EventTransaction) async throws {
        switch try event.decode(PlacementEvent.self) {
        case .accepted(let accepted):
            try await note(.notePlaced(accepted), in: accepted.caseID, transaction)
        case .unableToMatch(let unable):
            try await note(.notePlacementNotFound(unable), in: unable.caseID, transaction)
        case .requested, .shortlisted, .offered, .declined, .declineConfirmed, .withdrawn:
            return
        }
    }

    private func note(_ command: CaseCommand, in caseID: String, _ transaction: EventTransaction) async throws {
        guard let id = UUID(uuidString: caseID) else {
            throw ProjectionTrouble.poison(code: "malformed_case_id", words: "The event names no case.")
        }
        let loaded = try await transaction.load(CaseFile.self, id)
        do {
            let time = now()
            let events = try CaseFile.decide(loaded.state, command, now: time)
            _ = try await CaseRow.commit(events, to: id, loaded, at: time, in: transaction)
        } catch let violation as RuleViolation {
            throw ProjectionTrouble.poison(
                code: violation.problems.first?.code ?? "refused",
                words: violation.problems.map(\.words).joined(separator: " "))
        }
    }
}
