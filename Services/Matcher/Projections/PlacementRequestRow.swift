import Contracts
import FoundationEssentials
import Inclusion
import Postgres

/// A placement request as lists show it: one row of `placement_request`.
struct PlacementRequestRow: Sendable {
    let id: UUID
    let referralID: UUID
    let caseID: UUID
    let reference: String
    /// Where its case is now.
    let locality: String
    let state: String
    let requestedAt: Date
    let wantedStart: CalendarDate
    let keyStage: String
    let ageYears: Int
    let needs: [String]

    init(_ row: PostgresRow) throws {
        id = try row.value("id")
        referralID = try row.value("referral_id")
        caseID = try row.value("case_id")
        reference = try row.value("reference")
        locality = try row.value("locality_now")
        state = try row.value("state")
        requestedAt = try row.value("requested_at")
        wantedStart = try row.value("wanted_start")
        keyStage = try row.value("key_stage")
        ageYears = try row.value("age_years")
        needs = try row.value("needs")
    }

    /// Select list and table; a `where` follows.
    static let selection: PostgresQuery = """
        select *, \(fragment: MovedCases.locality) as locality_now from placement_request
        """

    static func insertion(
        of request: PlacementRequest, _ id: UUID, _ referral: UUID, _ caseID: UUID, _ version: Int64, at time: Date
    ) -> PostgresQuery {
        """
        insert into placement_request
            (id, referral_id, case_id, reference, locality, state, version, requested_at, wanted_start, weeks,
             sessions_a_week, key_stage, age_years, needs)
        values (\(id), \(referral), \(caseID), \(request.reference), \(request.locality), \(request.state.code),
            \(version), \(time), \(request.wantedStart), \(request.weeks), \(request.sessionsAWeek),
            \(request.facts.keyStage.code), \(request.facts.ageYears), \(request.facts.needs))
        """
    }

    static func update(of request: PlacementRequest, _ id: UUID, _ version: Int64) -> PostgresQuery {
        "update placement_request set state = \(request.state.code), version = \(version) where id = \(id)"
    }
}
