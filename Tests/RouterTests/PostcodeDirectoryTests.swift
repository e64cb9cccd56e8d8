import Contracts
import Foundation
import Inclusion
import Postgres
import RoutingData
import Testing

@testable import LocalityRouter

@Suite("The directory of postcodes", .timeLimit(.minutes(2)))
struct PostcodeDirectoryTests {
    private func find(_ postcodes: [String], _ directory: PostcodeDirectory, _ bench: RouterBench) async throws
        -> [PostcodeFinding]
    {
        try await bench.pool.withConnection { connection in
            try await directory.find(
                postcodes, edition: try await connection.query(PostcodeDirectory.edition), in: connection)
        }
    }

    @Test("All live postcodes of the county lead to their real district")
    func everyPostcode() async throws {
        let path = try #require(
            ProcessInfo.processInfo.environment["HUB_TEST_POSTCODES"], "run the tests with ./ops/test")
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").dropFirst()
        let rows = lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).map { String($0) } }
        let basis = try RoutingBasis.builtIn()
        try await RouterBench.run { bench in
            try await bench.pool.withTransaction { transaction in
                try await transaction.copyIn(
                    "copy postcode (postcode, district, easting, northing) from stdin",
                    rows: rows.lazy.map { $0.map { Optional($0) } })
            }
            let findings = try await find(rows.map { $0[0] }, PostcodeDirectory(), bench)
            var inside = 0
            for (row, finding) in zip(rows, findings) {
                let routing = ReferralRouter.route(
                    facts: CodedFacts(), agency: .health, home: finding, school: .notGiven, rules: basis.rules,
                    in: basis.county)
                let isInside = Locality.gloucestershire.contains { $0.code == row[1] }
                inside += isInside ? 1 : 0
                if routing.locality.code != (isInside ? row[1] : "out_of_area") {
                    Issue.record("\(row[0]) leads to \(routing.locality.code)")
                }
                if routing.location?.eastingKm != (Int32(row[2]) ?? 0) / 1000 {
                    Issue.record("\(row[0]) lies elsewhere")
                }
            }
            #expect(inside == 29_413)
        }
    }

    @Test("What is not in it is not found, however much it resembles what is")
    func strangers() async throws {
        try await RouterBench.run { bench in
            try await bench.know(["GL12EH": "E07000081", "GL122EH": "E07000082", "M11AA": "E08000003"])
            let findings = try await find(
                ["GL1 2EH", "gl122eh", "GL1 2EJ", "GL2 2EH", "", "  ", "nonsense", "M1 1AA", "M11 1AA"],
                PostcodeDirectory(), bench)
            #expect(
                findings.map(\.word) == [
                    "E07000081", "E07000082", "not_found", "not_found", "not_given", "not_given", "not_found",
                    "E08000003", "not_found",
                ])
        }
    }

    @Test("Another directory that is loaded takes the place of what is remembered")
    func editions() async throws {
        try await RouterBench.run { bench in
            let directory = PostcodeDirectory()
            try await bench.know(["GL12EH": "E07000081"])
            #expect(try await find(["GL1 2EH"], directory, bench).map(\.word) == ["E07000081"])
            try await bench.know(["GL12EH": "E07000082", "GL12EJ": "E07000083"])
            #expect(
                try await find(["GL1 2EH", "GL1 2EJ"], directory, bench).map(\.word) == ["E07000082", "E07000083"])
            #expect(directory.count == 2)
        }
    }
}
