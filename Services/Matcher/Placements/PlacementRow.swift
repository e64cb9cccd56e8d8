import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Postgres

/// A placement as lists show it: one row of `placement`, with the request and the provision it belongs to.
struct PlacementRow: Sendable {
    let id: UUID
    let requestID: UUID
    let referralID: UUID
    let caseID: UUID
    let childID: UUID
    let reference: String
    /// Where its case is now.
    let locality: String
    let provisionID: UUID
    let provisionName: String
    let kind: ApKind
    let providerID: String
    let state: String
    let agreedAt: Date
    let startsOn: CalendarDate
    let endsOn: CalendarDate
    let sessions: [String]
    let reviewBy: CalendarDate?
    let startedOn: CalendarDate?
    let endedOn: CalendarDate?
    /// Whether the provision is in the register of schools.
    let isRegistered: Bool
    let keyStage: String
    let ageYears: Int
    let needs: [String]
    /// When the days out of school were counted that the request tells of.
    let requestedAt: Date

    init(_ row: PostgresRow) throws {
        id = try row.value("id")
        requestID = try row.value("request_id")
        referralID = try row.value("referral_id")
        caseID = try row.value("case_id")
        childID = try row.value("child_id")
        reference = try row.value("reference")
        locality = try row.value("locality_now")
        provisionID = try row.value("provision_id")
        provisionName = try row.value("provision_name")
        kind = try row.value("provision_kind")
        providerID = try row.value("provider_id")
        state = try row.value("state")
        agreedAt = try row.value("agreed_at")
        startsOn = try row.value("starts_on")
        endsOn = try row.value("ends_on")
        sessions = try row.value("sessions")
        reviewBy = try row.value("review_by")
        startedOn = try row.value("started_on")
        endedOn = try row.value("ended_on")
        isRegistered = try row.value("registered")
        keyStage = try row.value("key_stage")
        ageYears = try row.value("age_years")
        needs = try row.value("needs")
        requestedAt = try row.value("requested_at")
    }

    /// Select list and tables; a `where` follows.
    static let selection: PostgresQuery = """
        select placement.*, provision.name as provision_name, provision.kind as provision_kind, provision.registered,
            placement_request.referral_id, placement_request.case_id, placement_request.reference,
            placement_request.key_stage, placement_request.age_years, placement_request.needs,
            placement_request.requested_at, \(fragment: MovedCases.locality) as locality_now
        from placement
        join placement_request on placement_request.id = placement.request_id
        join provision on provision.id = placement.provision_id
        """

    /// States in which a place is kept for the child.
    static let holdsPlace = Placement.State.allCases.filter(\.holdsPlace).map(\.code)
}

/// The list of placements, and what came of those that have ended: rows which the placements' events say all of.
struct PlacementRegister: LogView {
    let name = "placement-register"
    let tables = ["placement", "placement_outcome"]

    func rows(
        _ events: [PlacementEvent], to id: UUID, key referral: UUID, _ before: Loaded<Placement>, at time: Date
    ) -> [PostgresQuery] {
        guard let placement = Placement.replay(events, after: before.state) else { return [] }
        let version = before.version + Int64(events.count)
        let row =
            before.version == 0
            ? Self.insertion(of: placement, id, version, at: time) : Self.update(of: placement, id, version)
        return [row] + events.compactMap { if case .ended(let ended) = $0 { Self.outcome(ended, id) } else { nil } }
    }

    private static func insertion(
        of placement: Placement, _ id: UUID, _ version: Int64, at time: Date
    ) -> PostgresQuery {
        let place = placement.agreed.place
        return """
            insert into placement (id, request_id, provision_id, provider_id, child_id, state, version, agreed_at,
                starts_on, ends_on, sessions, review_by)
            values (\(id), \(placement.ref.requestID)::text::uuid, \(placement.ref.provisionID)::text::uuid,
                \(placement.ref.providerID), \(placement.agreed.childID)::text::uuid, \(placement.state.code), \(version),
                \(time), \(place.from)::text::date, \(placement.until)::text::date, \(place.sessions),
                \(placement.reviewBy)::text::date)
            """
    }

    private static func update(of placement: Placement, _ id: UUID, _ version: Int64) -> PostgresQuery {
        """
        update placement set state = \(placement.state.code), version = \(version),
            ends_on = \(placement.until)::text::date, review_by = \(placement.reviewBy)::text::date,
            started_on = \(placement.started?.startedOn)::text::date, ended_on = \(placement.ended?.endedOn)::text::date,
            ended_as = \(placement.ended?.endedAs)
        where id = \(id)
        """
    }

    private static func outcome(_ ended: PlacementEnded, _ id: UUID) -> PostgresQuery {
        func count(_ result: ObjectiveResult) -> Int { ended.objectives.count { $0.outcome == result.code } }
        return """
            insert into placement_outcome
                (placement_id, provision_id, needs, achieved, partly, not_achieved, ended_as, ended_on)
            values (\(id), \(ended.placement.provisionID)::text::uuid, \(ended.facts.needs), \(count(.achieved)),
                \(count(.partly)), \(count(.not)), \(ended.endedAs), \(ended.endedOn)::text::date)
            """
    }
}
