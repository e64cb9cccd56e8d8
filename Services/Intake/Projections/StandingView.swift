import Contracts
import FoundationEssentials
import Inclusion
import Postgres

/// All that a referral's agency may know of where it stands, read at one moment.
///
/// A referral that joined another one's case stands where that one stands: its agency sees the common lines from when it
/// joined, its own questions, and that another agency is involved. Never what the other wrote or was asked. Of a case that
/// it left it sees where that was then.
struct StandingView: Sendable {
    var standing = Standing()
    /// In the order in which one thing led to another.
    var lines: [StandingLine] = []
    var questions: [StandingQuestion] = []
    /// Whether another agency has a referral in the same case.
    var otherAgency = false

    /// What the agency's moves depend on.
    var news: CaseNews {
        CaseNews(
            asked: Set(questions.filter { $0.receivedAt == nil }.map(\.id.text)), isClosed: standing.status == .closed)
    }

    /// - Parameter results: of ``queries(_:)``, in their order.
    init(_ results: ArraySlice<PostgresRows>) throws {
        let results = Array(results)
        standing = try results[0].map(Self.standing).first ?? Standing()
        lines = try results[1].compactMap(StandingLine.init)
        questions = try results[2].map(StandingQuestion.init)
        otherAgency = try results[3].decodeFirst(Bool.self) ?? false
    }

    init() {}

    private static func standing(_ row: PostgresRow) throws -> Standing {
        guard try row.value("has_left") else { return try Standing(row) }
        return Standing(locality: try row.value("left_locality"), forum: try row.value("left_forum"))
    }

    static func queries(_ referral: UUID) -> [PostgresQuery] {
        [
            """
            select standing.*, link.until_round is not null as has_left, link.locality as left_locality,
                link.forum as left_forum
            from (select \(referral)::uuid as id) mine
            left join standing_link link on link.referral_id = mine.id
            join standing on standing.referral_id = coalesce(link.leads_to, mine.id)
            """,
            """
            select line.* from standing_line line
            left join standing_link link on link.referral_id = \(referral)
            where (line.referral_id = \(referral) and line.own)
                or (line.referral_id = coalesce(link.leads_to, \(referral)) and not line.own
                    and \(fragment: StandingLink.shows))
            order by line.code <> \(TimelineCode.joined.code), round, step, at
            """,
            StandingQuestion.query(referral),
            """
            select exists (
                select from referral mine
                left join standing_link link on link.referral_id = mine.id
                join standing_link other on other.leads_to = coalesce(link.leads_to, mine.id)
                join referral theirs on theirs.id in (other.referral_id, other.leads_to)
                where mine.id = \(referral) and theirs.organisation <> mine.organisation
                    and (link.until_round is null
                        or (other.from_round, other.from_step) <= (link.until_round, link.until_step)))
            """,
        ]
    }
}
