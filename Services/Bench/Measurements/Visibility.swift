/// From POST to the coordinator's queue, at 50 a second, with an ordinary stock of cases.
enum Visibility {
    static func measure(_ bench: Bench) async throws -> [Row] {
        let (stored, latencies) = try await bench.town.latencies(at: bench.sizes.stock)
        var median = Latencies.row("visible, p50", latencies.portal, 0.5, goal: .atMost(15))
        let router = latencies.router.flatMap { $0 }
        let accept = latencies.accept.flatMap { $0 }
        func figures(_ values: [Double]) -> String {
            let samples = Samples(values)
            return
                "p50 \(Figure.text(samples.percentile(0.5) ?? 0)), p99 \(Figure.text(samples.percentile(0.99) ?? 0)) ms"
        }
        median.note =
            "in the portal's queue, \(Figure.text(Double(stored))) referrals stored; in the router's queue "
            + "\(figures(router)); answered 201 \(figures(accept))"
        return [median, Latencies.row("visible, p99", latencies.portal, 0.99, goal: .atMost(60))]
    }
}
