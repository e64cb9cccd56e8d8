import Foundation
import Postgres
import Testing

@testable import Hub

extension Journeys {
    /// What services derive is filled anew with the operator's command, while they serve.
    @Suite("Filled anew", .serialized, .timeLimit(.minutes(4)))
    struct RebuildJourney {
        private static let derived = [
            ("locality-router", "locality_router", "theme-facts"), ("locality-router", "locality_router", "case-queue"),
            ("referral-intake", "referral_intake", "show-standing"), ("portal", "portal", "show-queue"),
            ("portal", "portal", "count-outcomes-by-day"),
            ("placement-matcher", "placement_matcher", "moved-cases"),
        ]

        @Test("After a day's work `hub rebuild` gives the same tables, to the row", arguments: [24])
        func identical(count: Int) async throws {
            try await Town.visit { town in
                _ = try await town.playDay(count)
                try await work(in: town)
                try await Town.withPool(town.databaseURL) { pool in
                    try await rest(pool)
                    for (service, schema, name) in Self.derived {
                        let before = try await rows(of: name, schema, pool)
                        #expect(!before.isEmpty, "\(name) has something to lose")
                        let (status, _) = try await town.hub([
                            "rebuild", service, name, "--database", town.databaseURL, "--by", "ada",
                        ])
                        let said = try town.text(of: "hub").suffix(1000)
                        #expect(status == 0, "\(name): \(said)")
                        let after = try await rows(of: name, schema, pool)
                        #expect(after == before, "\(name): \(Set(before).symmetricDifference(after).prefix(4))")
                    }
                }
            }
        }

        /// Something that the day does not do: steps of the level, what is agreed, and a passing on.
        private func work(in town: Town) async throws {
            for person in Set(town.people.coordinators.values.map(\.id)).sorted() {
                let page = try await town.get("locality-router", "/v1/cases?limit=3", as: person)
                for (number, item) in (page.body["items"]?.elements ?? []).enumerated() {
                    let path = "/v1/cases/\(try #require(item["id"]?.string))"
                    let etag = try await town.get("locality-router", path, as: person).etag
                    let move: (String, JSONValue) =
                        switch number {
                        case 0: ("level", ["level": item["level"] == 2 ? 3 : 2, "why": "w"])
                        case 1: ("actions", ["what": "w", "organisation": "o", "owner": "p", "due_on": "2099-01-05"])
                        default: ("transfer", ["locality": "out_of_area", "why": "w"])
                        }
                    // What a case's state does not allow now is left.
                    _ = try await town.post("locality-router", "\(path)/\(move.0)", move.1, as: person, ifMatch: etag)
                }
            }
        }

        /// Waits until nothing is on its way any more.
        private func rest(_ pool: PostgresPool) async throws {
            let (accounts, deadline) = (Accounts(pool: pool), ContinuousClock.now + .seconds(90))
            var moving = try await accounts.moving()
            while !moving.isEmpty, .now < deadline {
                try await Task.sleep(for: .milliseconds(100))
                moving = try await accounts.moving()
            }
            #expect(moving == [])
        }

        private func rows(of name: String, _ schema: String, _ pool: PostgresPool) async throws -> [String] {
            let tables = try await pool.query(
                "select tables from \(identifier: schema).projection where name = \(name)"
            ).decodeFirst([String].self)
            var rows: [String] = []
            for table in try #require(tables) {
                rows += try await pool.query(
                    "select row::text from \(identifier: schema).\(identifier: table) as row order by 1"
                ).decode(String.self)
            }
            return rows
        }
    }
}
