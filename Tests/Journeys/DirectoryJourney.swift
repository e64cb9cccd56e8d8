import Foundation
import Inclusion
import Postgres
import Testing

@testable import Hub

extension Journeys {
    /// A provider of another directory: brought in from its feed, shown to everybody, assured, described by itself.
    @Suite("The directory", .serialized, .timeLimit(.minutes(5)))
    struct DirectoryJourney {
        static let id = "ac148810-d857-441c-9679-408f346de14b"

        static func service(_ name: String) -> JSONValue {
            func term(_ taxonomy: String, _ code: String, _ value: String? = nil) -> JSONValue {
                var attribute: JSONValue = ["taxonomy_term": ["taxonomy": .string(taxonomy), "code": .string(code)]]
                if let value { attribute["value"] = .string(value) }
                return attribute
            }
            return [
                "id": .string(id), "name": .string(name), "status": "active", "email": "ann@studio.example",
                "minimum_age": 11, "maximum_age": 16, "contacts": [["name": "Ann Persona"]],
                "organization": [
                    "id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610", "name": "Severn Bank Arts",
                    "organization_identifiers": [
                        ["identifier_scheme": "referral-hub", "identifier": "provider-severn-vale"]
                    ],
                ],
                "attributes": [
                    term("hub-ap-kind", "third_sector"), term("hub-key-stage", "ks3"), term("hub-need", "SEMH"),
                    term("hub-figure", "sessions_a_week", "6"), term("hub-figure", "weekly_hours", "15"),
                    term("hub-figure", "registered", "false"),
                ],
            ]
        }

        @Test("From a feed to an assured entry that everybody can read")
        func fromAFeed() async throws {
            try await Town.visit { town in
                let feed = try await ServedFeed(
                    [Self.service("Severn Bank Studio"), ["id": "?", "attributes": []]], in: town)
                try await imported(feed, town)
                try await read(town)
                try await assured(town)
                try await described(town)
                feed.stop()
            }
        }

        /// Compared first, then applied; the row that is wrong is named each time.
        private func imported(_ feed: ServedFeed, _ town: Town) async throws {
            let arguments = ["directory", "import", feed.address, "--matcher", town.address("placement-matcher")]
            let coordinator = try #require(town.people.with(role: "coordinator").first).id
            let environment = ["HUB_TOKEN": try await town.token(coordinator)]
            let compared = try await town.hub(arguments, environment: environment)
            #expect(compared.status == 1 && compared.output.contains("Nothing was changed."))
            #expect(try await found(town) == 0)
            let applied = try await town.hub(arguments + ["--apply"], environment: environment)
            #expect(applied.status == 1 && applied.output.contains("Applied: "))
            #expect(try town.text(of: "hub").contains("service 1 /id not_an_id"))
            #expect(try await found(town) == 1)
            let provider = ["HUB_TOKEN": try await town.token("severn-vale-user")]
            _ = try await town.hub(arguments + ["--apply"], environment: provider)
            #expect(try town.text(of: "hub").contains("403 role_required"))
        }

        private func found(_ town: Town) async throws -> Int? {
            let matcher = town.address("placement-matcher")
            return try await town.raw("GET", "\(matcher)/services?search=bank%20studio").body["total_items"]?.int
        }

