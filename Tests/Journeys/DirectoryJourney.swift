import Foundation
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
                let page: JSONValue = [
                    "contents": [Self.service("Severn Bank Studio"), ["id": "?", "attributes": []]], "last_page": true,
                    "total_items": 2,
                ]
                let feed = try await Feed(town, page)
                try await imported(feed, town)
                try await read(town)
                try await assured(town)
                try await described(town)
                feed.stop()
            }
        }

        /// Compared first, then applied; the row that is wrong is named each time.
        private func imported(_ feed: Feed, _ town: Town) async throws {
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
    }

    /// A feed of one page, at an address of its own.
    private struct Feed {
        let address: String
        private let process: ChildProcess

        init(_ town: Town, _ page: JSONValue) async throws {
            let folder = town.folder.appending(path: "feed")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try page.data().write(to: folder.appending(path: "services"))
            let port = try FreePorts.take(1)[0]
            address = "http://127.0.0.1:\(port)"
            process = try ChildProcess(
                town.surroundings.python,
                ["-m", "http.server", "\(port)", "--bind", "127.0.0.1", "--directory", folder.path],
                output: .nullDevice)
            let deadline = ContinuousClock.now + .seconds(20)
            while (try? await town.raw("GET", address + "/services"))?.status != 200, .now < deadline {
                try await Task.sleep(for: .milliseconds(50))
            }
        }

        func stop() { process.signal(15) }
    }
}
