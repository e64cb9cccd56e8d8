import Foundation
import SchoolYear
import Testing

@testable import Inclusion

/// The optimal method against Google OR-Tools' minimum-cost flow, on rounds of some 200 children and 20 provisions.
@Suite(.timeLimit(.minutes(5))) struct FlowOracleTests {
    struct Solved: Decodable {
        let placed: [Int]
        let score: Int
    }

    struct NoOracle: Error, CustomStringConvertible {
        let description = "OR-Tools cannot be started: run the tests with ./ops/test, which installs it"
    }

    @Test(arguments: [(150...250, 15...25, 5...12), (100...200, 20...20, 2...25), (200...200, 20...20, 0...18)])
    func sameOptimum(children: ClosedRange<Int>, provisions: ClosedRange<Int>, places: ClosedRange<Int>) async throws {
        var generator = SplitMix64(seed: UInt64(places.upperBound))
        var rounds: [MatchRound] = []
        for number in 0..<100 {
            let shape = RandomRounds.Shape(
                children: children, provisions: provisions, options: number.isMultiple(of: 2) ? 10 : 40, places: places,
                scores: 0...(number.isMultiple(of: 3) ? 10 : 1000))
            rounds.append(try RandomRounds.round(shape, &generator))
        }
        let solved = try Self.solve(rounds)
        try #require(solved.count == rounds.count)
        for (round, oracle) in zip(rounds, solved) {
            let outcome = round.match(.optimal)
            #expect(outcome.places.indices.filter { outcome.places[$0] != nil } == oracle.placed)
            #expect(outcome.totalScore == oracle.score)
        }
    }

    private static func solve(_ rounds: [MatchRound]) throws -> [Solved] {
        try withTemporaryFile { file in
            try Data(rounds.map { $0.forFlow + "\n" }.joined().utf8).write(to: file)
            let process = Process()
            let python = ProcessInfo.processInfo.environment["HUB_TEST_VENV"].map { "\($0)/bin/python" } ?? "python3"
            let root = URL(filePath: #filePath).pathComponents.dropLast(4).joined(separator: "/").dropFirst()
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = [python, "\(root)/ops/lib/min-cost-flow.py", "--turns"]
            let output = Pipe()
            process.standardInput = try FileHandle(forReadingFrom: file)
            process.standardOutput = output
            try process.run()
            let lines = output.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            guard process.terminationStatus == 0 else { throw NoOracle() }
            return try lines.split(separator: UInt8(ascii: "\n")).map {
                try JSONDecoder().decode(Solved.self, from: Data($0))
            }
        }
    }

    private static func withTemporaryFile<R>(_ body: (URL) throws -> R) throws -> R {
        let file = FileManager.default.temporaryDirectory.appending(path: "rounds-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        return try body(file)
    }
}
