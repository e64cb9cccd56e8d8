import Contracts
import Foundation
import Inclusion
import ServiceKit
import SwiftProtobuf
import Testing

@testable import ReferralIntake

@Suite("Standing", .timeLimit(.minutes(1)))
struct StandingTests {
    /// An event that says something about a referral.
    enum Told: Sendable {
        case opened, acknowledged, decided, casePlaced, caseWithoutPlace
        case asked, received, listed, supported, handedBack, closed, joined, left, sharingStopped
        case reminded, reminderOfOthers, breached, passedOn, levelChanged, planned, planEnded, steppedDown, reopened
        case transferred, clockSet
        case requested, shortlisted, offered, declined, declineConfirmed, accepted, unable, withdrawn
        case expired, taken, elsewhere
        case agreed, started, notStarted, reviewed, extended, ended

        var isFromCases: Bool {
            switch self {
            case .requested, .shortlisted, .offered, .declined, .declineConfirmed, .accepted, .unable, .withdrawn,
                .expired,
                .taken, .elsewhere,
                .agreed, .started, .notStarted, .reviewed, .extended, .ended:
                false
            default: true
            }
        }
    }

    static let openedAt = Date(timeIntervalSince1970: 1_795_426_201)  // Monday 23 November 2026, 09:30:01

    /// Tells a standing everything, and gives what it became and its story.
    static func fold(_ events: [Told]) -> (Standing, [StoryLine]) {
        var standing = Standing()
        let lines = events.compactMap { event -> StoryLine? in
            switch event {
            case .opened:
                var opened = CaseOpened()
                opened.locality = "E07000081"
                opened.forum = .talc
                opened.routing.advice = ["Schools refer to this forum."]
                opened.acknowledgeBy = "2026-11-24T09:30:01Z"
                return standing.note(.opened(opened), at: openedAt)
            case .acknowledged: return standing.note(.acknowledged(CaseAcknowledged()), at: openedAt)
            case .decided: return standing.note(.apPlacementDecided(ApPlacementDecided()), at: openedAt)
            case .casePlaced: return standing.note(.placed(CasePlaced()), at: openedAt)
            case .caseWithoutPlace: return standing.note(.placementNotFound(CasePlacementNotFound()), at: openedAt)
            case .asked: return standing.note(.informationAsked(InformationAsked()), at: openedAt)
            case .received: return standing.note(.informationReceived(InformationReceived()), at: openedAt)
            case .listed:
                var listed = CaseListed()
                listed.forum = .interventionCircle
                listed.meetsOn = "2026-12-03"
                return standing.note(.listed(listed), at: openedAt)
            case .supported, .handedBack:
                var decided = CaseDecided()
                decided.outcome = event == .supported ? "supported" : "no_further_action"
                decided.closes = event == .handedBack
                return standing.note(.decided(decided), at: openedAt)
            case .closed: return standing.note(.closed(CaseClosed()), at: openedAt)
            case .joined: return standing.note(.referralJoined(ReferralJoined()), at: openedAt)
            case .left: return standing.note(.referralLeft(ReferralLeft()), at: openedAt)
            case .sharingStopped: return standing.note(.sharingChanged(SharingChanged()), at: openedAt)
            case .withdrawn: return standing.note(.withdrawn(PlacementWithdrawn()))
            case .reminded, .reminderOfOthers, .breached, .passedOn, .levelChanged, .planned, .planEnded, .steppedDown,
                .reopened, .transferred, .clockSet:
                return standing.note(work(event), at: openedAt)
            case .requested: return standing.note(.requested(PlacementRequested()))
            case .shortlisted: return standing.note(.shortlisted(PlacementShortlisted()))
            case .offered:
                var offered = PlacementOffered()
                offered.answerBy = "2026-11-27T10:00:00Z"
                return standing.note(.offered(offered))
            case .declined: return standing.note(.declined(PlacementDeclined()))
            case .declineConfirmed: return standing.note(.declineConfirmed(PlacementDeclineConfirmed()))
            case .accepted: return standing.note(.accepted(PlacementAccepted()))
            case .expired: return standing.note(.offerExpired(PlacementOfferExpired()))
            case .taken: return standing.note(.offerWithdrawn(.with { $0.reason = "not_needed" }))
            case .elsewhere: return standing.note(.offerWithdrawn(.with { $0.reason = "placed_elsewhere" }))
            case .agreed:
                return standing.note(
                    .agreed(
                        .with { ($0.place.from, $0.place.to, $0.reviewBy) = ("2026-12-07", "2027-02-12", "2026-12-18") }
                    ))
            case .started: return standing.note(.started(.with { $0.startedOn = "2026-12-08" }))
            case .notStarted: return standing.note(.notStarted(PlacementNotStarted()))
            case .reviewed: return standing.note(.reviewed(.with { $0.nextReviewBy = "2027-01-29" }))
            case .extended: return standing.note(.extended(.with { $0.until = "2027-03-25" }))
            case .ended: return standing.note(.ended(.with { $0.endedAs = "reintegrated" }))
            case .unable: return standing.note(.unableToMatch(PlacementUnableToMatch()))
            }
        }
        return (standing, lines.sorted { $0.place < $1.place })
    }

