import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Postgres
import ServiceKit

/// Keeps for every referral what its referrer may know of it.
struct StandingProjection: ReadModel {
    let name = "show-standing"
    let topics = [Topic.cases, .placements]
    let tables = ["standing", "standing_line", "standing_question", "standing_link", LocalityNames.table]

    func apply(_ events: [ReceivedEvent], in transaction: EventTransaction) async throws {
        let names = try events.flatMap(LocalityNames.notes)
        let events = events.filter(\.isAboutReferral)
        guard !events.isEmpty else { return try await transaction.write(names) }
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
        var writings = names
        for event in events {
            writings += try note(event, in: &standings[event.key, default: Standing()])
        }
        _ = try await transaction.sql.pipeline(standings.map { $1.write($0) } + writings)
    }

    /// What the event adds beside the standing itself.
    private func note(_ event: ReceivedEvent, in standing: inout Standing) throws -> [PostgresQuery] {
        guard event.topic == .cases else {
            guard let line = standing.note(try event.decode(PlacementEvent.self)) else { return [] }
            return [try StandingLine.write(line, of: event.key, event: event.id, at: event.time)]
        }
        let said = try event.decode(CaseEvent.self)
        let line = standing.note(said, at: event.time)
        return try CaseNote(event: event, said: said, standing: standing).writings(line)
    }
}

/// What an event of topic `cases` adds: lines for those who may see them, questions, and who stands with whom.
private struct CaseNote {
    let event: ReceivedEvent
    let said: CaseEvent
    /// With the event taken in.
    let standing: Standing

    /// How far the story has come.
    private var place: StoryPlace { standing.place }

    func writings(_ line: StoryLine?) throws -> [PostgresQuery] {
        switch said {
        case .informationAsked(let asked):
            let id = try UUID(inEvent: asked.questionID)
            let referral = StandingQuestion.asked(asked, of: event.key)
            return [try StandingQuestion.write(asked, id, of: referral, at: event.time)]
                + (try write(line, of: referral))
        case .informationReceived(let received):
            let id = try UUID(inEvent: received.questionID)
            return [StandingQuestion.received(id, at: event.time)] + (try write(line, answering: id))
        case .chased(let chased):
            return try write(line, of: UUID(uuidString: chased.askedReferralID) ?? event.key)
        case .reopened: return try write(line, of: event.key) + StandingLink.reopened(event.key)
        case .referralJoined(let joined):
            let referral = try UUID(inEvent: joined.joinedReferralID)
            let own = StoryLine(code: .joined, place: place)
            return [StandingLink.joined(referral, event.key, at: place, event.time)]
                + (try write(own, of: referral)) + (try write(line, of: event.key))
        case .referralLeft(let left):
            return [StandingLink.left(try UUID(inEvent: left.leftReferralID), event.key, at: standing, event.time)]
        case .closed: return try write(line, of: event.key) + StandingLink.closed(event.key)
        case .decided(let decided):
            return try write(line, of: event.key) + (decided.closes ? StandingLink.closed(event.key) : [])
        default: return try write(line, of: event.key)
        }
    }

    private func write(_ line: StoryLine?, of referral: UUID) throws -> [PostgresQuery] {
        try line.map { [try StandingLine.write($0, of: referral, event: event.id, at: event.time)] } ?? []
    }

    /// A line for whoever was asked: the question is written before, in the same batch or long ago.
    private func write(_ line: StoryLine?, answering question: UUID) throws -> [PostgresQuery] {
        guard let line else { return [] }
        return [
            """
            insert into standing_line (referral_id, event_id, round, step, code, at, own)
            select referral_id, \(event.id), \(Int32(clamping: line.place.round)), \(Int32(clamping: line.place.step)),
                \(line.code.code), \(event.time), \(line.isOwn)
            from standing_question where question_id = \(question)
            on conflict do nothing
            """
        ]
    }
}
