import Foundation
import HTTPTypes
import ServiceKit
import ServiceTestSupport
import TestSupport
import Testing

@testable import PlacementMatcher
@testable import Portal

/// What a provider's forms send, at the matcher itself: its own routes on a database, behind the portal's pages.
@Suite("A provider's pages over the real matcher", .timeLimit(.minutes(1)))
struct ProviderAtMatcherTests {
    private static let id = ProviderBench.provision
    private static let coordinator = Identity.someone(.coordinator, subject: "coordinator-1")

    /// The matcher with one provision of the provider who is signed in, which the authority has described.
    private func run(_ body: @Sendable @escaping (ProviderBench, ServiceInProcess) async throws -> Void) async throws {
        try await OwnDatabase.lend("matcher") { database in
            try await database.prepare(for: PlacementMatcher.definition)
            try await ServiceInProcess.lend(
                PlacementMatcher.definition, on: database, at: Date(), settings: ["DIRECTORY_FILE": #filePath]
            ) { host, router in
                ProvisionAPI(host: host).add(to: router)
                CapacityAPI(host: host).add(to: router)
                DirectoryImportAPI(host: host).add(to: router)
            } _: { service in
                let described = try await service.send(
                    .put, "/v1/provisions/\(Self.id)", Self.service, as: Self.coordinator)
                #expect(described.status == 201, "\(described.text)")
                try await ProviderBench.run(over: StandInService { try await Self.ask(service, $0) }) {
                    try await body($0, service)
                }
            }
        }
    }

    private static let service: JSON = [
        "id": .string(id), "name": "Severn Bank Studio", "status": "active", "minimum_age": 11, "maximum_age": 16,
        "description": "Small groups.",
        "organization": [
            "id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610", "name": "Severn Bank Arts",
            "organization_identifiers": [
                ["identifier_scheme": "referral-hub", "identifier": .string(ProviderBench.person.organisation)]
            ],
        ],
        "capacities": [["available": 8, "maximum": 8]],
        "attributes": [
            ["taxonomy_term": ["taxonomy": "hub-ap-kind", "code": "third_sector"]],
            ["taxonomy_term": ["taxonomy": "hub-key-stage", "code": "ks3"]],
            ["taxonomy_term": ["taxonomy": "hub-need", "code": "SEMH"]],
            ["taxonomy_term": ["taxonomy": "hub-figure", "code": "sessions_a_week"], "value": "6"],
            ["taxonomy_term": ["taxonomy": "hub-figure", "code": "weekly_hours"], "value": "15"],
            ["taxonomy_term": ["taxonomy": "hub-figure", "code": "registered"], "value": "false"],
        ],
    ]

    /// Asks the matcher as whom the portal's token names.
    private static func ask(
        _ service: ServiceInProcess, _ asked: StandInService.Asked
    ) async throws -> StandInService.Canned {
        let identity = Identity.someone(
            .provider, subject: asked.claims.at("sub")?.words, organisation: asked.claims.at("org")?.words ?? "")
        let reply = try await service.send(
            try #require(HTTPRequest.Method(rawValue: asked.method)),
            asked.path + (asked.query.isEmpty ? "" : "?\(asked.query)"), asked.body == .null ? nil : asked.body,
            as: identity, key: asked.key.flatMap { UUID(uuidString: $0.filter { $0 != "\"" }) }, tag: asked.ifMatch)
        return StandInService.Canned(status: reply.status, version: reply.headers[.eTag], json: reply.body)
    }

    /// The boxes of a form as the page shows them, and its version.
    private static func form(_ html: String) -> (fields: [String: String], version: String?) {
        /// What stands in quotation marks behind a name.
        func value(_ name: String, in tag: String) -> String? {
            let parts = " \(tag)".components(separatedBy: " \(name)=\"")
            return parts.count < 2 ? nil : String(parts[1].prefix { $0 != "\"" }).replacing("&quot;", with: "\"")
        }
        var fields: [String: String] = [:]
        for input in html.components(separatedBy: "<input ").dropFirst() {
            let tag = String(input.prefix { $0 != ">" })
            let isChoice = ["checkbox", "radio"].contains { tag.contains("type=\"\($0)\"") }
            let isOff = isChoice && !tag.contains(" checked")
            guard !isOff, let name = value("name", in: tag) else { continue }
            fields[name] = value("value", in: tag) ?? ""
        }
        for area in html.components(separatedBy: "<textarea ").dropFirst() {
            guard let name = value("name", in: area) else { continue }
            fields[name] = String(area.drop { $0 != ">" }.dropFirst().prefix { $0 != "<" }).trimmed
        }
        return (fields.filter { !["form_token", "form_version"].contains($0.key) }, fields["form_version"])
    }

    @Test(
        "The entry's form sends what the matcher takes, changes what was asked alone, and shows what it refuses"
    )
    func entry() async throws {
        try await run { bench, service in
            #expect(try await bench.get("/directory").text.contains("Nobody has assured it yet."))
            let path = "/directory/\(Self.id)/edit"
            var (fields, version) = Self.form(try await bench.get(path).text)
            #expect(fields["description"] == "Small groups." && fields["places"] == "8", "\(fields)")
            let before = try await service.send(.get, "/v1/provisions/\(Self.id)", as: Self.coordinator).body
            fields["description"] = "Small groups, by the river."
            fields["wait_days"] = "3"
            (fields["key_stage-ks4"], fields["places"]) = ("yes", "9")
            let sent = try await bench.post(path, fields, version: version)
            #expect(sent.status == 303, "\(sent.text)")
            let after = try await service.send(.get, "/v1/provisions/\(Self.id)", as: Self.coordinator).body
            #expect(after.at("service/description") == "Small groups, by the river." && after.at("wait_days") == 3)
            #expect(after.at("key_stages") == ["ks3", "ks4"] && after.at("places/total") == 9)
            for kept in ["name", "kind", "provider", "needs", "minimum_age", "sessions_a_week", "registered"] {
                #expect(after.at(kept) == before.at(kept) && after.at(kept) != nil, "\(kept)")
            }
            (fields, version) = Self.form(try await bench.get(path).text)
            (fields["minimum_age"], fields["maximum_age"], fields["weekly_hours"]) = ("14", "9", "900")
            let refused = try await bench.post(path, fields, version: version)
            #expect(refused.status == 422, "\(refused.status)")
            #expect(refused.text.contains("id=\"weekly_hours-error\"") && refused.text.contains("by the river"))
        }
    }

    @Test("Places and closures set by the forms are the matcher's calendar; what it refuses stands beside its question")
    func calendar() async throws {
        try await run { bench, service in
            let path = "/capacity/\(Self.id)"
            func calendar() async throws -> JSON {
                try await service.send(.get, "/v1/provisions/\(Self.id)/capacity", as: Self.coordinator).body
            }
            /// Fills in a form of the calendar as it is shown, and sends it.
            func send(_ place: String, _ answers: [String: String]) async throws -> RunningPortal.Answer {
                let form = Self.form(try await bench.get("\(path)/\(place)").text)
                return try await bench.post(
                    "\(path)/\(place)", form.fields.merging(answers) { $1 }, version: form.version)
            }
            let rule = ["places": "6", "sessions-tue_am": "yes", "needs-SEMH": "yes"]
                .merging(ProviderBench.day("from", 2026, 12, 1)) { $1 }
            let added = try await send("rules/new", rule)
            #expect(added.header("location") == "\(path)?done=set", "\(added.text)")
            #expect(
                try await calendar().at("rules/0")?.with(["needs": ["SEMH"]])
                    == (try await calendar().at("rules/0")), "the need is kept")
            let closure = ["reason": "training"].merging(ProviderBench.day("from", 2026, 12, 7)) { $1 }
                .merging(ProviderBench.day("to", 2026, 12, 7)) { $1 }
            #expect(try await send("closures/new", closure).status == 303)
            let more = try await send("rules/0", ["places": "7", "sessions-wed_pm": "yes"])
            #expect(more.status == 303)
            let set = try await calendar()
            #expect(set.at("rules/0/places") == 7 && set.at("rules/0/sessions") == ["tue_am", "wed_pm"])
            #expect(set.at("rules/0/from") == "2026-12-01" && set.at("rules")?.count == 1)
            #expect(set.at("closures") == [["from": "2026-12-07", "to": "2026-12-07", "reason": "training"]])
            let wrong = try await send("rules/new", rule.merging(["places": "5000"]) { $1 })
            #expect(wrong.status == 422 && wrong.text.contains("id=\"places-error\""))
            #expect(try await send("closures/0/removal", [:]).status == 303)
            #expect(try await calendar().at("closures") == [])
        }
    }