    /// What comes of working a case.
    private static func work(_ told: Told) -> CaseEvent {
        switch told {
        case .reminded: .chased(.with { $0.clock.with = "referrer" })
        case .reminderOfOthers: .chased(.with { $0.clock.with = "coordinator" })
        case .breached: .clockBreached(.init())
        case .passedOn: .rerouted(.with { ($0.locality, $0.forum) = ("E07000082", .interventionCircle) })
        case .levelChanged: .levelChanged(.init())
        case .planned: .planNoted(.with { $0.reviewOn = "2027-01-11" })
        case .planEnded: .planNoted(.init())
        case .steppedDown: .closed(.with { ($0.outcome, $0.closedBy) = ("stepped_down", "coordinator-1") })
        case .transferred: .decided(.with { ($0.outcome, $0.closes) = ("transferred", true) })
        case .clockSet: .assigned(.init()).setting(clocks: clocks)
        default: .reopened(.init())
        }
    }

    /// Of these the forum's comes first for a referrer.
    private static let clocks: [CaseClock] = [
        ("papers", "coordinator", "2026-11-26T09:00:00Z", ""), ("information", "referrer", "2026-11-27T09:00:00Z", ""),
        ("triage", "coordinator", "2026-11-28T09:00:00Z", "2026-11-24T09:00:00Z"),
        ("review", "coordinator", "2027-01-11T09:00:00Z", ""), ("forum", "forum", "2026-12-02T13:30:00Z", ""),
    ].map { kind, with, due, paused in
        .with { ($0.kind, $0.with, $0.dueAt, $0.pausedAt) = (kind, with, due, paused) }
    }

    @Test("Where clocks run, the first that a referrer may know of says who has the next step, and by when")
    func clocks() throws {
        let submittedAt = try #require(RFC3339.instant("2026-11-23T09:30:00Z"))
        let (standing, _) = Self.fold([.opened, .acknowledged, .clockSet])
        #expect(standing.due(submittedAt: submittedAt).map(RFC3339.text) == "2026-12-02T13:30:00Z")
        #expect(standing.with(at: standing.status) == .forum)
        #expect(standing.with(at: .needsInformation) == .referrer)
        let (closed, _) = Self.fold([.opened, .acknowledged, .clockSet, .steppedDown])
        #expect(closed.due(submittedAt: submittedAt) == nil && closed.with(at: closed.status) == .nobody)
    }

    @Test("Of several that are asked, the first that is to answer says by when; who has answered is not waited for")
    func severalAsked() {
        var (standing, _) = Self.fold([.opened, .acknowledged, .decided, .requested])
        func ask(_ id: String, until: String) -> StoryLine? {
            standing.note(.offered(.with { ($0.offerID, $0.answerBy) = (id, until) }))
        }
        func due() -> String? { standing.due(submittedAt: Self.openedAt).map(RFC3339.text) }
        _ = ask("a", until: "2026-11-24T10:00:00Z")
        _ = ask("b", until: "2026-11-26T10:00:00Z")
        #expect(due() == "2026-11-24T10:00:00Z")
        _ = standing.note(.declined(.with { $0.offerID = "a" }))
        #expect(standing.status == .offered && due() == "2026-11-26T10:00:00Z")
        _ = standing.note(.offerExpired(.with { $0.offer.offerID = "b" }))
        #expect(standing.status == .lookingForAPlace && due() == nil)
    }

    @Test("Passed on to where nobody has read it, it waits for a coordinator again; else it goes on as it stood")
    func passedOnUnread() throws {
        var (standing, _) = Self.fold([.opened, .acknowledged, .passedOn])
        #expect(standing.status == .acknowledged)
        let clock = CaseClock.with {
            ($0.kind, $0.with, $0.dueAt) = ("acknowledge", "coordinator", "2026-11-26T09:00:00Z")
        }
        _ = standing.note(CaseEvent.rerouted(.init()).setting(clocks: [clock]), at: Self.openedAt)
        #expect(standing.status == .withCoordinator)
        #expect(standing.due(submittedAt: Self.openedAt).map(RFC3339.text) == "2026-11-26T09:00:00Z")
    }

