import Foundation
import Hummingbird
import Synchronization
import Testing

@testable import ServiceKit

@Suite("A service that runs", .timeLimit(.minutes(1)))
struct LiveServerTests {
    private let definition = ServiceDefinition(
        name: "test-service", schema: TestDatabase.schema, topic: nil, defaultPort: 0, migrations: [])

    struct Surprise: Error, CustomStringConvertible {
        var description: String { "Ada Lovelace" }
    }

    private static let build: ServiceHost.Build = { host in
        ServiceParts(routes: { router in
            router.get("/v1/things/{id}") { _, context in
                let id = try context.id()
                return Response.json(["id": .string(id.uuidString)], version: 3)
            }
            router.post("/v1/things") { request, context in
                try context.identity.require(.coordinator)
                let body = try await JSONBody(request)
                let reader = FieldReader(body)
                let name = reader.string("title", max: 20)
                try reader.finish()
                return try await host.idempotent(request, context, body: body) { _ in
                    .created(location: "/v1/things/1", version: 1, ["length": .number(name.count)])
                }
            }
            router.get("/v1/broken") { _, _ -> Response in throw Surprise() }
        })
    }

    private func withService(
        _ build: @escaping ServiceHost.Build = build, _ body: @Sendable (RunningService) async throws -> Void
    ) async throws {
        try await TestDatabase.with { database in
            try await RunningService.run(definition, databaseURL: database.url, build: build) { service in
                await service.log.waitFor("\"Serving\"")
                try await body(service)
            }
        }
    }

    @Test func answersOperationalQuestionsWithoutAToken() async throws {
        try await withService { service in
            #expect(try await service.send("GET", "/health/live").text == #"{"status":"live"}"#)
            let ready = try await service.send("GET", "/health/ready")
            #expect(ready.status == 200)
            #expect(ready.text == #"{"status":"ready","faults":{}}"#)
            let document = try await service.send("GET", "/openapi.json")
            #expect((document.json["openapi"] as? String)?.hasPrefix("3.1") == true)
            #expect(try await service.send("HEAD", "/health/live").status == 200)
        }
    }

