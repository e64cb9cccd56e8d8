import Contracts
import Foundation
import Postgres
import ServiceKit
import ServiceTestSupport
import SwiftProtobuf
import Synchronization
import Testing

@testable import EventFlow
@testable import ReferralIntake

/// Several agencies' referrals in one case: each hears what happens, under its own referral, while it is in the case.
@Suite("Feed of a case with several referrals", .timeLimit(.minutes(1)))
struct FeedCaseTests {
    private static let school = IntakeBench.organisation
    private static let police = "agency-police"
    private static let housing = "agency-housing"

    /// The referral a case was opened for and those that join it, and what happens in it.
    private struct Story {
        let bench: IntakeBench
        let first: UUID
        let second: UUID
        let third: UUID

        init(_ bench: IntakeBench, third organisation: String = FeedCaseTests.housing) async throws {
            self.bench = bench
            (first, second, third) = (
                try await Self.post(school, bench), try await Self.post(police, bench),
                try await Self.post(organisation, bench)
            )
        }

        private static func post(_ organisation: String, _ bench: IntakeBench) async throws -> UUID {
            let submission = try IntakeBench.submission(from: organisation)
            guard case .stored = await bench.post(submission, IntakeBench.attempt(from: organisation)) else {
                throw Failure("not stored")
            }
            return submission.id
        }

        /// An event of the case, `minute` minutes into the story.
        func event(_ event: some TopicEvent, _ version: Int64, minute: Int) throws -> ReceivedEvent {
            try .of(
                event, referral: first, version: version, time: IntakeBench.time.addingTimeInterval(Double(minute) * 60)
            )
        }

        func cases(_ events: [(CaseEvent, minute: Int)]) throws -> [ReceivedEvent] {
            try events.enumerated().map { try event($1.0, Int64($0 + 1), minute: $1.minute) }
        }

        func placements(_ events: [(PlacementEvent, minute: Int)]) throws -> [ReceivedEvent] {
            try events.enumerated().map { try event($1.0, Int64($0 + 1), minute: $1.minute) }
        }

        /// Applies events as the projector would, in a transaction of its own.
        func apply(_ events: [ReceivedEvent]) async throws {
            try await EventStore(pool: bench.pool).transaction {
                try await FeedProjection(bell: Signal()).apply(events, in: $0)
            }
        }

        /// What an organisation reads, without `referral.`, and of which of its referrals.
        func feed(_ organisation: String) async throws -> [(type: String, referral: UUID)] {
            let request = FeedRequest(organisation: organisation, limit: 100)
            return try await FeedPage.read(request, in: bench.pool).items
                .map { (String($0.type.dropFirst("referral.".count)), $0.referral) }
        }

        func types(_ organisation: String) async throws -> [String] { try await feed(organisation).map(\.type) }
    }

    private struct Failure: Error {
        init(_: String) {}
    }

    private static func joined(_ referral: UUID) -> CaseEvent {
        .referralJoined(.with { $0.joinedReferralID = referral.text })
    }

    private static func left(_ referral: UUID) -> CaseEvent {
        .referralLeft(.with { $0.leftReferralID = referral.text })
    }

    private static let listed = CaseEvent.listed(CaseListed())