    @Test("What is not in the directory any more is still shown to its own provider, with the reason, and to no other")
    func unlisted() async throws {
        try await run { bench, service in
            let version = try await service.send(.get, "/v1/provisions/\(Self.id)", as: Self.coordinator).version
            let taken = try await service.send(
                .delete, "/v1/provisions/\(Self.id)", as: Self.coordinator, match: version)
            #expect(taken.status == 204)
            let page = try await bench.get("/directory")
            #expect(
                page.text.contains("Severn Bank Studio") && page.text.contains("It is not in the directory any more."))
            for other in [Self.coordinator, .someone(.provider, organisation: "another")] {
                #expect(try await service.send(.get, "/v1/provisions", as: other).items.isEmpty)
            }
        }
    }

    @Test("An entry from a feed that says too little tells its provider what is missing; the form asks for all of it")
    func takenIn() async throws {
        try await run { bench, service in
            let farm = "2f4f0c1e-6f0d-4a52-9a3b-1d2f5f0a7c10"
            let brought = try await service.send(
                .post, "/v1/directory/imports",
                [
                    "feed": "https://council.example", "whole": true, "apply": true, "take_in": [.string(farm)],
                    "services": [
                        Self.service.with(["id": .string(farm), "name": "Orchard Farm Learning", "attributes": []])
                    ],
                ], as: Self.coordinator, key: UUID())
            #expect(brought.body.at("counts/taken_in") == 1, "\(brought.text)")
            #expect(
                try await bench.get("/directory").text.contains("It is not in the directory yet: 6 things to fill in."))
            let page = try await bench.get("/directory/\(farm)").text
            for words in [
                "nobody is offered a place here", "What is still missing", "Whether you are a registered school.",
                "/directory/\(farm)/edit#kind", "The authority looks at your provision and assures it.",
            ] { #expect(page.contains(words), "\(words)") }
            #expect(!page.contains("any more"))

            let path = "/directory/\(farm)/edit"
            var (fields, version) = Self.form(try await bench.get(path).text)
            let empty = try await bench.post(path, fields, version: version)
            #expect(empty.status == 422)
            for field in ["kind", "registered", "key_stage", "need", "sessions_a_week", "weekly_hours"] {
                #expect(empty.text.contains("id=\"\(field)-error\""), "\(field)")
            }
            fields.merge(
                [
                    "kind": "third_sector", "registered": "no", "key_stage-ks3": "yes", "need-SEMH": "yes",
                    "sessions_a_week": "6", "weekly_hours": "15", "wait_days": "0", "places": "4",
                ]
            ) { $1 }
            let sent = try await bench.post(path, fields, version: version)
            #expect(sent.status == 303, "\(sent.text)")
            let read = try await service.send(.get, "/v1/provisions/\(farm)", as: Self.coordinator).body
            #expect(read.at("missing")?.all("code") == ["assurance_missing"] && read.at("registered") == false)
            let after = try await bench.get("/directory/\(farm)").text
            #expect(after.contains("What is still missing") && !after.contains("edit#"))
            #expect(
                try await bench.get("/directory").text.contains("The authority has to assure it before it is in"))
            let again = try await bench.get(path).text
            #expect(
                !again.contains("name=\"kind\"") && !again.contains("name=\"registered\""), "the authority's by now")
        }
    }
}
