import Contracts
import Foundation
import Inclusion
import Postgres
import Privacy
import RoutingData
import ServiceKit
import SwiftProtobuf
import Testing

@testable import EventFlow
@testable import LocalityRouter

/// A county with one locality that has a TALC and an Intervention Circle, and hands to work in its forums.
/// `RouterBench.now` is Monday 23 November 2026, 10:00.
enum ForumBench {
    static let locality = "E07000081"
    static let police = "agency-police"
    static let health = "agency-health"
    static let charity = "agency-charity"

    /// What each kind sees; of the charity nothing is said.
    static let policy = DisclosurePolicy([
        .police: [.child, .risks], .health: [.child, .concerns, .views, .health],
        .localAuthority: Set(CaseSection.allCases),
    ])

    static func county(_ forums: [Forum] = [.talc]) throws -> County {
        let first = try #require(CalendarDate("2026-12-03"))
        let (begins, ends) = (try #require(CalendarDate("2026-09-03")), try #require(CalendarDate("2027-07-23")))
        return County(
            name: "sample", version: 1, localities: Locality.gloucestershire, clusters: [],
            forums: forums.map { forum in
                ForumCalendar(
                    locality: locality, forum: forum, first: first, everyWeeks: 2, hour: 14, minute: 0,
                    inTermOnly: true, place: "Room 1", papersWorkingDaysBefore: 2,
                    members: [
                        ForumMember(organisation: police, kind: .police),
                        ForumMember(organisation: health, kind: .health),
                        ForumMember(organisation: charity, kind: .thirdSector),
                    ], disclosure: policy)
            }, calendar: SchoolCalendar(ends: ends, terms: [SchoolTerm(name: "year", first: begins, last: ends)]))
    }

    static func identity(
        _ role: Role, _ organisation: String = "authority", in localities: Set<String> = [locality]
    ) -> Identity {
        Identity(
            subject: "\(role.rawValue)-1", organisation: organisation, roles: [role],
            localities: role == .coordinator ? localities : [], expires: .distantFuture)
    }
}

extension RouterBench {
    /// Has that copy of the service plan what is missing. Returns how many meetings.
    @discardableResult
    func planMeetings(copy: Int = 0, at time: Date = RouterBench.now) async throws -> Int {
        try await MeetingPlanning(events: stores[copy], now: { time }).planMissing(in: try ForumBench.county())
    }

    /// The meetings of the TALC, in order.
    func meetings() async throws -> [MeetingRow] {
        try await pool.query("select * from meeting order by starts_at, id").map(MeetingRow.init)
    }

    /// Does something at the desk of the meetings, as the coordinator.
    @discardableResult
    func atDesk(
        _ id: UUID, at time: Date = RouterBench.now,
        _ body: @Sendable (MeetingDesk, Loaded<Meeting>) async throws -> MeetingDesk.Changed
    ) async throws -> MeetingDesk.Changed {
        try await store.transaction { transaction in
            let desk = MeetingDesk(transaction: transaction, now: time, clocks: .standard, by: "coordinator-1")
            return try await body(desk, try await desk.load(id, for: ForumBench.identity(.coordinator)))
        }
    }

    /// Has a forum look at a case.
    func list(_ id: UUID, _ draft: ListingDraft = ListingDraft(forum: "talc"), copy: Int = 0) async throws {
        try await stores[copy].transaction { transaction in
            let listing = Listing(transaction: transaction, now: Self.now, clocks: .standard, by: "coordinator-1")
            _ = try await listing.put(id, draft) {
                try CaseFile.visible($0.state, to: ForumBench.identity(.coordinator))
            }
        }
    }

    /// An acknowledged case of a child, in the locality that has forums; opened for a referral with a bit of everything in it.
    func caseOf(child: UUID, by agency: String = "agency-1") async throws -> UUID {
        let referral = UUID()
        let key = try await keyring.createKey(for: child)
        var submitted = ReferralSubmitted()
        submitted.referralID = referral.text
        submitted.childID = child.text
        submitted.reference = "RH-2345-6789"
        submitted.agency.id = agency
        submitted.agency.kind = .education
        submitted.facts.ageBand = .schoolAge
        submitted.facts.level = 3
        submitted.facts.needs = ["SEMH"]
        submitted.details = try key.seal(Self.details)
        let basis = try RoutingBasis.builtIn()
        let routing = ReferralRouter.route(
            submitted, home: .found(PostcodePlace(district: ForumBench.locality, location: CoarseLocation())),
            school: .notGiven, rules: basis.rules, in: basis.county)
        let id = UUID()
        let open = CaseCommand.open(OpenCase(caseID: id, referral: submitted, routing: routing))
        try await tell(open, to: id)
        try await tell(.acknowledge(by: "coordinator-1"), to: id)
        return id
    }

    private static let details = ReferralDetails.with {
        ($0.child.givenName, $0.child.familyName, $0.child.homePostcode) = ("Rowan", "Testwell", "GL1 2EH")
        $0.child.identifiers = [.with { ($0.system, $0.value) = ("nhs", "9434765919") }]
        ($0.concerns, $0.tried) = ("Zebedee concerns", ["Zebedee tried"])
        $0.risks = [.with { ($0.kind, $0.words) = ("self", "Zebedee risk") }]
        $0.family = [.with { ($0.name, $0.relationship) = ("Zebedee aunt", "aunt") }]
        ($0.childViews, $0.familyViews) = ("Zebedee child", "Zebedee family")
    }
}
