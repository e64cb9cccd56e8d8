/// What people wait for with ten times the stored cases, against what they waited before.
enum Growth {
    static func measure(_ bench: Bench) async throws -> [Row] {
        let few = try await bench.town.latencies(at: bench.sizes.stock)
        let many = try await bench.town.latencies(at: bench.sizes.fullStock)
        let note =
            "p50 with \(Figure.text(Double(many.stored))) stored, against \(Figure.text(Double(few.stored)))"
        func row(_ name: String, _ turns: KeyPath<Latencies, [[Double]]>) -> Row {
            var row = Latencies.row(name, many.latencies[keyPath: turns], 0.5, goal: .ratioAtMost(1.3))
            row.limit = Samples(few.latencies[keyPath: turns].flatMap { $0 }).percentile(0.5)
            row.note = note
            return row
        }
        return [
            row("growth, accept", \.accept), row("growth, visible", \.portal), row("growth, queue page", \.page),
        ]
    }
}
