import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Postgres

/// Keeps for every referral what its referrer may know of it.
struct StandingProjection: Projection {
    let name = "show-standing"
    let topics = [Topic.cases, .placements]

    func apply(_ event: ReceivedEvent, in transaction: EventTransaction) async throws {
        // The referral's row is locked, because its two topics may be read by two copies at once.
        let rows = try await transaction.sql.pipeline([
            "select id from referral where id = \(event.key) for update", Standing.query(event.key),
        ])
        guard !rows[0].isEmpty else {
            // A referral is on disk here before anybody hears of it: waiting would not bring it.
            throw ProjectionTrouble.poison(
                code: "unknown_referral", words: "The event is about a referral that was never posted here.")
        }
        var standing = try rows[1].map(Standing.init).first ?? Standing()
        guard let line = try note(event, in: &standing) else {
            try await transaction.sql.execute(standing.write(event.key))
            return
        }
        _ = try await transaction.sql.pipeline([
            standing.write(event.key), StandingLine.write(line, of: event.key, event: event.id, at: event.time),
        ])
    }

    private func note(_ event: ReceivedEvent, in standing: inout Standing) throws -> StoryLine? {
        event.topic == .cases
            ? standing.note(try event.decode(CaseEvent.self), at: event.time)
            : standing.note(try event.decode(PlacementEvent.self))
    }
}
