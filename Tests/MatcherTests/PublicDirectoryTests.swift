import Contracts
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

/// The directory's routes on a database of their own, with what a feed brought.
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
                    routes: { host, router in
                        OpenReferralAPI(host: host).add(to: router)
                        ProvisionAPI(host: host).add(to: router)
                        DirectoryImportAPI(host: host).add(to: router)
                    }
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

    @Test("Found by place, to the kilometre: within so many metres, and nowhere without a place")
    func near() async throws {
        try await DirectoryRoom.run { room in
            try await room.bench.load(
                MatcherBench.file(
                    MatcherBench.entry(),
                    MatcherBench.entry(
                        MatcherBench.second, ["location": "{\"easting_km\": 394, \"northing_km\": 222}"]),
                    MatcherBench.entry(FeedSample.second, ["location": ""])))
            func found(_ query: String) async throws -> [String] {
                let reply = try await room.get("/services?minimal=true&\(query)")
                #expect(reply.status == 200, "\(reply.body)")
                return reply.body.at("contents")?.all("id") ?? []
            }
            // Gloucester's cathedral stands in square 383 218, Cheltenham is eleven kilometres away.
            let cathedral = "lat=51.8675&long=-2.2466"
            #expect(try await found("\(cathedral)&proximity=1500") == [MatcherBench.first])
            #expect(try await found("\(cathedral)&proximity=12000").count == 2)
            #expect(try await found("\(cathedral)&proximity=0") == [])
            #expect(try await found("").count == 3)
            #expect(try await room.get("/service_at_locations?\(cathedral)&proximity=2000")["total_items"] == 1)
            for (query, code) in [
                ("proximity=100", "proximity_incomplete"), ("lat=51.8&long=-2.2", "proximity_incomplete"),
                ("lat=x&long=-2.2&proximity=1", "lat_invalid"), ("lat=nan&long=-2.2&proximity=1", "lat_invalid"),
                ("lat=51.8&long=-2.2&proximity=-1", "proximity_invalid"),
                ("lat=40&long=-2.2&proximity=1", "outside_the_grid"), ("postcode=GL12EH", "postcode_not_supported"),
                ("start_time=09:00", "start_time_not_supported"), ("coverage=GL12EH", "coverage_not_supported"),
            ] {
                let reply = try await room.get("/services?\(query)")
                #expect(reply.status == 400 && reply.code == code, "\(query): \(reply.body)")
            }
        }
    }

    @Test("Found by day of the week: by the provider's calendar, and without one on every day of school")
    func days() async throws {
        try await DirectoryRoom.run { room in
            try await room.bench.load(
                MatcherBench.file(MatcherBench.entry(), MatcherBench.entry(MatcherBench.second)))
            let id = try #require(UUID(uuidString: MatcherBench.first))
            let draft = CapacityDraft(rules: [
                .init(from: "2026-11-02", sessions: ["mon_am"], places: 2),
                .init(from: "2026-09-01", to: "2026-10-23", sessions: ["tue_am"], places: 2),
            ])
            try await room.bench.store.transaction { transaction in
                let loaded = try await transaction.load(ProvisionCapacity.self, id)
                let events = try Problem.rules {
                    try ProvisionCapacity.decide(
                        loaded.state, draft, for: id.text, of: MatcherBench.provider, by: "provider-user")
                }
                try await transaction.append(
                    events, to: id, key: id, loaded, at: MatcherBench.now, showing: CapacityCalendars())
            }
            func total(_ query: String) async throws -> JSON? {
                try await room.get("/services?\(query)")["total_items"]
            }
            #expect(try await total("day=MO") == 2)
            #expect(try await total("day=TU") == 1, "that was until October")
            #expect(try await total("day=TU&day=MO") == 2)
            #expect(try await total("day=SA,MO") == 2)
            #expect(try await total("day=SU") == 0)
            for bad in ["day=", "day=mo", "day=MO,", "day=MO&day=7"] {
                let reply = try await room.get("/services?\(bad)")
                #expect(reply.status == 400 && reply.code == "day_invalid", "\(bad)")
            }
        }
    }

    @Test(
        "Words that no name can have are no fault of ours",
        arguments: [("%00", 400), ("a%00b", 400), ("%FF", 200), ("%25", 200), ("'", 200), ("%F0%9F%A6%86", 200)])
    func oddWords(words: String, status: Int) async throws {
        try await DirectoryRoom.run { room in
            let reply = try await room.get("/services?search=\(words)")
            #expect(reply.status == status, "\(reply.body)")
            #expect(status == 200 ? reply["total_items"] == 0 : reply.code == "bad_request")
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
