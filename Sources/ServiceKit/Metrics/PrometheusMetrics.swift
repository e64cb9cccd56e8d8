import CoreMetrics
import Synchronization

/// A metric that can write itself.
protocol PrometheusMetric: AnyObject, Sendable {
    /// Prometheus' word for it: counter, gauge or histogram.
    static var type: String { get }
    /// Appends its lines. `labels` is empty or `{…}`.
    func write(name: String, labels: String, to text: inout String)
}

extension PrometheusMetric {
    var type: String { Self.type }
}

/// Only goes up.
final class CounterMetric: PrometheusMetric, CounterHandler, FloatingPointCounterHandler {
    static let type = "counter"
    private let value = Mutex(0.0)

    init() {}

    func increment(by amount: Int64) { increment(by: Double(amount)) }
    func increment(by amount: Double) {
        guard amount.isFinite, amount > 0 else { return }
        value.withLock { $0 += amount }
    }
    func reset() { value.withLock { $0 = 0 } }

    func write(name: String, labels: String, to text: inout String) {
        text += "\(name)\(labels) \(PrometheusText.number(value.withLock { $0 }))\n"
    }
}

/// A value that goes up and down.
final class GaugeMetric: PrometheusMetric, MeterHandler, RecorderHandler {
    static let type = "gauge"
    private let value = Mutex(0.0)

    init() {}

    func set(_ new: Int64) { set(Double(new)) }
    func set(_ new: Double) { value.withLock { $0 = new } }
    func increment(by amount: Double) { value.withLock { $0 += amount } }
    func decrement(by amount: Double) { value.withLock { $0 -= amount } }
    func record(_ new: Int64) { set(Double(new)) }
    func record(_ new: Double) { set(new) }

    func write(name: String, labels: String, to text: inout String) {
        text += "\(name)\(labels) \(PrometheusText.number(value.withLock { $0 }))\n"
    }
}

/// How values are spread: how many lay at or below each bound.
final class HistogramMetric: PrometheusMetric, TimerHandler, RecorderHandler {
    static let type = "histogram"
    /// For durations: from a quick query to a request nobody waits for. At half a millisecond the fastest commits still
    /// differ; at 15 and 60 ms lie the promises for half and for nearly all of the work.
    static let seconds = [
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.015, 0.025, 0.06, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30,
    ]
    /// For sizes and counts.
    static let counts: [Double] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000]

    private struct State {
        var buckets: [UInt64]
        var sum = 0.0
    }

    private let bounds: [Double]
    private let state: Mutex<State>

    init(bounds: [Double]) {
        self.bounds = bounds
        // The last bucket takes what lies above every bound.
        state = Mutex(State(buckets: Array(repeating: 0, count: bounds.count + 1)))
    }

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1_000_000_000) }
    func record(_ value: Int64) { record(Double(value)) }
    func record(_ value: Double) {
        guard value.isFinite else { return }
        let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
        state.withLock {
            $0.buckets[bucket] += 1
            $0.sum += value
        }
    }

    func write(name: String, labels: String, to text: inout String) {
        let (buckets, sum) = state.withLock { ($0.buckets, $0.sum) }
        var total: UInt64 = 0
        for (index, count) in buckets.enumerated() {
            total += count
            let bound = index < bounds.count ? PrometheusText.number(bounds[index]) : "+Inf"
            text += "\(name)_bucket\(PrometheusText.adding("le", bound, to: labels)) \(total)\n"
        }
        text += "\(name)_sum\(labels) \(PrometheusText.number(sum))\n"
        text += "\(name)_count\(labels) \(total)\n"
    }
}
