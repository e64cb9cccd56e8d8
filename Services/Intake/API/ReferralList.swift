import Contracts
import FoundationEssentials
import Hummingbird
import Inclusion
import Postgres
import ServiceKit

/// An agency's own referrals, newest first. A list never names a child.
struct ReferralList: Sendable {
    let host: ServiceHost

    /// For so long a decision that gave the next step back counts as returned; then it is history.
    static let returnedFor: TimeInterval = 28 * 86_400

    func add(to router: HubRouter) {
        router.get("/v1/referrals", use: list)
    }

    private func list(_ request: Request, _ context: HubContext) async throws -> Response {
        let identity = try context.identity
        try identity.require(.agency)
        let page = try PageRequest(request, keys: 1)
        let (filter, since) = (try ListFilter(request, page), host.now().addingTimeInterval(-Self.returnedFor))
        let results = try await host.pool.pipeline([
            """
            \(fragment: Self.rows(of: identity.organisation, since: since))
            select * from listed where \(fragment: filter.condition) order by id desc limit \(page.limit + 1)
            """,
            """
            \(fragment: Self.rows(of: identity.organisation, since: since))
            select count(*) from listed where returned and id in (\(fragment: Self.perhapsReturned(since: since)))
            """,
        ])
        let rows = try results[0].map(ListedReferral.init)
        let standings = try await host.pool.query(Standing.query(rows.map(\.leader))).map {
            (try $0.value("referral_id", as: UUID.self), try Standing($0))
        }
        let standing = Dictionary(standings) { first, _ in first }
        return page.response(
            request, rows, cursor: { [$0.id.text] },
            item: { $0.json(standing[$0.leader] ?? Standing()) },
            more: [.init("returned", .number(try results[1].decodeFirst(Int64.self) ?? 0))])
    }

    /// Referrals of whomever that may have come back: few, and found without looking at all the others.
    private static func perhapsReturned(since: Date) -> PostgresQuery {
        """
        select referral_id from standing_question where received_at is null
        union select referral_id from standing where handed_back_at > \(since)
        union select link.referral_id from standing_link link
            join standing on standing.referral_id = link.leads_to where handed_back_at > \(since)
        """
    }

    /// How every referral of the organisation stands, as ``ReferralJSON/status(_:_:)`` has it; and whether the next step
    /// is the agency's: it was asked something, or a decision has told it what to do instead.
    private static func rows(of organisation: String, since: Date) -> PostgresQuery {
        """
        with stood as (
            select referral.id, reference, submitted_at, state, coalesce(link.leads_to, referral.id) as leader,
                question.answer_by, question.waiting, standing.handed_back_at,
                case when state <> 'submitted' then state
                    when standing.status = 'closed' then 'closed'
                    when question.waiting then 'needs_information'
                    else coalesce(standing.status, 'submitted') end as status
            from referral
            left join standing_link link on link.referral_id = referral.id
            left join standing on standing.referral_id = coalesce(link.leads_to, referral.id)
            left join lateral (
                select min(answer_by) as answer_by, count(*) > 0 as waiting from standing_question
                where standing_question.referral_id = referral.id and received_at is null
                    and question_id <> all(referral.answered)) question on true
            where organisation = \(organisation)),
        listed as (
            select *, status = 'needs_information'
                or (status = 'closed' and handed_back_at is not null and handed_back_at > \(since)) as returned
            from stood)
        """
    }
}

/// `?status=&returned=&open=&cursor=` of the list.
private struct ListFilter {
    let condition: PostgresQuery

    init(_ request: Request, _ page: PageRequest) throws(Problem) {
        var condition: PostgresQuery = "true"
        if let text = request.uri.queryParameters["status"] {
            guard let status = StandingStatus(rawValue: String(text)) else {
                let words = StandingStatus.allCases.map(\.code).joined(separator: ", ")
                throw .badRequest(code: "status_invalid", "“status” is one of \(words).")
            }
            condition = "\(fragment: condition) and status = \(status.code)"
        }
        if let returned = try Self.flag("returned", request) {
            condition = "\(fragment: condition) and \(fragment: returned ? "returned" : "not returned")"
        }
        if let open = try Self.flag("open", request) {
            let ended = Self.ended.map(\.code)
            condition =
                "\(fragment: condition) and \(fragment: open ? "status <> all(\(ended))" : "status = any(\(ended))")"
        }
        if let last = page.after.first {
            guard let id = UUID(uuidString: last) else {
                throw .badRequest(code: "cursor_invalid", "“cursor” must be the “next” of the page before, unchanged.")
            }
            condition = "\(fragment: condition) and id < \(id)"
        }
        self.condition = condition
    }

    /// Nothing more happens to a referral that stands so.
    private static let ended: [StandingStatus] = StandingStatus.allCases.filter { $0.with == .nobody }

    private static func flag(_ name: String, _ request: Request) throws(Problem) -> Bool? {
        switch request.uri.queryParameters[name[...]] {
        case nil: return nil
        case "true": return true
        case "false": return false
        default: throw .badRequest(code: "\(name)_invalid", "“\(name)” is true or false.")
        }
    }
}

/// A referral as a list shows it.
private struct ListedReferral: Sendable {
    let id: UUID
    let reference: String
    let submittedAt: Date
    let status: StandingStatus
    let returned: Bool
    /// The referral whose standing is this one's.
    let leader: UUID
    /// When the soonest question is to be answered.
    let answerBy: Date?

    init(_ row: PostgresRow) throws {
        id = try row.value("id")
        reference = try row.value("reference")
        submittedAt = try row.value("submitted_at")
        status = StandingStatus(rawValue: try row.value("status")) ?? .submitted
        returned = try row.value("returned")
        leader = try row.value("leader")
        answerBy = try row.value("answer_by")
    }

    func json(_ standing: Standing) -> JSON {
        let due: Date? =
            switch status {
            case .needsInformation: answerBy
            case .withdrawn, .enteredInError: nil
            default: standing.due(submittedAt: submittedAt)
            }
        let with = standing.with(at: status)
        return .object(leavingOutNil: [
            ("id", .string(id.text)),
            ("reference", .string(reference)),
            ("submitted_at", .instant(submittedAt)),
            ("status", .string(status.code)),
            ("words", .string(status.words)),
            ("with", ["who": .string(with.code), "words": .string(with.words)]),
            ("next", due.map { ["by": .instant($0), "words": .string(status.nextWords)] }),
            ("returned", .bool(returned)),
        ])
    }
}
