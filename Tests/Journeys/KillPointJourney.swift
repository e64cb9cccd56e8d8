import Foundation
import Glibc
import Postgres
import Testing

@testable import EventFlow
@testable import Hub

extension Journeys {
    /// A service dies at one exact place of the flow, is started again, and nothing has come of it.
    @Suite("Kill points", .serialized, .timeLimit(.minutes(5)))
    struct KillPointJourney {
        /// Only a debug build dies when it is told to.
        private static let isDebug = !(ProcessInfo.processInfo.environment["HUB_TEST_BIN"] ?? "").hasSuffix("release")

        @Test(
            "A relay or projector that dies between two steps, in any service, loses and doubles nothing",
            .enabled(if: isDebug))
        func flow() async throws {
            let places = KillPoint.allCases.filter { !$0.rawValue.hasPrefix("rebuild.") }
            try await Town.visit { town in
                let book = PostingBook()
                let agencies = try await Agencies(town: town, book: book)
                let deaths = places.flatMap { place in
                    ["referral-intake", "locality-router"].map { (place, $0) }
                }
                let postings = try Agencies.postings(10 * deaths.count, seed: 5, people: town.people)
                for (index, (place, service)) in deaths.enumerated() {
                    await town.stop(service)
                    try town.start(service, environment: ["HUB_KILL_AT": "\(place.rawValue):2"])
                    async let posting: Void = agencies.post(postings[10 * index..<10 * (index + 1)], width: 2)
                    let status = try await town.end(of: service, within: .seconds(30))
                    #expect(status == SIGKILL, "\(service) dies at \(place.rawValue)")
                    if status == nil { await town.kill(service) }
                    try town.start(service)
                    try await posting
                }
                #expect(await book.refusals == [])
                #expect(await book.unknown == 0)
                #expect(try await town.audit(taken: await book.ids).findings == [])
            }
        }

        @Test(
            "A service that dies while a rebuilt projection takes the old one's place leaves one of the two, whole",
            .enabled(if: isDebug))
        func rebuild() async throws {
            let places = KillPoint.allCases.filter { $0.rawValue.hasPrefix("rebuild.") }
            let derived = [("portal", "portal"), ("locality-router", "locality_router")]
            try await Town.visit { town in
                let book = PostingBook()
                try await Agencies(town: town, book: book).post(
                    try Agencies.postings(30, seed: 6, people: town.people))
                #expect(try await town.audit(taken: await book.ids).findings == [])
                for place in places {
                    for (service, schema) in derived {
                        try await die(of: service, schema, at: place, in: town)
                    }
                }
                #expect(try await town.audit(taken: await book.ids).findings == [])
            }
        }

        private func die(of service: String, _ schema: String, at place: KillPoint, in town: Town) async throws {
            try await Town.withPool(town.databaseURL) { pool in
                let comparison = RebuildComparison(pool: pool)
                let name = try #require(
                    try await pool.query(
                        "select name from \(identifier: schema).projection where kind <> 'reaction' order by name"
                    ).decodeFirst(String.self))
                await town.stop(service)
                try town.start(service, environment: ["HUB_KILL_AT": place.rawValue])
                let id = try #require(try await comparison.request(name, in: schema))
                let status = try await town.end(of: service, within: .seconds(30))
                #expect(status == SIGKILL, "\(service) dies at \(place.rawValue)")
                if status == nil { await town.kill(service) }
                try town.start(service)
                #expect(try await comparison.end(of: id, in: schema) == nil)
            }
        }
    }
}
