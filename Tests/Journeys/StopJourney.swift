import Foundation
import Glibc
import Testing

@testable import Hub

extension Journeys {
    /// SIGTERM, as a supervisor sends it, which kills what has not ended ten seconds later.
    @Suite("Stopping", .serialized, .timeLimit(.minutes(5)))
    struct StopJourney {
        /// What a supervisor gives.
        private static let grace: Duration = .seconds(10)

        @Test(
            "Every service stops in time with status 0 – at work, without a broker, without a database – and loses nothing"
        )
        func stops() async throws {
            try await Town.visit { town in
                let book = PostingBook()
                let agencies = try await Agencies(town: town, book: book)
                let postings = try Agencies.postings(400, seed: 3, people: town.people)

                async let posting: Void = agencies.post(postings[..<360])
                for (index, service) in Town.services.enumerated() {
                    while await book.settled < 30 + 50 * index { try await Task.sleep(for: .milliseconds(10)) }
                    try await expectStop(service, in: town, "at work")
                    try town.start(service)
                }
                try await posting

                await town.kill("broker")
                try await agencies.post(postings[360..<390])
                for service in Town.services { try await expectStop(service, in: town, "without a broker") }
                for service in Town.services { try town.start(service) }
                try town.start("broker")
                try await town.untilReady()

                try await agencies.post(postings[390...])
                try await town.setDatabase(isOpen: false)
                for service in Town.services { try await expectStop(service, in: town, "without a database") }
                try await town.setDatabase(isOpen: true)
                for service in Town.services { try town.start(service) }
                try await town.untilReady()

                #expect(await book.refusals == [])
                #expect(await book.unknown == 0)
                #expect(try await town.audit(taken: await book.ids).findings == [])
            }
        }

        private func expectStop(_ service: String, in town: Town, _ circumstance: String) async throws {
            town.process(service)?.signal(SIGTERM)
            let status = try await town.end(of: service, within: Self.grace)
            #expect(status == 0, "\(service) \(circumstance)")
            if status == nil { await town.kill(service) }
        }
    }
}
