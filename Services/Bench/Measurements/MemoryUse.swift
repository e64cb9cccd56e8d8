/// What each service holds after 100,000 referrals went through it.
enum MemoryUse {
    static func measure(_ bench: Bench) async throws -> [Row] {
        // Before the stock grows: those who compare need the smaller one.
        _ = try await bench.town.latencies(at: bench.sizes.stock)
        let stored = try await bench.town.fill(to: bench.sizes.fullStock)
        let hub = try await bench.town.hub()
        return try RunningHub.services.map { service in
            guard let memory = ProcessUsage(pid: try hub.process(service).pid).memory else {
                throw BenchFailure("\(service) has ended")
            }
            let short = stored < bench.sizes.fullStock ? ", because more did not fit into the time" : ""
            return Row(
                name: "memory, \(service)", value: memory.now, unit: "MB", goal: .atMost(60),
                note: "peak \(Figure.text(memory.peak)) MB; after \(Figure.text(Double(stored))) referrals\(short)")
        }
    }
}
