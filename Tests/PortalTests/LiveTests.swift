import Foundation
import Synchronization
import Testing

@testable import Portal

@Suite("Live counts", .timeLimit(.minutes(1)))
struct LiveTests {
    @Test("A message is what browsers expect, whatever is in it")
    func format() {
        #expect(
            ServerSentEvent(event: "counts", id: "7.1", data: "{\"a\":1}").text
                == "id: 7.1\nevent: counts\ndata: {\"a\":1}\n\n")
        #expect(
            ServerSentEvent(event: "e", data: "one\ntwo\r\nthree").text
                == "event: e\ndata: one\ndata: two\ndata: three\n\n")
        #expect(
            ServerSentEvent(event: "e\ndata: x", id: "1\r\n\0data: y", data: "").text
                == "id: 1data: y\nevent: edata: x\ndata: \n\n")
        #expect(ServerSentEvent.heartbeat.hasPrefix(":") && ServerSentEvent.heartbeat.hasSuffix("\n\n"))
    }

    @Test("Counts are sent when they are others than the reader has; else there is a heartbeat")
    func messages() {
        var last: String? = "3.1.0.0.0.0"
        let known = QueueCounts([1, 0, 0, 0, 0], changes: 3)
        #expect(LiveAPI.message(.counts(known), last: &last) == ServerSentEvent.heartbeat)
        let other = QueueCounts([1, 1, 0, 0, 0], changes: 4)
        let sent = LiveAPI.message(.counts(other), last: &last)
        #expect(sent.hasPrefix("id: 4.1.1.0.0.0\nevent: counts\ndata: {\"version\":\"4.1.1.0.0.0\""))
        #expect(last == "4.1.1.0.0.0")
        #expect(LiveAPI.message(.counts(other), last: &last) == ServerSentEvent.heartbeat)
        #expect(LiveAPI.message(.signedOut, last: &last).hasPrefix("event: signed-out\n"))
    }

    /// A database that says what it is told to, and counts how often it is asked.
    final class Desk: Sendable {
        struct State {
            var looks = 0
            var asked: [String] = []
            var counts: [String: QueueCounts] = [:]
            var ended: Set<String> = []
            var isBroken = false
        }
        let state = Mutex(State())

        struct Broken: Error {}

        func watch(heartbeat: Duration = .seconds(60)) -> QueueWatch {
            QueueWatch(interval: .milliseconds(5), heartbeat: heartbeat, logger: PortalBench.logger) {
                wanted, sessions in
                try self.state.withLock { state in
                    state.looks += 1
                    state.asked = wanted[QueueFilter(), default: []].sorted()
                    if state.isBroken { throw Broken() }
                    return QueueWatch.Sight(
                        counts: [QueueFilter(): state.counts], livingSessions: Set(sessions).subtracting(state.ended))
                }
            }
        }

        func change(_ change: @Sendable (inout State) -> Void) { state.withLock { change(&$0) } }
        var looks: Int { state.withLock { $0.looks } }
    }

    @Test("Everybody hears of their own localities; one look serves all")
    func hears() async throws {
        let desk = Desk()
        desk.change {
            $0.counts = [
                "a": QueueCounts([1, 0, 0, 0, 0], changes: 1), "b": QueueCounts([0, 2, 0, 0, 0], changes: 2),
            ]
        }
        let watch = desk.watch()
        var both = await watch.news(of: ["a", "b"], for: SessionToken()).makeAsyncIterator()
        var one = await watch.news(of: ["b"], for: SessionToken()).makeAsyncIterator()
        #expect(await both.next() == .counts(QueueCounts([1, 2, 0, 0, 0], changes: 3)))
        #expect(await one.next() == .counts(QueueCounts([0, 2, 0, 0, 0], changes: 2)))
        desk.change { $0.counts["b"] = QueueCounts([0, 3, 0, 0, 0], changes: 3) }
        while let news = await one.next(), news != .counts(QueueCounts([0, 3, 0, 0, 0], changes: 3)) {}
        #expect(desk.state.withLock { $0.asked } == ["a", "b"])
    }

    @Test("Who comes while a look is under way is not taken for somebody who has signed out")
    func comesMeanwhile() async throws {
        let (begun, begin) = AsyncStream.makeStream(of: Void.self)
        let (goOn, letGoOn) = AsyncStream.makeStream(of: Void.self)
        let watch = QueueWatch(interval: .milliseconds(5), heartbeat: .seconds(60), logger: PortalBench.logger) {
            _, sessions in
            begin.yield()
            for await _ in goOn { break }
            return QueueWatch.Sight(counts: [:], livingSessions: Set(sessions))
        }
        var first = await watch.news(of: ["a"], for: SessionToken()).makeAsyncIterator()
        for await _ in begun { break }
        var second = await watch.news(of: ["a"], for: SessionToken()).makeAsyncIterator()
        letGoOn.finish()
        #expect(await first.next() == .counts(QueueCounts()))
        #expect(await second.next() == .counts(QueueCounts()))
    }

    @Test("Nobody looks while nobody listens, and looking begins again")
    func rests() async throws {
        let desk = Desk()
        let watch = desk.watch()
        #expect(await !watch.isWatching)
        for _ in 0..<2 {
            let listener = Task {
                for await _ in await watch.news(of: ["a"], for: SessionToken()) { return }
            }
            await listener.value
            while await watch.isWatching { await Task.yield() }
            #expect(desk.looks > 0)
            desk.change { $0.looks = 0 }
        }
    }

    @Test("Who signs out hears so, and nothing more")
    func signsOut() async throws {
        let desk = Desk()
        let (mine, other) = (SessionToken(), SessionToken())
        let watch = desk.watch()
        var news = await watch.news(of: ["a"], for: mine).makeAsyncIterator()
        var others = await watch.news(of: ["a"], for: other).makeAsyncIterator()
        #expect(await news.next() == .counts(QueueCounts()))
        _ = await others.next()
        desk.change { [hash = mine.hash] in $0.ended = [hash] }
        while let heard = await news.next(), heard != .signedOut {}
        #expect(await news.next() == nil)
        desk.change { $0.counts = ["a": QueueCounts([1, 0, 0, 0, 0], changes: 1)] }
        while let heard = await others.next(), heard != .counts(QueueCounts([1, 0, 0, 0, 0], changes: 1)) {}
    }

    @Test("A database that is away ends nothing: the connection is kept open, and news come when it is back")
    func outage() async throws {
        let desk = Desk()
        let watch = desk.watch(heartbeat: .zero)
        var news = await watch.news(of: ["a"], for: SessionToken()).makeAsyncIterator()
        #expect(await news.next() == .counts(QueueCounts()))
        desk.change { $0.isBroken = true }
        for _ in 0..<3 { #expect(await news.next() == .counts(QueueCounts())) }
        desk.change { ($0.isBroken, $0.counts) = (false, ["a": QueueCounts([0, 0, 1, 0, 0], changes: 1)]) }
        while let heard = await news.next(), heard != .counts(QueueCounts([0, 0, 1, 0, 0], changes: 1)) {}
    }

    @Test("What the database says is heard")
    func database() async throws {
        try await PortalBench.run { bench in
            let now = at("2026-11-24T10:00:00Z")
            let sessions = SessionStore(pool: bench.pool, now: { now })
            let session = try await bench.session(for: Samples.person, now: { now })
            let watch = QueueWatch(
                sessions: sessions, tally: QueueTally(reader: bench.reader), logger: PortalBench.logger, now: { now })
            var news = await watch.news(of: [Samples.gloucester], for: session.token).makeAsyncIterator()
            #expect(await news.next() == .counts(QueueCounts()))
            try await bench.open()
            while let heard = await news.next(), heard != .counts(QueueCounts([0, 0, 1, 0, 0], changes: 1)) {}
            try await sessions.close(session.token)
            while let heard = await news.next(), heard != .signedOut {}
            #expect(await news.next() == nil)
        }
    }
}
