import Contracts
import EventFlow
import Foundation
import HTTPTypes
import Hummingbird
import Kafka
import Logging
import Postgres
import Testing

@testable import ServiceKit

@Suite("A scrape", .timeLimit(.minutes(2)))
struct ScrapeTests {
    private let definition = ServiceDefinition(
        name: "test-service", schema: TestDatabase.schema, topic: .cases, defaultPort: 0, migrations: [])

    /// Meets transient trouble for ever.
    struct Stuck: Reaction {
        let name = "stuck"
        let topics = [Topic.cases]

        func react(to event: ReceivedEvent, in transaction: EventTransaction) async throws {
            try await transaction.sql.execute(
                "do $$ begin raise exception 'not now' using errcode = 'serialization_failure'; end $$")
        }
    }

    private static let build: ServiceHost.Build = { host in
        ServiceParts(
            routes: { router in
                router.post("/v1/cases/{id}") { request, context in
                    let id = try context.id()
                    return try await host.idempotent(request, context) { transaction in
                        let loaded =
                            try await transaction.sql.query(
                                "select count(*) from event_log where subject = \(id)"
                            ).decode(Int64.self).first ?? 0
                        let version = try await transaction.append(
                            [CaseEvent.opened(CaseOpened())], to: id, key: id, after: loaded, at: host.now())
                        return .ok(version: version, ["id": .string(id.text)])
                    }
                }
            }, projections: [Stuck()])
    }

    @Test("A stuck projection's lag grows with every event, and nothing is told without saying what it means")
    func lagGrows() async throws {
        let broker = try EmbeddedBroker(topics: Topic.allCases.map { ($0.rawValue, Topic.partitions) })
        defer { broker.stop() }
        try await TestDatabase.with { database in
            try await RunningService.run(
                definition, databaseURL: database.url,
                settings: ["KAFKA_BOOTSTRAP": broker.bootstrap, "KAFKA_PROFILE": "embedded"], build: Self.build
            ) { service in
                await service.log.waitFor("\"Serving\"")
                try await service.until("hub_projection_lag_events", is: 0)
                let id = UUID().text
                for count in 1...3 {
                    let answer = try await service.send(
                        "POST", "/v1/cases/\(id)",
                        [
                            "Authorization": try await service.issuer.bearer(),
                            "Idempotency-Key": UUID().uuidString,
                        ])
                    #expect(answer.status == 200)
                    try await service.until("hub_projection_lag_events", is: Double(count))
                }
                #expect(try await service.send("GET", "/v1/cases/\(id)").status == 405)
                let text = try await service.send("GET", "/metrics").text
                #expect(text.contains("http_problems_total{code=\"method_not_allowed\"} 1\n"))
                #expect(text.contains("hub_database_up 1\n") && text.contains("hub_broker_up 1\n"))
                #expect(text.contains("hub_ready 1\n") || text.contains("hub_ready 0\n"))
                #expect(
                    text.contains(
                        "http_request_duration_seconds_count{method=\"POST\",route=\"/v1/cases/{id}\",status=\"2xx\"} 3\n"
                    ))
                #expect(!text.contains(id), "an id became a label")
                try await expectExplained(text)
            }
        }
    }

    /// Every family has its help, and Prometheus' own tool finds nothing to say.
    private func expectExplained(_ text: String) async throws {
        let lines = text.split(separator: "\n")
        let helped = Set(lines.filter { $0.hasPrefix("# HELP ") }.map { $0.split(separator: " ")[2] })
        for line in lines where line.hasPrefix("# TYPE ") {
            let name = line.split(separator: " ")[2]
            // Hummingbird's own counters come and go with its versions.
            #expect(helped.contains(name) || !name.contains("hub_"), "\(name) is not explained")
        }
        guard let promtool = ProcessInfo.processInfo.environment["HUB_TEST_PROMTOOL"] else { return }
        let file = FileManager.default.temporaryDirectory.appending(path: "metrics-\(UUID().uuidString).txt")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(filePath: promtool)
        process.arguments = ["check", "metrics"]
        process.standardInput = try FileHandle(forReadingFrom: file)
        let words = Pipe()
        process.standardError = words
        try process.run()
        let said = try words.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(String(decoding: said, as: UTF8.self))")
    }

    @Test("Without database and broker a scrape answers and says so; what cannot be known is absent")
    func everythingAway() async throws {
        let pool = PostgresPool(
            try PostgresConfiguration(
                url: "postgres://nobody@127.0.0.1:1/none", applicationName: "tests", poolSize: 1,
                acquireTimeout: .milliseconds(200)), logger: TestDatabase.logger)
        let flow = FlowCollector(
            pool: pool, kafka: KafkaConfiguration(bootstrap: "127.0.0.1:1", profile: .embedded), service: "test",
            logger: TestDatabase.logger)
        await flow.watch([Stuck()])
        let names = await flow.samples().map(\.name)
        #expect(Set(names) == ["hub_database_up", "hub_broker_up"])
        let registry = PrometheusRegistry(freshness: .zero)
        registry.onScrape { await flow.samples() }
        let text = await registry.render()
        #expect(text.contains("hub_database_up 0\n") && text.contains("hub_broker_up 0\n"))
        await flow.close()
        await pool.close()
    }

    @Test("A collector that does not come back is left out, and the rest is shown")
    func slowCollector() async {
        let registry = PrometheusRegistry(freshness: .zero)
        registry.onScrape {
            try? await Task.sleep(for: .seconds(3600))
            return [.gauge("late", 1)]
        }
        registry.onScrape { [.gauge("early", 1)] }
        #expect(await registry.render() == "# TYPE early gauge\nearly 1\n")
    }

    @Test("What the system knows of the process is plausible, whatever the program is called")
    func process() throws {
        let line =
            "4242 (a) b (c)) S 1 4242 4242 0 -1 4194560 9 0 0 0 150 50 0 0 20 0 7 0 1000 123456 789 18446744073709551615"
        let stat = try #require(ProcessSamples.Stat(line))
        #expect(stat.cpuTicks == 200 && stat.threads == 7 && stat.startTicks == 1000)
        #expect(stat.virtualBytes == 123_456 && stat.residentPages == 789)
        #expect(ProcessSamples.Stat("4242 (short") == nil)
        #if os(Linux)
        let samples = ProcessSamples.now()
        #expect(samples.count == 7)
        #endif
    }
}

extension RunningService {
    /// Waits until the values of a metric add up to `expected`.
    fileprivate func until(
        _ name: String, is expected: Double, at location: SourceLocation = #_sourceLocation
    ) async throws {
        let deadline = ContinuousClock.now + .seconds(40)
        var last: Double?
        while ContinuousClock.now < deadline {
            let values = try await send("GET", "/metrics").text.split(separator: "\n")
                .filter { $0.hasPrefix("\(name){") || $0.hasPrefix("\(name) ") }
                .compactMap { $0.split(separator: " ").last.flatMap { Double($0) } }
            last = values.isEmpty ? nil : values.reduce(0, +)
            if last == expected { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("\(name) is \(last.map { "\($0)" } ?? "absent"), expected \(expected)", sourceLocation: location)
    }
}
