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
        private let time = Mutex(at("2026-11-24T09:00:00Z"))
        var now: Date { time.withLock { $0 } }
        func pass(minutes: Double) { time.withLock { $0.addTimeInterval(minutes * 60) } }
    }

    static func run(_ body: @Sendable (SessionStore, Clock, PostgresPool) async throws -> Void) async throws {
        try await PortalBench.run { bench in
            let clock = Clock()
            try await body(SessionStore(pool: bench.pool, now: { clock.now }), clock, bench.pool)
        }
    }

    @Test("A session is found by its token, and by nothing that is in the database")
    func opens() async throws {
        try await Self.run { store, _, pool in
            let session = try await store.open(for: Samples.person)
            #expect(try await store.find(session.token, isUse: true) == session)
            #expect(try await store.find(SessionToken(), isUse: true) == nil)
            #expect(session.identity.localities == Set(Samples.person.localities))
            let row = try #require(
                try await pool.query("select to_jsonb(session)::text from session").decodeFirst(String.self))
            #expect(!row.contains(session.token.text))
            #expect(!row.contains(session.token.formToken))
        }
    }

    @Test("Half an hour without use ends it; use puts that off; a page's own asking does not")
    func idle() async throws {
        try await Self.run { store, clock, _ in
            let session = try await store.open(for: Samples.person)
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
        try await Self.run { store, clock, _ in
            let session = try await store.open(for: Samples.person)
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
        try await Self.run { store, clock, pool in
            let first = try await store.open(for: Samples.person)
            let second = try await store.open(for: Samples.person)
            #expect(first.token != second.token)
            try await store.close(first.token)
            #expect(try await store.find(first.token, isUse: true) == nil)
            #expect(try await store.find(second.token, isUse: true) != nil)
            clock.pass(minutes: 60)
            _ = try await store.open(for: Samples.person)
            let left = try await pool.query("select count(*) from session").decode(Int.self)
            #expect(left == [1])
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
