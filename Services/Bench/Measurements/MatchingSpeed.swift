import Contracts
import Foundation
import Inclusion
import SchoolYear

/// What giving places to many children at once costs, without a database; and one request ranked.
enum MatchingSpeed {
    static func measure(_ bench: Bench) async throws -> [Row] {
        let county = try MatchingSamples.round(children: bench.sizes.matchedChildren, bench.progress)
        let country = try MatchingSamples.round(children: bench.sizes.matchedChildren * 10, bench.progress)
        return [
            stable(county, bench, goal: 10), stable(country, bench, goal: 150), ranking(bench),
        ] + (try await optimal(county, bench))
    }

    private static func stable(_ round: MatchRound, _ bench: Bench, goal: Double) -> Row {
        var placed = 0
        let times = (0..<bench.sizes.rounds).map { _ in
            timed { placed = round.match(.stable).placed }
        }
        return row("stable matching", round, times, placed, goal: .atMost(goal))
    }

    /// In turns with OR-Tools, where the tests' Python packages are installed.
    private static func optimal(_ round: MatchRound, _ bench: Bench) async throws -> [Row] {
        let flow = try FlowLimit(bench, round)
        var (times, limits): ([Double], [Double]) = ([], [])
        var outcome = round.match(.optimal)
        for _ in 0..<bench.sizes.rounds {
            if let solved = try await flow.solve() {
                guard solved.placed.count == outcome.placed, solved.score == outcome.totalScore else {
                    throw BenchFailure("OR-Tools found another optimum")
                }
                limits.append(solved.seconds * 1000)
            }
            times.append(timed { outcome = round.match(.optimal) })
        }
        let alone = row("optimal matching", round, times, outcome.placed, goal: .atMost(500))
        var compared = row("the same, against OR-Tools", round, times, outcome.placed, goal: .ratioAtMost(1))
        compared.limit = Samples(limits).median
        compared.note +=
            limits.isEmpty
            ? "; no OR-Tools here to compare with: ./ops/setup --tests installs it"
            : "; the limit is OR-Tools' minimum-cost flow, which found the same optimum"
        return [alone, compared]
    }

    private static func row(_ name: String, _ round: MatchRound, _ times: [Double], _ placed: Int, goal: Goal) -> Row {
        let (children, provisions) = (Double(round.children.count), Double(round.provisions.count))
        return Row(
            name: "\(name) \(Figure.text(children)) × \(Figure.text(provisions))", value: Samples(times).median,
            unit: "ms", spread: Samples(times).spread, goal: goal, note: "\(Figure.text(Double(placed))) placed")
    }

    private static func ranking(_ bench: Bench) -> Row {
        var generator = SplitMix64(seed: 3)
        let provisions = (0..<bench.sizes.rankedProvisions).map { MatchingSamples.provision($0, &generator) }
        let request = MatchingSamples.request(&generator)
        var candidates = 0
        let times = (0..<max(bench.sizes.rounds * 20, 1)).map { _ in
            timed { candidates = ProvisionMatcher.rank(request, among: provisions).count }
        }
        let reasoned = timed { _ = ProvisionMatcher.match(request, among: provisions) }
        return Row(
            name: "one request ranked", value: Samples(times).median, unit: "ms", spread: Samples(times).spread,
            goal: .atMost(1),
            note:
                "among \(Figure.text(Double(provisions.count))) provisions, \(candidates) of which fit; with all reasons in "
                + "words \(Figure.text(reasoned)) ms")
    }

    /// Milliseconds.
    static func timed(_ body: () -> Void) -> Double {
        let begun = Nanoseconds.now
        body()
        return Double(Nanoseconds.now - begun) / 1e6
    }
}
