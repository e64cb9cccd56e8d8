import Foundation
import Inclusion
import Postgres
import Testing

@testable import Hub

/// Those who do their part in a term, each by the API and as themselves: agencies, a coordinator, and the people of a studio.
struct TermPeople {
    let town: Town
    let days: TermDays

    let studio = "ac148810-d857-441c-9679-408f346de14b"
    private let coordinator = "coordinator-gloucester"
    private let provider = "severn-vale-user"

    /// A child who was referred.
    struct Child {
        let number: Int
        let agency: String
        let referral: String
        let reference: String
        var search = ""
    }

    /// A child's placement.
    struct Stay: Equatable {
        let id: String
        let sessions: [String]
    }

    /// What a coordinator reads of the studio before asking it.
    struct Ranking {
        let effectiveness: String?
        let points: Int
    }

    // MARK: The directory

    /// The authority's own directory: a place for small children alone.
    static let directory = """
        {"provisions": [{
            "id": "0193a000-0000-7000-8000-000000000001",
            "provider": {"id": "provider-lantern", "name": "Lantern"}, "name": "Little Lantern",
            "kind": "third_sector", "location": {"easting_km": 383, "northing_km": 218},
            "minimum_age": 4, "maximum_age": 8, "key_stages": ["ks1"], "needs": ["SEMH"],
            "places": 20, "sessions_a_week": 10, "registered": true, "weekly_hours": 25,
            "assured_until": "2099-12-31", "wait_days": 0
        }]}
        """

    /// The studio as its feed has it.
    private var service: JSONValue {
        func term(_ taxonomy: String, _ code: String, _ value: String? = nil) -> JSONValue {
            var attribute: JSONValue = ["taxonomy_term": ["taxonomy": .string(taxonomy), "code": .string(code)]]
            if let value { attribute["value"] = .string(value) }
            return attribute
        }
        return [
            "id": .string(studio), "name": "Severn Bank Studio", "status": "active", "minimum_age": 8,
            "maximum_age": 25,
            "organization": [
                "id": "d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610", "name": "Severn Bank Arts",
                "organization_identifiers": [
                    ["identifier_scheme": "referral-hub", "identifier": "provider-severn-vale"]
                ],
            ],
            "attributes": .array(
                [term("hub-ap-kind", "third_sector"), term("hub-need", "SEMH")]
                    + ["ks2", "ks3", "ks4", "ks5"].map { term("hub-key-stage", $0) }
                    + [
                        term("hub-figure", "sessions_a_week", "4"), term("hub-figure", "weekly_hours", "12"),
                        term("hub-figure", "registered", "false"),
                    ]),
        ]
    }

    /// Brings it in from its feed and assures it; the studio says on which half days it has so many places.
    func listTheStudio(places: Int) async throws {
        let feed = try await ServedFeed([service], in: town)
        defer { feed.stop() }
        let imported = try await town.hub(
            ["directory", "import", feed.address, "--apply", "--matcher", town.address("placement-matcher")],
            environment: ["HUB_TOKEN": try await town.token(coordinator)])
        #expect(imported.status == 0 && imported.output.contains("Applied: "), "\(imported.output)")
        let yesterday = days.today.adding(days: -1)
        try await town.move(
            "placement-matcher", "/v1/provisions/\(studio)", "assurances",
            [
                "assurer": "Inclusion Service", "standard": "County AP standard",
                "assured_on": .string(yesterday.description), "until": .string(days.last.adding(days: 365).description),
                "evidence": [["kind": "visit", "seen_on": .string(yesterday.description)]],
            ], as: coordinator)
        let path = "\(town.address("placement-matcher"))/v1/provisions/\(studio)/capacity"
        let opened = try await town.client.send(
            .init(
                method: "PUT", url: path, token: try await town.token(provider),
                body: [
                    "rules": [
                        [
                            "from": .string(days.today.description), "places": .int(places),
                            "sessions": ["mon_am", "mon_pm", "tue_am", "tue_pm"],
                        ]
                    ]
                ],
                ifMatch: try await town.get("placement-matcher", "/v1/provisions/\(studio)/capacity", as: provider)
                    .etag,
                idempotencyKey: UUID()))
        try #require(opened.isGood, "\(opened.body)")
    }

