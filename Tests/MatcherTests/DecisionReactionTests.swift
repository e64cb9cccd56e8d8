import Contracts
import EventFlow
import Foundation
import Inclusion
import Postgres
import Testing

@testable import PlacementMatcher

@Suite("A decision becomes a request", .timeLimit(.minutes(1)))
struct DecisionReactionTests {
    /// What is said about requests; the directory has told its own before.
    private static let logged: PostgresQuery = "select count(*) from event_log where type not like '%.provision_%'"
    private static let unpublished: PostgresQuery =
        "select count(*) from outbox join event_log using (position) where type not like '%.provision_%'"

    @Test("Ranked in one transaction, with the rows of the lists; nobody is asked before the coordinator says so")
    func ranked() async throws {
        try await MatcherBench.run { bench in
            try await bench.load(
                MatcherBench.file(
                    MatcherBench.entry(MatcherBench.first, ["needs": "[\"ASD\"]"]),
                    MatcherBench.entry(MatcherBench.second)))
            let request = try await bench.request()
            #expect(try await bench.story(of: request.id) == ["requested", "shortlisted"])
            #expect(request.candidates.map(\.provisionID) == [MatcherBench.second])
            #expect(request.excluded.map(\.provisionID) == [MatcherBench.first])
            let rows = try await bench.store.pool.query(PlacementRequestRow.selection).map(PlacementRequestRow.init)
            #expect(rows.map(\.id.text) == [request.id])
            #expect(rows.map(\.state) == ["shortlisted"])
            #expect(rows.map(\.needs) == [["SEMH"]])
            #expect(try await bench.number("select count(*) from offer") == 0)
            #expect(try await bench.number(Self.unpublished) == 2)
        }
    }

    @Test("The same decision again makes no second request")
    func twice() async throws {
        try await MatcherBench.run { bench in
            try await bench.load(MatcherBench.file(MatcherBench.entry()))
            let (id, decision) = (UUID(), CaseEvent.apPlacementDecided(MatcherBench.decision()))
            try await bench.apply(decision, id: id)
            try await bench.apply(decision, id: id)
            #expect(try await bench.number(Self.logged) == 2)
            #expect(try await bench.number("select count(*) from placement_request") == 1)
        }
    }

    @Test("Places count at this moment: when all are taken, only a reason can ask beyond them")
    func full() async throws {
        try await MatcherBench.run { bench in
            try await bench.load(MatcherBench.file(MatcherBench.entry(places: 1)))
            _ = try await bench.asked()
            let request = try await bench.request()
            #expect(request.state == .shortlisted && request.candidates.isEmpty)
            #expect(request.excluded.flatMap(\.failed).map(\.code) == ["capacity"])
        }
    }

    @Test("When nothing fits, whatever the places, that is said at once")
    func unable() async throws {
        try await MatcherBench.run { bench in
            try await bench.load(MatcherBench.file(MatcherBench.entry(places: 1)))
            _ = try await bench.asked()
            let request = try await bench.request { $0.facts.needs = ["ASD"] }
            #expect(request.state == .unableToMatch)
            #expect(request.unmet == ["capacity": 1, "needs": 1])
            #expect(try await bench.story(of: request.id) == ["requested", "shortlisted", "unable_to_match"])
            #expect(
                try await bench.number("select count(*) from placement_request where state = 'unable_to_match'") == 1)
        }
    }

    @Test("What the child wishes for, and who knows it, comes first where all else is equal")
    func wished() async throws {
        try await MatcherBench.run { bench in
            try await bench.load(
                MatcherBench.file(MatcherBench.entry(MatcherBench.first), MatcherBench.entry(MatcherBench.second)))
            for wish in [MatcherBench.first, MatcherBench.second] {
                let wished = try await bench.request { $0.wishedProvisions = [wish.uppercased()] }
                #expect(wished.candidates.first?.provisionID == wish)
                let known = try await bench.request { $0.knownProvisions = [wish.uppercased()] }
                #expect(known.candidates.first?.provisionID == wish)
            }
        }
    }

    @Test("Whoever must not be asked is not, however the id is written")
    func excluded() async throws {
        try await MatcherBench.run { bench in
            try await bench.load(
                MatcherBench.file(MatcherBench.entry(MatcherBench.first), MatcherBench.entry(MatcherBench.second)))
            let request = try await bench.request { $0.excludedProvisions = [MatcherBench.first.uppercased()] }
            #expect(request.candidates.map(\.provisionID) == [MatcherBench.second])
        }
    }

    @Test("What can never be matched is poison, and leaves nothing behind")
    func poison() async throws {
        try await MatcherBench.run { bench in
            try await bench.load(MatcherBench.file(MatcherBench.entry()))
            let broken: [@Sendable (inout ApPlacementDecided) -> Void] = [
                { $0.wantedStart = "soon" }, { $0.apKind = "castle" }, { $0.referralID = "x" }, { $0.caseID = "" },
                { $0.childID = "x" },
            ]
            for change in broken {
                do {
                    try await bench.request(change)
                    Issue.record("taken although broken")
                } catch ProjectionTrouble.poison(let code, _) {
                    #expect(["unreadable_request", "malformed_decision"].contains(code))
                }
            }
            #expect(try await bench.number(Self.logged) == 0)
            #expect(try await bench.number("select count(*) from placement_request") == 0)
        }
    }

    @Test("Other news of a case is none of its business")
    func others() async throws {
        try await MatcherBench.run { bench in
            try await bench.apply(.acknowledged(CaseAcknowledged()))
            #expect(try await bench.number(Self.logged) == 0)
        }
    }
}
