import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Postgres

/// Keeps for every referral what its referrer may know of it.
struct StandingProjection: ReadModel {
    let name = "show-standing"
    let topics = [Topic.cases, .placements]
    let tables = ["standing", "standing_line"]

    func apply(_ events: [ReceivedEvent], in transaction: EventTransaction) async throws {
        let keys = Array(Set(events.map(\.key)))
        // The referrals' rows are locked, because their two topics may be read by two copies at once.
        let rows = try await transaction.sql.pipeline([
            "select id from referral where id = any(\(keys)) order by id for update", Standing.query(keys),
        ])
        guard rows[0].count == keys.count else {
            // A referral is on disk here before anybody hears of it: waiting would not bring it.
            throw ProjectionTrouble.poison(
                code: "unknown_referral", words: "The event is about a referral that was never posted here.")
        }
        var standings = Dictionary(
            uniqueKeysWithValues: try rows[1].map { (try $0.value("referral_id", as: UUID.self), try Standing($0)) })
        var lines: [PostgresQuery] = []
        for event in events {
            guard let line = try note(event, in: &standings[event.key, default: Standing()]) else { continue }
            lines.append(StandingLine.write(line, of: event.key, event: event.id, at: event.time))
        }
        _ = try await transaction.sql.pipeline(standings.map { $1.write($0) } + lines)
    }

    private func note(_ event: ReceivedEvent, in standing: inout Standing) throws -> StoryLine? {
        event.topic == .cases
            ? standing.note(try event.decode(CaseEvent.self), at: event.time)
            : standing.note(try event.decode(PlacementEvent.self))
    }
}
