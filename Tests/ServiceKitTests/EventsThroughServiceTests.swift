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

@Suite("Events through a service", .timeLimit(.minutes(1)))
struct EventsThroughServiceTests {
    private let definition = ServiceDefinition(
        name: "test-service", schema: TestDatabase.schema, topic: .cases, defaultPort: 0,
        migrations: [Migration(name: "0001_seen", sql: "create table seen (id uuid primary key, traceparent text)")])

    /// Notes every event of the topic in the log, where the test can wait for it.
    struct Seen: Reaction {
        let host: ServiceHost
        var name: String { "seen" }
        var topics: [Topic] { [.cases] }

        func react(to event: ReceivedEvent, in transaction: EventTransaction) async throws {
            try await transaction.sql.execute(
                "insert into seen (id, traceparent) values (\(event.subject), \(event.envelope.traceparent))")
            host.logger.info("Seen", metadata: ["subject": "\(event.subject.text)"])
        }
    }

    private static let build: ServiceHost.Build = { host in
        ServiceParts(
            routes: { router in
                router.post("/v1/cases") { request, context in
                    let id = host.newID()
                    return try await host.idempotent(request, context) { transaction in
                        let version = try await transaction.append(
                            [CaseEvent.opened(CaseOpened())], to: id, key: id, after: 0, at: host.now())
                        return .created(
                            location: "/v1/cases/\(id.text)", version: version, ["id": .string(id.text)])
                    }
                }
            }, projections: [Seen(host: host)])
    }

    private func topics() -> [(name: String, partitions: Int32)] {
        Topic.allCases.map { ($0.rawValue, Topic.partitions) }
    }

    @Test func carriesACommandToItsProjection() async throws {
        let broker = try EmbeddedBroker(topics: topics())
        defer { broker.stop() }
        try await TestDatabase.with { database in
            try await RunningService.run(
                definition, databaseURL: database.url,
                settings: ["KAFKA_BOOTSTRAP": broker.bootstrap, "KAFKA_PROFILE": "embedded"], build: Self.build
            ) { service in
                await service.log.waitFor("\"Serving\"")
                let answer = try await service.send(
                    "POST", "/v1/cases",
                    [
                        "Authorization": try await service.issuer.bearer(), "Idempotency-Key": UUID().uuidString,
                        "traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                    ])
                #expect(answer.status == 201)
                #expect(answer.header("etag") == "\"1\"")
                let id = try #require(answer.json["id"] as? String)
                await service.log.waitFor("\"subject\":\"\(id)\"")
                let metrics = try await service.send("GET", "/metrics")
                #expect(metrics.status == 200)
                let ready = try await service.send("GET", "/health/ready")
                #expect(ready.status == 200)
                #expect(ready.text == #"{"status":"ready","faults":{}}"#)
            }
            // Stopping let the projector commit.
            let seen = try await database.pool.query("select traceparent from seen").decode(String?.self)
            #expect(seen.count == 1)
            #expect(seen.first??.contains("4bf92f3577b34da6a3ce929d0e0e4736") == true)
        }
    }

    @Test func takesCommandsWithoutABroker() async throws {
        try await TestDatabase.with { database in
            let stopping = try await RunningService.run(
                definition, databaseURL: database.url,
                settings: ["KAFKA_BOOTSTRAP": "127.0.0.1:1", "KAFKA_PROFILE": "embedded"], build: Self.build
            ) { service in
                await service.log.waitFor("\"Serving\"")
                let answer = try await service.send(
                    "POST", "/v1/cases",
                    ["Authorization": try await service.issuer.bearer(), "Idempotency-Key": UUID().uuidString])
                #expect(answer.status == 201)
                let ready = try await service.send("GET", "/health/ready")
                #expect(ready.status == 503)
                let faults = ready.json["faults"] as? [String: String]
                #expect(faults?["broker"] == "The broker does not answer.")
                #expect(faults?["projection seen"] == "It has not been given its partitions.")
                #expect(faults?["database"] == nil)
            }
            #expect(stopping < .seconds(12))
            #expect(try await database.pool.query("select count(*) from outbox").decode(Int64.self).first == 1)
        }
    }
}
