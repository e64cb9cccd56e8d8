import Contracts
import EventFlow
import Foundation
import HTTPTypes
import Inclusion
import Postgres
import ServiceKit
import SwiftProtobuf
import Testing

@testable import PlacementMatcher

@Suite("Offers", .timeLimit(.minutes(1)))
struct OfferTests {
    private static let (first, second) = (MatcherBench.first, MatcherBench.second)

    private static func two(_ bench: MatcherBench, places: Int = 1) async throws {
        try await bench.load(
            MatcherBench.file(
                MatcherBench.entry(first, places: places), MatcherBench.entry(second, places: places)))
    }

    /// The codes of the problem that `body` meets.
    private static func refusal(_ body: () async throws -> Void) async -> [String] {
        do {
            try await body()
            return []
        } catch let problem as Problem {
            return ["\(problem.status.code)"] + problem.errors.map(\.code)
        } catch {
            return ["\(error)"]
        }
    }

    @Test("Two providers are asked, each holding a place; the first yes frees the other's")
    func several() async throws {
        try await MatcherBench.run { bench in
            try await Self.two(bench)
            let request = try await bench.ask(try await bench.request(), Self.second, Self.first)
            #expect(request.openOffers.map(\.rank) == [1, 2])
            #expect(request.openOffers.map(\.place?.sessions.count) == [10, 10])
            #expect(request.openOffers.map(\.place?.from) == ["2026-12-07", "2026-12-07"])
            #expect(request.openOffers.map(\.place?.to) == ["2027-02-28", "2027-02-28"])
            #expect(try await bench.places(of: Self.first) == [1, 0, 1])
            _ = try await bench.accept(request.openOffers[0].id)
            #expect(try await bench.places(of: Self.second) == [1, 1, 0])
            #expect(try await bench.places(of: Self.first) == [1, 0, 0])
            #expect(
                try await bench.story(of: request.id) == [
                    "requested", "shortlisted", "offered", "offered", "accepted", "offer_withdrawn",
                ])
            let states = try await bench.store.pool.query("select state from offer order by state").decode(String.self)
            #expect(states == ["accepted", "withdrawn"])
        }
    }

    @Test("Two copies ask two providers each, in opposite order: nobody waits for ever, and nobody is asked twice")
    func oppositeOrder() async throws {
        try await MatcherBench.run { bench in
            try await Self.two(bench, places: 40)
            var requests: [PlacementRequest] = []
            for _ in 0..<40 { requests.append(try await bench.request()) }
            let outcomes = await AcceptanceTests.atOnce(requests) { request, copy in
                let order = copy == 0 ? [Self.first, Self.second] : [Self.second, Self.first]
                return try await bench.ask(request, order[0], order[1], copy: copy).state.code
            }
            #expect(outcomes == ["offered": 40])
            #expect(try await bench.number("select count(*) from booking") == 80)
        }
    }

    @Test("Nobody answers in time: the place is free again, an answer comes too late, and the keeper does it once")
    func expired() async throws {
        try await MatcherBench.run { bench in
            try await Self.two(bench)
            let request = try await bench.ask(try await bench.request(), Self.first) { $0.urgency = .emergency }
            let offer = try #require(request.openOffer)
            #expect(offer.answerBy == "2026-11-23T14:00:00Z", "four office hours")
            let late = MatcherBench.now.addingTimeInterval(4 * 3600)
            let refused = await Self.refusal { _ = try await bench.accept(offer.id, at: late) }
            #expect(refused == ["409", "offer_expired"])
            #expect(try await bench.keep(at: late.addingTimeInterval(-1)) == 0)
            async let one = bench.keep(at: late)
            async let other = bench.keep(at: late, copy: 1)
            #expect(try await one + other == 1)
            #expect(try await bench.places(of: Self.first) == [1, 0, 0])
            #expect(
                try await bench.story(of: request.id) == ["requested", "shortlisted", "offered", "offer_expired"])
            #expect(try await bench.number("select count(*) from offer where state = 'expired'") == 1)
            #expect(await Self.refusal { _ = try await bench.decline(offer.id) } == ["409", "not_allowed_now"])
            // The search goes on: it may be asked again.
            #expect(try await bench.ask(request, Self.first).state == .offered)
        }
    }

    /// An offer's end comes from one side alone, and its place is accounted for.
    private static func settled(_ bench: MatcherBench, _ request: PlacementRequest) async throws -> Bool {
        let id = try #require(UUID(uuidString: request.id))
        let now = try await bench.current(id)
        let states = now.offers.map(\.state)
        #expect(states == [.accepted] || states == [.expired] || states == [.withdrawn], "\(states)")
        let isTaken = states == [.accepted]
        #expect(try await bench.places(of: Self.first) == [1, isTaken ? 1 : 0, 0])
        let ends: Set = ["accepted", "offer_expired", "offer_withdrawn"]
        #expect(try await bench.story(of: request.id).filter(ends.contains).count == 1)
        return isTaken
    }

    @Test("A yes in the last second meets the end of its time: one of them counts", arguments: 0..<6)
    func lastSecond(_ round: Int) async throws {
        try await MatcherBench.run { bench in
            try await Self.two(bench)
            let request = try await bench.ask(try await bench.request(), Self.first) { $0.urgency = .emergency }
            let offer = try #require(request.openOffer)
            let end = MatcherBench.now.addingTimeInterval(4 * 3600)
            async let kept = bench.keep(at: end, copy: 1)
            let refused = await Self.refusal { _ = try await bench.accept(offer.id, at: end.addingTimeInterval(-1)) }
            let isKept = try await kept == 1
            let isTaken = try await Self.settled(bench, request)
            #expect(isTaken == refused.isEmpty && isTaken != isKept, "\(refused)")
        }
    }

    @Test("A provider says yes while it leaves the directory: one of them counts, and a child who has a place keeps it")
    func vanishing() async throws {
        try await MatcherBench.run { bench in
            try await Self.two(bench)
            let request = try await bench.ask(try await bench.request(), Self.first)
            let offer = try #require(request.openOffer)
            async let left: Int = {
                try await bench.load(MatcherBench.file(MatcherBench.entry(Self.second)), copy: 1)
                return try await bench.keep(at: MatcherBench.now, copy: 1)
            }()
            let refused = await Self.refusal { _ = try await bench.accept(offer.id) }
            _ = try await left
            #expect(try await Self.settled(bench, request) == refused.isEmpty, "\(refused)")
            #expect(try await bench.keep(at: MatcherBench.now.addingTimeInterval(10 * 86_400)) == 0)
        }
    }

    @Test("An offer that ends while there is no broker: what is to be told of it waits in the database, in order")
    func withoutABroker() async throws {
        try await MatcherBench.run { bench in
            try await Self.two(bench)
            let request = try await bench.ask(try await bench.request(), Self.first) { $0.urgency = .emergency }
            #expect(try await bench.keep(at: MatcherBench.now.addingTimeInterval(4 * 3600)) == 1)
            let waiting = try await bench.store.pool.query(
                """
                select log.type from outbox join event_log log on log.position = outbox.position
                where log.subject = \(request.id) order by log.version
                """
            ).decode(String.self).map { String($0.split(separator: ".").dropLast().last ?? "") }
            #expect(waiting == ["requested", "shortlisted", "offered", "offer_expired"])
            #expect(try await bench.places(of: Self.first) == [1, 0, 0], "and its place does not wait for it")
        }
    }

    @Test("A provision that leaves the directory is asked no more; others are")
    func gone() async throws {
        try await MatcherBench.run { bench in
            try await Self.two(bench)
            let request = try await bench.ask(try await bench.request(), Self.first, Self.second)
            try await bench.load(MatcherBench.file(MatcherBench.entry(Self.second)))
            #expect(try await bench.keep(at: MatcherBench.now) == 1)
            let now = try await bench.current(try #require(UUID(uuidString: request.id)))
            #expect(now.openOffers.map(\.provisionID) == [Self.second] && now.state == .offered)
            #expect(try await bench.places(of: Self.first) == [1, 0, 0])
            #expect(await Self.refusal { try await bench.ask(now, Self.first) } == ["422", "not_listed"])
        }
    }

    @Test("The hard rules hold at the moment of asking, all that fail are said, and a place is held by all or none")
    func rulesAgain() async throws {
        try await MatcherBench.run { bench in
            try await Self.two(bench)
            let request = try await bench.request()
            try await bench.load(
                MatcherBench.file(
                    MatcherBench.entry(Self.first, ["minimum_age": "15", "assured_until": "\"2026-11-30\""]),
                    MatcherBench.entry(Self.second)))
            let refused = await Self.refusal { try await bench.ask(request, Self.second, Self.first) }
            #expect(refused == ["409", "age", "assurance"])
            #expect(try await bench.number("select count(*) from booking") == 0)
            // Not even a reason helps against these.
            let reasoned = await Self.refusal { try await bench.ask(request, Self.first) { $0.overCommit = Sealed() } }
            #expect(reasoned == ["409", "age", "assurance"])
            #expect(
                await Self.refusal { try await bench.ask(request, Self.second, Self.second) } == ["409", "duplicate"])
            try await bench.ask(request, Self.second)
            #expect(await Self.refusal { try await bench.ask(request, Self.second) } == ["409", "asked_already"])
        }
    }

    @Test("More children than places: only with a reason, which goes on record; with room it is not needed")
    func overCommit() async throws {
        try await MatcherBench.run { bench in
            try await bench.load(MatcherBench.file(MatcherBench.entry(places: 1)))
            let roomy = try await bench.ask(try await bench.request(), Self.first) { $0.overCommit = Sealed() }
            #expect(roomy.openOffer?.overCommitted == false)
            let request = try await bench.request()
            #expect(await Self.refusal { try await bench.ask(request, Self.first) } == ["409", "capacity"])
            let asked = try await bench.ask(request, Self.first) { $0.overCommit = Sealed.with { $0.childID = "c" } }
            #expect(asked.openOffer?.overCommitted == true && asked.openOffer?.words?.childID == "c")
            #expect(asked.openOffer?.place?.sessions.count == 10)
            _ = try await bench.accept(try #require(asked.openOffer).id)
            #expect(try await bench.places(of: Self.first) == [1, 1, 1])
            #expect(try await bench.number("select count(*) from booking where over_commit") == 1)
        }
    }

    @Test("Half days: children share a place who come at different times, and what is full is said by half day")
    func halfDays() async throws {
        try await MatcherBench.run { bench in
            try await bench.load(MatcherBench.file(MatcherBench.entry(places: 1)))
            let mornings: [WeekSession] = [.mondayMorning, .tuesdayMorning]
            let one = try await bench.ask(try await bench.request(), Self.first) { $0.sessions = mornings }
            #expect(one.openOffer?.place?.sessions == ["mon_am", "tue_am"])
            let other = try await bench.request { $0.sessionsAWeek = 8 }
            #expect(other.candidates.count == 1)
            let refused = await Self.refusal { try await bench.ask(other, Self.first) { $0.sessions = mornings } }
            #expect(refused == ["409", "capacity"])
            let asked = try await bench.ask(other, Self.first)
            let sessions = Set(try #require(asked.openOffer?.place).sessions)
            #expect(sessions.count == 8 && sessions.isDisjoint(with: ["mon_am", "tue_am"]))
            #expect(try await bench.request { $0.sessionsAWeek = 1 }.candidates.isEmpty)
        }
    }

    @Test("A decline is confirmed, and the next who has a place is asked; or the coordinator chooses")
    func next() async throws {
        try await MatcherBench.run { bench in
            try await Self.two(bench)
            let request = try await bench.asked()
            let offer = try #require(request.openOffer)
            try await bench.decline(offer.id)
            let next = try await bench.confirmDecline(request, of: offer.id)
            #expect(next.openOffer?.provisionID != offer.provisionID && next.openOffer?.rank == 2)
            // Both places are held or were refused: nobody is left for another child.
            let other = try await bench.asked()
            let otherOffer = try #require(other.openOffer)
            #expect(otherOffer.provisionID == offer.provisionID)
            try await bench.decline(otherOffer.id)
            let chosen = try await bench.confirmDecline(other, of: otherOffer.id, asksNext: false)
            #expect(chosen.state == .shortlisted)
            try await bench.ask(chosen, offer.provisionID)
            let again = try await bench.current(try #require(UUID(uuidString: other.id)))
            try await bench.decline(try #require(again.openOffer).id)
            let end = try await bench.confirmDecline(again, of: try #require(again.openOffer).id)
            #expect(end.state == .unableToMatch)
            #expect(end.unmet?["declined"] == 2)
        }
    }

    @Test("Places are kept, prolonged and given back by the day")
    func byTheDay() async throws {
        try await MatcherBench.run { bench in
            try await bench.load(MatcherBench.file(MatcherBench.entry(places: 1)))
            let offer = try #require(try await bench.asked().openOffer)
            _ = try await bench.accept(offer.id)
            let id = try #require(UUID(uuidString: offer.id))
            @Sendable func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }
            let later = try await bench.asked { $0.wantedStart = "2027-03-01" }
            #expect(later.openOffer?.place?.from == "2027-03-01")
            let full = try await bench.store.transaction {
                try await Bookings.extend(offer: id, to: try day("2027-03-12"), in: $0.sql)
            }
            #expect(full.count == 10 && full.allSatisfy { $0.cause == .full })
            try await bench.store.transaction {
                try await Bookings.shorten(offer: id, to: try day("2027-01-29"), in: $0.sql)
            }
            let beside = try await bench.asked { ($0.wantedStart, $0.weeks) = ("2027-02-01", 4) }
            #expect(beside.openOffer?.place?.to == "2027-02-28")
            try await bench.store.transaction {
                try await Bookings.shorten(offer: id, to: try day("2026-12-01"), in: $0.sql)
            }
            #expect(try await bench.number("select count(*) from booking where state = 'taken'") == 0)
        }
    }

    @Test("A question and its answer leave the offer open")
    func question() async throws {
        try await MatcherBench.run { bench in
            try await Self.two(bench)
            let request = try await bench.asked()
            let offer = try #require(request.openOffer)
            let answering = bench.answering(offer.id)
            let asked = try await bench.store.transaction { transaction in
                try await answering.ask(OfferWordsDraft(words: "Is there a taxi?"), in: transaction) { _, child in
                    Sealed.with { $0.childID = child.text }
                }
            }
            let question = try #require(asked.offer.questions.first)
            #expect(asked.request.allowedMoves(for: .coordinator).contains(.answerQuestion))
            let answered = try await bench.move(request) { _, _ in
                .answerQuestion(
                    QuestionAnswer(questionID: question.id, by: "coordinator"), OfferWordsDraft(words: "Yes."),
                    words: Sealed())
            }
            #expect(answered.openOffer?.questions.first?.answer != nil && answered.state == .offered)
            _ = try await bench.accept(offer.id)
        }
    }
}