    @Test("The locality, the forum and the plan's review are told as they are now")
    func asItIsNow() {
        var (standing, lines) = Self.fold([.opened, .passedOn, .planned])
        #expect(standing.locality == "E07000082" && standing.forum == "intervention_circle")
        #expect(standing.reviewOn == "2027-01-11" && lines.last?.facts.reviewOn == "2027-01-11")
        #expect(lines.map(\.facts.locality) == ["E07000081", "E07000082", nil])
        (standing, lines) = Self.fold([.opened, .planned, .planEnded])
        #expect(standing.reviewOn == nil && lines.last?.facts.reviewOn == nil)
    }

    @Test("Of a place its days are told as they are now, while the child has it")
    func placement() {
        let before: [Told] = [.opened, .acknowledged, .decided, .requested, .offered, .accepted, .casePlaced]
        var (standing, lines) = Self.fold(before + [.agreed])
        #expect(
            standing.placement
                == StandingPlacement(startsOn: "2026-12-07", until: "2027-02-12", reviewOn: "2026-12-18"))
        #expect(lines.last?.facts == StoryLine.Facts(startsOn: "2026-12-07", until: "2027-02-12"))
        (standing, lines) = Self.fold(before + [.agreed, .started, .reviewed, .extended])
        #expect(
            standing.placement
                == StandingPlacement(startsOn: "2026-12-08", until: "2027-03-25", reviewOn: "2027-01-29"))
        (standing, lines) = Self.fold(before + [.agreed, .started, .ended])
        #expect(standing.placement == nil && lines.last?.facts.endedAs == "reintegrated")
    }

    /// A story told so far, where it stands then, who has the next step, and by when.
    struct Row: Sendable {
        let told: [Told]
        let status: StandingStatus
        let with: BallHolder
        let due: String?
        let story: [TimelineCode]
    }

    static let table: [Row] = [
        Row(told: [], status: .submitted, with: .hub, due: "2026-11-24T09:30:00Z", story: []),
        Row(
            told: [.opened], status: .withCoordinator, with: .coordinator, due: "2026-11-24T09:30:01Z", story: [.routed]
        ),
        Row(
            told: [.opened, .acknowledged], status: .acknowledged, with: .coordinator, due: "2026-11-30T09:30:01Z",
            story: [.routed, .acknowledged]),
        Row(
            told: [.opened, .acknowledged, .decided], status: .lookingForAPlace, with: .coordinator, due: nil,
            story: [.routed, .acknowledged, .placementAgreed]),
        Row(
            told: [.opened, .acknowledged, .decided, .requested, .shortlisted, .offered], status: .offered,
            with: .provider, due: "2026-11-27T10:00:00Z",
            story: [.routed, .acknowledged, .placementAgreed, .providerAsked]),
        Row(
            told: [.opened, .acknowledged, .decided, .requested, .offered, .declined], status: .lookingForAPlace,
            with: .coordinator, due: nil,
            story: [.routed, .acknowledged, .placementAgreed, .providerAsked, .providerDeclined]),
        Row(
            told: [.opened, .acknowledged, .decided, .requested, .offered, .declined, .declineConfirmed, .offered],
            status: .offered, with: .provider, due: "2026-11-27T10:00:00Z",
            story: [.routed, .acknowledged, .placementAgreed, .providerAsked, .providerDeclined, .providerAsked]),
        // Several are asked at once, and answer in any order: while one may still say yes, it is waited for.
        Row(
            told: [.opened, .acknowledged, .decided, .requested, .offered, .offered, .offered, .declined, .expired],
            status: .offered, with: .provider, due: "2026-11-27T10:00:00Z",
            story: [
                .routed, .acknowledged, .placementAgreed, .providerAsked, .providerAsked, .providerAsked,
                .providerDeclined, .providerDidNotAnswer,
            ]),
        Row(
            told: [.opened, .acknowledged, .decided, .requested, .offered, .offered, .declined, .taken],
            status: .lookingForAPlace, with: .coordinator, due: nil,
            story: [
                .routed, .acknowledged, .placementAgreed, .providerAsked, .providerAsked, .providerDeclined,
                .providerNotAsked,
            ]),
        Row(
            told: [
                .opened, .acknowledged, .decided, .requested, .offered, .offered, .declined, .accepted, .elsewhere,
                .casePlaced,
            ], status: .placed, with: .provider, due: nil,
            story: [
                .routed, .acknowledged, .placementAgreed, .providerAsked, .providerAsked, .providerDeclined, .placed,
            ]),
        Row(
            told: [.opened, .acknowledged, .decided, .requested, .offered, .expired, .offered, .taken],
            status: .lookingForAPlace, with: .coordinator, due: nil,
            story: [
                .routed, .acknowledged, .placementAgreed, .providerAsked, .providerDidNotAnswer, .providerAsked,
                .providerNotAsked,
            ]),
        Row(
            told: [.opened, .acknowledged, .decided, .requested, .offered, .accepted, .casePlaced], status: .placed,
            with: .provider, due: nil, story: [.routed, .acknowledged, .placementAgreed, .providerAsked, .placed]),
        Row(
            told: [.opened, .acknowledged, .decided, .requested, .offered, .accepted, .casePlaced, .agreed],
            status: .placeAgreed, with: .provider, due: "2026-12-07T09:00:00Z",
            story: [.routed, .acknowledged, .placementAgreed, .providerAsked, .placed, .placeAgreed]),
        Row(
            told: [
                .opened, .acknowledged, .decided, .requested, .offered, .accepted, .casePlaced, .agreed, .started,
                .reviewed, .extended,
            ], status: .inPlacement, with: .provider, due: nil,
            story: [
                .routed, .acknowledged, .placementAgreed, .providerAsked, .placed, .placeAgreed, .placementStarted,
                .placementReviewed, .placementExtended,
            ]),
        Row(
            told: [
                .opened, .acknowledged, .decided, .requested, .offered, .accepted, .casePlaced, .agreed, .started,
                .ended,
            ], status: .placementEnded, with: .coordinator, due: nil,
            story: [
                .routed, .acknowledged, .placementAgreed, .providerAsked, .placed, .placeAgreed, .placementStarted,
                .placementEnded,
            ]),
        Row(
            told: [.opened, .acknowledged, .decided, .requested, .offered, .accepted, .agreed, .notStarted],
            status: .placementNotStarted, with: .coordinator, due: nil,
            story: [
                .routed, .acknowledged, .placementAgreed, .providerAsked, .placed, .placeAgreed, .placementNotStarted,
            ]),
        Row(
            told: [
                .opened, .acknowledged, .decided, .requested, .offered, .accepted, .casePlaced, .notStarted, .decided,
            ], status: .lookingForAPlace, with: .coordinator, due: nil,
            story: [
                .routed, .acknowledged, .placementAgreed, .providerAsked, .placed, .placementNotStarted,
                .placementAgreed,
            ]),
        Row(
            told: [.opened, .acknowledged, .decided, .requested, .shortlisted, .unable, .caseWithoutPlace],
            status: .noPlaceFound, with: .coordinator, due: nil,
            story: [.routed, .acknowledged, .placementAgreed, .noPlaceFound]),
        Row(
            told: [.opened, .acknowledged, .decided, .requested, .unable, .caseWithoutPlace, .decided],
            status: .lookingForAPlace, with: .coordinator, due: nil,
            story: [.routed, .acknowledged, .placementAgreed, .noPlaceFound, .placementAgreed]),
        Row(
            told: [
                .opened, .acknowledged, .decided, .requested, .offered, .declined, .declineConfirmed, .unable,
                .caseWithoutPlace, .decided, .requested, .offered, .accepted, .casePlaced,
            ], status: .placed, with: .provider, due: nil,
            story: [
                .routed, .acknowledged, .placementAgreed, .providerAsked, .providerDeclined, .noPlaceFound,
                .placementAgreed, .providerAsked, .placed,
            ]),
        // A question waits beside the story: it does not say where the referral stands.
        Row(
            told: [.opened, .asked, .acknowledged, .received], status: .acknowledged, with: .coordinator,
            due: "2026-11-30T09:30:01Z", story: [.routed, .informationAsked, .acknowledged, .informationReceived]),
        Row(
            told: [.opened, .acknowledged, .joined, .listed, .left], status: .listed, with: .forum,
            due: "2026-12-03T09:00:00Z", story: [.routed, .acknowledged, .joinedBy, .listed]),
        Row(
            told: [.opened, .acknowledged, .supported], status: .supported, with: .coordinator, due: nil,
            story: [.routed, .acknowledged, .supported]),
        Row(
            told: [.opened, .acknowledged, .listed, .handedBack], status: .closed, with: .nobody, due: nil,
            story: [.routed, .acknowledged, .listed, .decided]),
        Row(
            told: [.opened, .acknowledged, .decided, .requested, .offered, .sharingStopped, .withdrawn],
            status: .searchStopped, with: .coordinator, due: nil,
            story: [.routed, .acknowledged, .placementAgreed, .providerAsked, .searchStopped, .sharingStopped]),
        Row(
            told: [.opened, .acknowledged, .decided, .requested, .offered, .closed, .withdrawn], status: .closed,
            with: .nobody, due: nil,
            story: [.routed, .acknowledged, .placementAgreed, .providerAsked, .searchStopped, .closed]),
        Row(
            told: [
                .opened, .acknowledged, .decided, .requested, .unable, .caseWithoutPlace, .asked, .received, .supported,
                .decided, .requested, .offered,
            ], status: .offered, with: .provider, due: "2026-11-27T10:00:00Z",
            story: [
                .routed, .acknowledged, .placementAgreed, .noPlaceFound, .informationAsked, .informationReceived,
                .supported, .placementAgreed, .providerAsked,
            ]),
        Row(
            told: [.opened, .reminderOfOthers, .breached, .acknowledged, .asked, .reminded, .passedOn, .levelChanged],
            status: .acknowledged, with: .coordinator, due: "2026-11-30T09:30:01Z",
            story: [.routed, .acknowledged, .informationAsked, .reminded, .passedOn, .levelChanged]),
        Row(
            told: [.opened, .acknowledged, .supported, .planned, .planned, .planEnded, .steppedDown], status: .closed,
            with: .nobody, due: nil,
            story: [.routed, .acknowledged, .supported, .planBegun, .planReviewed, .planEnded, .closed]),
        Row(
            told: [.opened, .acknowledged, .transferred], status: .closed, with: .nobody, due: nil,
            story: [.routed, .acknowledged, .decided]),
        // What was closed can be opened again, with a search for a place before and another one after.
        Row(
            told: [.opened, .acknowledged, .handedBack, .reopened], status: .acknowledged, with: .coordinator,
            due: "2026-11-30T09:30:01Z", story: [.routed, .acknowledged, .decided, .reopened]),
        Row(
            told: [.opened, .acknowledged, .decided, .requested, .offered, .closed, .withdrawn, .reopened],
            status: .acknowledged, with: .coordinator, due: "2026-11-30T09:30:01Z",
            story: [.routed, .acknowledged, .placementAgreed, .providerAsked, .searchStopped, .closed, .reopened]),
        Row(
            told: [
                .opened, .decided, .requested, .offered, .steppedDown, .withdrawn, .reopened, .decided, .requested,
                .offered, .accepted, .casePlaced, .steppedDown,
            ], status: .closed, with: .nobody, due: nil,
            story: [
                .routed, .placementAgreed, .providerAsked, .searchStopped, .closed, .reopened, .placementAgreed,
                .providerAsked, .placed, .closed,
            ]),
    ]

    @Test(arguments: table)
    func standsWhereTheStoryLeads(_ row: Row) throws {
        let (standing, story) = Self.fold(row.told)
        #expect(standing.status == row.status)
        #expect(standing.status.with == row.with)
        let submittedAt = try #require(RFC3339.instant("2026-11-23T09:30:00Z"))
        #expect(standing.due(submittedAt: submittedAt).map(RFC3339.text) == row.due)
        #expect(story.map(\.code) == row.story)
    }

    /// Each topic keeps its order, but which of the two is read first is chance.
    @Test(arguments: table)
    func itDoesNotMatterWhichTopicIsReadFirst(_ row: Row) {
        let cases = row.told.filter(\.isFromCases)
        let placements = row.told.filter { !$0.isFromCases }
        let (expected, story) = Self.fold(row.told)
        for told in Self.interleavings(cases[...], placements[...]) {
            let (standing, lines) = Self.fold(told)
            #expect(standing == expected)
            #expect(lines == story)
        }
    }

    static func interleavings(_ left: ArraySlice<Told>, _ right: ArraySlice<Told>) -> [[Told]] {
        guard let first = left.first else { return [Array(right)] }
        guard let other = right.first else { return [Array(left)] }
        return interleavings(left.dropFirst(), right).map { [first] + $0 }
            + interleavings(left, right.dropFirst()).map { [other] + $0 }
    }
}
