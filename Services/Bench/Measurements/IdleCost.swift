import Foundation
import Postgres

/// Processor time of the five services and the broker while nobody wants anything, in percent of one core; that of
/// PostgreSQL beside it.
enum IdleCost {
    static func measure(_ bench: Bench) async throws -> [Row] {
        let hub = try await bench.town.hub()
        // Groups are still being joined, and tables looked at for the first time.
        try await Task.sleep(for: .seconds(min(10, bench.sizes.idleSeconds)))
        let postmaster = try await postmaster(of: hub)
        let before = try usage(of: hub, postmaster)
        let begun = ContinuousClock.now
        try await Task.sleep(for: .seconds(bench.sizes.idleSeconds))
        let after = try usage(of: hub, postmaster)
        let seconds = (ContinuousClock.now - begun) / .seconds(1)
        let shares = zip(before, after).map { (name: $0.0, percent: ($1.1 - $0.1) / seconds * 100) }
        let parts = shares.dropLast()
        let words = parts.map { "\($0.name) \(Figure.text($0.percent))" }.joined(separator: ", ")
        return [
            Row(
                name: "idle", value: parts.reduce(0) { $0 + $1.percent }, unit: "% of a core", goal: .atMost(10),
                note: "over \(Int(seconds)) s: \(words)"),
            Row(name: "idle, PostgreSQL", value: shares.last?.percent, unit: "% of a core"),
        ]
    }

    /// Processor seconds so far, PostgreSQL last.
    private static func usage(of hub: RunningHub, _ postmaster: ProcessUsage) throws -> [(String, Double)] {
        var all: [(String, Double)] = try hub.processes.map { process in
            guard let seconds = ProcessUsage(pid: try hub.process(process.name).pid).processorSeconds else {
                throw BenchFailure("\(process.name) has ended")
            }
            return (process.name, seconds)
        }
        guard let database = postmaster.processorSecondsWithChildren else { throw BenchFailure("PostgreSQL has ended") }
        all.append(("postgres", database))
        return all
    }

    /// The parent of every server process; one of them is there all the time.
    private static func postmaster(of hub: RunningHub) async throws -> ProcessUsage {
        let pid = try await hub.number("select pid::bigint from pg_stat_activity where backend_type = 'checkpointer'")
        guard let parent = ProcessUsage(pid: Int32(pid)).parent else {
            throw BenchFailure("PostgreSQL does not run on this machine")
        }
        return ProcessUsage(pid: parent)
    }
}
