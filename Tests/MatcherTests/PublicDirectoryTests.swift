import Foundation
import HTTPTypes
import Inclusion
import Postgres
import ServiceKit
import ServiceTestSupport
import TestSupport
import Testing

@testable import EventFlow
@testable import PlacementMatcher

/// The public directory on a database of its own, with what a feed brought.
struct DirectoryRoom: ServiceDesk {
    let bench: MatcherBench
    let service: ServiceInProcess

    /// Nobody signs in here.
    static let caller = Identity.someone(.agency)

    static func run(
        _ settings: [String: String] = [:], _ body: @Sendable (DirectoryRoom) async throws -> Void
    ) async throws {
        let definition = PlacementMatcher.definition
        try await OwnDatabase.lend("matcher") { database in
            try await database.prepare(for: definition)
            let pool = try database.pool(2, schema: definition.schema)
            let outcome: Result<Void, any Error>
            do {
                try await ServiceInProcess.lend(
                    definition, on: database, at: MatcherBench.now,
                    settings: settings.merging(["DIRECTORY_FILE": #filePath]) { $1 },
                    routes: { host, router in OpenReferralAPI(host: host).add(to: router) }
                ) { service in
                    try await body(
                        DirectoryRoom(bench: MatcherBench(stores: [EventStore(pool: pool)]), service: service))
                }
                outcome = .success(())
            } catch {
                outcome = .failure(error)
            }
            await pool.close()
            try outcome.get()
        }
    }

    func get(_ path: String) async throws -> Reply { try await service.send(.get, path, as: nil) }
}

@Suite("The public directory", .timeLimit(.minutes(1)))
struct PublicDirectoryTests {
    @Test("An address has so many requests at all of it together; then it is told when to come again")
    func limit() async throws {
        try await DirectoryRoom.run(["DIRECTORY_RATE_LIMIT": "3/3600"]) { room in
            let first = try await room.get("/services")
            #expect(first.status == 200 && first.header("RateLimit-Policy") == #""address";q=3;w=3600"#)
            let second = try await room.get("/organizations/\(FeedSample.organization)")
            #expect(second.status == 404 && second.header("RateLimit")?.hasPrefix(#""address";r=1;"#) == true)
            #expect(try await room.get("/taxonomies").status == 200)
            let refused = try await room.get("/service_at_locations")
            #expect(refused.status == 429 && refused.code == "too_many_requests")
            #expect((1...1200).contains(Int(refused.header("Retry-After") ?? "") ?? 0))
        }
    }

    @Test("Where a gateway counts, it is off here")
    func off() async throws {
        try await DirectoryRoom.run(["DIRECTORY_RATE_LIMIT": "off"]) { room in
            let reply = try await room.get("/services")
            #expect(reply.status == 200 && reply.header("RateLimit") == nil)
        }
    }
}

extension Reply {
    fileprivate func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }
}
