import Contracts
import Foundation
import Postgres
import Testing

@testable import Hub

extension Journeys {
    /// A coordinator comes in, and works the queue until it is empty, over the API alone.
    @Suite("A morning", .serialized, .timeLimit(.minutes(4)))
    struct MorningJourney {
        /// A referral and who posted it.
        private struct Posted {
            let id: String
            let agency: String
        }

        /// What is decided in turn, each told to the referrer with the same why.
        private static let decisions: [JSONValue] = [
            ["kind": "advice_given"],
            ["kind": "signposted", "services": [["name": "Kingsholm Youth Project", "contact": "01452 000111"]]],
            ["kind": "no_further_action", "reason": "already_supported"],
            ["kind": "supported"],
        ]

        private static func decision(_ number: Int) throws -> JSONValue {
            guard case .object(var fields) = decisions[number % decisions.count] else { throw CancellationError() }
            fields["why"] = .string("Reason \(number)")
            fields["next"] = .string("Next \(number)")
            fields["record"] = LastPlaceJourney.record
            return .object(fields)
        }

        @Test("Accept, next: every case is read, decided and told, and at the end nothing waits for anybody to take it")
        func untilTheQueueIsEmpty() async throws {
            try await Town.visit(.init(directory: LastPlaceJourney.directory)) { town in
                let posted = try await post(12, in: town)
                try await town.until(posted.count, "select count(*) from locality_router.case_file")
                try await town.until(1, "select least(count(*), 1) from locality_router.meeting")
                var decided = 0
                for person in Set(town.people.coordinators.values.map(\.id)).sorted() {
                    decided = try await work(as: person, in: town, from: decided)
                }
                #expect(decided == posted.count, "every referral's case was taken by somebody, once")
                try await town.until(
                    0, "select count(*) from locality_router.case_file where assigned_to is null and state <> 'closed'")
                for referral in posted { try await hears(referral, in: town) }
            }
        }

        private func post(_ count: Int, in town: Town) async throws -> [Posted] {
            let samples = try SampleFile(file: Places.sample("referrals.json")).samples
            var posted: [Posted] = []
            for sample in samples.prefix(count) {
                let answer = try await town.post("referral-intake", "/v1/referrals", sample.body, as: sample.person)
                posted.append(Posted(id: try #require(answer.body["id"]?.string), agency: sample.person))
            }
            return posted
        }

        /// Takes one case after the other until there is none, and decides each.
        /// - Returns: how many were decided before and now.
        private func work(as person: String, in town: Town, from first: Int) async throws -> Int {
            var number = first
            while true {
                let taken = try await town.post("locality-router", "/v1/cases/next", [:], as: person)
                guard taken.status == 200 else {
                    #expect(taken.status == 204, "\(taken.body)")
                    return number
                }
                let path = "/v1/cases/\(try #require(taken.body["id"]?.string))"
                let read = try await town.get("locality-router", path, as: person)
                #expect(read.body["assigned_to"]?.string == person)
                #expect(read.body["with"]?["who"]?.string == "coordinator")
                #expect(read.body["clocks"]?.elements.isEmpty == false, "there is a next date")
                var etag = read.etag
                // On the agenda of a forum that meets; what it is about turns out not to need the forum.
                if let forum = read.body["forum"]?["code"], forum.string != "inclusion_advice",
                    read.body["locality"]?["code"]?.string?.hasPrefix("E") == true
                {
                    let listed = try await town.post(
                        "locality-router", path + "/listings", ["forum": forum], as: person, ifMatch: etag)
                    #expect(listed.body["status"]?.string == "listed", "\(listed.body)")
                    etag = listed.etag
                }
                let answer = try await town.post(
                    "locality-router", path + "/decisions", try Self.decision(number), as: person, ifMatch: etag)
                #expect(answer.status == 200, "\(answer.body)")
                number += 1
            }
        }

        /// The agency reads what was decided, and why, and has a mail that says so.
        private func hears(_ referral: Posted, in town: Town) async throws {
            let deadline = ContinuousClock.now + .seconds(60)
            var decision: JSONValue?
            while decision == nil, .now < deadline {
                let read = try await town.get("referral-intake", "/v1/referrals/\(referral.id)", as: referral.agency)
                decision = read.body["decisions"]?.elements.first
                if decision == nil { try await Task.sleep(for: .milliseconds(20)) }
            }
            #expect(decision?["why"]?.string?.hasPrefix("Reason ") == true, "\(referral.id)")
            try await town.until(
                1,
                """
                select least(count(*), 1) from notifier.delivery
                where referral_id = \(UUID(uuidString: referral.id)) and template = 'outcome_decided' and status = 'sent'
                """)
        }
    }
}
