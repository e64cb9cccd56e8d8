import EventFlow
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOEmbedded
import Postgres
import Synchronization
import Testing

@testable import ServiceKit

@Suite("Idempotency", .timeLimit(.minutes(1)))
struct IdempotencyTests {
    private let identity = Identity(
        subject: "user-1", organisation: "org-1", roles: [.agency], expires: .distantFuture)

    /// Counts across tasks.
    final class Tally: Sendable {
        private let value = Atomic(0)
        var count: Int { value.load(ordering: .relaxed) }
        func add() { value.add(1, ordering: .relaxed) }
    }

    private func context(_ identity: Identity) -> HubContext {
        var context = HubContext(
            source: ApplicationRequestContextSource(channel: EmbeddedChannel(), logger: TestDatabase.logger))
        context.verifiedIdentity = identity
        return context
    }

    private func request(_ key: String?, path: String = "/v1/things") -> Request {
        var headers: HTTPFields = [:]
        if let key { headers[.idempotencyKey] = key }
        return Request(
            head: HTTPRequest(method: .post, scheme: nil, authority: nil, path: path, headerFields: headers),
            body: .init(buffer: .init()))
    }

    @Test func doesAThingOnceForFiftySenders() async throws {
        try await TestDatabase.with { database in
            try await database.pool.execute("create table thing (id uuid primary key)")
            let idempotency = Idempotency(events: EventStore(pool: database.pool))
            let key = UUID().uuidString
            let runs = Tally()
            let answers = try await withThrowingTaskGroup(of: (String?, String?, Int).self) { group in
                for _ in 0..<50 {
                    group.addTask {
                        let response = try await idempotency.run(
                            request(key), context(identity), body: Array("{}".utf8)
                        ) { transaction in
                            runs.add()
                            let id = UUID()
                            try await transaction.sql.execute("insert into thing (id) values (\(id))")
                            return .created(location: "/v1/things/\(id)", version: 1, ["id": .string(id.uuidString)])
                        }
                        return (
                            response.headers[.location], response.headers[.idempotencyReplayed], response.status.code
                        )
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(runs.count == 1)
            #expect(answers.count == 50)
            #expect(Set(answers.map(\.0)).count == 1)
            #expect(answers.filter { $0.1 == nil }.count == 1)
            #expect(answers.allSatisfy { $0.2 == 201 })
            #expect(try await database.pool.query("select count(*) from thing").decode(Int64.self).first == 1)
        }
    }

    @Test func replaysTheWholeAnswer() async throws {
        try await TestDatabase.with { database in
            let idempotency = Idempotency(events: EventStore(pool: database.pool))
            let key = UUID().uuidString
            let command: @Sendable (EventTransaction) async throws -> CommandResponse = { _ in
                .created(location: "/v1/things/1", version: 7, ["a": 1])
            }
            let first = try await idempotency.run(request(key), context(identity), body: [1], command)
            let again = try await idempotency.run(request("\"\(key)\""), context(identity), body: [1], command)
            #expect(again.status == first.status)
            for name in [HTTPField.Name.location, .eTag, .contentType] {
                #expect(again.headers[name] == first.headers[name])
            }
            #expect(first.headers[.eTag] == "\"7\"")
            #expect(again.headers[.idempotencyReplayed] == "true")
            #expect(again.body.contentLength == first.body.contentLength)
        }
    }

    @Test func bindsAKeyToItsRequestAndItsClient() async throws {
        try await TestDatabase.with { database in
            let idempotency = Idempotency(events: EventStore(pool: database.pool))
            let key = UUID().uuidString
            let command: @Sendable (EventTransaction) async throws -> CommandResponse = { _ in .noContent() }
            _ = try await idempotency.run(request(key), context(identity), body: [1], command)
            for (path, body) in [("/v1/things", [2]), ("/v1/others", [1])] as [(String, [UInt8])] {
                let problem = await #expect(throws: Problem.self) {
                    try await idempotency.run(request(key, path: path), context(identity), body: body, command)
                }
                #expect(problem?.status == .unprocessableContent)
                #expect(problem?.code == "idempotency_key_reused")
            }
            let other = Identity(subject: "user-2", organisation: "org-1", roles: [], expires: .distantFuture)
            let response = try await idempotency.run(request(key), context(other), body: [2], command)
            #expect(response.headers[.idempotencyReplayed] == nil)
        }
    }

    @Test func forgetsAFailedAttempt() async throws {
        try await TestDatabase.with { database in
            let idempotency = Idempotency(events: EventStore(pool: database.pool))
            let key = UUID().uuidString
            await #expect(throws: Problem.notFound()) {
                try await idempotency.run(request(key), context(identity), body: [1]) { _ in throw Problem.notFound() }
            }
            let response = try await idempotency.run(request(key), context(identity), body: [2]) { _ in
                .ok(version: 2, [:])
            }
            #expect(response.status == .ok)
            #expect(response.headers[.idempotencyReplayed] == nil)
        }
    }

    @Test func saysWhenTheFirstIsStillRunning() async throws {
        try await TestDatabase.with { database in
            let idempotency = Idempotency(events: EventStore(pool: database.pool), patience: "50ms")
            let key = UUID().uuidString
            let started = AsyncStream.makeStream(of: Void.self)
            let release = AsyncStream.makeStream(of: Void.self)
            async let first = idempotency.run(request(key), context(identity), body: [1]) { _ in
                started.continuation.finish()
                for await _ in release.stream {}
                return .noContent()
            }
            for await _ in started.stream {}
            let problem = await #expect(throws: Problem.self) {
                try await idempotency.run(request(key), context(identity), body: [1]) { _ in .noContent() }
            }
            release.continuation.finish()
            #expect(problem?.status == .conflict)
            #expect(problem?.code == "still_running")
            let status = try await first.status
            #expect(status == .noContent)
        }
    }

    @Test func needsAKeyAndACaller() async throws {
        try await TestDatabase.with { database in
            let idempotency = Idempotency(events: EventStore(pool: database.pool))
            let problem = await #expect(throws: Problem.self) {
                try await idempotency.run(request(nil), context(identity), body: []) { _ in .noContent() }
            }
            #expect(problem?.code == "idempotency_key_required")
        }
    }

    @Test func removesOldKeysOnly() async throws {
        try await TestDatabase.with { database in
            for days in [1, 6, 8, 30] {
                try await database.pool.execute(
                    """
                    insert into idempotency (organisation, subject, key, request, created_at)
                    values ('o', 's', \(UUID()), \([UInt8]()), now() - make_interval(days => \(Int32(days))))
                    """)
            }
            #expect(try await IdempotencyPurge.purge(database.pool) == 2)
            #expect(try await IdempotencyPurge.purge(database.pool) == 0)
        }
    }
}
