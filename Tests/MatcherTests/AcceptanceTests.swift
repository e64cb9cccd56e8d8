import Contracts
import EventFlow
import Foundation
import HTTPTypes
import Inclusion
import Postgres
import ServiceKit
import Testing

@testable import PlacementMatcher

@Suite("The last place is given once", .timeLimit(.minutes(1)))
struct AcceptanceTests {
    @Test("Fifty coordinators ask for one place at once, by two copies: exactly one hold, and one acceptance")
    func fiftyForOnePlace() async throws {
        try await MatcherBench.run { bench in
            try await bench.load(MatcherBench.file(MatcherBench.entry(places: 1)))
            var requests: [PlacementRequest] = []
            for _ in 0..<50 { requests.append(try await bench.request()) }
            #expect(requests.allSatisfy { $0.candidates.count == 1 })
            let outcomes = await Self.atOnce(requests) { request, copy in
                try await bench.ask(request, MatcherBench.first, copy: copy).state.code
            }
            #expect(outcomes == ["offered": 1, "409 capacity": 49])
            #expect(try await bench.places(of: MatcherBench.first) == [1, 0, 1])
            let offers = try await bench.store.pool.query("select id from offer").decode(UUID.self).map(\.text)
            let answers = await Self.atOnce(Array(repeating: offers[0], count: 50)) { offer, copy in
                try await bench.accept(offer, copy: copy).offer.state.code
            }
            #expect(answers == ["accepted": 1, "409 not_allowed_now": 49])
            #expect(try await bench.places(of: MatcherBench.first) == [1, 1, 0])
            #expect(try await bench.number("select count(*) from event_log where type like '%.accepted.%'") == 1)
            // Whoever came too late has not moved, and may ask elsewhere.
            #expect(try await bench.number("select count(*) from placement_request where state = 'shortlisted'") == 49)
            #expect(try await bench.number("select count(*) from placement_request where version = 2") == 49)
        }
    }

    @Test("Fifty ask for twenty places: exactly twenty")
    func fiftyForTwenty() async throws {
        try await MatcherBench.run { bench in
            try await bench.load(MatcherBench.file(MatcherBench.entry(places: 20)))
            var requests: [PlacementRequest] = []
            for _ in 0..<50 { requests.append(try await bench.request()) }
            let outcomes = await Self.atOnce(requests) { request, copy in
                try await bench.ask(request, MatcherBench.first, copy: copy).state.code
            }
            #expect(outcomes == ["offered": 20, "409 capacity": 30])
            #expect(try await bench.places(of: MatcherBench.first) == [20, 0, 20])
        }
    }

    @Test("The same offer accepted fifty times at once takes one place, however many there are")
    func sameOffer() async throws {
        try await MatcherBench.run { bench in
            try await bench.load(MatcherBench.file(MatcherBench.entry(places: 50)))
            let offer = try #require(try await bench.asked().openOffer)
            let outcomes = await Self.atOnce(Array(repeating: offer.id, count: 50)) { offer, copy in
                try await bench.accept(offer, copy: copy).offer.state.code
            }
            #expect(outcomes == ["accepted": 1, "409 not_allowed_now": 49])
            #expect(try await bench.places(of: MatcherBench.first) == [50, 1, 0])
        }
    }

    @Test("Accepting and declining the same offers at once: each gets one answer, and every place is accounted for")
    func acceptAgainstDecline() async throws {
        try await MatcherBench.run { bench in
            try await bench.load(MatcherBench.file(MatcherBench.entry(places: 50)))
            var offers: [String] = []
            for _ in 0..<25 { offers += try await bench.asked().offers.map(\.id) }
            let outcomes = await Self.atOnce(offers + offers) { offer, copy in
                guard copy == 1 else { return try await bench.accept(offer, copy: copy).offer.state.code }
                return try await bench.decline(offer, copy: copy).offer.state.code
            }
            let accepted = try await bench.number("select count(*) from offer where state = 'accepted'")
            let declined = try await bench.number("select count(*) from offer where state = 'declined'")
            #expect(accepted + declined == 25)
            #expect(outcomes["409 not_allowed_now"] == 25)
            #expect(try await bench.places(of: MatcherBench.first) == [50, accepted, 0])
            #expect(try await bench.number("select count(*) from event_log where type like '%.accepted.%'") == accepted)
        }
    }

