import Contracts
import EventFlow
import Foundation
import HTTPTypes
import Inclusion
import Postgres
import ServiceKit
import ServiceTestSupport
import TestSupport
import Testing

@testable import PlacementMatcher

/// Feeds of a council come in by the API, as an operator brings them.
extension DirectoryRoom {
    static let coordinator = Identity.someone(.coordinator)
    static let provider = Identity.someone(.provider, organisation: MatcherBench.provider)
    static let feed = "https://council.example/oruk"

    /// Posts an import, whole, and answers what the service says.
    func post(
        _ services: [JSON], apply: Bool = true, takeIn: [String] = [], organizations: JSON = .array([])
    ) async throws -> Reply {
        try await send(
            .post, "/v1/directory/imports",
            [
                "feed": .string(Self.feed), "whole": true, "apply": .bool(apply), "take_in": .strings(takeIn),
                "organizations": organizations, "services": .array(services),
            ], as: Self.coordinator, key: UUID())
    }

    /// The same; what is refused fails the test.
    @discardableResult
    func bring(
        _ services: [JSON], apply: Bool = true, takeIn: [String] = [], organizations: JSON = .array([])
    ) async throws -> JSON {
        let reply = try await post(services, apply: apply, takeIn: takeIn, organizations: organizations)
        try #require(reply.status == 201, "\(reply.text)")
        return reply.body
    }

    /// Outcomes that occurred.
    static func counts(_ report: JSON) -> [String: Int] {
        guard case .object(let counts)? = report.at("counts") else { return [:] }
        return Dictionary(
            uniqueKeysWithValues: counts.compactMap { count in
                count.value.number.flatMap { $0 > 0 ? (count.name, $0) : nil }
            })
    }

    func read(_ id: String = FeedSample.farm, as identity: Identity = coordinator) async throws
        -> Reply
    {
        try await send(.get, "/v1/provisions/\(id)", as: identity)
    }

    /// How many services everybody sees.
    func published() async throws -> Int? {
        try await send(.get, "/services", as: nil).body.at("total_items")?.number
    }

    /// What an entry is, with the hub's terms, as its provider sends it.
    func completed(_ change: JSON = .object([])) async throws -> JSON {
        let service = try #require(try await read().body.at("service"))
        func term(_ taxonomy: String, _ code: String, _ value: String? = nil) -> JSON {
            .object(leavingOutNil: [
                ("value", value.map { .string($0) }),
                ("taxonomy_term", ["taxonomy": .string(taxonomy), "code": .string(code)]),
            ])
        }
        let terms = [
            term("hub-ap-kind", "third_sector"), term("hub-key-stage", "ks3"), term("hub-need", "SEMH"),
            term("hub-figure", "sessions_a_week", "10"), term("hub-figure", "weekly_hours", "18"),
            term("hub-figure", "registered", "false"),
        ]
        return service.with([
            "attributes": .array((service.at("attributes")?.items ?? []) + terms),
            "capacities": [["available": 4, "maximum": 4]],
            "organization": [
                "id": .string(FeedSample.farmTrust), "name": "Orchard Trust",
                "organization_identifiers": [
                    ["identifier_scheme": "referral-hub", "identifier": .string(MatcherBench.provider)]
                ],
            ],
        ]).with(change)
    }

    func put(_ service: JSON, as identity: Identity = provider) async throws -> Reply {
        try await send(
            .put, "/v1/provisions/\(FeedSample.farm)", service, as: identity, match: try await read().version)
    }

    func assure() async throws {
        let reply = try await send(
            .post, "/v1/provisions/\(FeedSample.farm)/assurances",
            [
                "assurer": "Inclusion Service", "standard": "County AP standard 2026", "assured_on": "2026-11-20",
                "until": "2027-11-19", "evidence": [["kind": "visit", "seen_on": "2026-11-12"]],
            ], as: Self.coordinator, key: UUID(), match: try await read().version)
        #expect(reply.status == 201, "\(reply.text)")
    }
}

