import Foundation
import Postgres
import ServiceKit
import Synchronization
import Testing

@testable import Portal

@Suite("Sessions", .timeLimit(.minutes(1)))
struct SessionTests {
    /// A clock that stands until it is moved.
    final class Clock: Sendable {
        private let time: Mutex<Date>
        init(_ time: Date = at("2026-11-24T09:00:00Z")) { self.time = Mutex(time) }
        var now: Date { time.withLock { $0 } }
        func pass(minutes: Double) { time.withLock { $0.addTimeInterval(minutes * 60) } }
    }

    static func run(_ body: @Sendable (SessionStore, Clock, PortalBench) async throws -> Void) async throws {
        try await PortalBench.run { bench in
            let clock = Clock()
            try await body(SessionStore(pool: bench.pool, now: { clock.now }), clock, bench)
        }
    }

    @Test("A session is found by its token, and by nothing that is in the database")
    func opens() async throws {
        try await Self.run { store, clock, bench in
            let session = try await bench.session(for: Samples.person, now: { clock.now })
            #expect(try await store.find(session.token, isUse: true) == session)
            #expect(try await store.find(SessionToken(), isUse: true) == nil)
            #expect(session.identity.localities == Set(Samples.person.localities))
            let row = try #require(
                try await bench.pool.query("select to_jsonb(session)::text from session").decodeFirst(String.self))
            #expect(!row.contains(session.token.text))
            #expect(!row.contains(session.token.formToken))
        }
    }

    @Test("Half an hour without use ends it; use puts that off; a page's own asking does not")
    func idle() async throws {
        try await Self.run { store, clock, bench in
            let session = try await bench.session(for: Samples.person, now: { clock.now })
            clock.pass(minutes: 29)
            #expect(try await store.find(session.token, isUse: true) != nil)
            clock.pass(minutes: 29)
            #expect(try await store.find(session.token, isUse: false) != nil)
            clock.pass(minutes: 1)
            #expect(try await store.find(session.token, isUse: false) == nil)
            #expect(try await store.find(session.token, isUse: true) == nil)
        }
    }

    @Test("Ten hours end it, however busy it is")
    func absolute() async throws {
        try await Self.run { store, clock, bench in
            let session = try await bench.session(for: Samples.person, now: { clock.now })
            for _ in 0..<39 {
                clock.pass(minutes: 15)
                #expect(try await store.find(session.token, isUse: true) != nil)
            }
            clock.pass(minutes: 15)
            #expect(try await store.find(session.token, isUse: true) == nil)
        }
    }

    @Test("Signing out ends it at once; those that ran out are cleared away")
    func closes() async throws {
        try await Self.run { store, clock, bench in
            let first = try await bench.session(for: Samples.person, now: { clock.now })
            let second = try await bench.session(for: Samples.person, now: { clock.now })
            #expect(first.token != second.token)
            try await store.close(first.token)
            #expect(try await store.find(first.token, isUse: true) == nil)
            #expect(try await store.find(second.token, isUse: true) != nil)
            clock.pass(minutes: 60)
            _ = try await bench.session(for: Samples.person, now: { clock.now })
            let left = try await bench.pool.query("select count(*) from session").decode(Int.self)
            #expect(left == [1])
        }
    }

    @Test("A session ends with what the person was given: revoked or run out")
    func grants() async throws {
        try await Self.run { store, clock, bench in
            let person = Samples.person
            let session = try await bench.session(for: person, now: { clock.now })
            try await bench.revoke(person)
            #expect(try await store.find(session.token, isUse: false) == nil)
            #expect(try await store.find(session.token, isUse: true) == nil)
            // Another grant does not wake the session of the one before.
            let grant = try await bench.grant(person, until: clock.now.addingTimeInterval(600))
            #expect(try await store.find(session.token, isUse: true) == nil)
            let next = try await store.open(for: person, vouchedForBy: Samples.issuer, under: grant)
            clock.pass(minutes: 9)
            #expect(try await store.find(next.token, isUse: true) != nil)
            clock.pass(minutes: 1)
            #expect(try await store.find(next.token, isUse: true) == nil)
        }
    }

    @Test("How long a session goes on is said: half an hour, or what is left of ten")
    func timeLeft() async throws {
        try await Self.run { store, clock, bench in
            let session = try await bench.session(for: Samples.person, now: { clock.now })
            #expect(session.timeLeft == 30 * 60)
            for _ in 0..<39 {
                clock.pass(minutes: 15)
                _ = try await store.find(session.token, isUse: true)
            }
            #expect(try await store.find(session.token, isUse: true)?.timeLeft == 15 * 60)
        }
    }

    @Test("A token survives its text, and nothing else is one")
    func token() throws {
        let token = SessionToken()
        #expect(token.text.count == 43)
        #expect(SessionToken(token.text) == token)
        for text in [
            "", "short", token.text + "A", String(token.text.dropLast()) + "!", String(repeating: "=", count: 43),
        ] {
            #expect(SessionToken(text) == nil)
        }
    }

    @Test("A form's token belongs to one session")
    func formToken() {
        let (mine, other) = (SessionToken(), SessionToken())
        #expect(mine.allows(formToken: mine.formToken))
        for text in [nil, "", other.formToken, mine.text, mine.hash, String(mine.formToken.dropLast())] {
            #expect(!mine.allows(formToken: text))
        }
    }
}
