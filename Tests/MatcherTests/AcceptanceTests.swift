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
    @Test("Fifty acceptances of one place at once, by two copies: exactly one")
    func fiftyForOnePlace() async throws {
        try await MatcherBench.run { bench in
            try await bench.load(MatcherBench.file(MatcherBench.entry(places: 1)))
            var offers: [String] = []
            for _ in 0..<50 { offers += try await bench.request().offers.map(\.id) }
            #expect(offers.count == 50)
            let outcomes = await Self.atOnce(offers) { offer, copy in try await bench.accept(offer, copy: copy) }
            #expect(outcomes == ["accepted": 1, "409 no_place_left": 49])
            #expect(try await bench.places(of: MatcherBench.first) == [1, 1])
            #expect(try await bench.number("select count(*) from event_log where type like '%.accepted.%'") == 1)
            #expect(try await bench.number("select count(*) from offer where state = 'accepted'") == 1)
            #expect(try await bench.number("select count(*) from placement_request where state = 'offered'") == 49)
            // Whoever came too late has not moved, and may still decline.
            #expect(try await bench.number("select max(version) from placement_request") == 4)
            #expect(try await bench.number("select count(*) from placement_request where version = 3") == 49)
        }
    }

    @Test("Fifty acceptances for twenty places: exactly twenty")
    func fiftyForTwenty() async throws {
        try await MatcherBench.run { bench in
            try await bench.load(MatcherBench.file(MatcherBench.entry(places: 20)))
            var offers: [String] = []
            for _ in 0..<50 { offers += try await bench.request().offers.map(\.id) }
            let outcomes = await Self.atOnce(offers) { offer, copy in try await bench.accept(offer, copy: copy) }
            #expect(outcomes == ["accepted": 20, "409 no_place_left": 30])
            #expect(try await bench.places(of: MatcherBench.first) == [20, 20])
        }
    }

    @Test("The same offer accepted fifty times at once takes one place, however many there are")
    func sameOffer() async throws {
        try await MatcherBench.run { bench in
            try await bench.load(MatcherBench.file(MatcherBench.entry(places: 50)))
            let offer = try #require(try await bench.request().openOffer)
            let outcomes = await Self.atOnce(Array(repeating: offer.id, count: 50)) { offer, copy in
                try await bench.accept(offer, copy: copy)
            }
            #expect(outcomes == ["accepted": 1, "409 not_allowed_now": 49])
            #expect(try await bench.places(of: MatcherBench.first) == [50, 1])
        }
    }

    @Test("Accepting and declining the same offers at once: each gets one answer, and every place is accounted for")
    func acceptAgainstDecline() async throws {
        try await MatcherBench.run { bench in
            try await bench.load(MatcherBench.file(MatcherBench.entry(places: 50)))
            var offers: [String] = []
            for _ in 0..<25 { offers += try await bench.request().offers.map(\.id) }
            let outcomes = await Self.atOnce(offers + offers) { offer, copy in
                guard copy == 1 else { return try await bench.accept(offer, copy: copy) }
                return try await Self.decline(offer, bench, copy: copy)
            }
            let accepted = try await bench.number("select count(*) from offer where state = 'accepted'")
            let declined = try await bench.number("select count(*) from offer where state = 'declined'")
            #expect(accepted + declined == 25)
            #expect(outcomes["409 not_allowed_now"] == 25)
            #expect(try await bench.places(of: MatcherBench.first) == [50, accepted])
            #expect(try await bench.number("select count(*) from event_log where type like '%.accepted.%'") == accepted)
        }
    }

    @Test("Another provider's offer does not exist")
    func stranger() async throws {
        try await MatcherBench.run { bench in
            try await bench.load(MatcherBench.file(MatcherBench.entry(places: 1)))
            let offer = try #require(try await bench.request().openOffer)
            let outcome = await Self.atOnce([offer.id, UUID().text]) { offer, _ in
                try await bench.accept(offer, as: "provider-other")
            }
            #expect(outcome == ["404 not_found": 2])
            #expect(try await bench.places(of: MatcherBench.first) == [1, 0])
        }
    }

    @Test("An answer to an outdated version changes nothing, and takes no place")
    func stale() async throws {
        try await MatcherBench.run { bench in
            try await bench.load(MatcherBench.file(MatcherBench.entry(places: 1)))
            let offer = try #require(try await bench.request().openOffer)
            let outcome = await Self.atOnce([offer.id]) { offer, _ in
                try await bench.accept(
                    offer, requireVersion: { loaded in throw Problem.stale(current: loaded.version) })
            }
            #expect(outcome == ["412 stale_version": 1])
            #expect(try await bench.places(of: MatcherBench.first) == [1, 0])
        }
    }

    @Test("A decline keeps its words sealed, and takes no place")
    func decline() async throws {
        try await MatcherBench.run { bench in
            try await bench.load(MatcherBench.file(MatcherBench.entry(places: 1)))
            let request = try await bench.request()
            let offer = try #require(request.openOffer)
            let answered = try await Self.decline(offer.id, bench, copy: 0)
            #expect(answered.offer.state == .declined)
            #expect(answered.offer.declineCode == "start_date")
            #expect(answered.request.childID == request.childID)
            #expect(try await bench.places(of: MatcherBench.first) == [1, 0])
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
            let offer = try #require(try await bench.request().openOffer)
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

    private static func decline(
        _ offer: String, _ bench: MatcherBench, copy: Int
    ) async throws -> OfferAnswering.Answered {
        let answering = bench.answering(offer)
        return try await bench.stores[copy].transaction { transaction in
            try await answering.decline(
                DeclineDraft(code: "start_date", words: "Not before January."), in: transaction
            ) { _, child in
                var sealed = Sealed()
                sealed.childID = child.text
                return sealed
            }
        }
    }

    /// Answers all offers at once, by both copies in turn, and counts what came of it.
    private static func atOnce(
        _ offers: [String], _ answer: @escaping @Sendable (String, Int) async throws -> OfferAnswering.Answered
    ) async -> [String: Int] {
        await withTaskGroup(of: String.self) { group in
            for (place, offer) in offers.enumerated() {
                group.addTask {
                    do {
                        return try await answer(offer, place % 2).offer.state.code
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
