import Contracts
import Foundation
import HTTPTypes
import Hummingbird
import Inclusion
import Logging
import NIOCore
import Postgres
import ServiceTestSupport
import SwiftProtobuf
import Testing

@testable import EventFlow
@testable import ReferralIntake
@testable import ServiceKit

@Suite("Feed", .timeLimit(.minutes(2)))
struct FeedTests {
    private static let logger = Logger(label: "intake.tests") { _ in SwiftLogNoOpLogHandler() }
    static let other = "agency-other"

    /// An event of a case, as the projector hands it over.
    private static func event(_ referral: UUID, _ event: CaseEvent = .acknowledged(CaseAcknowledged())) throws
        -> ReceivedEvent
    {
        try ReceivedEvent.of(event, referral: referral, time: IntakeBench.time)
    }

    private struct Undone: Error {}

    /// Applies events as the projector would, in a transaction of its own.
    private static func apply(
        _ events: [ReceivedEvent], in pool: PostgresPool, ringing bell: Signal = Signal(), undoing: Bool = false
    ) async throws {
        do {
            try await EventStore(pool: pool).transaction {
                try await FeedProjection(bell: bell).apply(events, in: $0)
                if undoing { throw Undone() }
            }
        } catch is Undone {}
    }

    private static func post(_ count: Int, from organisation: String, _ bench: IntakeBench) async throws -> [UUID] {
        var ids: [UUID] = []
        for _ in 0..<count {
            let submission = try IntakeBench.submission(from: organisation)
            guard case .stored = await bench.post(submission, IntakeBench.attempt(from: organisation)) else { continue }
            ids.append(submission.id)
        }
        #expect(ids.count == count)
        return ids
    }

    private static func api(_ pool: PostgresPool, bell: Signal = Signal()) -> FeedAPI {
        FeedAPI(pool: pool, watch: FeedWatch(pool: pool, bell: bell, logger: logger))
    }

