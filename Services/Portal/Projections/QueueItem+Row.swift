import Contracts
import FoundationEssentials
import Inclusion
import Postgres
import SwiftProtobuf

/// An item as one row of `queue_item`.
extension QueueItem {
    init(_ row: PostgresRow) throws {
        self.init(referralID: try row.value("referral_id"))
        postedAt = try row.value("posted_at")
        changes = try row.value("changes")
        if let id: UUID = try row.value("case_id") { file = try QueuedCase(id: id, row) }
        if let request: UUID = try row.value("request_id") { search = try PlaceSearch(requestID: request, row) }
    }

    /// Locks the referrals' rows, which are made where there are none: their topics may be read by several copies at once.
    /// All lock in the same order, so no two wait for each other.
    static func lock(_ referrals: [UUID]) -> [PostgresQuery] {
        let referrals = Array(Set(referrals))
        return [
            """
            insert into queue_item (referral_id) select given from unnest(\(referrals)) as given order by given
            on conflict do nothing
            """,
            "select * from queue_item where referral_id = any(\(referrals)) order by referral_id for update",
        ]
    }

    func write() throws -> PostgresQuery {
        let clocks = try file.map { file in try CaseClocks.with { $0.all = file.clocks }.serializedBytes() as [UInt8] }
        return """
            update queue_item set
                posted_at = \(postedAt as Date?), \(fragment: caseColumns), \(fragment: searchColumns),
                clocks = \(clocks), due_at = \(dueAt as Date?),
                place = \(slot?.place.rawValue as String?), place_at = \(slot?.at as Date?), changes = \(changes)
            where referral_id = \(referralID)
            """
    }

    private var caseColumns: PostgresQuery {
        """
        case_id = \(file?.id as UUID?), case_version = \(file?.version as Int64?),
        reference = \(file?.reference as String?), locality = \(file?.locality as String?),
        forum = \(file?.forum as String?), state = \(file?.state.code as String?),
        stage = \(file?.stage.code as String?), open_questions = \(file?.openQuestions.map(\.id) as [String]?),
        asked_referrals = \(file?.openQuestions.map(\.askedReferralID) as [String]?),
        meets_on = \(file?.meetsOn), sharing_allowed = \(file?.isSharingAllowed as Bool?),
        has_plan = \(file?.hasPlan as Bool?), assigned_to = \(file?.assignedTo),
        state_since = \(file?.since as Date?), level = \(file?.level as Int?), age_band = \(file?.ageBand as String?),
        age_years = \(file?.ageYears as Int?), key_stage = \(file?.keyStage as String?),
        needs = \(file?.needs as [String]?), ap_requested = \(file?.apRequested as Bool?),
        days_out_of_school = \(file?.daysOutOfSchool as Int?),
        permanently_excluded = \(file?.permanentlyExcluded as Bool?), opened_at = \(file?.openedAt as Date?),
        acknowledge_by = \(file?.acknowledgeBy as Date?)
        """
    }

    private var searchColumns: PostgresQuery {
        """
        request_id = \(search?.requestID as UUID?), request_version = \(search?.version as Int64?),
        placement_state = \(search?.state.code as String?), answer_by = \(search?.answerBy as Date?),
        offers_open = \(search?.offersOpen ?? 0), declines_unread = \(search?.declinesUnread ?? 0)
        """
    }
}

extension QueuedCase {
    fileprivate init(id: UUID, _ row: PostgresRow) throws {
        self.id = id
        version = try row.value("case_version")
        reference = try row.value("reference")
        locality = try row.value("locality")
        forum = try row.value("forum")
        stage = CaseState(rawValue: try row.value("stage")) ?? .open
        let asked: [String] = try row.value("asked_referrals")
        openQuestions = zip(try row.value("open_questions", as: [String].self), asked)
            .map { OpenQuestion(id: $0, askedReferralID: $1) }
        meetsOn = try row.value("meets_on")
        isSharingAllowed = try row.value("sharing_allowed")
        hasPlan = try row.value("has_plan")
        assignedTo = try row.value("assigned_to")
        since = try row.value("state_since")
        level = try row.value("level")
        ageBand = try row.value("age_band")
        ageYears = try row.value("age_years")
        keyStage = try row.value("key_stage")
        needs = try row.value("needs")
        apRequested = try row.value("ap_requested")
        daysOutOfSchool = try row.value("days_out_of_school")
        permanentlyExcluded = try row.value("permanently_excluded")
        openedAt = try row.value("opened_at")
        acknowledgeBy = try row.value("acknowledge_by")
        if let bytes: [UInt8] = try row.value("clocks") { clocks = try CaseClocks(serializedBytes: bytes).all }
    }
}

extension PlaceSearch {
    fileprivate init(requestID: UUID, _ row: PostgresRow) throws {
        self.requestID = requestID
        version = try row.value("request_version")
        state = PlacementState(rawValue: try row.value("placement_state")) ?? .requested
        answerBy = try row.value("answer_by")
        offersOpen = try row.value("offers_open")
        declinesUnread = try row.value("declines_unread")
    }
}