    @Test("From joining to leaving, and under its own referral; a question is for whoever is asked")
    func fromJoiningToLeaving() async throws {
        try await IntakeBench.run { bench in
            let story = try await Story(bench)
            let events = try story.cases([
                (.opened(CaseOpened()), 0), (.acknowledged(CaseAcknowledged()), 1), (Self.joined(story.second), 2),
                (.informationAsked(.with { $0.askedReferralID = story.second.text }), 3),
                (.informationAsked(InformationAsked()), 4),
                (.chased(.with { ($0.askedReferralID, $0.clock.with) = (story.second.text, "referrer") }), 4),
                (Self.listed, 5), (Self.joined(story.third), 6),
                (Self.left(story.first), 7), (Self.left(story.second), 8), (.decided(CaseDecided()), 9),
            ])
            try await story.apply(events)
            #expect(
                try await story.types(Self.school) == [
                    "routed", "acknowledged", "agency_joined", "information_asked", "listed", "agency_joined",
                ])
            #expect(
                try await story.types(Self.police) == [
                    "joined", "information_asked", "reminded", "listed", "agency_joined", "agency_left",
                ])
            #expect(try await story.types(Self.housing) == ["joined", "agency_left", "agency_left", "decided"])
            for (organisation, own) in [
                (Self.school, story.first), (Self.police, story.second), (Self.housing, story.third),
            ] {
                #expect(try await story.feed(organisation).allSatisfy { $0.referral == own }, "nobody else's")
            }
            let before = try await bench.number("select count(*) from feed_event")
            try await story.apply(events)
            try await story.apply(events.reversed())
            #expect(try await bench.number("select count(*) from feed_event") == before, "again changes nothing")
        }
    }

    @Test("Whatever topic is read first and in whatever batches, each agency hears the same")
    func order() async throws {
        let heard = Mutex<Set<[[String]]>>([])
        for round in 0..<4 {
            try await IntakeBench.run { bench in
                let story = try await Story(bench)
                let cases = try story.cases([
                    (.opened(CaseOpened()), 0), (.apPlacementDecided(ApPlacementDecided()), 1),
                    (Self.joined(story.second), 4), (Self.joined(story.third), 7), (Self.left(story.third), 9),
                ])
                let placements = try story.placements([
                    (.offered(PlacementOffered()), 2), (.declined(PlacementDeclined()), 3),
                    (.offered(PlacementOffered()), 5), (.unableToMatch(PlacementUnableToMatch()), 6),
                    (.withdrawn(PlacementWithdrawn()), 8),
                ])
                switch round {
                case 0:
                    for event in cases + placements { try await story.apply([event]) }
                case 1:
                    for event in placements + cases { try await story.apply([event]) }
                case 2:
                    try await story.apply(placements)
                    try await story.apply(cases)
                default:
                    try await story.apply(Array(cases.prefix(3) + placements.prefix(3)))
                    try await story.apply(Array(placements.suffix(2) + cases.suffix(2)))
                }
                try await story.apply(try story.placements([(.accepted(PlacementAccepted()), 10)]))
                let all = [
                    try await story.types(Self.school).sorted(), try await story.types(Self.police).sorted(),
                    try await story.types(Self.housing).sorted(),
                ]
                _ = heard.withLock { $0.insert(all) }
            }
        }
        #expect(
            heard.withLock { $0 } == [
                [
                    [
                        "agency_joined", "agency_joined", "agency_left", "decided", "no_place_found", "placed",
                        "placement_request_withdrawn", "provider_asked", "provider_asked", "provider_declined",
                        "routed",
                    ],
                    [
                        "agency_joined", "agency_left", "joined", "no_place_found", "placed",
                        "placement_request_withdrawn", "provider_asked",
                    ],
                    ["joined", "placement_request_withdrawn"],
                ]
            ])
    }

    @Test("An agency with two referrals in one case hears of each")
    func twoOfOneAgency() async throws {
        try await IntakeBench.run { bench in
            let story = try await Story(bench, third: Self.school)
            try await story.apply(
                try story.cases([(.opened(CaseOpened()), 0), (Self.joined(story.third), 1), (Self.listed, 2)]))
            let feed = try await story.feed(Self.school)
            #expect(feed.map(\.type) == ["routed", "joined", "agency_joined", "listed", "listed"])
            #expect(Set(feed.suffix(2).map(\.referral)) == [story.first, story.third])
        }
    }

    @Test("No two items of a feed have one id, and an item keeps its id, in whatever order topics are read")
    func ids() async throws {
        try await IntakeBench.run { bench in
            let story = try await Story(bench, third: Self.school)
            let cases = try story.cases([
                (.opened(CaseOpened()), 0), (Self.joined(story.third), 1),
                (.informationAsked(.with { $0.askedReferralID = story.third.text }), 2), (Self.listed, 3),
            ])
            let placements = try story.placements([(.offered(PlacementOffered()), 4)])
            var heard: Set<Set<String>> = []
            for events in [cases + placements, placements + cases] {
                try await bench.admin.execute("truncate feed_event, feed_head, feed_link")
                for event in events { try await story.apply([event]) }
                let page = try await FeedPage.read(
                    FeedRequest(organisation: Self.school, limit: 100), in: bench.pool)
                let items = page.items.map { "\($0.json.at("id")?.words ?? "") \($0.type) \($0.referral)" }
                #expect(items.count == 8)
                #expect(Set(page.items.map { $0.json.at("id")?.words }).count == 8)
                heard.insert(Set(items))
                // What is told of the referral a case was opened for has the event's own id.
                let own = page.items.filter { $0.referral == story.first }.map { $0.json.at("id")?.words }
                #expect(Set(own).isSubset(of: Set((cases + placements).map(\.id.text))))
            }
            #expect(heard.count == 1)
        }
    }

    @Test("While a referral joins and others read what the matcher says, the agency that joins misses nothing")
    func together() async throws {
        try await IntakeBench.run { bench in
            let story = try await Story(bench)
            try await story.apply(try story.cases([(.opened(CaseOpened()), 0)]))
            let joined = try story.event(Self.joined(story.second), 2, minute: 1)
            let offers = try story.placements((0..<40).map { (.offered(PlacementOffered()), minute: 2 + $0) })
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (place, offer) in offers.enumerated() {
                    group.addTask { try await story.apply([offer]) }
                    if place == 20 { group.addTask { try await story.apply([joined]) } }
                }
                try await group.waitForAll()
            }
            #expect(try await story.types(Self.police).count == offers.count + 1)
        }
    }

    @Test("An id that is none is no waiting matter")
    func brokenID() async throws {
        try await IntakeBench.run { bench in
            let story = try await Story(bench)
            await #expect(throws: ProjectionTrouble.self) {
                try await story.apply(try story.cases([(.referralJoined(ReferralJoined()), 0)]))
            }
        }
    }
}
