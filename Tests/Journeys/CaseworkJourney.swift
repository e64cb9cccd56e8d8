import Contracts
import Foundation
import Postgres
import Testing

@testable import Hub

extension Journeys {
    /// What a coordinator does between reading a referral and closing its case, and who hears of it.
    @Suite("Casework", .serialized, .timeLimit(.minutes(4)))
    struct CaseworkJourney {
        /// One referral that asks for a third sector place, its case acknowledged.
        private struct Work {
            let town: Town
            let agency: String
            let referral: String
            let coordinator: String
            let id: String
            var etag: String?

            init(in town: Town) async throws {
                self.town = town
                let samples = try SampleFile(file: Places.sample("referrals.json")).samples
                let sample = try #require(samples.first { $0.body["asks"]?["kind"]?.string == "third_sector" })
                agency = sample.person
                let posted = try await town.post("referral-intake", "/v1/referrals", sample.body, as: agency)
                referral = try #require(posted.body["id"]?.string)
                try await town.until(1, "select count(*) from locality_router.case_file")
                var found: (String, String)?
                for person in Set(town.people.coordinators.values.map(\.id)) {
                    let page = try await town.get("locality-router", "/v1/cases", as: person)
                    if let id = page.body["items"]?.elements.first?["id"]?.string { found = (id, person) }
                }
                (id, coordinator) = try #require(found)
                etag = try await town.get("locality-router", "/v1/cases/\(id)", as: coordinator).etag
                #expect(try await move("acknowledgement", nil).status == 200)
            }

            /// Makes a move with the version last seen.
            mutating func move(_ path: String, _ body: JSONValue?) async throws -> HubClient.Answer {
                let answer = try await town.post(
                    "locality-router", "/v1/cases/\(id)/\(path)", body, as: coordinator, ifMatch: etag)
                if answer.isGood { etag = answer.etag }
                return answer
            }

            /// Reads the case, and makes the next move with what was read.
            mutating func read() async throws -> JSONValue {
                let answer = try await town.get("locality-router", "/v1/cases/\(id)", as: coordinator)
                #expect(answer.status == 200)
                etag = answer.etag
                return answer.body
            }

            /// Puts the search to the first on its shortlist, once it is ranked.
            func askForAPlace() async throws {
                try await town.until(1, "select count(*) from placement_matcher.placement_request")
                #expect(try await town.askFirst(as: coordinator).map(\.status) == [200])
            }

            /// The only offer there is, as the provider that was asked sees it.
            func offer(of provider: String) async throws -> HubClient.Answer {
                let page = try await town.get("placement-matcher", "/v1/offers", as: provider)
                let id = try #require(page.body["items"]?.elements.first?["id"]?.string)
                return try await town.get("placement-matcher", "/v1/offers/\(id)", as: provider)
            }
        }

        private static let question: JSONValue = ["question": "How often has the child been in school?"]