@Suite("A feed without the hub's terms", .timeLimit(.minutes(2)))
struct ForeignFeedTests {
    private static let mapped: JSON = [
        ["id": .string(FeedSample.farmTrust), "provider": .string(MatcherBench.provider)]
    ]

    private static func tea() throws -> JSON {
        try FeedSample.council(
            FeedSample.tea, "Tuesday Tea",
            ["organization": "{\"id\": \"5b8f8a1e-7f0e-49b5-9f0f-3f1a2c4d5e6f\", \"name\": \"Village Hall\"}"])
    }

    @Test("What is passed over is named, with why and how it is taken in; a slip in the choice changes nothing")
    func passedOver() async throws {
        try await DirectoryRoom.run { room in
            let closed = try FeedSample.council(FeedSample.first, "Closed", ["status": "\"inactive\""])
            let services = [try FeedSample.council(), try Self.tea(), closed]
            let report = try await room.bring(services, apply: false)
            #expect(DirectoryRoom.counts(report) == ["passed_over": 3] && report.at("state") == "staged")
            #expect(report.at("rows")?.all("outcome") == Array(repeating: "passed_over", count: 3))
            #expect(report.at("rows/1/organization/name") == "Village Hall")
            #expect(report.at("rows/1/name") == "Tuesday Tea" && report.at("rows/1/id") == .string(FeedSample.tea))
            #expect(
                report.at("rows")?.items.map { $0.at("problems/0/code")?.words }
                    == ["no_hub_terms", "no_hub_terms", "not_active"])
            #expect(report.at("rows/0/problems/0/detail")?.words?.contains("take_in") == true)
            let slip = try await room.post(
                services, takeIn: [FeedSample.second, "farm"],
                organizations: [["id": .string(FeedSample.second), "provider": " "]])
            #expect(slip.status == 422)
            #expect(
                slip.body.at("errors")?.items.map { "\($0.at("pointer")?.words ?? "") \($0.at("code")?.words ?? "")" }
                    == [
                        "/take_in/1 not_an_id", "/take_in not_in_feed", "/organizations/0/id not_in_feed",
                        "/organizations/0/provider required",
                    ])
            #expect(try await room.bench.number("select count(*) from provision") == 0)
        }
    }

    @Test("Taken in, it is neither shown, ranked nor offered; it says what is missing, and to whom it belongs")
    func takenIn() async throws {
        try await DirectoryRoom.run { room in
            let services = [try FeedSample.council(), try Self.tea()]
            let staged = try await room.bring(
                services, apply: false, takeIn: [FeedSample.farm], organizations: Self.mapped)
            #expect(DirectoryRoom.counts(staged) == ["taken_in": 1, "passed_over": 1])
            #expect(try await room.bench.number("select count(*) from provision") == 0)
            let id = try #require(staged.at("id")?.words)
            let applied = try await room.send(
                .post, "/v1/directory/imports/\(id)/application", as: DirectoryRoom.coordinator, key: UUID())
            #expect(applied.status == 200 && DirectoryRoom.counts(applied.body) == ["taken_in": 1, "passed_over": 1])
            let missing = [
                "kind_missing", "key_stages_missing", "needs_missing", "sessions_a_week_missing",
                "weekly_hours_missing", "registered_missing",
            ]
            #expect(applied.body.at("rows/0/missing")?.all("code") == missing)

            let entry = try await room.read().body
            #expect(entry.at("listed") == false && entry.at("provider/id") == .string(MatcherBench.provider))
            #expect(entry.at("missing")?.all("code") == missing + ["assurance_missing"])
            #expect(entry.at("missing")?.all("pointer") == missing.map { _ in "/attributes" } + ["/assurances"])
            for name in ["kind", "sessions_a_week", "registered", "weekly_hours"] { #expect(entry.at(name) == nil) }
            #expect(entry.at("minimum_age") == 11 && entry.at("maximum_age") == 18)
            let text = entry.text
            for words in [
                "woodwork", "https://farm.example", "1 Orchard Lane", "Step-free", "MO,TU,WE", "English",
                "esdServiceTypes",
            ] { #expect(text.contains(words), "\(words)") }
            for words in ["Ann", "@", "01452", "hub-figure\", \"code\": \"registered"] {
                #expect(!text.contains(words), "\(words)")
            }

            #expect(try await room.published() == 0)
            #expect(try await room.send(.get, "/services/\(FeedSample.farm)", as: nil).status == 404)
            for path in ["organizations", "service_at_locations"] {
                #expect(try await room.send(.get, "/\(path)", as: nil).body.at("total_items") == 0)
            }
            #expect(try await room.bench.listed().isEmpty)
            let request = try await room.bench.request()
            #expect(request.candidates.isEmpty)
            await #expect(throws: Problem.self) { try await room.bench.ask(request, FeedSample.farm) }
        }
    }

    @Test("Coordinators find what waits, its provider finds its own, and nobody else anything")
    func found() async throws {
        try await DirectoryRoom.run { room in
            try await room.bring([try FeedSample.council()], takeIn: [FeedSample.farm], organizations: Self.mapped)
            func names(_ query: String, _ identity: Identity) async throws -> [String] {
                try await room.send(.get, "/v1/provisions\(query)", as: identity).body.at("items")?.all("name")
                    ?? []
            }
            let other = Identity.someone(.provider, organisation: "provider-other")
            #expect(try await names("?listed=false", DirectoryRoom.coordinator) == ["Orchard Farm Learning"])
            #expect(try await names("", DirectoryRoom.coordinator) == [])
            for query in ["", "?listed=false"] {
                #expect(try await names(query, DirectoryRoom.provider) == ["Orchard Farm Learning"])
                #expect(try await names(query, other) == [])
            }
            #expect(try await names("?listed=true", DirectoryRoom.provider) == [])
            #expect(try await room.read(as: other).status == 404)
            #expect(try await room.put(try await room.completed(), as: other).status == 403)
            #expect(try await room.send(.get, "/v1/provisions?listed=7", as: other).status == 400)
        }
    }

    @Test("Completed by its provider and assured it is listed, ranked and can be asked, like any other")
    func completed() async throws {
        try await DirectoryRoom.run { room in
            try await room.bring([try FeedSample.council()], takeIn: [FeedSample.farm], organizations: Self.mapped)
            let half = try await room.completed([
                "attributes": [
                    ["taxonomy_term": ["taxonomy": "hub-ap-kind", "code": "third_sector"]]
                ]
            ])
            let refused = try await room.put(half)
            #expect(refused.status == 422 && refused.body.at("errors")?.count == 5, "\(refused.text)")
            #expect(try await room.put(try await room.completed()).status == 200)
            let waiting = try await room.read().body
            let unranked = try await room.bench.request()
            #expect(waiting.at("missing")?.all("code") == ["assurance_missing"] && waiting.at("listed") == false)
            #expect(waiting.at("kind") == "third_sector" && waiting.at("places/total") == 4)
            #expect(try await room.published() == 0 && unranked.candidates.isEmpty)
            try await room.assure()
            let listed = try await room.read().body
            #expect(listed.at("listed") == true && listed.at("missing") == [])
            #expect(try await room.published() == 1)
            let request = try await room.bench.request()
            #expect(request.candidates.map(\.provisionID) == [FeedSample.farm])
            #expect(try await room.bench.ask(request, FeedSample.farm).openOffer?.providerID == MatcherBench.provider)
            #expect(
                try await room.bench.story(of: FeedSample.farm) == [
                    "provision_unlisted", "provision_unlisted", "provision_assured", "provision_listed",
                ])
        }
    }

    @Test("The next import brings up to date what the feed says, and leaves alone what was completed here")
    func again() async throws {
        try await DirectoryRoom.run { room in
            try await room.bring([try FeedSample.council()], takeIn: [FeedSample.farm], organizations: Self.mapped)
            #expect(
                try await room.put(try await room.completed(["eligibility_description": "By referral."])).status
                    == 200)
            try await room.assure()
            #expect(DirectoryRoom.counts(try await room.bring([try FeedSample.council()])) == ["unchanged": 1])
            let moved = try FeedSample.council(
                FeedSample.farm, "Orchard Farm School",
                [
                    "description": "\"Animals and woodwork.\"", "maximum_age": "19", "url": "",
                    "service_at_locations": """
                    [{"id": "e94c9f38-1e8f-4564-91d4-d53501ab1799", "location": {"name": "The new farm",
                        "latitude": 51.8994, "longitude": -2.0783,
                        "addresses": [{"address_1": "2 Orchard Lane", "postal_code": "GL50 1AA"}]}}]
                    """,
                ])
            let report = try await room.bring([moved])
            #expect(
                report.at("rows/0/fields") == ["name", "location", "maximum_age", "service"]
                    && report.at("rows/0/missing") == nil)
            let entry = try await room.read().body
            #expect(entry.at("name") == "Orchard Farm School" && entry.at("maximum_age") == 19)
            #expect(entry.at("service/description") == "Animals and woodwork." && entry.at("service/url") == nil)
            #expect(entry.text.contains("2 Orchard Lane") && !entry.text.contains("1 Orchard Lane"))
            #expect(entry.at("service/eligibility_description") == "By referral.")
            for (name, value): (String, JSON) in [
                ("kind", "third_sector"), ("key_stages", ["ks3"]), ("needs", ["SEMH"]), ("sessions_a_week", 10),
                ("registered", false), ("listed", true),
            ] { #expect(entry.at(name) == value, "\(name)") }
            #expect(entry.at("provider/id") == .string(MatcherBench.provider), "said once, and kept")
            #expect(entry.at("places/total") == 4)
        }
    }

    @Test("What vanishes leaves the list, and comes back with what was completed; what was dropped here stays away")
    func vanished() async throws {
        try await DirectoryRoom.run { room in
            let both = [try FeedSample.council(), try Self.tea()]
            try await room.bring(both, takeIn: [FeedSample.farmTrust, FeedSample.tea], organizations: Self.mapped)
            #expect(try await room.bench.number("select count(*) from provision where taken_in") == 2)
            _ = try await room.put(try await room.completed())
            try await room.assure()
            let gone = try await room.bring([try Self.tea()])
            #expect(DirectoryRoom.counts(gone) == ["unlisted": 1, "unchanged": 1])
            #expect(try await room.published() == 0)
            #expect(DirectoryRoom.counts(try await room.bring(both)) == ["listed": 1, "unchanged": 1])
            #expect(try await room.read().body.at("needs") == ["SEMH"])

            let tea = "/v1/provisions/\(FeedSample.tea)"
            let version = try await room.read(FeedSample.tea).version
            let dropped = try await room.send(.delete, tea, as: DirectoryRoom.coordinator, match: version)
            #expect(dropped.status == 204)
            #expect(try await room.read(FeedSample.tea).body.at("missing") == [])
            #expect(DirectoryRoom.counts(try await room.bring(both)) == ["unchanged": 1, "passed_over": 1])
            #expect(
                DirectoryRoom.counts(try await room.bring(both, takeIn: [FeedSample.tea]))
                    == ["unchanged": 1, "taken_in": 1])
            #expect(DirectoryRoom.counts(try await room.bring([])) == [:], "a feed of nothing takes nothing off")
        }
    }

    @Test("What is wrong with a service that was chosen is named; the others are taken in")
    func wrong() async throws {
        try await DirectoryRoom.run { room in
            let wrong = try FeedSample.council(FeedSample.tea, "", ["minimum_age": "50"])
            let report = try await room.bring([try FeedSample.council(), wrong], takeIn: [FeedSample.farmTrust])
            #expect(DirectoryRoom.counts(report) == ["taken_in": 1, "refused": 1])
            #expect(report.at("rows/1/problems")?.all("pointer") == ["/name", "/minimum_age"])
            #expect(
                try await room.read().body.at("provider/id") == .string(FeedSample.farmTrust),
                "called as the feed calls it, until somebody says otherwise")
            let mapped = try await room.bring([try FeedSample.council()], organizations: Self.mapped)
            #expect(mapped.at("rows/0/fields") == ["organization"])
            #expect(try await room.read(as: DirectoryRoom.provider).status == 200)
        }
    }
}
