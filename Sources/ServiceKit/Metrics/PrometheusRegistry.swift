import CoreMetrics
import Synchronization

/// Keeps every metric of the process, and writes them as Prometheus reads them.
///
/// Labels are route templates, topics and names of things the code owns; never an id, never anything a person wrote:
/// each new value would be a series kept for ever.
public final class PrometheusRegistry: MetricsFactory {
    struct Series: Hashable {
        let name: String
        /// Sorted by name, so that the order in which they were given does not matter.
        let labels: [Label]

        struct Label: Hashable {
            let name: String
            let value: String
        }
    }

    private struct State {
        var series: [Series: any PrometheusMetric] = [:]
        /// The type each name was first used for; a name has one type.
        var types: [String: String] = [:]
    }

    private let state = Mutex(State())
    private let collectors = Mutex<[@Sendable (PrometheusRegistry) -> Void]>([])

    /// A registry without metrics.
    public init() {}

    /// Runs `collector` before each scrape, for values that are cheaper to ask for than to keep.
    public func onScrape(_ collector: @escaping @Sendable (PrometheusRegistry) -> Void) {
        collectors.withLock { $0.append(collector) }
    }

    /// Sets a gauge.
    public func set(_ label: String, _ dimensions: [(String, String)] = [], to value: Double) {
        gauge(label, dimensions).set(value)
    }

    /// All metrics in the text format 0.0.4.
    public func render() -> String {
        for collector in collectors.withLock({ $0 }) { collector(self) }
        let families = Dictionary(grouping: state.withLock { Array($0.series) }, by: \.key.name)
        var text = ""
        for (name, members) in families.sorted(by: { $0.key < $1.key }) {
            guard let type = members.first?.value.type else { continue }
            text += "# TYPE \(name) \(type)\n"
            let lines = members.map { PrometheusText.labels($0.key.labels) }
            for (labels, member) in zip(lines, members).sorted(by: { $0.0 < $1.0 }) {
                member.value.write(name: name, labels: labels, to: &text)
            }
        }
        return text
    }

    func gauge(_ label: String, _ dimensions: [(String, String)]) -> GaugeMetric {
        find(PrometheusText.name(label), dimensions, or: GaugeMetric.init)
    }

    /// The metric of that name and labels, made when it is new. Should the name be taken by another type, the type is
    /// appended to it.
    private func find<M: PrometheusMetric>(
        _ name: String, _ dimensions: [(String, String)], or make: () -> M
    ) -> M {
        let labels = dimensions.map { Series.Label(name: PrometheusText.labelName($0.0), value: $0.1) }
            .sorted { $0.name < $1.name }
        return state.withLock { state in
            let isTaken = state.types[name, default: M.type] != M.type
            let key = Series(name: isTaken ? "\(name)_\(M.type)" : name, labels: labels)
            if let found = state.series[key] as? M { return found }
            let made = make()
            state.series[key] = made
            state.types[key.name] = M.type
            return made
        }
    }

    /// Called by swift-metrics. The name ends in `_total`.
    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        find(PrometheusText.name(label, suffix: "_total"), dimensions, or: CounterMetric.init)
    }

    /// Called by swift-metrics. The name ends in `_total`.
    public func makeFloatingPointCounter(
        label: String, dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        find(PrometheusText.name(label, suffix: "_total"), dimensions, or: CounterMetric.init)
    }

    /// Called by swift-metrics. A gauge.
    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        gauge(label, dimensions)
    }

    /// Called by swift-metrics. A gauge, or a histogram of counts when it aggregates.
    public func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        guard aggregate else { return gauge(label, dimensions) }
        return find(PrometheusText.name(label), dimensions) { HistogramMetric(bounds: HistogramMetric.counts) }
    }

    /// Called by swift-metrics. A histogram of seconds; the name ends in `_seconds`.
    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        find(PrometheusText.name(label, suffix: "_seconds"), dimensions) {
            HistogramMetric(bounds: HistogramMetric.seconds)
        }
    }

    // Metrics live as long as the process: a counter that vanished and came back would look like a restart.
    /// Called by swift-metrics; the metric stays.
    public func destroyCounter(_ handler: any CounterHandler) {}
    /// Called by swift-metrics; the metric stays.
    public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    /// Called by swift-metrics; the metric stays.
    public func destroyMeter(_ handler: any MeterHandler) {}
    /// Called by swift-metrics; the metric stays.
    public func destroyRecorder(_ handler: any RecorderHandler) {}
    /// Called by swift-metrics; the metric stays.
    public func destroyTimer(_ handler: any TimerHandler) {}
}
