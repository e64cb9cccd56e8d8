import Foundation
import Glibc
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
    }
}
