import CoreMetrics
import EventFlow
import Foundation
import Synchronization
import Testing

@testable import ServiceKit

@Suite("Prometheus", .timeLimit(.minutes(1)))
struct PrometheusTests {
    @Test func writesCountersAndGauges() async {
        let registry = PrometheusRegistry()
        let counter = Counter(label: "relay.published", dimensions: [("topic", "cases")], factory: registry)
        counter.increment(by: 2)
        counter.increment()
        Counter(label: "relay.published", dimensions: [("topic", "referrals")], factory: registry).increment()
        Gauge(label: "lag", dimensions: [("partition", "3"), ("consumer", "queue")], factory: registry).record(7.5)
        Gauge(label: "lag", dimensions: [("consumer", "queue"), ("partition", "3")], factory: registry).record(8)
        #expect(
            await registry.render() == """
                # TYPE lag gauge
                lag{consumer="queue",partition="3"} 8
                # TYPE relay_published_total counter
                relay_published_total{topic="cases"} 3
                relay_published_total{topic="referrals"} 1

                """)
    }

    @Test func writesTimersAsHistogramsOfSeconds() async {
        let registry = PrometheusRegistry()
        let timer = CoreMetrics.Timer(label: "commit", factory: registry)
        timer.recordMilliseconds(2)
        timer.recordMilliseconds(30)
        timer.recordSeconds(60)
        let lines = await registry.render().split(separator: "\n").map(String.init)
        #expect(lines.first == "# TYPE commit_seconds histogram")
        #expect(lines.contains("commit_seconds_bucket{le=\"0.001\"} 0"))
        #expect(lines.contains("commit_seconds_bucket{le=\"0.0025\"} 1"))
        #expect(lines.contains("commit_seconds_bucket{le=\"0.06\"} 2"))
        #expect(lines.contains("commit_seconds_bucket{le=\"10\"} 2"))
        #expect(lines.contains("commit_seconds_bucket{le=\"+Inf\"} 3"))
        #expect(lines.contains("commit_seconds_count 3"))
        #expect(lines.contains { $0.hasPrefix("commit_seconds_sum 60.03") })
    }

    @Test func escapesLabelsAndMendsNames() async {
        let registry = PrometheusRegistry()
        Gauge(label: "1 odd-name", dimensions: [("a.b", "x\"y\\z\nw")], factory: registry).record(1)
        #expect(await registry.render() == "# TYPE _1_odd_name gauge\n_1_odd_name{a_b=\"x\\\"y\\\\z\\nw\"} 1\n")
    }

    @Test func keepsOneTypeToAName() async {
        let registry = PrometheusRegistry()
        Gauge(label: "thing", factory: registry).record(1)
        Recorder(label: "thing", factory: registry).record(3)
        let text = await registry.render()
        #expect(text.contains("# TYPE thing gauge\nthing 1\n"))
        #expect(text.contains("# TYPE thing_histogram histogram\n"))
    }

    @Test func asksCollectorsAtEachScrape() async {
        let registry = PrometheusRegistry(freshness: .zero)
        let isThere = Atomic(true)
        registry.onScrape {
            isThere.load(ordering: .relaxed)
                ? [.gauge("outbox", 4, [("b", "2"), ("a", "1")]), .counter("cpu_total", 1.5)] : []
        }
        #expect(
            await registry.render()
                == "# TYPE cpu_total counter\ncpu_total 1.5\n# TYPE outbox gauge\noutbox{a=\"1\",b=\"2\"} 4\n")
        isThere.store(false, ordering: .relaxed)
        #expect(await registry.render() == "", "what is not known is not shown")
    }

    @Test func sharesOneAnswerAmongScrapesOfOneMoment() async {
        let registry = PrometheusRegistry(freshness: .seconds(600))
        let asked = Atomic(0)
        registry.onScrape { [.gauge("asked", Double(asked.add(1, ordering: .relaxed).newValue))] }
        await withTaskGroup(of: String.self) { group in
            for _ in 0..<8 { group.addTask { await registry.render() } }
            for await text in group { #expect(text == "# TYPE asked gauge\nasked 1\n") }
        }
    }

    @Test func saysWhatAMetricMeansAndPutsItsBucketsThere() async {
        let registry = PrometheusRegistry([MetricMeaning("age_seconds", "Two\nlines and a \\.", bounds: [1, 60])])
        CoreMetrics.Timer(label: "age_seconds", factory: registry).recordSeconds(30)
        #expect(
            await registry.render() == """
                # HELP age_seconds Two\\nlines and a \\\\.
                # TYPE age_seconds histogram
                age_seconds_bucket{le="1"} 0
                age_seconds_bucket{le="60"} 1
                age_seconds_bucket{le="+Inf"} 1
                age_seconds_sum 30
                age_seconds_count 1

                """)
    }

    @Test func countsUnderContention() async {
        let registry = PrometheusRegistry()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<1000 { Counter(label: "n", factory: registry).increment() }
                }
            }
        }
        #expect(await registry.render() == "# TYPE n_total counter\nn_total 8000\n")
    }
}
