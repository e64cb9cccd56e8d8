/// One value of a metric, as it was found at a scrape.
public struct MetricSample: Sendable {
    let name: String
    let labels: [(String, String)]
    let metric: any PrometheusMetric

    /// A value that goes up and down.
    public static func gauge(_ name: String, _ value: Double, _ labels: [(String, String)] = []) -> MetricSample {
        let metric = GaugeMetric()
        metric.set(value)
        return MetricSample(name: name, labels: labels, metric: metric)
    }

    /// A value that only goes up; its name ends in `_total`.
    public static func counter(_ name: String, _ value: Double, _ labels: [(String, String)] = []) -> MetricSample {
        let metric = CounterMetric()
        metric.increment(by: value)
        return MetricSample(name: name, labels: labels, metric: metric)
    }
}