    @Test("Whoever pages while many write sees each of its events once, in order, and nobody else's")
    func concurrentWriters() async throws {
        try await IntakeBench.run { bench in
            let mine = try await Self.post(6, from: IntakeBench.organisation, bench)
            let others = try await Self.post(6, from: Self.other, bench)
            let events = try (0..<25).flatMap { _ in try (mine + others).map { try Self.event($0) } }.shuffled()
            let batches = stride(from: 0, to: events.count, by: 7).map { Array(events[$0..<min($0 + 7, events.count)]) }
            let expected = Set(events.filter { mine.contains($0.key) }.map(\.id))

            let reading = Task { () -> [FeedItem] in
                var seen: [FeedItem] = []
                let api = Self.api(bench.admin)
                while seen.count < expected.count {
                    try Task.checkCancellation()
                    let page = try await api.page(
                        FeedRequest(
                            organisation: IntakeBench.organisation, after: seen.last?.place ?? 0, limit: 13,
                            wait: .seconds(5)))
                    seen += page.items
                }
                return seen
            }
            // Two copies of the service; some transactions come to nothing, and some events come twice.
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (place, batch) in batches.enumerated() {
                    let pool = place.isMultiple(of: 2) ? bench.pool : bench.admin
                    group.addTask {
                        if place % 5 == 1 { try await Self.apply(batch, in: pool, undoing: true) }
                        try await Self.apply(batch, in: pool)
                        if place % 3 == 1 { try await Self.apply(batch.reversed(), in: pool) }
                    }
                }
                try await group.waitForAll()
            }
            let seen = try await reading.value
            #expect(Set(seen.map(\.id)) == expected && seen.count == expected.count)
            #expect(zip(seen, seen.dropFirst()).allSatisfy { $0.place < $1.place })
            #expect(Set(seen.map(\.referral)) == Set(mine))
            #expect(Set(seen.map(\.type)) == ["referral.acknowledged"])
            let again = try await Self.api(bench.pool).page(
                FeedRequest(organisation: IntakeBench.organisation, after: 0, limit: 1000))
            #expect(again.items == seen)
        }
    }

    @Test("Whoever waits hears at once, from its own copy's bell or another copy, and of nobody else's events")
    func longPoll() async throws {
        try await IntakeBench.run { bench in
            let mine = try #require(try await Self.post(1, from: IntakeBench.organisation, bench).first)
            let others = try #require(try await Self.post(1, from: Self.other, bench).first)
            let bell = Signal()
            let api = Self.api(bench.pool, bell: bell)
            var place: Int64 = 0
            // The second time another copy writes, so nobody rings here.
            for ringer in [bell, Signal()] {
                let request = FeedRequest(organisation: IntakeBench.organisation, after: place, wait: .seconds(60))
                let waiting = Task { try await api.page(request) }
                while await !api.watch.isWatching { await Task.yield() }
                try await Self.apply([try Self.event(others)], in: bench.admin, ringing: ringer)
                let told = try Self.event(mine)
                try await Self.apply([told], in: bench.admin, ringing: ringer)
                let page = try await waiting.value
                #expect(page.items.map(\.id) == [told.id])
                place = try #require(page.items.last?.place)
            }
        }
    }

    @Test("500 wait, and the database is asked by one; when there is nothing they hear so, with the same cursor")
    func manyWait() async throws {
        try await IntakeBench.run { bench in
            let api = Self.api(bench.pool)
            let request = FeedRequest(organisation: IntakeBench.organisation, wait: .milliseconds(200))
            let pages = try await withThrowingTaskGroup(of: FeedPage.self) { group in
                for _ in 0..<500 { group.addTask { try await api.page(request) } }
                return try await group.reduce(into: [FeedPage]()) { $0.append($1) }
            }
            #expect(pages.allSatisfy { $0.items.isEmpty && $0.next == request.cursor(0) })
            let answer = try #require(pages.first).response
            #expect(answer.status == .noContent && answer.headers[.retryAfter] == "1")
            #expect(answer.headers[.link]?.contains(request.cursor(0)) == true)
            while await api.watch.isWatching { await Task.yield() }
        }
    }

    @Test("An event about a referral that was never posted here is no event of the feed's")
    func unknownReferral() async throws {
        try await IntakeBench.run { bench in
            await #expect(throws: ProjectionTrouble.self) {
                try await Self.apply([try Self.event(UUID())], in: bench.pool)
            }
            let feeds = try await bench.number("select count(*) from feed_head")
            #expect(feeds == 0)
        }
    }

    // MARK: Asking

    private static func ask(_ query: String) throws -> FeedRequest {
        try FeedRequest(
            Request(
                head: HTTPRequest(method: .get, scheme: nil, authority: nil, path: "/v1/events?\(query)"),
                body: RequestBody(buffer: ByteBuffer())), of: IntakeBench.organisation)
    }

    @Test("A cursor is the feed's own or it is refused; limits and waits are bounded")
    func requests() throws {
        let own = FeedRequest(organisation: IntakeBench.organisation)
        #expect(try Self.ask("after=\(own.cursor(7))&limit=100&wait=30").after == 7)
        #expect(try Self.ask("").after == 0)
        let foreign = [
            FeedRequest(organisation: Self.other).cursor(7), Cursor.text(["7"]), Cursor.text(["events", "7"]),
            Cursor.text(["events", IntakeBench.organisation, "-1"]), "7", "", "%00",
        ]
        for cursor in foreign { #expect(throws: Problem.self) { _ = try Self.ask("after=\(cursor)") } }
        for query in ["wait=31", "wait=-1", "wait=x", "limit=0", "limit=101"] {
            #expect(throws: Problem.self) { _ = try Self.ask(query) }
        }
    }

    @Test("Who is further than the feed is told so: its cursor is of another day or another hub")
    func aheadOfTheFeed() async throws {
        try await IntakeBench.run { bench in
            await #expect(throws: FeedRequest.foreignCursor) {
                _ = try await FeedPage.read(
                    FeedRequest(organisation: IntakeBench.organisation, after: 1), in: bench.pool)
            }
        }
    }

    @Test("Types are words of the API: one for each event that concerns the agency, and no word twice")
    func types() throws {
        #expect(FeedEventType.allCases.allSatisfy { $0.rawValue.hasPrefix("referral.") })
        #expect(FeedEventType.of(CaseEvent.opened(CaseOpened())) == .routed)
        #expect(FeedEventType.of(CaseEvent.placed(CasePlaced())) == nil)
        #expect(FeedEventType.of(CaseEvent.rerouted(CaseRerouted())) == .passedOn)
        #expect(FeedEventType.of(CaseEvent.chased(.with { $0.clock.with = "referrer" })) == .reminded)
        #expect(FeedEventType.of(CaseEvent.chased(.with { $0.clock.with = "coordinator" })) == nil)
        #expect(FeedEventType.of(CaseEvent.assigned(CaseAssigned())) == nil)
        #expect(FeedEventType.of(PlacementEvent.accepted(PlacementAccepted())) == .placed)
        #expect(FeedEventType.of(ReferralEvent.withdrawn(ReferralWithdrawn())) == .withdrawn)
    }
}