        @Test("Asked, listed, put to a provider, and then decided otherwise: the provider is not asked any more")
        func decidedOtherwise() async throws {
            try await Town.visit(.init(directory: LastPlaceJourney.directory)) { town in
                var work = try await Work(in: town)
                let provider = try #require(
                    town.people.with(role: "provider").first { $0.org == "provider-severn-vale" }
                ).id

                #expect(try await work.move("questions", ["question": " "]).status == 422)
                let asked = try await work.move("questions", Self.question)
                #expect(asked.body["status"]?.string == "needs_information")
                #expect(try await work.move("listings", ["forum": "talc"]).status == 200)
                let shown = try await work.read()
                #expect(shown["questions"]?.elements.first?["question"] == Self.question["question"])
                #expect(shown["listing"]?["meeting_id"]?.string != nil)

                #expect(try await work.move("decisions", LastPlaceJourney.decision).status == 200)
                try await work.askForAPlace()
                let offer = try await work.offer(of: provider)
                #expect(offer.body["details_state"]?.string == "readable")

                var advice: JSONValue = [
                    "kind": "advice_given", "why": "The school can do it.", "next": "Its own mentor begins.",
                ]
                #expect(try await work.move("decisions", advice).status == 422, "nobody skips the record")
                advice["record"] = LastPlaceJourney.record
                var nothing = advice
                nothing["kind"] = "no_further_action"
                #expect(try await work.move("decisions", nothing).status == 422, "a reason is missing")
                let decided = try await work.move("decisions", advice)
                #expect(decided.body["status"]?.string == "closed")
                #expect(decided.body["allowed_moves"]?.strings == ["reopen", "correct_decision"])
                #expect(try await work.move("decisions", advice).status == 409)

                try await town.until(1, "select count(*) from placement_matcher.offer where state = 'withdrawn'")
                let withdrawn = try await work.offer(of: provider)
                #expect(withdrawn.body["status"]?.string == "withdrawn")
                #expect(withdrawn.body["details_state"]?.string == "withheld" && withdrawn.body["brief"] == nil)
                let path = "/v1/offers/\(withdrawn.body["id"]?.string ?? "")/acceptance"
                let late = try await town.post("placement-matcher", path, as: provider, ifMatch: withdrawn.etag)
                #expect(late.status == 409, "\(late.title)")

                try await queues(work)
                let subjects = ["please tell us more", "a forum will look at it", "you are not asked any more"]
                let deadline = ContinuousClock.now + .seconds(60)
                func missing() throws -> [String] {
                    let mails = try town.mails()
                    return subjects.filter { subject in !mails.contains { $0.contains(subject) } }
                }
                while try !missing().isEmpty, .now < deadline { try await Task.sleep(for: .milliseconds(100)) }
                #expect(try missing() == [])
            }
        }

        /// What is closed has left the queue, and is there for who asks for it.
        private func queues(_ work: Work) async throws {
            let town = work.town
            let open = try await town.get("locality-router", "/v1/cases", as: work.coordinator)
            #expect(open.body["items"]?.elements.isEmpty == true)
            let closed = try await town.get("locality-router", "/v1/cases?status=closed", as: work.coordinator)
            #expect(closed.body["items"]?.elements.compactMap { $0["id"]?.string } == [work.id])
        }

        @Test(
            "An agency answers, and then withdraws: the case goes on, and then it is closed and nobody is asked any more"
        )
        func answeredAndWithdrawn() async throws {
            try await Town.visit(.init(directory: LastPlaceJourney.directory)) { town in
                var work = try await Work(in: town)
                _ = try await work.move("questions", Self.question)
                let question = try #require(try await work.read()["questions"]?.elements.first?["id"])
                try await town.until(
                    1, "select count(*) from notifier.delivery where template = 'information_asked'")
                func agencyMoves(_ path: String, _ body: JSONValue) async throws -> HubClient.Answer {
                    let mine = try await town.get(
                        "referral-intake", "/v1/referrals/\(work.referral)", as: work.agency)
                    return try await town.post(
                        "referral-intake", "/v1/referrals/\(work.referral)/\(path)", body, as: work.agency,
                        ifMatch: mine.etag)
                }
                let answered = try await agencyMoves(
                    "answers", ["question_id": question, "answer": "Two days a week."])
                #expect(answered.isGood, "\(answered.body)")
                try await town.until(
                    1, "select count(*) from locality_router.case_file where state = 'in_triage'")
                let shown = try await work.read()["questions"]?.elements.first
                #expect(shown?["answer"]?.string == "Two days a week.")

                #expect(try await work.move("decisions", LastPlaceJourney.decision).status == 200)
                try await work.askForAPlace()
                let left = try await agencyMoves("withdrawal", ["reason": "school_resolved"])
                #expect(left.isGood, "\(left.body)")
                try await town.until(1, "select count(*) from placement_matcher.offer where state = 'withdrawn'")
                let closed = try await work.read()
                #expect(closed["status"]?.string == "closed" && closed["outcome"]?.string == "withdrawn")
            }
        }
    }
}
