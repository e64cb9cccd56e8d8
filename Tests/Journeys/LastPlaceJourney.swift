import Foundation
import Postgres
import Testing

@testable import Hub

extension Journeys {
    /// One provision with one place, and fifty children who need it.
    @Suite("The last place", .serialized, .timeLimit(.minutes(5)))
    struct LastPlaceJourney {
        static let directory = """
            {"provisions": [{
                "id": "0193a000-0000-7000-8000-000000000001",
                "provider": {"id": "provider-severn-vale", "name": "Severn Vale"}, "name": "The only place",
                "kind": "third_sector", "location": {"easting_km": 383, "northing_km": 218},
                "minimum_age": 0, "maximum_age": 25,
                "key_stages": ["early_years", "ks1", "ks2", "ks3", "ks4", "ks5"],
                "needs": ["SPLD", "MLD", "SLD", "PMLD", "SEMH", "SLCN", "HI", "VI", "MSI", "PD", "ASD", "DS", "OTH", "NSA"],
                "places": 1, "sessions_a_week": 10, "registered": true, "weekly_hours": 25,
                "assured_until": "2099-12-31", "wait_days": 0
            }]}
            """

        /// What a coordinator decides; the only place fits it.
        static let decision: JSONValue = [
            "kind": "ap_placement", "purpose": "short_term_intervention", "purpose_words": "A place that fits.",
            "objectives": ["Attends nine of ten sessions by week 6"],
            "wanted_start": "2099-09-07", "weeks": 6, "sessions_a_week": 10, "ap_kind": "third_sector",
            "reason": "What could be done without it was not enough.",
            "record": record,
        ]

        /// What goes on record with a decision.
        static let record: JSONValue = [
            "options_considered": ["More support in class"], "evidence": ["What was tried, as the referral says"],
            "views": ["child": "Wants to try it.", "family": "Agree."],
            "tests": [
                "closer_to_vision": ["answer": "yes"], "more_equal": ["answer": "yes"],
                "best_we_can_do": ["answer": "yes"],
                "more_inclusive": ["answer": "partly", "words": "Two lessons a week stay in school."],
            ],
            "present": ["Coordinator"],
        ]

        @Test("Fifty coordinators ask for the last place at once: one hold; fifty acceptances of it: exactly one")
        func fifty() async throws {
            try await Town.visit(.init(directory: Self.directory)) { town in
                let provider = try #require(
                    town.people.with(role: "provider").first { $0.org == "provider-severn-vale" }
                )
                .id
                try await Self.refer(50, in: town)
                try await town.until(50, "select count(*) from placement_matcher.placement_request")
                let asked = try await askAll(town)
                #expect(asked.filter { $0.status == 200 }.count == 1)
                let refused = asked.filter { $0.status == 409 }
                #expect(refused.count == 49 && refused.allSatisfy { $0.errorCodes.contains("capacity") })
                let held: PostgresQuery = "select count(*) from placement_matcher.booking where state = 'held'"
                #expect(try await town.count(held) == 1)

                let (id, etag) = try #require(try await openOffers(town, provider).first)
                let answers = try await atOnce(Array(repeating: id, count: 50)) {
                    try await town.post("placement-matcher", "/v1/offers/\($0)/acceptance", as: provider, ifMatch: etag)
                }
                #expect(answers.filter { $0.status == 200 }.count == 1)
                // Whoever came later had seen it open, and hears that it is not any more.
                #expect(answers.filter { $0.status == 412 || $0.status == 409 }.count == 49)
                let taken: PostgresQuery = "select count(*) from placement_matcher.booking where state = 'taken'"
                #expect(try await town.count(taken) == 1)
                #expect(
                    try await town.count(
                        "select count(*) from placement_matcher.event_log where type like '%accepted.v1'")
                        == 1)
            }
        }

        /// Every coordinator asks for every child, all at once.
        private func askAll(_ town: Town) async throws -> [HubClient.Answer] {
            var searches: [(String, Town.Search)] = []
            for coordinator in Set(town.people.coordinators.values.map(\.id)) {
                searches += try await town.searches(as: coordinator).map { (coordinator, $0) }
            }
            #expect(searches.count == 50)
            return try await atOnce(searches) { try await town.ask($0.1, as: $0.0) }
        }

        private func atOnce<Item: Sendable>(
            _ items: [Item], _ act: @escaping @Sendable (Item) async throws -> HubClient.Answer
        ) async throws -> [HubClient.Answer] {
            try await withThrowingTaskGroup(of: HubClient.Answer.self) { group in
                for item in items { group.addTask { try await act(item) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
        }

        /// Referrals that ask for a third sector place, taken through to a decision by their coordinators.
        static func refer(_ count: Int, wantedStart: String = "2099-09-07", in town: Town) async throws {
            let samples = try SampleFile(file: Places.sample("referrals.json")).samples
            let sample = try #require(samples.first { $0.body["asks"]?["kind"]?.string == "third_sector" })
            let variation = SampleVariation(seed: 7)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for index in 0..<count {
                    group.addTask {
                        let answer = try await town.post(
                            "referral-intake", "/v1/referrals", variation.vary(sample.body, index: index),
                            as: sample.person
                        )
                        #expect(answer.status == 201)
                    }
                }
                try await group.waitForAll()
            }
            try await town.until(count, "select count(*) from locality_router.case_file")
            for coordinator in Set(town.people.coordinators.values.map(\.id)) {
                let page = try await town.get("locality-router", "/v1/cases?limit=100", as: coordinator)
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for item in page.body["items"]?.elements ?? [] {
                        guard let id = item["id"]?.string else { continue }
                        group.addTask { try await decide(id, coordinator, wantedStart, in: town) }
                    }
                    try await group.waitForAll()
                }
            }
        }

        private static func decide(
            _ id: String, _ coordinator: String, _ wantedStart: String, in town: Town
        ) async throws {
            var decision = decision
            decision["wanted_start"] = .string(wantedStart)
            let read = try await town.get("locality-router", "/v1/cases/\(id)", as: coordinator)
            let acknowledged = try await town.post(
                "locality-router", "/v1/cases/\(id)/acknowledgement", as: coordinator, ifMatch: read.etag)
            let decided = try await town.post(
                "locality-router", "/v1/cases/\(id)/decisions", decision, as: coordinator,
                ifMatch: acknowledged.etag)
            #expect(decided.status == 200, "\(decided.body)")
        }

        private func openOffers(_ town: Town, _ provider: String) async throws -> [(id: String, etag: String?)] {
            let page = try await town.get("placement-matcher", "/v1/offers?status=open&limit=100", as: provider)
            var found: [(String, String?)] = []
            for item in page.body["items"]?.elements ?? [] {
                guard let id = item["id"]?.string else { continue }
                found.append((id, try await town.get("placement-matcher", "/v1/offers/\(id)", as: provider).etag))
            }
            return found
        }
    }
}
