import Synchronization

/// Asks the collectors at a scrape. Several scrapes within a moment share one answer, so that however many people watch,
/// the database and the broker are asked by one.
final class ScrapeDesk: Sendable {
    typealias Collector = @Sendable () async -> [MetricSample]

    private struct State {
        var collectors: [Collector] = []
        var latest: Task<[MetricSample], Never>?
        var askedAt: ContinuousClock.Instant?
    }

    private let freshness: Duration
    private let state = Mutex(State())

    init(freshness: Duration) {
        self.freshness = freshness
    }

    func add(_ collector: @escaping Collector) {
        state.withLock { $0.collectors.append(collector) }
    }

    func samples() async -> [MetricSample] {
        let task = state.withLock { state in
            if let latest = state.latest, let askedAt = state.askedAt, .now - askedAt < freshness { return latest }
            let task = Task { [collectors = state.collectors] in await Self.ask(collectors) }
            state.latest = task
            state.askedAt = .now
            return task
        }
        return await task.value
    }

    private static func ask(_ collectors: [Collector]) async -> [MetricSample] {
        await withTaskGroup(of: [MetricSample].self) { group in
            for collector in collectors {
                group.addTask { await within(PrometheusRegistry.patience, collector) ?? [] }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
    }
}

/// What `body` gives, or `nil` when that takes longer than `limit`; then it is cancelled.
func within<Value: Sendable>(_ limit: Duration, _ body: @escaping @Sendable () async -> Value) async -> Value? {
    await withTaskGroup(of: Value?.self) { group in
        group.addTask { await body() }
        group.addTask {
            try? await Task.sleep(for: limit)
            return nil
        }
        let first = await group.next() ?? nil
        group.cancelAll()
        return first
    }
}
