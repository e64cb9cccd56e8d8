import Contracts
import FoundationEssentials
import Inclusion
import Postgres

/// An offer as lists show it: one row of `offer`, with the request and the provision it belongs to.
struct OfferRow: Sendable {
    let id: UUID
    let requestID: UUID
    let provisionID: UUID
    let provisionName: String
    let state: String
    let offeredAt: Date
    let answerBy: Date
    let answeredAt: Date?
    let reference: String
    let wantedStart: CalendarDate
    let weeks: Int
    let sessionsAWeek: Int
    let keyStage: String
    let ageYears: Int
    let needs: [String]

    init(_ row: PostgresRow) throws {
        id = try row.value("id")
        requestID = try row.value("request_id")
        provisionID = try row.value("provision_id")
        provisionName = try row.value("provision_name")
        state = try row.value("state")
        offeredAt = try row.value("offered_at")
        answerBy = try row.value("answer_by")
        answeredAt = try row.value("answered_at")
        reference = try row.value("reference")
        wantedStart = try row.value("wanted_start")
        weeks = try row.value("weeks")
        sessionsAWeek = try row.value("sessions_a_week")
        keyStage = try row.value("key_stage")
        ageYears = try row.value("age_years")
        needs = try row.value("needs")
    }

    /// Select list and tables; a `where` follows.
    static let selection: PostgresQuery = """
        select offer.*, provision.name as provision_name, reference, wanted_start, weeks,
            placement_request.sessions_a_week, key_stage, age_years, placement_request.needs
        from offer
        join provision on provision.id = offer.provision_id
        join placement_request on placement_request.id = offer.request_id
        """

    static func insertion(of offered: PlacementOffered, _ request: UUID, at time: Date) -> PostgresQuery {
        """
        insert into offer (id, request_id, provision_id, provider_id, state, offered_at, answer_by)
        values (\(offered.offerID), \(request), \(offered.provisionID), \(offered.providerID), \(OfferState.open.code),
            \(time), \(RFC3339.instant(offered.answerBy) ?? time))
        """
    }

    static func answer(_ id: String, _ state: OfferState, at time: Date) -> PostgresQuery {
        "update offer set state = \(state.code), answered_at = \(time) where id = \(id)"
    }

    static func move(_ id: String, _ state: OfferState) -> PostgresQuery {
        "update offer set state = \(state.code) where id = \(id)"
    }
}
