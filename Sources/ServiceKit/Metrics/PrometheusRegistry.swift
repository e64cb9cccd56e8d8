import CoreMetrics
import EventFlow
import Synchronization

/// Keeps every metric of the process, and writes them as Prometheus reads them.
///
/// Labels are route templates, topics and names of things the code owns; never an id, never anything a person wrote:
/// each new value would be a series kept for ever.
public final class PrometheusRegistry: MetricsFactory {
    struct Series: Hashable {
        let name: String
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
        var meanings: [String: MetricMeaning] = [:]
    }

    private let state: Mutex<State>
    private let scrapes: ScrapeDesk

    /// A registry that knows what these metrics mean.
    /// - Parameter freshness: how long what was asked for at one scrape also serves the next.
    public init(_ meanings: [MetricMeaning] = [], freshness: Duration = .seconds(3)) {
        scrapes = ScrapeDesk(freshness: freshness)
        state = Mutex(State())
        describe(meanings)
    }

    /// Says what metrics mean, before the first of them is made.
    public func describe(_ meanings: [MetricMeaning]) {
        state.withLock { state in
            for meaning in meanings { state.meanings[meaning.name] = meaning }
        }
    }

    /// Asks `collector` at a scrape, for values that are cheaper to ask for than to keep. What it does not give is not
    /// shown; one that takes longer than ``patience`` is left out this time.
    public func onScrape(_ collector: @escaping @Sendable () async -> [MetricSample]) {
        scrapes.add(collector)
    }

    /// How long a scrape waits for a collector. Prometheus itself gives up after ten seconds unless told otherwise.
    public static let patience: Duration = .seconds(3)

    /// All metrics in the text format 0.0.4.
    public func render() async -> String {
        var (series, meanings) = state.withLock { ($0.series, $0.meanings) }
        for sample in await scrapes.samples() {
            series[Self.key(PrometheusText.name(sample.name), sample.labels)] = sample.metric
        }
        var text = ""
        for (name, members) in Dictionary(grouping: series, by: \.key.name).sorted(by: { $0.key < $1.key }) {
            guard let type = members.first?.value.type else { continue }
            if let words = meanings[name]?.words { text += "# HELP \(name) \(PrometheusText.help(words))\n" }
            text += "# TYPE \(name) \(type)\n"
            let lines = members.map { PrometheusText.labels($0.key.labels) }
            for (labels, member) in zip(lines, members).sorted(by: { $0.0 < $1.0 }) {
                member.value.write(name: name, labels: labels, to: &text)
            }
        }
        return text
    }

    /// Labels sorted by name, so that the order in which they were given does not matter.
    private static func key(_ name: String, _ labels: [(String, String)]) -> Series {
        Series(
            name: name,
            labels: labels.map { Series.Label(name: PrometheusText.labelName($0.0), value: $0.1) }
                .sorted { $0.name < $1.name })
    }

    private func histogram(_ name: String, _ dimensions: [(String, String)], or usual: [Double]) -> HistogramMetric {
        let bounds = state.withLock { $0.meanings[name]?.bounds } ?? usual
        return find(name, dimensions) { HistogramMetric(bounds: bounds) }
    }

    private func gauge(_ label: String, _ dimensions: [(String, String)]) -> GaugeMetric {
        find(PrometheusText.name(label), dimensions, or: GaugeMetric.init)
    }

    /// The metric of that name and labels, made when it is new. Should the name be taken by another type, the type is
    /// appended to it.
    private func find<M: PrometheusMetric>(
        _ name: String, _ dimensions: [(String, String)], or make: () -> M
    ) -> M {
        var key = Self.key(name, dimensions)
        return state.withLock { state in
            if state.types[name, default: M.type] != M.type {
                key = Series(name: "\(name)_\(M.type)", labels: key.labels)
            }
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
        return histogram(PrometheusText.name(label), dimensions, or: HistogramMetric.counts)
    }

    /// Called by swift-metrics. A histogram of seconds; the name ends in `_seconds`.
    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        histogram(PrometheusText.name(label, suffix: "_seconds"), dimensions, or: HistogramMetric.seconds)
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
