import Foundation
import Glibc
import Postgres
import Testing

@testable import Hub

extension Journeys {
    /// A process that stands still is not dead: when it goes on, others have taken over what it held.
    @Suite("Standing still", .serialized, .timeLimit(.minutes(4)))
    struct StandstillJourney {
        @Test(
            "One copy of each service stands still beyond its session: the other takes over, the zombie writes nothing, and rejoins"
        )
        func zombies() async throws {
            try await Town.visit(.init(copies: 2)) { town in
                let book = PostingBook()
                let postings = try Agencies.postings(160, seed: 11, people: town.people)
                let everywhere = try await Agencies(town: town, book: book)
                let second = try await Agencies(town: town, book: book, doors: ["referral-intake.2"])

                async let early: Void = everywhere.post(postings[..<40])
                while await book.settled < 20 { try await Task.sleep(for: .milliseconds(10)) }
                let zombies = Town.services.compactMap { town.process($0) }
                #expect(zombies.count == Town.services.count)
                for zombie in zombies { zombie.signal(SIGSTOP) }
                try await second.post(postings[40..<100])
                // All sixty: whichever partition they are in, somebody who is awake has taken it over.
                try await town.until(
                    60,
                    "select count(*) from portal.queue_item where referral_id = any(\(await ids(book, postings[40..<100])))"
                )

                let watch = PositionWatch(url: town.databaseURL)
                async let backwards = watch.stepsBack()
                try await watch.begins()
                for zombie in zombies { zombie.signal(SIGCONT) }
                try await second.post(postings[100..<140])
                try await early
                try await town.until(140, "select count(*) from portal.queue_item")
                watch.end()
                #expect(try await backwards == [], "no position goes backwards")
                try await expectWhole(town, book)

                for service in Town.services { #expect(await town.stop("\(service).2") == 0) }
                let first = try await Agencies(town: town, book: book, doors: ["referral-intake"])
                try await first.post(postings[140...])
                try await expectWhole(town, book)
            }
        }

        private func ids(_ book: PostingBook, _ postings: ArraySlice<Agencies.Posting>) async -> [UUID] {
            let taken = await book.taken
            return postings.compactMap { taken[$0.key].flatMap(UUID.init(uuidString:)) }
        }

        private func expectWhole(_ town: Town, _ book: PostingBook) async throws {
            #expect(await book.refusals == [])
            #expect(await book.unknown == 0)
            #expect(try await town.audit(taken: await book.ids).findings == [])
        }
    }
}
