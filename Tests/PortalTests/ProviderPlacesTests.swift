import Foundation
import ServiceKit
import Testing

@testable import Portal

@Suite("A provider sets its places and keeps its entry", .timeLimit(.minutes(2)))
struct ProviderPlacesTests {
    private static let id = ProviderBench.provision
    private static let path = "/capacity/\(id)"
    private static let capacity = "/v1/provisions/\(id)/capacity"

    private static func provision(_ more: JSON = .object([])) throws -> JSON {
        try #require(try Examples.answer("get /v1/provisions 200").at("items/0")).with(more)
    }

    /// The API's own example of capacity, for whatever days are asked for.
    private static func keep(_ bench: ProviderBench, _ more: JSON = .object([]), version: String = "\"3\"") throws {
        bench.matcher.answer(
            "GET \(capacity)", try Examples.answer("get /v1/provisions/{id}/capacity 200").with(more), version: version)
        bench.matcher.answer("GET /v1/provisions/\(id)", try provision())
    }

    @Test("Only the provisions of the own organisation are there")
    func own() async throws {
        try await ProviderBench.run { bench in
            let other = try Self.provision(["name": "Elsewhere", "provider": ["id": "another", "name": "Another"]])
            bench.matcher.answer("GET /v1/provisions?limit=100", ["items": [try Self.provision(), other]])
            for area in ["capacity", "directory"] {
                let page = try await bench.get("/\(area)")
                #expect(page.text.contains("/\(area)/\(Self.id)") && page.text.contains("Severn Vale Bridge"))
                #expect(!page.text.contains("Elsewhere"))
            }
        }
    }