        /// Without a token, and without anybody's details.
        private func read(_ town: Town) async throws {
            let matcher = town.address("placement-matcher")
            #expect(try await town.raw("GET", matcher + "/").body["version"]?.string == "3.0")
            for (path, total) in [
                ("services", 15), ("service_at_locations", 15), ("organizations", 9), ("taxonomies", 5),
            ] {
                let answer = try await town.raw("GET", "\(matcher)/\(path)?per_page=3&full=true")
                #expect(answer.status == 200 && answer.body["total_items"]?.int == total, "\(path)")
                #expect(answer.body["size"]?.int == 3 && answer.body["last_page"]?.bool == false)
                let id = try #require(answer.body["contents"]?.elements.first?["id"]?.string)
                #expect(try await town.raw("GET", "\(matcher)/\(path)/\(id)").body["id"]?.string == id)
            }
            let answer = try await town.get("placement-matcher", "/services/\(Self.id)", as: "severn-vale-user")
            let text = try answer.body.text()
            #expect(text.contains("Severn Bank Arts") && !text.contains("@") && !text.contains("Ann"))
            let again = try await town.raw(
                "GET", "\(matcher)/services/\(Self.id)", headers: ["If-None-Match": try #require(answer.etag)])
            #expect(again.status == 304)
            for bad in ["page=0", "per_page=501", "full=maybe", "taxonomy_id=7", "modified_after=yesterday"] {
                #expect(try await town.raw("GET", "\(matcher)/services?\(bad)").status == 400)
            }
        }

        /// By a coordinator, never by the provider itself.
        private func assured(_ town: Town) async throws {
            let coordinator = try #require(town.people.with(role: "coordinator").first).id
            let path = "/v1/provisions/\(Self.id)"
            let before = try await town.get("placement-matcher", path, as: coordinator)
            #expect(before.isGood && before.body["assured_until"] == nil)
            let body: JSONValue = [
                "assurer": "Inclusion Service", "standard": "County AP standard 2026", "assured_on": "2026-01-05",
                "until": "2028-01-04", "evidence": [["kind": "visit", "seen_on": "2026-01-05"]],
            ]
            func assure(_ body: JSONValue, as person: String, _ ifMatch: String?) async throws -> Int {
                try await town.post("placement-matcher", path + "/assurances", body, as: person, ifMatch: ifMatch)
                    .status
            }
            var wrong = body
            wrong["evidence"] = []
            #expect(try await assure(body, as: "severn-vale-user", before.etag) == 403)
            #expect(try await assure(body, as: coordinator, nil) == 428)
            #expect(try await assure(wrong, as: coordinator, before.etag) == 422)
            #expect(try await assure(body, as: coordinator, before.etag) == 201)
            #expect(try await assure(body, as: coordinator, before.etag) == 412)
            let after = try await town.get("placement-matcher", path, as: coordinator)
            #expect(after.body["assured_until"]?.string == "2028-01-04")
            #expect(after.body["assurances"]?.elements.first?["recorded_by"]?.string == coordinator)
        }

        /// A provider describes its own, and nobody else's.
        private func described(_ town: Town) async throws {
            let (path, owner) = ("/v1/provisions/\(Self.id)", "severn-vale-user")
            func put(_ name: String, as person: String, _ ifMatch: String?) async throws -> Int {
                try await town.client.send(
                    .init(
                        method: "PUT", url: town.address("placement-matcher") + path,
                        token: try await town.token(person), body: Self.service(name), ifMatch: ifMatch)
                ).status
            }
            let other = try #require(
                town.people.with(role: "provider").first { $0.org != "provider-severn-vale" }
            ).id
            let before = try await town.get("placement-matcher", path, as: owner)
            #expect(try await put("Taken over", as: other, before.etag) == 403)
            #expect(try await put("The Studio", as: owner, nil) == 428)
            #expect(try await put("The Studio", as: owner, before.etag) == 200)
            let after = try await town.get("placement-matcher", path, as: owner)
            #expect(after.body["name"]?.string == "The Studio")
            #expect(after.body["assured_until"]?.string == "2028-01-04")
        }

        // MARK: A council's feed

        private static let farm = "2f4f0c1e-6f0d-4a52-9a3b-1d2f5f0a7c10"
        private static let trust = "6b6f0a52-0f5e-4d8c-9a52-2d9f1c3b4a60"

        /// As councils publish it: whatever they know, and none of the hub's terms.
        private static func council(_ id: String, _ name: String, _ organization: (String, String)) -> JSONValue {
            [
                "id": .string(id), "name": .string(name), "status": "active", "url": "https://farm.example",
                "description": "<p>Animals and woodwork.</p>", "email": "ann@farm.example", "fees": "",
                "organization": ["id": .string(organization.0), "name": .string(organization.1)],
                "contacts": [["name": "Ann Persona"]], "languages": [["code": "en", "name": "English"]],
                "service_at_locations": [
                    ["location": ["latitude": .double(51.8675), "longitude": .double(-2.2466), "accessibility": []]]
                ],
                "attributes": [["taxonomy_term": ["taxonomy": "esdServiceTypes", "code": "1234", "name": "Youth"]]],
            ]
        }

        @Test("A council's service is chosen, completed by its provider, assured, and only then shown and ranked")
        func fromACouncil() async throws {
            try await Town.visit { town in
                let hall = ("5b8f8a1e-7f0e-49b5-9f0f-3f1a2c4d5e6f", "Village Hall")
                let feed = try await ServedFeed(
                    [
                        Self.council("8d0b6b0e-1f57-4e8c-8a55-6f3d8e0c2b11", "Tuesday Tea", hall),
                        Self.council(Self.farm, "Orchard Farm Learning", (Self.trust, "Orchard Trust")),
                    ], in: town)
                let start = "\(Calendar(identifier: .gregorian).component(.year, from: Date()) + 1)-09-07"
                try await LastPlaceJourney.refer(1, wantedStart: start, in: town)
                try await town.until(1, "select count(*) from placement_matcher.placement_request")
                try await takenIn(feed, town)
                try await completed(town)
                try await again(feed, town)
                feed.stop()
            }
        }

        /// Compared, found among what was passed over, and taken in by its id: an entry that nobody sees or is offered.
        private func takenIn(_ feed: ServedFeed, _ town: Town) async throws {
            func bring(_ more: String...) async throws -> String {
                let done = try await town.hub(
                    ["directory", "import", feed.address, "--matcher", town.address("placement-matcher")] + more,
                    environment: ["HUB_TOKEN": try await town.token(try Self.coordinator(town))])
                let errors = try town.text(of: "hub")
                #expect(done.status == 0, "\(errors)")
                return done.output
            }
            let compared = try await bring("--passed-over", "orchard")
            #expect(compared.contains("\(Self.farm)  Orchard Farm Learning  \(Self.trust)  Orchard Trust"))
            #expect(!compared.contains("Tuesday Tea") && compared.contains("--take-in ID"))
            let choice = ["--take-in", Self.farm, "--organisation", "\(Self.trust)=provider-severn-vale"]
            let staged = try await bring(choice[0], choice[1], choice[2], choice[3])
            #expect(staged.contains("Nothing was changed.") && staged.contains("registered_missing"))
            let entries: PostgresQuery = "select count(*) from placement_matcher.provision where taken_in"
            #expect(try await town.count(entries) == 0)
            _ = try await bring(choice[0], choice[1], choice[2], choice[3], "--apply")
            #expect(try await town.count(entries) == 1)
            try await isShown(false, town)
        }

        /// Its provider says over the API what is missing; the coordinator assures it.
        private func completed(_ town: Town) async throws {
            let (path, owner) = ("/v1/provisions/\(Self.farm)", "severn-vale-user")
            let read = try await town.get("placement-matcher", path, as: owner)
            #expect(read.body["missing"]?.elements.count == 7 && read.body["listed"]?.bool == false)
            var service = try #require(read.body["service"])
            service["attributes"] = .array(Self.terms)
            service["capacities"] = [["available": 4, "maximum": 4]]
            service["organization"] = Self.service("")["organization"]
            let put = try await town.client.send(
                .init(
                    method: "PUT", url: town.address("placement-matcher") + path, token: try await town.token(owner),
                    body: service, ifMatch: read.etag))
            #expect(put.status == 200, "\(put.body)")
            try await isShown(false, town)
            let assured = try await town.post(
                "placement-matcher", path + "/assurances",
                [
                    "assurer": "Inclusion Service", "standard": "County AP standard 2026",
                    "assured_on": .string(Self.day(-1)), "until": .string(Self.day(1000)),
                    "evidence": [["kind": "visit", "seen_on": .string(Self.day(-10))]],
                ], as: try Self.coordinator(town), ifMatch: put.etag)
            #expect(assured.status == 201, "\(assured.body)")
            try await isShown(true, town)
        }

        /// The same feed, once more: nothing that was completed is lost.
        private func again(_ feed: ServedFeed, _ town: Town) async throws {
            let done = try await town.hub(
                ["directory", "import", feed.address, "--apply", "--matcher", town.address("placement-matcher")],
                environment: ["HUB_TOKEN": try await town.token(try Self.coordinator(town))])
            #expect(done.status == 0)
            try await isShown(true, town)
        }

        /// Whether everybody sees it in the directory, and whether a child whom it fits would be put to it.
        private func isShown(_ isShown: Bool, _ town: Town) async throws {
            let service = try await town.raw("GET", "\(town.address("placement-matcher"))/services/\(Self.farm)")
            #expect(service.status == (isShown ? 200 : 404))
            let coordinators = Set(town.people.coordinators.values.map(\.id))
            for coordinator in coordinators {
                for search in try await town.searches(as: coordinator) {
                    let path = "/v1/placement-requests/\(search.id)"
                    let ranked = try await town.post(
                        "placement-matcher", path + "/shortlist", as: coordinator, ifMatch: search.etag)
                    #expect(ranked.isGood, "\(ranked.body)")
                    let read = try await town.get("placement-matcher", path, as: coordinator).body
                    let ids = (read["shortlist"]?.elements ?? []).map { $0["provision"]?["id"]?.string }
                    #expect(ids.contains(Self.farm) == isShown, "\(read["excluded"] ?? .null)")
                }
            }
        }

        private static func coordinator(_ town: Town) throws -> String {
            try #require(town.people.with(role: "coordinator").first).id
        }

        /// So many days from today.
        private static func day(_ days: Int) -> String {
            String(RFC3339.text(Date().addingTimeInterval(Double(days) * 86400)).prefix(10))
        }

        /// The hub's terms of a provider who takes everybody.
        private static var terms: [JSONValue] {
            func terms(_ taxonomy: DirectoryTaxonomy) -> [JSONValue] {
                taxonomy.terms.map {
                    ["taxonomy_term": ["taxonomy": .string(taxonomy.rawValue), "code": .string($0.code)]]
                }
            }
            let figures = ["sessions_a_week": "10", "weekly_hours": "18", "registered": "false"]
            return terms(.keyStage) + terms(.need)
                + [["taxonomy_term": ["taxonomy": "hub-ap-kind", "code": "third_sector"]]]
                + figures.map { code, value in
                    ["taxonomy_term": ["taxonomy": "hub-figure", "code": .string(code)], "value": .string(value)]
                }
        }
    }
}