    @Test("A clock that is ahead is ahead for everything but who may come in, and nobody can miss that it is")
    func ahead() async throws {
        let build: ServiceHost.Build = { host in
            ServiceParts(routes: { router in
                router.get("/v1/now") { _, _ in
                    Response.json(["now": .instant(host.now()), "real": .instant(host.realNow())])
                }
            })
        }
        try await TestDatabase.with { database in
            try await RunningService.run(
                definition, databaseURL: database.url, settings: ["CLOCK_AHEAD": "30"], build: build
            ) { service in
                await service.log.waitFor("\"Serving\"")
                #expect(service.log.all.contains { $0.contains("clock.ahead") && $0.contains("\"warning\"") })
                let ready = try await service.send("GET", "/health/ready")
                #expect(ready.text == #"{"status":"ready","faults":{},"clock_ahead":30}"#)
                let answer = try await service.send(
                    "GET", "/v1/now", ["Authorization": try await service.issuer.bearer()])
                func time(_ name: String) throws -> Date {
                    try Date(try #require(answer.json[name] as? String), strategy: .iso8601)
                }
                #expect(try time("now").timeIntervalSince(time("real")) == 30 * 86_400)
                #expect(try abs(time("real").timeIntervalSinceNow) < 60)
            }
        }
    }

    @Test func hasManners() async throws {
        try await withService { service in
            let answer = try await service.send(
                "GET", "/health/live", ["traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"])
            #expect(answer.header("trace-id") == "4bf92f3577b34da6a3ce929d0e0e4736")
            #expect(answer.header("cache-control") == "no-store")
            #expect(answer.header("x-content-type-options") == "nosniff")
            #expect(answer.header("referrer-policy") == "no-referrer")
            #expect(answer.header("content-security-policy") != nil)
            let unknown = try await service.send("GET", "/nowhere")
            #expect(unknown.status == 404)
            #expect(unknown.problem == "not_found")
            #expect(unknown.json["instance"] as? String == unknown.header("trace-id"))
            #expect(unknown.header("x-content-type-options") == "nosniff")
            for method in ["DELETE", "QUERY", "PROPFIND", "MKCALENDAR"] {
                let wrong = try await service.send(method, "/health/live")
                #expect(wrong.status == 405, "\(method)")
                #expect(wrong.problem == "method_not_allowed")
                #expect(wrong.header("allow") == "GET, HEAD")
            }
            #expect(try await service.send("PROPFIND", "/nowhere").status == 404)
        }
    }

    @Test func letsNobodyInWithoutAToken() async throws {
        try await withService { service in
            let id = UUID().uuidString
            for path in ["/v1/things/\(id)", "//v1//things/\(id)", "/v1/things/\(id)/", "/v1/things/\(id)?a=b"] {
                let answer = try await service.send("GET", path)
                #expect(answer.status == 401, "\(path)")
                #expect(answer.header("www-authenticate")?.hasPrefix("Bearer") == true)
            }
            for method in ["PUT", "PROPFIND"] {
                #expect(try await service.send(method, "/v1/things").status == 401, "\(method)")
            }
            let bearer = try await service.issuer.bearer()
            let good = try await service.send("GET", "/v1/things/\(id)", ["Authorization": bearer])
            #expect(good.status == 200)
            #expect(good.header("etag") == "\"3\"")
            #expect(try await service.send("GET", "/v1/things/xyz", ["Authorization": bearer]).problem == "not_found")
            let agency = try await service.issuer.bearer(roles: ["agency"])
            let refused = try await service.send("POST", "/v1/things", ["Authorization": agency], body: Data("{}".utf8))
            #expect(refused.status == 403)
            #expect(refused.problem == "role_required")
        }
    }

    @Test func takesGoodBodiesAndRefusesBadOnes() async throws {
        try await withService { service in
            let bearer = try await service.issuer.bearer()
            func post(_ body: Data, type: String = "application/json; charset=utf-8") async throws
                -> RunningService.Answer
            {
                try await service.send(
                    "POST", "/v1/things",
                    ["Authorization": bearer, "Content-Type": type, "Idempotency-Key": UUID().uuidString], body: body)
            }
            let good = try await post(Data(#"{"title": "x"}"#.utf8))
            #expect(good.status == 201)
            #expect(good.header("location") == "/v1/things/1")
            #expect(good.header("etag") == "\"1\"")
            #expect(try await post(Data(#"{"title": "x"}"#.utf8), type: "text/plain").status == 415)
            #expect(try await post(Data(#"{"title": "x""#.utf8)).problem == "malformed_json")
            #expect(try await post(Data([0x22, 0xFF, 0x22])).problem == "invalid_utf8")
            let large = try await post(Data(repeating: 0x20, count: 2 << 20))
            #expect(large.status == 413)
            #expect(large.problem == "body_too_large")
            let invalid = try await post(Data(#"{"titel": "x"}"#.utf8))
            #expect(invalid.status == 422)
            let pointers = (invalid.json["errors"] as? [[String: String]])?.compactMap { $0["pointer"] }
            #expect(pointers == ["/title", "/titel"])
            let keyless = try await service.send(
                "POST", "/v1/things", ["Authorization": bearer, "Content-Type": "application/json"],
                body: Data(#"{"title": "x"}"#.utf8))
            #expect(keyless.problem == "idempotency_key_required")
            // The connection survives all that.
            #expect(try await post(Data(#"{"title": "y"}"#.utf8)).status == 201)
        }
    }

    @Test func replaysOverHTTP() async throws {
        try await withService { service in
            let headers = [
                "Authorization": try await service.issuer.bearer(), "Content-Type": "application/json",
                "Idempotency-Key": "\"\(UUID().uuidString)\"",
            ]
            let body = Data(#"{"title": "once"}"#.utf8)
            let first = try await service.send("POST", "/v1/things", headers, body: body)
            let again = try await service.send("POST", "/v1/things", headers, body: body)
            #expect(first.status == 201)
            #expect(again.status == 201)
            #expect(again.body == first.body)
            #expect(first.header("idempotency-replayed") == nil)
            #expect(again.header("idempotency-replayed") == "true")
            let other = try await service.send("POST", "/v1/things", headers, body: Data(#"{"title": "other"}"#.utf8))
            #expect(other.problem == "idempotency_key_reused")
        }
    }

    @Test func ownsUpToItsFaultsWithoutTellingThem() async throws {
        try await withService { service in
            let answer = try await service.send(
                "GET", "/v1/broken", ["Authorization": try await service.issuer.bearer()])
            #expect(answer.status == 500)
            #expect(answer.json["title"] as? String == "Sorry, there is a problem with the service")
            #expect(!answer.text.contains("Ada"))
            let trace = try #require(answer.header("trace-id"))
            let line = try #require(service.log.all.first { $0.contains("could not be completed") })
            #expect(line.contains(trace))
            #expect(line.contains("Surprise"))
            #expect(!line.contains("Ada"))
        }
    }

    @Test func measuresByTemplateNotByPath() async throws {
        try await withService { service in
            let id = UUID().uuidString
            let bearer = try await service.issuer.bearer()
            _ = try await service.send("GET", "/v1/things/\(id)", ["Authorization": bearer])
            _ = try await service.send("GET", "/secret-\(id)")
            let metrics = try await service.send("GET", "/metrics")
            #expect(metrics.header("content-type") == "text/plain; version=0.0.4; charset=utf-8")
            #expect(!metrics.text.contains(id))
            #expect(
                metrics.text.contains(
                    #"http_request_duration_seconds_count{method="GET",route="/v1/things/{id}",status="2xx"} 1"#))
            #expect(
                metrics.text.contains(#"http_request_duration_seconds_count{method="GET",route="none",status="4xx"} 1"#)
            )
            #expect(metrics.text.contains("hub_postgres_connections{pool=\"service\",state=\"busy\"}"))
        }
    }

    @Test func listensBeforeTheDatabaseAnswers() async throws {
        let stopping = try await RunningService.run(
            definition, databaseURL: "postgres://nobody@127.0.0.1:1/none", build: Self.build
        ) { service in
            #expect(try await service.send("GET", "/health/live").status == 200)
            let ready = try await service.send("GET", "/health/ready")
            #expect(ready.status == 503)
            #expect(ready.text.contains("not_ready"))
            let early = try await service.send("GET", "/v1/things/1")
            #expect(early.status == 503)
            #expect(early.problem == "unavailable")
            #expect(early.header("retry-after") == "1")
        }
        #expect(stopping < .seconds(5))
    }

    @Test func finishesWhatItHasBegunBeforeItStops() async throws {
        let entered = AsyncStream.makeStream(of: Void.self)
        let release = AsyncStream.makeStream(of: Void.self)
        let slow: ServiceHost.Build = { _ in
            ServiceParts(routes: { router in
                router.get("/slow") { _, _ in
                    entered.continuation.finish()
                    for await _ in release.stream {}
                    return Response.json(["done": true])
                }
            })
        }
        try await withService(slow) { service in
            async let answer = service.send("GET", "/slow")
            for await _ in entered.stream {}
            await service.stop()
            await service.log.waitFor("\"Stopping\"")
            release.continuation.finish()
            let status = try await answer.status
            #expect(status == 200)
            await service.log.waitFor("\"Stopped\"")
        }
    }

    @Test func saysWhenItsPortIsTaken() async throws {
        try await withService { service in
            await #expect(throws: (any Error).self) {
                try await RunningService.run(
                    definition, databaseURL: "postgres://nobody@127.0.0.1:1/none",
                    settings: ["HTTP_PORT": String(service.port)], build: Self.build
                ) { _ in }
            }
        }
    }
}
