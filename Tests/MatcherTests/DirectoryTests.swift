import Contracts
import EventFlow
import Foundation
import Inclusion
import Postgres
import ServiceKit
import Testing

@testable import PlacementMatcher

@Suite("The directory file", .timeLimit(.minutes(1)))
struct DirectoryFileTests {
    @Test("The sample directory is right")
    func sample() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = try DirectoryFile(path: root.appending(path: "ops/samples/directory.json").path())
        #expect(file.provisions.count == 14)
        #expect(file.provisions.allSatisfy { $0.taken == 0 && $0.id == $0.id.lowercased() })
        let bridge = try #require(file.provisions.first)
        #expect(bridge.name == "Severn Vale Bridge")
        #expect(bridge.keyStages == [.keyStage3, .keyStage4])
        #expect(bridge.assuredUntil.description == "2027-12-31")
    }

    @Test("Everything that is wrong is said at once, each at its place")
    func everythingAtOnce() throws {
        let words = Self.words {
            _ = try MatcherBench.file(
                MatcherBench.entry("not-an-id", ["kind": "\"school\"", "minimum_age": "12", "maximum_age": "9"]),
                MatcherBench.entry(MatcherBench.second, ["name": "\" \"", "taken": "3", "key_stages": "[\"ks9\"]"]),
                MatcherBench.entry(
                    MatcherBench.second, ["places": "-1", "provider": "{\"id\": 7}", "needs": "[]", "location": "3"]),
                MatcherBench.entry(
                    MatcherBench.first,
                    [
                        "id": "", "assured_until": "\"2027-02-30\"", "weekly_hours": "200", "registered": "\"yes\"",
                        "effectiveness": "{\"score\": 71, \"based_on\": 38}",
                    ]))
        }
        let places = words.map { $0.split(separator: ":")[0].dropFirst("at /provisions/".count) }
        #expect(
            Set(places) == [
                "0/id", "0/kind", "0/maximum_age", "1/name", "1/taken", "1/key_stages/0", "2/id", "2/places",
                "2/provider/id", "2/provider/name", "2/needs", "2/location", "3/id", "3/assured_until",
                "3/weekly_hours", "3/registered", "3/effectiveness",
            ])
        #expect(places.count == Set(places).count)
    }

    @Test(
        "A file that is none of it is refused too",
        arguments: [
            "", "provisions", "[]", "{}", "{\"provisions\": []}", "{\"provisions\": {}}", "{\"provisions\": [1]}",
        ])
    func nonsense(text: String) {
        #expect(Self.words { _ = try DirectoryFile(json: Array(text.utf8)) }.count == 1)
    }

    @Test("A file that is not there is said to be")
    func missing() {
        #expect(Self.words { _ = try DirectoryFile(path: "/nowhere/directory.json") }.count == 1)
    }

    private static func words(_ read: () throws -> Void) -> [String] {
        do {
            try read()
            return []
        } catch {
            return (error as? ConfigurationError)?.problems.map(\.words) ?? ["\(error)"]
        }
    }
}

@Suite("The directory in the database", .timeLimit(.minutes(1)))
struct DirectoryTests {
    @Test("Loading it again changes what the file says, and never what is taken")
    func keepsTaken() async throws {
        try await MatcherBench.run { bench in
            let (first, second) = (MatcherBench.first, MatcherBench.second)
            try await bench.load(
                MatcherBench.file(MatcherBench.entry(first, places: 2), MatcherBench.entry(second, places: 5)))
            let offer = try #require(try await bench.asked().openOffer)
            _ = try await bench.accept(offer.id)
            #expect(try await bench.places(of: offer.provisionID)[1] == 1)

            try await bench.load(
                MatcherBench.file(
                    MatcherBench.entry(first, places: 7, ["name": "\"Another name\"", "location": ""]),
                    MatcherBench.entry(second, places: 7)))
            #expect(try await bench.places(of: offer.provisionID) == [7, 1, 0])
            let listed = try await bench.listed()
            #expect(Set(listed.map(\.name)) == ["Another name", "Severn Vale Bridge"])
            #expect(listed.first { $0.id == first }?.location == nil)
        }
    }

    @Test("Fewer places than are taken: nobody loses one, nobody new gets one")
    func shrinks() async throws {
        try await MatcherBench.run { bench in
            try await bench.load(MatcherBench.file(MatcherBench.entry(places: 2)))
            for _ in 0..<2 { _ = try await bench.accept(try #require(try await bench.asked().openOffer).id) }
            try await bench.load(MatcherBench.file(MatcherBench.entry(places: 1)))
            #expect(try await bench.places(of: MatcherBench.first) == [1, 2, 0])
            #expect(try await bench.listed().map(\.free) == [0])
            let late = try await bench.request()
            await #expect(throws: Problem.self) { try await bench.ask(late, MatcherBench.first) }
            #expect(try await bench.places(of: MatcherBench.first) == [1, 2, 0])
        }
    }

    @Test("What has left the file is not proposed any more, and comes back with what is taken")
    func unlisted() async throws {
        try await MatcherBench.run { bench in
            let (first, second) = (MatcherBench.first, MatcherBench.second)
            try await bench.load(MatcherBench.file(MatcherBench.entry(first, places: 2)))
            let offer = try #require(try await bench.asked().openOffer)
            _ = try await bench.accept(offer.id)
            try await bench.load(MatcherBench.file(MatcherBench.entry(second)))
            #expect(try await bench.listed().map(\.id) == [second])
            #expect(try await bench.asked().openOffer?.provisionID == second)
            #expect(try await Directory.names(of: [first], in: bench.store.pool) == [first: "Severn Vale Bridge"])
            try await bench.load(MatcherBench.file(MatcherBench.entry(first, places: 2)))
            #expect(try await bench.places(of: first) == [2, 1, 0])
        }
    }

    @Test("Copies that start together, while places are being taken, come to the same directory")
    func copiesAtOnce() async throws {
        try await MatcherBench.run { bench in
            let (first, second) = (MatcherBench.first, MatcherBench.second)
            let file = try MatcherBench.file(
                MatcherBench.entry(second, places: 40), MatcherBench.entry(first, places: 40))
            try await bench.load(file)
            var offers: [String] = []
            for _ in 0..<20 { offers += try await bench.asked().offers.map(\.id) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for copy in 0..<20 {
                    group.addTask { try await bench.load(file, copy: copy % 2) }
                }
                for (place, offer) in offers.enumerated() {
                    group.addTask { _ = try await bench.accept(offer, copy: place % 2) }
                }
                try await group.waitForAll()
            }
            #expect(try await bench.number("select count(*) from booking where state = 'taken'") == 20)
            #expect(try await bench.number("select count(*) from provision where listed and places = 40") == 2)
        }
    }
}
