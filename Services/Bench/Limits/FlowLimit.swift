import Foundation
import Inclusion

/// Google OR-Tools' minimum-cost flow on the same round: ops/lib/min-cost-flow.py. Its own time alone is counted, without
/// reading the round and building the network.
struct FlowLimit {
    struct Solved: Decodable {
        let placed: [Int]
        let score: Int
        let seconds: Double
    }

    private let bench: Bench
    private let round: String

    init(_ bench: Bench, _ round: MatchRound) throws {
        self.bench = bench
        self.round = "\(bench.surroundings.folder)/round.json"
        try (round.forFlow + "\n").write(toFile: self.round, atomically: true, encoding: .utf8)
    }

    /// `nil` where OR-Tools is not installed.
    func solve() async throws -> Solved? {
        let answer = "\(bench.surroundings.folder)/flow.json"
        let log = "\(bench.surroundings.folder)/log/flow.log"
        let script = "\(bench.surroundings.root)/ops/lib/min-cost-flow.py"
        let process = try ChildProcess(
            "min-cost-flow", "/bin/sh",
            ["-c", "exec \"$0\" \"$1\" <\"$2\" >\"$3\"", bench.surroundings.python, script, round, answer], log: log)
        guard try await process.ended() == 0 else {
            let words = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
            guard words.contains("ModuleNotFoundError") else {
                throw BenchFailure("OR-Tools could not solve it: \(words.suffix(300))")
            }
            return nil
        }
        return try JSONDecoder().decode(Solved.self, from: Data(contentsOf: URL(filePath: answer)))
    }
}
