import Contracts
import Foundation
import Inclusion
import Postgres
import RoutingData
import Testing

@testable import EventFlow
@testable import LocalityRouter

@Suite("Children move, and so do their cases", .timeLimit(.minutes(1)))
struct ReroutingTests {
    private static let postcodes = ["GL12EH": "E07000081", "GL501AA": "E07000078", "BS11AA": "E06000023"]

    private func place(_ id: UUID, _ bench: RouterBench) async throws -> [String] {
        let row = try await bench.pool.query("select locality, forum, state from case_file where id = \(id)")
            .decodeFirst(String.self, String.self, String.self)
        return row.map { [$0.0, $0.1, $0.2] } ?? []
    }

    @Test("An amended home postcode moves the case, in the same transaction, and the history is kept")
    func moved() async throws {
        try await RouterBench.run { bench in
            try await bench.know(Self.postcodes)
            let (child, referral) = (UUID(), UUID())
            try await bench.apply(try await bench.submitted(referral, about: child, home: "GL1 2EH"), of: referral)
            let id = try await bench.caseID(of: referral)
            #expect(try await place(id, bench) == ["E07000081", "talc", "open"])
            try await bench.tell(.acknowledge(by: "coordinator-1"), to: id)
            #expect(try await bench.number("select count(*) from case_file where acknowledged_at is not null") == 1)

            try await bench.apply(
                try await bench.amended(
                    referral, about: child, home: "GL50 1AA", changed: ["/child/home_postcode"]), of: referral)
            #expect(try await place(id, bench) == ["E07000078", "talc", "open"])
            #expect(try await bench.number("select count(*) from case_file where acknowledged_at is not null") == 0)
            #expect(try await bench.story(of: id) == ["opened", "acknowledged", "amended", "rerouted"])
            try await bench.tell(.acknowledge(by: "coordinator-2"), to: id)

            // Out of the county: a queue too, with an owner and a clock.
            try await bench.apply(
                try await bench.amended(referral, about: child, home: "BS1 1AA", changed: ["/child/home_postcode"]),
                of: referral)
            #expect(try await place(id, bench) == ["out_of_area", "talc", "open"])
            #expect(try await bench.number("select count(*) from case_file where acknowledge_by > opened_at") == 1)
            try await bench.apply(
                try await bench.amended(referral, about: child, home: "GL9 9ZZ", changed: ["/child/home_postcode"]),
                of: referral)
            #expect(try await place(id, bench) == ["unrouted", "talc", "open"])

            let file = try await bench.file(id)
            #expect(file.moves.map(\.locality) == ["E07000078", "out_of_area", "unrouted"])
            #expect(file.moves.map(\.fromLocality) == ["E07000081", "E07000078", "out_of_area"])
            #expect(file.moves.allSatisfy { $0.because == "moved" && $0.reroutedBy.isEmpty && !$0.hasWhy })
            #expect(Locality(code: file.locality)?.owner.isEmpty == false)
        }
    }

    @Test("Amended facts change the forum, without the details being opened")
    func facts() async throws {
        try await RouterBench.run { bench in
            try await bench.know(Self.postcodes)
            let (child, referral) = (UUID(), UUID())
            try await bench.apply(try await bench.submitted(referral, about: child, home: "GL1 2EH"), of: referral)
            let id = try await bench.caseID(of: referral)
            let readings = try await bench.number("select count(*) from keyring.access_log")
            try await bench.apply(
                try await bench.amended(referral, about: child, home: "GL1 2EH", level: 4, changed: ["/level"]),
                of: referral)
            #expect(try await place(id, bench) == ["E07000081", "intervention_circle", "open"])
            #expect(try await bench.number("select count(*) from keyring.access_log") == readings)
            let move = try #require(try await bench.file(id).moves.last)
            #expect(move.because == "facts_changed" && move.fromForum == .talc)
            #expect(move.routing.rulesFired == ["locality.home_postcode", "forum.level_4_or_statutory"])
            #expect(move.location.eastingKm == 383)
        }
    }

    @Test("An agency whose referral only joined does not move the case")
    func joined() async throws {
        try await RouterBench.run { bench in
            try await bench.know(Self.postcodes)
            let (child, first, second) = (UUID(), UUID(), UUID())
            try await bench.apply(try await bench.submitted(first, about: child, home: "GL1 2EH"), of: first)
            try await bench.apply(try await bench.submitted(second, about: child, by: "agency-2"), of: second)
            let id = try await bench.caseID(of: first)
            try await bench.apply(
                try await bench.amended(second, about: child, home: "GL50 1AA", changed: ["/child/home_postcode"]),
                of: second)
            #expect(try await place(id, bench) == ["E07000081", "talc", "open"])
        }
    }

    @Test("Rules that were activated count for the next referral, in every copy; a version is never changed")
    func activated() async throws {
        try await RouterBench.run { bench in
            try await bench.know(Self.postcodes)
            func opened(copy: Int) async throws -> CaseFile {
                let (child, referral) = (UUID(), UUID())
                try await bench.apply(
                    try await bench.submitted(referral, about: child, home: "GL1 2EH"), of: referral, copy: copy)
                return try await bench.file(try await bench.caseID(of: referral))
            }
            func activate(_ text: String) async throws -> RoutingDataStore.Activation {
                let file = try RoutingDataKind.rules.read(text)
                return try await bench.pool.withTransaction {
                    try await RoutingDataStore().activate(file, by: "ada", at: RouterBench.now, in: $0)
                }
            }
            #expect(try await opened(copy: 0).routing.ruleSet == "gloucestershire-default/1")
            #expect(try await opened(copy: 1).forum == .talc)

            let rules = """
                name: trial
                version: 1
                rules:
                  - { id: all, when: always, then: { forum: inclusion_advice }, words: Everybody. }

                """
            #expect(try await activate(rules) == .done(before: "gloucestershire-default/1"))
            for copy in 0..<2 {
                let file = try await opened(copy: copy)
                #expect(file.routing.ruleSet == "trial/1" && file.forum == .inclusionAdvice)
                #expect(file.routing.rulesFired == ["locality.home_postcode", "all"])
            }
            #expect(try await activate(rules) == .already)
            #expect(try await activate(rules + "# another text\n") == .labelTaken)
            let builtIn = try BuiltIn.rules().text
            #expect(try await activate(builtIn + "\n") == .labelTaken)
            #expect(try await activate(builtIn) == .done(before: "trial/1"))
            #expect(try await opened(copy: 1).routing.ruleSet == "gloucestershire-default/1")
            let list = try await bench.pool.withConnection { try await RoutingDataStore().list(.rules, in: $0) }
            #expect(list.filter(\.isActive).map(\.label) == ["gloucestershire-default/1"])
            #expect(list.allSatisfy { $0.activatedBy == "ada" && $0.sha256.count == 64 })
        }
    }
}
