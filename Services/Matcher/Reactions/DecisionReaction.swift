import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Logging
import Postgres

/// A coordinator decided for alternative provision: ask for a place, and rank who fits. The coordinator chooses whom to
/// ask. When the case is closed or may not be shared any more, or the referral whose words providers are told has left it, nobody looks for a
/// place any longer.
struct DecisionReaction: Reaction {
    let now: @Sendable () -> Date
    let logger: Logger

    let name = "match-decisions"
    let topics = [Topic.cases]

    func react(to event: ReceivedEvent, in transaction: EventTransaction) async throws {
        switch try event.decode(CaseEvent.self) {
        case .apPlacementDecided(let decided):
            try await request(decided, event, in: transaction)
        case .decided(let decided) where decided.closes:
            try await withdraw(.caseClosed, event, in: transaction)
        case .closed:
            try await withdraw(.caseClosed, event, in: transaction)
        case .referralLeft(let left) where left.searchEnds:
            try await withdraw(.referralLeft, event, in: transaction)
        case .sharingChanged(let changed) where !changed.allowed:
            try await withdraw(.sharingStopped, event, in: transaction)
        default:
            return
        }
    }

    /// Gives up every search of the case that has not ended. Of its events and these the order is kept, so none is asked
    /// for later.
    private func withdraw(
        _ reason: PlacementWithdrawal, _ event: ReceivedEvent, in transaction: EventTransaction
    ) async throws {
        let time = now()
        let requests = try await transaction.sql.query(
            """
            select id from placement_request where referral_id = \(event.key) and case_id = \(event.subject)
            order by requested_at, id
            """
        ).decode(UUID.self)
        for id in requests {
            let loaded = try await transaction.load(PlacementRequest.self, id)
            let events = try PlacementRequest.decide(loaded.state, .withdraw(reason), now: time)
            guard !events.isEmpty else { continue }
            _ = try await PlacementRecord.commit(events, to: id, loaded, at: time, in: transaction)
            logger.info(
                "Placement request withdrawn",
                metadata: ["request": "\(id.text)", "referral": "\(event.key.text)", "reason": "\(reason.code)"])
        }
    }

    private func request(
        _ decided: ApPlacementDecided, _ event: ReceivedEvent, in transaction: EventTransaction
    ) async throws {
        // One decision, one request: it carries the decision's own id, so the same decision never makes two.
        let id = event.id
        let time = now()
        let loaded = try await transaction.load(PlacementRequest.self, id)
        do {
            var events = try PlacementRequest.decide(loaded.state, .request(id: id, decided), now: time)
            guard let requested = PlacementRequest.replay(events, after: loaded.state) else { return }
            let match = try MatchRequest(requested, today: LondonTime.day(of: time))
            let provisions = try await Directory.listed(
                during: match.days, forNeeds: match.facts.needs, in: transaction.sql)
            let result = ProvisionMatcher.match(match, among: provisions)
            events += try PlacementRequest.decide(requested, .shortlist(result), now: time)
            let request = try await PlacementRecord.commit(events, to: id, loaded, at: time, in: transaction).request
            logger.info(
                "Placement requested",
                metadata: [
                    "request": "\(id.text)", "referral": "\(event.key.text)", "locality": "\(request.locality)",
                    "fitting": "\(request.candidates.count)", "state": "\(request.state.code)",
                ])
        } catch let violation as RuleViolation {
            throw ProjectionTrouble.poison(
                code: violation.problems.first?.code ?? "refused",
                words: violation.problems.map(\.words).joined(separator: " "))
        } catch is PlacementRecord.Malformed {
            throw ProjectionTrouble.poison(
                code: "malformed_decision", words: "The decision does not name its referral, case or child by id.")
        }
    }
}
