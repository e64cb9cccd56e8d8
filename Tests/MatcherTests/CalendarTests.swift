import Contracts
import EventFlow
import Foundation
import Inclusion
import Postgres
import ServiceKit
import Testing

@testable import PlacementMatcher

@Suite("A provider's calendar", .timeLimit(.minutes(1)))
struct CalendarTests {
    private static let id = UUID(uuidString: MatcherBench.first) ?? UUID()

    private static func set(_ bench: MatcherBench, _ draft: CapacityDraft, copy: Int = 0) async throws {
        try await bench.stores[copy].transaction { transaction in
            let loaded = try await transaction.load(ProvisionCapacity.self, id)
            let events = try Problem.rules {
                try ProvisionCapacity.decide(
                    loaded.state, draft, for: id.text, of: MatcherBench.provider, by: "provider-user")
            }
            try await transaction.append(
                events, to: id, key: id, loaded, at: MatcherBench.now, showing: CapacityCalendars())
        }
    }

    private static func mornings(_ places: Int, keyStages: [String] = []) -> CapacityDraft.Rule {
        .init(
            from: "2026-11-02", sessions: ["mon_am", "tue_am", "wed_am", "thu_am", "fri_am"], places: places,
            keyStages: keyStages)
    }

    @Test("Takes the place of the directory's count, with sessions, key stages and closures")
    func counts() async throws {
        try await MatcherBench.run { bench in
            try await bench.load(MatcherBench.file(MatcherBench.entry(places: 9)))
            try await Self.set(
                bench,
                CapacityDraft(
                    rules: [Self.mornings(1, keyStages: ["ks3"]), Self.mornings(2, keyStages: ["ks4"])],
                    closures: [.init(from: "2026-12-07", to: "2026-12-11", reason: "building")]))
            let five = try await bench.asked { $0.sessionsAWeek = 5 }
            #expect(five.openOffer?.place?.sessions == ["mon_am", "tue_am", "wed_am", "thu_am", "fri_am"])
            let six = try await bench.request { $0.sessionsAWeek = 6 }
            #expect(six.excluded.flatMap(\.failed).map(\.code) == ["capacity"], "the other key stage's places are kept")
            let older = try await bench.request { ($0.sessionsAWeek, $0.facts.keyStage) = (6, .keyStage4) }
            #expect(
                older.excluded.flatMap(\.failed).map(\.words) == ["Only 5 of 6 half days a week are free for so long."])
            let closed = try await bench.request {
                ($0.sessionsAWeek, $0.weeks, $0.facts.keyStage) = (5, 1, .keyStage4)
            }
            #expect(closed.excluded.flatMap(\.failed).map(\.code) == ["capacity"], "nobody is there that week")
        }
    }

    @Test("Set while others ask: whoever is booked stays, and nobody new comes beyond what it says")
    func whileAsking() async throws {
        try await MatcherBench.run { bench in
            try await bench.load(MatcherBench.file(MatcherBench.entry(places: 30)))
            var requests: [PlacementRequest] = []
            for _ in 0..<30 { requests.append(try await bench.request { $0.sessionsAWeek = 5 }) }
            async let lowered: Void = Self.set(bench, CapacityDraft(rules: [Self.mornings(3)]), copy: 1)
            let outcomes = await AcceptanceTests.atOnce(requests) { request, copy in
                try await bench.ask(request, MatcherBench.first, copy: copy) {
                    $0.sessions = [.mondayMorning, .tuesdayMorning]
                }.state.code
            }
            try await lowered
            let held = try await bench.number("select count(*) from booking")
            #expect(outcomes["offered"] == held && held >= 3)
            let diary = try await bench.store.pool.withConnection {
                try await Diaries.read([Self.id], during: MatcherBench.days, in: $0)[Self.id]
            }
            let over = try #require(diary).overBooked(from: MatcherBench.days.lowerBound)
            #expect(over.isEmpty == (held == 3), "what is too many is said")
            let late = try await bench.request { $0.sessionsAWeek = 5 }
            #expect(late.excluded.flatMap(\.failed).map(\.code) == ["capacity"] || late.candidates.isEmpty)
        }
    }

    @Test("Two who set it at once do not overwrite each other unseen")
    func twoAtOnce() async throws {
        try await MatcherBench.run { bench in
            try await bench.load(MatcherBench.file(MatcherBench.entry(places: 1)))
            let outcomes = await AcceptanceTests.atOnce(Array(1...6)) { places, copy in
                do {
                    try await Self.set(bench, CapacityDraft(rules: [Self.mornings(places)]), copy: copy)
                    return "set"
                } catch is VersionConflict {
                    return "conflict"
                }
            }
            let set = outcomes["set"] ?? 0
            #expect(set >= 1 && set + (outcomes["conflict"] ?? 0) == 6)
            #expect(try await bench.number("select count(*) from event_log where type like '%.capacity_set.%'") == set)
            #expect(try await bench.number("select count(*) from provision_capacity") == 1)
        }
    }

    @Test("A view that is filled anew passes over what the log says of provisions, and the other way round")
    func views() throws {
        let set = PlacementEvent.capacitySet(.init())
        #expect(try PlacementLists().rows([set], to: Self.id, key: Self.id, .none, at: MatcherBench.now).isEmpty)
        #expect(
            try CapacityCalendars().rows([.requested(.init())], to: Self.id, key: Self.id, .none, at: MatcherBench.now)
                .isEmpty)
    }
}
