import Contracts
import FoundationEssentials
import Inclusion
import Postgres
import SwiftProtobuf

/// A standing as one row of `standing`.
extension Standing {
    init(_ row: PostgresRow) throws {
        let round: Int32 = try row.value("round")
        let step: Int32 = try row.value("step")
        let decisions: Int32 = try row.value("decisions")
        let told: Int32 = try row.value("told")
        let requests: Int32 = try row.value("requests")
        let offers: Int32 = try row.value("offers")
        let dueAt: Date? = try row.value("due_at")
        let with = try row.value("due_with", as: String?.self).flatMap(BallHolder.init(rawValue:))
        self.init(
            status: StandingStatus(rawValue: try row.value("status")) ?? .submitted,
            furthest: StoryPlace(round: Int(round), step: Int(step)), locality: try row.value("locality"),
            forum: try row.value("forum"), advice: try row.value("advice"), openedAt: try row.value("opened_at"),
            acknowledgeBy: try row.value("acknowledge_by"), openOffers: try Standing.openOffers(row),
            meetsOn: try row.value("meets_on"), reviewOn: try row.value("review_on"),
            placement: try StandingPlacement(row),
            clock: dueAt.flatMap { due in with.map { StandingClock(dueAt: due, with: $0) } },
            handedBackAt: try row.value("handed_back_at"),
            decisions: Int(decisions), told: Int(told), requests: Int(requests), offers: Int(offers))
    }

    private static func openOffers(_ row: PostgresRow) throws -> [OpenOffer] {
        let (ids, until): ([String], [Date]) = (try row.value("asked_offers"), try row.value("asked_until"))
        return zip(ids, until).map { OpenOffer(id: $0, answerBy: $1) }
    }

    static func query(_ referrals: [UUID]) -> PostgresQuery {
        "select * from standing where referral_id = any(\(referrals))"
    }

    func write(_ referral: UUID) -> PostgresQuery {
        """
        insert into standing
            (referral_id, status, round, step, locality, forum, advice, opened_at, acknowledge_by, asked_offers,
             asked_until, meets_on,
             review_on, place_from, place_until, place_review_on, due_at, due_with, handed_back_at, decisions, told,
             requests, offers)
        values (\(referral), \(status.code), \(Int32(clamping: furthest.round)), \(Int32(clamping: furthest.step)),
            \(locality as String?), \(forum as String?), \(advice), \(openedAt as Date?), \(acknowledgeBy as Date?),
            \(openOffers.map(\.id)), \(openOffers.map(\.answerBy)), \(meetsOn as String?), \(reviewOn as String?),
            \(placement?.startsOn as String?), \(placement?.until as String?), \(placement?.reviewOn as String?),
            \(clock?.dueAt as Date?),
            \(clock?.with.code as String?), \(handedBackAt as Date?), \(Int32(clamping: decisions)),
            \(Int32(clamping: told)), \(Int32(clamping: requests)), \(Int32(clamping: offers)))
        on conflict (referral_id) do update
        set (status, round, step, locality, forum, advice, opened_at, acknowledge_by, asked_offers,
             asked_until, meets_on,
             review_on, place_from, place_until, place_review_on, due_at, due_with, handed_back_at, decisions, told,
             requests, offers) =
            row (excluded.status, excluded.round, excluded.step, excluded.locality, excluded.forum, excluded.advice,
             excluded.opened_at, excluded.acknowledge_by, excluded.asked_offers, excluded.asked_until, excluded.meets_on, excluded.review_on,
             excluded.place_from, excluded.place_until, excluded.place_review_on, excluded.due_at, excluded.due_with,
             excluded.handed_back_at, excluded.decisions, excluded.told, excluded.requests, excluded.offers)
        """
    }
}

extension StandingPlacement {
    /// `nil` where no place was agreed.
    init?(_ row: PostgresRow) throws {
        guard let from = try row.value("place_from", as: String?.self),
            let until = try row.value("place_until", as: String?.self)
        else { return nil }
        self.init(startsOn: from, until: until, reviewOn: try row.value("place_review_on", as: String?.self) ?? "")
    }
}

/// A line of a referral's story as the referrer reads it: one row of `standing_line`.
struct StandingLine: Sendable, Equatable {
    let code: TimelineCode
    let at: Date
    var facts = StoryLine.Facts()

    init(code: TimelineCode, at: Date, facts: StoryLine.Facts = .init()) {
        self.code = code
        self.at = at
        self.facts = facts
    }

    /// `nil` for a line that only a later version of the service knows how to tell.
    init?(_ row: PostgresRow) throws {
        guard let code = TimelineCode(rawValue: try row.value("code")) else { return nil }
        let words: [UInt8]? = try row.value("words")
        self.init(
            code: code, at: try row.value("at"),
            facts: StoryLine.Facts(
                forum: try row.value("forum"), meetsOn: try row.value("meets_on"), locality: try row.value("locality"),
                reviewOn: try row.value("review_on"), startsOn: try row.value("starts_on"),
                until: try row.value("until"), endedAs: try row.value("ended_as"), outcome: try row.value("outcome"),
                reason: try row.value("reason"), words: try words.map { try Sealed(serializedBytes: $0) }))
    }

    /// The same event again changes nothing.
    static func write(_ line: StoryLine, of referral: UUID, event: UUID, at time: Date) throws -> PostgresQuery {
        """
        insert into standing_line
            (referral_id, event_id, round, step, code, at, own, forum, meets_on, locality, review_on, starts_on,
             until, ended_as, outcome, reason, words)
        values (\(referral), \(event), \(Int32(clamping: line.place.round)), \(Int32(clamping: line.place.step)),
            \(line.code.code), \(time), \(line.isOwn), \(line.facts.forum as String?),
            \(line.facts.meetsOn as String?), \(line.facts.locality as String?), \(line.facts.reviewOn as String?),
            \(line.facts.startsOn as String?), \(line.facts.until as String?), \(line.facts.endedAs as String?),
            \(line.facts.outcome as String?), \(line.facts.reason as String?),
            \(try line.facts.words?.serializedBytes() as [UInt8]?))
        on conflict do nothing
        """
    }
}