    @Test("Another provider's offer does not exist")
    func stranger() async throws {
        try await MatcherBench.run { bench in
            try await bench.load(MatcherBench.file(MatcherBench.entry(places: 1)))
            let offer = try #require(try await bench.asked().openOffer)
            let outcome = await Self.atOnce([offer.id, UUID().text]) { offer, _ in
                try await bench.accept(offer, as: "provider-other").offer.state.code
            }
            #expect(outcome == ["404 not_found": 2])
            #expect(try await bench.places(of: MatcherBench.first) == [1, 0, 1])
        }
    }

    @Test("An answer to an outdated version changes nothing, and takes no place")
    func stale() async throws {
        try await MatcherBench.run { bench in
            try await bench.load(MatcherBench.file(MatcherBench.entry(places: 1)))
            let offer = try #require(try await bench.asked().openOffer)
            let outcome = await Self.atOnce([offer.id]) { offer, _ in
                try await bench.accept(
                    offer, requireVersion: { loaded in throw Problem.stale(current: loaded.version) }
                ).offer.state.code
            }
            #expect(outcome == ["412 stale_version": 1])
            #expect(try await bench.places(of: MatcherBench.first) == [1, 0, 1])
        }
    }

    @Test("A decline keeps its words sealed, and frees the place")
    func decline() async throws {
        try await MatcherBench.run { bench in
            try await bench.load(MatcherBench.file(MatcherBench.entry(places: 1)))
            let request = try await bench.asked()
            let offer = try #require(request.openOffer)
            let answered = try await bench.decline(offer.id)
            #expect(answered.offer.state == .declined)
            #expect(answered.offer.declineCode == "start_date")
            #expect(answered.request.childID == request.childID)
            #expect(try await bench.places(of: MatcherBench.first) == [1, 0, 0])
            let inClear: PostgresQuery =
                "select count(*) from event_log where position('January'::bytea in payload) > 0"
            #expect(try await bench.number(inClear) == 0)
            let rows: PostgresQuery = """
                select count(*) from offer where state = 'declined' and answered_at = \(MatcherBench.now)
                """
            #expect(try await bench.number(rows) == 1)
        }
    }

    @Test("When the words cannot be sealed, nothing is declined")
    func unsealable() async throws {
        struct Erased: Error {}
        try await MatcherBench.run { bench in
            try await bench.load(MatcherBench.file(MatcherBench.entry(places: 1)))
            let offer = try #require(try await bench.asked().openOffer)
            await #expect(throws: Erased.self) {
                try await bench.store.transaction { transaction in
                    try await bench.answering(offer.id).decline(
                        DeclineDraft(code: "start_date", words: "Not before January."), in: transaction
                    ) { _, _ in throw Erased() }
                }
            }
            #expect(try await bench.number("select count(*) from offer where state = 'open'") == 1)
        }
    }

    // MARK: -

    /// Does it with all of them at once, by both copies in turn, and counts what came of it.
    static func atOnce<Item: Sendable>(
        _ items: [Item], _ act: @escaping @Sendable (Item, Int) async throws -> String
    ) async -> [String: Int] {
        await withTaskGroup(of: String.self) { group in
            for (place, item) in items.enumerated() {
                group.addTask {
                    do {
                        return try await act(item, place % 2)
                    } catch let problem as Problem {
                        return "\(problem.status.code) \(problem.errors.first?.code ?? problem.code)"
                    } catch {
                        return "\(error)"
                    }
                }
            }
            return await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        }
    }
}