    // MARK: Referring and deciding

    /// Agencies refer children of Gloucester with the same need, and the coordinator decides for a place for a term.
    /// - Parameters:
    ///   - numbers: of the children, in the order of the whole journey.
    ///   - wanted: the first day of the place.
    func refer(_ numbers: Range<Int>, wanted: CalendarDate) async throws -> [Child] {
        let samples = try SampleFile(file: Places.sample("referrals.json")).samples
        let agencies = ["education-client", "police-client", "social-care-client"]
        let variation = SampleVariation(seed: 21)
        var children: [Child] = []
        for number in numbers {
            let agency = agencies[number % agencies.count]
            let sample = try #require(
                samples.first { $0.person == agency && $0.body["asks"]?["alternative_provision"]?.bool == true })
            var body = variation.vary(sample.body, index: number)
            body["needs"] = ["SEMH"]
            body["child"]?["home_postcode"] = "GL1 5PP"
            let posted = try await town.post("referral-intake", "/v1/referrals", body, as: agency)
            #expect(posted.status == 201, "\(posted.body)")
            children.append(
                Child(
                    number: number, agency: agency, referral: try #require(posted.body["id"]?.string),
                    reference: try #require(posted.body["reference"]?.string)))
        }
        try await town.until(numbers.upperBound, "select count(*) from locality_router.case_file")
        try await decide(children, wanted)
        try await town.until(numbers.upperBound, "select count(*) from placement_matcher.placement_request")
        let searches = try await town.idsByReference("placement-matcher", "/v1/placement-requests", as: coordinator)
        return try children.map { child in
            var child = child
            child.search = try #require(searches[child.reference])
            return child
        }
    }

    private func decide(_ children: [Child], _ wanted: CalendarDate) async throws {
        var decision = Journeys.LastPlaceJourney.decision
        decision["objectives"] = ["In class four days a week", "Reads every day"]
        decision["wanted_start"] = .string(wanted.description)
        decision["weeks"] = .int(days.weeks)
        decision["sessions_a_week"] = 4
        decision["registration"] = "dual"
        let cases = try await town.idsByReference("locality-router", "/v1/cases", as: coordinator)
        for child in children {
            let path = "/v1/cases/\(try #require(cases[child.reference]))"
            try await town.move("locality-router", path, "acknowledgement", nil, as: coordinator)
            try await town.move("locality-router", path, "decisions", decision, as: coordinator)
        }
    }

    /// What the coordinator reads of the studio, for that child.
    func ranking(of child: Child) async throws -> Ranking {
        let read = try await town.get("placement-matcher", "/v1/placement-requests/\(child.search)", as: coordinator)
        let first = try #require(read.body["shortlist"]?.elements.first, "\(read.body)")
        #expect(first["provision"]?["id"]?.string == studio)
        let reason = first["reasons"]?.elements.first { $0["code"]?.string == "effectiveness" }
        return Ranking(effectiveness: reason?["words"]?.string, points: reason?["points"]?.int ?? 0)
    }

    // MARK: Asking and agreeing

    /// The coordinator asks the studio for each, which says yes to all; then each placement is agreed.
    func findPlaces(for children: [Child]) async throws -> [Stay] {
        for child in children {
            try await town.move(
                "placement-matcher", "/v1/placement-requests/\(child.search)", "offers",
                ["provisions": [.string(studio)]], as: coordinator)
        }
        let offers = try await town.idsByReference("placement-matcher", "/v1/offers", as: provider)
        var stays: [Stay] = []
        for child in children {
            let offer = "/v1/offers/\(try #require(offers[child.reference]))"
            try await town.move("placement-matcher", offer, "acceptance", nil, as: provider)
            let place = try await town.get("placement-matcher", offer, as: provider).body["place"]
            let sessions = place?["sessions"]?.strings ?? []
            let agreed = try await town.move(
                "placement-matcher", "/v1/placement-requests/\(child.search)", "agreement",
                agreement(sessions), as: coordinator)
            stays.append(Stay(id: try #require(agreed["id"]?.string), sessions: sessions))
        }
        return stays
    }

    private func agreement(_ sessions: [String]) -> JSONValue {
        [
            "objectives": ["In class four days a week", "Reads every day"],
            "from": .string(days.first.description), "to": .string(days.last.description),
            "sessions": .array(sessions.map(JSONValue.string)), "session_times": "9:15 to 12:00", "transport": "Taxi",
            "contacts": [["name": "Sam Example", "role": "tutor", "telephone": "01452 000101"]],
            "risks": ["None known"], "views": ["child": "I want to go.", "family": "We agree."],
            "reintegration": "In steps, from the last month on.", "primary_reason": "behaviour",
            "notice": [
                "given_on": .string(days.today.description), "address": "1 Mill Lane", "report_to": "Sam Example",
                "reasons": "A small group.",
            ],
        ]
    }

    /// For these nothing is free, and the coordinator says so.
    func turnAway(_ children: [Child]) async throws {
        for child in children {
            let path = "/v1/placement-requests/\(child.search)"
            let read = try await town.get("placement-matcher", path, as: coordinator).body
            #expect(read["shortlist"]?.elements.isEmpty == true, "\(read)")
            if read["status"]?.string != "unable_to_match" {
                try await town.move(
                    "placement-matcher", path, "unable-to-match",
                    ["code": "no_places", "words": "Everything is full."], as: coordinator)
            }
        }
    }

    // MARK: The placement

    func start(_ stay: Stay) async throws {
        try await move(stay, "start", ["started_on": .string(days.first.description)])
    }

    /// Reports every half day of the days given. The first of the term was missed.
    func report(_ stay: Stay, from: CalendarDate, through: CalendarDate) async throws {
        let marks = days.sessions(stay.sessions, from: from, through: through).enumerated().map { number, session in
            let missed = number == 0 && from == days.first
            return [
                "date": .string(session.day.description), "session": .string(session.half),
                "mark": missed ? "absent_authorised" : "present",
            ] as JSONValue
        }
        try await move(stay, "attendance", ["marks": .array(marks)])
    }

    func review(_ stay: Stay, on day: CalendarDate) async throws {
        try await move(
            stay, "reviews",
            [
                "reviewed_on": .string(day.description), "recommendation": "continue",
                "objectives": [["objective": 1, "outcome": "partly"]], "progress": "Comes every day.",
                "child_views": "It is calm here.", "family_views": "Mornings are easier.",
            ])
    }

    /// Ends it with what came of both objectives. The first child goes back to school, with one of them partly achieved.
    func end(_ stay: Stay, isFirst: Bool) async throws {
        if isFirst {
            try await move(
                stay, "reintegration",
                ["destination": "mainstream", "from": .string(days.last.description), "words": "Mornings first."])
        }
        try await move(
            stay, "end",
            [
                "ended_on": .string(days.last.description), "ended_as": isFirst ? "reintegrated" : "completed",
                "objectives": [
                    ["objective": 1, "outcome": "achieved"],
                    ["objective": 2, "outcome": isFirst ? "partly" : "achieved"],
                ], "words": "Likes to read aloud.",
            ])
    }

    func reviewBy(_ stay: Stay) async throws -> CalendarDate {
        try #require(try await read(stay)["review_by"]?.string.flatMap { CalendarDate($0) })
    }

    /// As the coordinator reads it, who may also when it is over.
    func read(_ stay: Stay) async throws -> JSONValue {
        try await town.get("placement-matcher", "/v1/placements/\(stay.id)", as: coordinator).body
    }

    // MARK: Hearing

    /// What an agency's feed tells so far, from its beginning: what happened to which referral, as `type referral`.
    func feed(of agency: String) async throws -> Set<String> {
        var told: Set<String> = []
        var path = "/v1/events?limit=100"
        while true {
            let page = try await town.get("referral-intake", path, as: agency)
            guard page.status == 200, let next = page.body["next"]?.string else { return told }
            for item in page.body["items"]?.elements ?? [] {
                told.insert("\(item["type"]?.string ?? "") \(item["referral_id"]?.string ?? "")")
            }
            path = "/v1/events?limit=100&after=\(next)"
        }
    }

    // MARK: -

    private func move(_ stay: Stay, _ name: String, _ body: JSONValue) async throws {
        try await town.move("placement-matcher", "/v1/placements/\(stay.id)", name, body, as: provider)
    }
}
