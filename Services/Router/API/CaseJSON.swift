import Contracts
import FoundationEssentials
import Inclusion
import ServiceKit

/// Cases as the coordinators' API shows them.
enum CaseJSON {
    /// A line of a queue.
    static func summary(_ row: CaseRow, at moment: QueueMoment, in book: LocalityBook) -> JSON {
        let due = row.dueAt == CaseRow.never ? nil : row.dueAt
        return .object(leavingOutNil: [
            ("id", .string(row.id.text)),
            ("referral_id", .string(row.referralID.text)),
            ("reference", .string(row.reference)),
            ("locality", .locality(code: row.locality, in: book)),
            ("forum", .forum(code: row.forum)),
            ("status", .string(row.state)),
            ("group", .string(QueueGroup(row, at: moment).rawValue)),
            ("with", holder(row.ball)),
            ("due_at", due.map { .instant($0) }),
            ("why", row.why.isEmpty ? nil : why(row.why)),
            ("assigned_to", row.assignedTo.map { .string($0) }),
            ("meets_on", row.meetsOn.map { .string($0) }),
            ("agency_kind", .string(row.agencyKind)),
            ("age_years", .number(row.ageYears)),
            ("key_stage", .string(row.keyStage)),
            ("level", .number(row.level)),
            ("needs", .strings(row.needs)),
            ("ap_requested", .bool(row.apRequested)),
            ("days_out_of_school", .number(row.daysOutOfSchool)),
            ("permanently_excluded", .bool(row.permanentlyExcluded)),
            ("opened_at", .instant(row.openedAt)),
            ("acknowledge_by", .instant(row.acknowledgeBy)),
            ("overdue", .bool(row.dueAt < moment.now)),
        ])
    }

    /// What a move answers. Whoever passed a case on has nothing more to do with it.
    static func state(_ file: CaseFile, for identity: Identity) -> JSON {
        [
            "id": .string(file.id), "status": .string(file.state.code),
            "allowed_moves": file.isIn(identity.localities) ? moves(file) : [],
        ]
    }

    /// The whole case; without details when the child's key is gone.
    static func whole(
        _ file: CaseFile, _ row: CaseRow, _ opened: OpenedCase, _ times: CaseTimes, now: Date,
        in book: LocalityBook
    ) -> JSON {
        let lead = file.lead
        return .object(leavingOutNil: [
            ("id", .string(file.id)),
            ("referral_id", .string(file.referralID)),
            ("reference", .string(file.reference)),
            ("locality", .locality(code: file.locality, in: book)),
            ("forum", .forum(file.forum)),
            ("status", .string(file.state.code)),
            ("outcome", file.outcome.map { .string($0.code) }),
            ("agency", agency(lead.agency)),
            ("ap_kind", .given(lead.apKind)),
            ("headteacher_authorised", .bool(lead.headteacherAuthorised)),
            ("facts", .facts(file.facts)),
            ("assigned_to", file.assignedTo.map { .string($0) }),
            ("routing", routing(file.routing)),
            ("opened_at", .instant(row.openedAt)),
            ("acknowledge_by", .instant(row.acknowledgeBy)),
            ("acknowledged_at", row.acknowledgedAt.map { .instant($0) }),
            ("closed_at", times.closed.map { .instant($0) }),
            ("overdue", .bool(row.dueAt < now)),
            ("with", ball(file)),
            ("clocks", clocks(file)),
            ("clocks_left_out", clocksLeftOut(file, now: now)),
            ("details_of", .string(lead.id)),
            ("details_state", .string(opened.state(of: lead))),
            ("details", opened.details[lead.id].map { .details($0) }),
            ("other_referrals", otherReferrals(file, opened, times)),
            ("amendments", amendments(file, times)),
            ("sharing", ["allowed": .bool(file.isSharingAllowed), "without_basis": .strings(file.withoutBasis)]),
            ("questions", questions(file, opened, times)),
            ("listing", listing(file, times)),
            ("decisions", decisions(file, opened, times)),
            ("corrections", corrections(file, opened, times)),
            ("level_changes", levelChanges(file, opened, times)),
            ("reroutings", reroutings(file, opened, times, book)),
            ("closing", closing(file, opened)),
            ("reopenings", reopenings(file, opened, times)),
            ("placement", placement(file)),
            ("placement_news", placementNews(file, times)),
            ("plan", plan(file)),
            ("actions", actions(file, opened, today: LondonTime.day(of: now))),
            ("allowed_moves", moves(file)),
        ])
    }

    static func agency(_ agency: Agency) -> JSON {
        ["id": .string(agency.id), "kind": .string(agency.kind.code), "source": .string(agency.sourceCode)]
    }

    private static func moves(_ file: CaseFile) -> JSON { .strings(file.allowedMoves(for: .coordinator).map(\.code)) }

    private static func routing(_ record: RoutingRecord) -> JSON {
        [
            "rule_set": .string(record.ruleSet),
            "rules_fired": .strings(record.rulesFired),
            "explanation": .strings(record.explanation),
            "facts": .object(record.facts.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) }),
            "advice": .strings(record.advice),
            "also_offered_to": .strings(record.alsoOfferedTo),
        ]
    }
}
