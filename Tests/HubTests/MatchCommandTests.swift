import Foundation
import Testing

@testable import Hub

/// `hub match run`, as a county's analyst runs it.
@Suite(.timeLimit(.minutes(2))) struct MatchCommandTests {
    private static let examples = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Contracts/API/examples/matching").path

    private func run(_ arguments: String...) async throws -> HubProcess.Outcome {
        try await HubProcess.run(["match", "run"] + arguments)
    }

    private func answer(_ arguments: String...) async throws -> JSONValue {
        let outcome = try await HubProcess.run(["match", "run", "--json"] + arguments)
        #expect(outcome.status == 0, "\(outcome.errors)")
        return try JSONValue(Data(outcome.output.utf8))
    }

    @Test func scoredChildrenAreMatchedStably() async throws {
        let answer = try await answer("\(Self.examples)/scored.json")
        #expect(answer["method"] == "stable" && answer["placed"] == 1 && answer["score"] == 900)
        #expect(answer["rules"] == nil && answer["gaps"] == nil && answer["what_if"] == nil)
        let children = try #require(answer["children"]).elements
        #expect(children.map { $0["place"]?["provision"] } == ["bridge", nil, nil])
        let passed = try #require(children[1]["passed_over"]?.elements.first)
        #expect(passed["because"] == ["statutory_duty": 1] && passed["given_to"] == ["statutory_duty": 1])
        let provisions = try #require(answer["provisions"]).elements
        #expect(provisions.map { $0["one_more"]?["more_placed"] } == [1, 0, 1])
    }

    @Test func optimalAndMoreAndWhatIf() async throws {
        let answer = try await answer(
            "\(Self.examples)/scored.json", "--optimal", "--more", "20", "--what-if", "orchard=+1", "--what-if",
            "forge=0")
        #expect(answer["placed"] == 2 && answer["score"] == 1690)
        let gaps = try #require(answer["gaps"]).elements
        #expect(gaps.map { $0["provision"] } == ["bridge", "bridge"])
        #expect(gaps.map { $0["more_placed"] } == [1, 0] && gaps.map { $0["score"] } == [700, 10])
        #expect(answer["what_if"]?["more_placed"] == 0 && answer["what_if"]?["changes"]?.elements.count == 3)
    }

    @Test func requestsAreScoredByTheFilesRules() async throws {
        let answer = try await answer("\(Self.examples)/requests.json", "--more", "3")
        #expect(answer["rules"] == "county-2026/1")
        let children = try #require(answer["children"]).elements
        #expect(children.count == 6)
        // Two with a statutory duty have the first turns.
        #expect(children.prefix(2).map { $0["id"] } == ["RH-2345-0005", "RH-2345-0001"])
        let last = try #require(children.first { $0["id"] == "RH-2345-0006" })
        #expect(last["choices"] == 0 && last["excluded"]?.elements.count == 5)
        for provision in try #require(answer["provisions"]).elements {
            #expect((provision["given"]?.int ?? 0) <= (provision["places"]?.int ?? 0))
        }
    }

    @Test func peopleReadWhy() async throws {
        let outcome = try await run("\(Self.examples)/scored.json", "--more", "1", "--what-if", "bridge=3")
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("1 of 3 children placed, score 900"))
        #expect(outcome.output.contains("Bridge (800) is full: 1 with a statutory duty"))
        #expect(outcome.output.contains("what if: +2 placed"))
    }

    @Test func allThatIsWrongIsSaidAtOnce() async throws {
        try await withFolder { folder in
            func errors(_ text: String) async throws -> [String] {
                let file = "\(folder)/round.json"
                try text.write(toFile: file, atomically: true, encoding: .utf8)
                let outcome = try await run(file)
                #expect(outcome.status == 1 && outcome.output.isEmpty)
                return outcome.errors.split(separator: "\n").dropFirst().map {
                    String($0.split(separator: ":")[0].drop { $0 == " " })
                }
            }
            let scored = try await errors(
                """
                {"provisions": [{"id": "p", "places": -1}, {"id": "p", "places": 1}, {"places": 1}], "more": 1,
                 "children": [{"id": "a", "priority": "first", "options": [{"provision": "q", "score": 1.5}]},
                              {"id": "a", "requested_on": "2026-02-30", "options": [], "siblings_at": ["q"]}]}
                """)
            #expect(
                Set(scored) == [
                    "/provisions/0/places", "/provisions/1/id", "/provisions/2/id", "/more", "/children/0/priority",
                    "/children/0/options/0/provision", "/children/0/options/0/score", "/children/1/id",
                    "/children/1/requested_on", "/children/1/siblings_at",
                ])
            #expect(scored.count == Set(scored).count)
            let requests = try await errors(
                """
                {"today": "2026-11-22", "provisions": [],
                 "rules": {"name": "r", "version": 0, "weights": {"journey": 1}},
                 "requests": [{"id": "a", "facts": {"age_years": 99}, "agency": "school", "wanted_start": "soon",
                               "sessions_a_week": 4, "wished_provisions": ["p"]}]}
                """)
            #expect(
                Set(requests).isSuperset(of: [
                    "/provisions", "/rules/version", "/rules/weights/wish", "/requests/0/facts/age_years",
                    "/requests/0/facts/key_stage", "/requests/0/agency", "/requests/0/wanted_start",
                    "/requests/0/wished_provisions",
                ]))
            #expect(requests.count == Set(requests).count)
        }
    }

    @Test func wrongWordsChangeNothing() async throws {
        #expect(try await run("\(Self.examples)/nowhere.json").status == 1)
        #expect(try await run("\(Self.examples)/scored.json", "--what-if", "nobody=1").status == 1)
        #expect(try await run("\(Self.examples)/scored.json", "--what-if", "bridge").status == 64)
        #expect(try await run("\(Self.examples)/scored.json", "--more", "0").status == 64)
        #expect(try await run("\(Self.examples)/scored.json", "--stable", "--optimal").status == 64)
    }
}
