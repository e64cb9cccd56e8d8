import Contracts
import FoundationEssentials
import Inclusion
import ServiceKit

/// Cases as the coordinators' API shows them.
enum CaseJSON {
    /// A line of a queue.
    static func summary(_ row: CaseRow, now: Date) -> JSON {
        [
            "id": .string(row.id.text),
            "referral_id": .string(row.referralID.text),
            "reference": .string(row.reference),
            "locality": .locality(code: row.locality),
            "forum": .forum(code: row.forum),
            "status": .string(row.state),
            "agency_kind": .string(row.agencyKind),
            "age_years": .number(row.ageYears),
            "key_stage": .string(row.keyStage),
            "level": .number(row.level),
            "needs": .strings(row.needs),
            "ap_requested": .bool(row.apRequested),
            "days_out_of_school": .number(row.daysOutOfSchool),
            "permanently_excluded": .bool(row.permanentlyExcluded),
            "opened_at": .instant(row.openedAt),
            "acknowledge_by": .instant(row.acknowledgeBy),
            "overdue": .bool(isOverdue(row, now: now)),
        ]
    }

    /// What a move answers.
    static func state(_ file: CaseFile) -> JSON {
        ["id": .string(file.id), "status": .string(file.state.code), "allowed_moves": moves(file)]
    }

    /// The whole case; without details when the child's key is gone.
    static func whole(
        _ file: CaseFile, _ row: CaseRow, details: ReferralDetails?, decidedAt: [Date], now: Date
    ) -> JSON {
        .object(leavingOutNil: [
            ("id", .string(file.id)),
            ("referral_id", .string(file.referralID)),
            ("reference", .string(file.reference)),
            ("locality", .locality(code: file.locality)),
            ("forum", .forum(file.forum)),
            ("status", .string(file.state.code)),
            (
                "agency",
                [
                    "id": .string(file.agency.id), "kind": .string(file.agency.kind.code),
                    "source": .string(file.agency.sourceCode),
                ]
            ),
            ("ap_kind", file.apKind.isEmpty ? nil : .string(file.apKind)),
            ("facts", .facts(file.facts)),
            ("routing", routing(file.routing)),
            ("opened_at", .instant(row.openedAt)),
            ("acknowledge_by", .instant(row.acknowledgeBy)),
            ("acknowledged_at", row.acknowledgedAt.map { .instant($0) }),
            ("overdue", .bool(isOverdue(row, now: now))),
            ("details_state", details == nil ? "erased" : "readable"),
            ("details", details.map { .details($0) }),
            ("decisions", .array(zip(file.decisions, decidedAt).map(decision))),
            ("placement", file.lastSearch.map(search)),
            ("allowed_moves", moves(file)),
        ])
    }

    private static func isOverdue(_ row: CaseRow, now: Date) -> Bool {
        row.state == CaseState.open.code && row.acknowledgeBy < now
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

    private static func decision(_ decided: ApPlacementDecided, at time: Date) -> JSON {
        .object(leavingOutNil: [
            ("kind", "ap_placement"),
            ("purpose", .string(decided.purpose)),
            ("wanted_start", .string(decided.wantedStart)),
            ("weeks", .number(decided.weeks)),
            ("sessions_a_week", .number(decided.sessionsAWeek)),
            ("ap_kind", decided.apKind.isEmpty ? nil : .string(decided.apKind)),
            ("decided_by", .string(decided.decidedBy)),
            ("decided_at", .instant(time)),
        ])
    }

    private static func search(_ search: CaseFile.PlacementSearch) -> JSON {
        .object(leavingOutNil: [
            ("request_id", .string(search.requestID)),
            ("found", .bool(search.provisionID != nil)),
            ("provision_id", search.provisionID.map { .string($0) }),
        ])
    }
}