    @Test("The list of entries says of each whether places may be offered, and why not")
    func standing() async throws {
        try await ProviderBench.run { bench in
            let provisions = try [
                Self.provision(["assured_until": "2099-07-31"]), Self.provision(["assured_until": "2020-07-31"]),
                Self.provision().without("assured_until"),
                Self.provision(["assured_until": "2099-07-31", "listed": false]),
            ]
            bench.matcher.answer("GET /v1/provisions?limit=100", ["items": .array(provisions)])
            let page = try await bench.get("/directory")
            for words in [
                "Yes, assured until 31 July 2099", "Its assurance ended on 31 July 2020.", "Nobody has assured it yet.",
                "It is not in the directory any more.",
            ] { #expect(page.text.contains(words), "\(words)") }
        }
    }

    @Test("A week stands half day by half day, in numbers and words, with the weeks beside it")
    func week() async throws {
        try await ProviderBench.run { bench in
            try Self.keep(bench)
            let page = try await bench.get("\(Self.path)?week=2026-11-25")
            let asked = bench.matcher.asked().map(\.query)
            #expect(asked.contains("from=2026-11-23&to=2026-11-29"))
            for words in [
                "Monday morning, 23 November 2026", "2 free", "Week of 23 November 2026",
                "8 places from 2 November 2026 until further notice", "Only for key stage 3",
                "Closed 7 December 2026: staff training.", "\(Self.path)?week=2026-11-16",
                "\(Self.path)?week=2026-11-30",
            ] { #expect(page.text.contains(words), "\(words)") }
            try Self.keep(
                bench,
                [
                    "set_by_provider": false,
                    "days": [
                        [
                            "date": "2026-11-23",
                            "sessions": [["session": "mon_am", "places": 2, "held": 1, "taken": 3, "free": 0]],
                        ]
                    ],
                ])
            let over = try await bench.get("\(Self.path)?week=2026-11-25")
            #expect(over.text.contains("2 too many") && over.text.contains("On 1 half day more children"))
            #expect(over.text.contains("You have not set your places yet"))
        }
    }

    private static let rule = [
        "places": "6", "sessions-tue_am": "yes", "needs-SEMH": "yes",
    ].merging(ProviderBench.day("from", 2026, 12, 1)) { $1 }

    @Test("A new rule is set with the calendar as it was looked at, and what is wrong stands beside it")
    func addRule() async throws {
        try await ProviderBench.run { bench in
            try Self.keep(bench)
            let old: JSON = [
                "from": "2026-11-02", "sessions": ["mon_am", "mon_pm"], "places": 8, "key_stages": ["ks3"], "needs": [],
            ]
            bench.matcher.answer(
                "PUT \(Self.capacity)",
                ProviderBench.problem(
                    "invalid", "No.",
                    errors: [["pointer": "/rules/1/places", "code": "out_of_range", "detail": "At most 1000."]]),
                status: 422)
            let wrong = try await bench.post("\(Self.path)/rules/new", Self.rule, version: "\"3\"")
            #expect(wrong.status == 422 && wrong.text.contains("id=\"places-error\""))
            let asked = try bench.change()
            #expect(asked.path == Self.capacity && asked.ifMatch == "\"3\"")
            #expect(
                asked.body == [
                    "rules": [
                        old, ["places": 6, "sessions": ["tue_am"], "from": "2026-12-01", "needs": ["SEMH"]],
                    ], "closures": [["from": "2026-12-07", "to": "2026-12-07", "reason": "training"]],
                ])
            bench.matcher.answer("PUT \(Self.capacity)", ["over_booked": [[:], [:]]])
            let set = try await bench.post("\(Self.path)/rules/new", Self.rule, version: "\"3\"")
            #expect(set.status == 303 && set.header("location") == "\(Self.path)?done=set&over=2")
            let page = try await bench.get("\(Self.path)?done=set&over=2")
            #expect(page.text.contains("On 2 half days more children are booked than there are places now."))
        }
    }

    @Test("Changing a rule forgets what is left empty; taking one away leaves the others")
    func changeAndRemove() async throws {
        try await ProviderBench.run { bench in
            try Self.keep(bench)
            bench.matcher.answer("PUT \(Self.capacity)", ["over_booked": []])
            let form = try await bench.get("\(Self.path)/rules/0")
            #expect(form.text.contains("name=\"places\" type=\"text\" inputmode=\"numeric\" value=\"8\""))
            _ = bench.matcher.asked()
            #expect(try await bench.post("\(Self.path)/rules/0", Self.rule, version: "\"3\"").status == 303)
            let changed = try bench.change().body
            #expect(changed.at("rules")?.count == 1 && changed.at("rules/0/key_stages") == nil)
            #expect(changed.at("rules/0/places")?.number == 6)
            #expect(try await bench.get("\(Self.path)/closures/0/removal").text.contains("staff training"))
            _ = bench.matcher.asked()
            #expect(try await bench.post("\(Self.path)/closures/0/removal", version: "\"3\"").status == 303)
            let body = try bench.change().body
            #expect(body.at("closures") == [] && body.at("rules")?.count == 1)
            for place in ["rules/1", "rules/-1", "places/0", "rules/x", "rules/new/removal"] {
                #expect(try await bench.get("\(Self.path)/\(place)").status == 404, "\(place)")
            }
        }
    }

    @Test("A calendar that was changed meanwhile is not set over; the same form sent twice is done once")
    func stale() async throws {
        try await ProviderBench.run { bench in
            try Self.keep(bench, version: "\"4\"")
            let stale = try await bench.post("\(Self.path)/rules/new", Self.rule, version: "\"3\"")
            #expect(stale.status == 409 && stale.text.contains("This has changed since"))
            #expect(stale.text.contains("value=\"6\"") && stale.text.contains("value=\"&quot;4&quot;\""))
            let closure = ["reason": "training"].merging(ProviderBench.day("from", 2026, 12, 7)) { $1 }
                .merging(ProviderBench.day("to", 2026, 12, 7)) { $1 }
            let again = try await bench.post("\(Self.path)/closures/new", closure, version: "\"3\"")
            #expect(again.header("location") == "\(Self.path)?done=set")
            #expect(bench.matcher.asked().allSatisfy { $0.method == "GET" })
        }
    }

    // MARK: The entry

    private static func record(_ more: JSON = .object([])) throws -> JSON {
        try provision([
            "listed": true, "what_works_by_need": ["SEMH": ["percent": 60, "low": 40, "high": 78, "placements": 12]],
            "assurances": [
                [
                    "assurer": "The authority", "standard": "County standard 2026", "assured_on": "2026-09-01",
                    "until": "2099-07-31", "evidence": [["kind": "visit", "seen_on": "2026-08-20"]],
                    "recorded_by": "c1",
                ]
            ], "assured_until": "2099-07-31",
            "service": [
                "id": .string(id), "name": "Severn Vale Bridge", "status": "active", "minimum_age": 11,
                "maximum_age": 16, "description": "Small groups.",
                "organization": ["id": "0b2ab0a5-6c1a-4a4e-9d2f-0d6d5f8c7a11", "name": "Severn Vale Learning Trust"],
                "attributes": [
                    ["taxonomy_term": ["taxonomy": "hub-ap-kind", "code": "ap_free_school"]],
                    ["taxonomy_term": ["taxonomy": "hub-key-stage", "code": "ks3"]],
                    ["taxonomy_term": ["taxonomy": "hub-need", "code": "SEMH"]],
                    ["taxonomy_term": ["taxonomy": "hub-figure", "code": "sessions_a_week"], "value": "10"],
                    ["taxonomy_term": ["taxonomy": "hub-figure", "code": "weekly_hours"], "value": "25"],
                    ["taxonomy_term": ["taxonomy": "hub-figure", "code": "wait_days"], "value": "5"],
                    ["taxonomy_term": ["taxonomy": "elsewhere", "code": "kept"], "value": "as it is"],
                ], "capacities": [["available": 15, "maximum": 24]],
                "service_at_locations": [
                    ["location": ["addresses": [["address_1": "1 Sample Lane", "postal_code": "GL1 1AA"]]]]
                ],
            ],
        ]).with(more)
    }

    @Test("The entry says what is published, who assured it on what evidence, and whether it may be offered")
    func entry() async throws {
        try await ProviderBench.run { bench in
            bench.matcher.answer("GET /v1/provisions/\(Self.id)", try Self.record(), version: "\"9\"")
            let page = try await bench.get("/directory/\(Self.id)")
            for words in [
                "Small groups.", "1 Sample Lane", "11 to 16 years", "Places here may be offered",
                "County standard 2026",
                "A visit, 20 August 2026", "71 %", "40 % and 78 %", "Only the authority assures",
            ] { #expect(page.text.contains(words), "\(words)") }
            bench.matcher.answer(
                "GET /v1/provisions/\(Self.id)", try Self.record(["assured_until": "2020-07-31"]).without("what_works"))
            let over = try await bench.get("/directory/\(Self.id)")
            #expect(over.text.contains("The assurance ended on 31 July 2020: no place here may be offered"))
            #expect(!over.text.contains("71 %"))
            bench.matcher.answer(
                "GET /v1/provisions/\(Self.id)", try Self.record(["provider": ["id": "another", "name": "Another"]]))
            #expect(try await bench.get("/directory/\(Self.id)").status == 404)
            #expect(try await bench.get("/directory/\(Self.id)/edit").status == 404)
        }
    }

    private static let answers = [
        "name": "Severn Vale Bridge", "description": "Small groups, by the river.", "minimum_age": "11",
        "maximum_age": "16", "key_stage-ks3": "yes", "key_stage-ks4": "yes", "need-SEMH": "yes",
        "sessions_a_week": "10", "weekly_hours": "25", "wait_days": "3", "places": "26",
    ]

    @Test("A change of the entry sends the whole service, with what is not asked left as it is")
    func change() async throws {
        try await ProviderBench.run { bench in
            bench.matcher.answer("GET /v1/provisions/\(Self.id)", try Self.record(), version: "\"9\"")
            let form = try await bench.get("/directory/\(Self.id)/edit")
            #expect(form.text.contains("value=\"24\""))
            #expect(form.text.contains(">\nSmall groups.</textarea>"), "nothing is put before what was written")
            bench.matcher.answer("PUT /v1/provisions/\(Self.id)", ["id": .string(Self.id)])
            _ = bench.matcher.asked()
            let sent = try await bench.post("/directory/\(Self.id)/edit", Self.answers, version: "\"9\"")
            #expect(sent.header("location") == "/directory/\(Self.id)?done=change")
            let asked = try bench.change()
            #expect(asked.ifMatch == "\"9\"" && asked.body.at("description")?.words == "Small groups, by the river.")
            let attributes = asked.body.at("attributes")?.items ?? []
            #expect(
                attributes.contains(["taxonomy_term": ["taxonomy": "elsewhere", "code": "kept"], "value": "as it is"]))
            #expect(
                attributes.compactMap { $0.at("taxonomy_term/code")?.words }.sorted()
                    == [
                        "SEMH", "ap_free_school", "kept", "ks3", "ks4", "sessions_a_week", "wait_days", "weekly_hours",
                    ])
            #expect(asked.body.at("capacities/0") == ["maximum": 26, "available": 17])
            #expect(
                asked.body.at("organization/organization_identifiers/0/identifier")?.words == "provider-severn-vale")
            #expect(asked.body.at("service_at_locations/0/location/addresses/0/postal_code")?.words == "GL1 1AA")
        }
    }

    @Test("What is wrong with an attribute stands beside its question; a changed entry is not written over")
    func wrongAndStale() async throws {
        try await ProviderBench.run { bench in
            bench.matcher.answer("GET /v1/provisions/\(Self.id)", try Self.record(), version: "\"9\"")
            bench.matcher.answer(
                "PUT /v1/provisions/\(Self.id)",
                ProviderBench.problem(
                    "invalid", "No.",
                    errors: [["pointer": "/attributes/7/value", "code": "out_of_range", "detail": "Up to 1000."]]),
                status: 422)
            let wrong = try await bench.post("/directory/\(Self.id)/edit", Self.answers, version: "\"9\"")
            #expect(wrong.status == 422 && wrong.text.contains("id=\"wait_days-error\""))
            _ = bench.matcher.asked()
            let stale = try await bench.post("/directory/\(Self.id)/edit", Self.answers, version: "\"8\"")
            #expect(stale.status == 409 && stale.text.contains("by the river"))
            #expect(bench.matcher.asked().allSatisfy { $0.method == "GET" })
        }
    }
}
