import Foundation
import Inclusion
import ServiceKit
import Testing

@testable import Portal

@Suite("A provider has children", .timeLimit(.minutes(2)))
struct ProviderChildrenTests {
    private static let id = ProviderBench.offer

    /// The API's own example, long ago, so that it looks the same on every day tests run.
    private static func placement(_ more: JSON = .object([])) throws -> JSON {
        try Examples.answer("get /v1/placements/{id} 200").with([
            "from": "2020-01-06", "until": "2020-01-24", "started_on": "2020-01-07", "review_by": "2020-01-17",
            "sessions": ["mon_am", "tue_pm", "wed_am"],
            "attendance": [
                "attended": 1, "required": 1,
                "marks": [
                    ["date": "2020-01-20", "session": "am", "mark": "present", "suggested_code": "B"]
                ],
            ], "details_state": "readable",
            "agreement": [
                "objectives": ["Attends 90 % of sessions", "Two lessons a week"], "session_times": "9:15 to 12:00",
                "transport": "The school's taxi",
                "contacts": [
                    ["name": "Jo Sample", "role": "Designated safeguarding lead", "telephone": "01632 960000"]
                ],
                "risks": ["None known"], "views": ["child": "Small is good.", "family": "We agree."],
                "reintegration": "By summer",
            ],
            "allowed_moves": ["record_attendance", "review", "plan_reintegration", "end"],
        ]).with(more)
    }

    private static func keep(_ bench: ProviderBench, _ more: JSON = .object([])) throws {
        bench.matcher.answer("GET /v1/placements/\(id)", try placement(more), version: "\"7\"")
    }

    @Test("Placements stand by what is to be done: reviews that are due, starts, those that run, those that are over")
    func list() async throws {
        try await ProviderBench.run { bench in
            let line = try #require(try Examples.answer("get /v1/placements 200").at("items/0"))
            let all: [(String, JSON)] = [
                ("RH-OVER-0001", ["status": "ended"]),
                ("RH-RUNS-0001", ["status": "started", "review_by": "2099-01-01"]),
                ("RH-SOON-0001", ["status": "confirmed"]),
                ("RH-DUE0-0001", ["status": "extended", "review_by": "2020-01-01"]),
            ]
            bench.matcher.answer(
                "GET /v1/placements?limit=100",
                ["items": .array(all.map { line.with($1).with(["reference": .string($0)]) })])
            let page = try await bench.get("/children")
            let places = try ["RH-DUE0", "RH-SOON", "RH-RUNS", "RH-OVER"].map {
                try #require(page.text.range(of: $0)).lowerBound
            }
            #expect(places == places.sorted() && page.text.contains(">Due<"))
        }
    }

    @Test("A placement shows its agreement in words, and what has been reported week by week")
    func one() async throws {
        try await ProviderBench.run { bench in
            try Self.keep(bench)
            let page = try await bench.get("/children/\(Self.id)")
            for words in [
                "A review is due", "Monday morning", "9:15 to 12:00", "The school&#39;s taxi", "01632 960000",
                "None known",
                "Small is good.", "Return to mainstream", "The child came to 1 of 1 session that were reported",
                "Mon am: present (code suggested: B)", "1 of 3", "the coordinator is who can extend it",
            ] { #expect(page.text.contains(words), "\(words)") }
            #expect(page.text.contains("/children/\(Self.id)/moves/record_attendance?of=2020-01-20"))
            #expect(!page.text.contains("moves/extend") && !page.text.contains("moves/start"))
        }
    }

    @Test("A week has a row for each session of the agreement from the start on, and no later than today")
    func weeks() throws {
        let placement = try Self.placement()
        func sessions(_ week: String, today: String) throws -> [String] {
            let today = try #require(CalendarDate(today))
            return AttendanceWeek(of: placement, week: week, today: today).sessions.map { "\($0.day) \($0.half)" }
        }
        #expect(try sessions("2020-01-08", today: "2020-06-01") == ["2020-01-07 pm", "2020-01-08 am"])
        #expect(try sessions("2020-01-13", today: "2020-01-13") == ["2020-01-13 am"])
        #expect(try sessions("2020-01-27", today: "2020-06-01") == [])
        let all = AttendanceWeek.all(of: placement, today: try #require(CalendarDate("2020-01-14")))
        #expect(all.map { $0.monday.description } == ["2020-01-13", "2020-01-06"])
    }

    @Test("Marks are sent for the sessions that were filled in alone; what is wrong stands beside its session")
    func attendance() async throws {
        try await ProviderBench.run { bench in
            try Self.keep(bench)
            let path = "/children/\(Self.id)/moves/record_attendance?of=2020-01-20"
            let form = try await bench.get(path)
            #expect(form.text.contains("Wednesday 22 January 2020, morning") && form.text.contains("Suggested: B"))
            #expect(!form.text.contains(" checked") && !form.text.contains("value=\"B\""), "Nothing is filled in.")
            bench.matcher.answer(
                "POST /v1/placements/\(Self.id)/attendance",
                ProviderBench.problem(
                    "invalid", "No.",
                    errors: [
                        ["pointer": "/marks/0/date", "code": "no_school_day", "detail": "A holiday."],
                        ["pointer": "/marks/1/mark", "code": "not_allowed", "detail": "Not on that day."],
                    ]),
                status: 422)
            _ = bench.matcher.asked()
            let marks = [
                "2020-01-21-pm": "present", "2020-01-21-pm-code": "B", "2020-01-22-am": "absent_authorised",
            ]
            let wrong = try await bench.post(path, marks, version: "\"7\"")
            let asked = try bench.change()
            #expect(
                asked.body == [
                    "marks": [
                        ["date": "2020-01-21", "session": "pm", "mark": "present", "code": "B"],
                        ["date": "2020-01-22", "session": "am", "mark": "absent_authorised"],
                    ]
                ])
            #expect(asked.ifMatch == "\"7\"")
            #expect(wrong.status == 422 && wrong.text.contains("id=\"2020-01-22-am-error\""))
            #expect(wrong.text.contains("id=\"2020-01-21-pm-error\""), "Of what nobody fills in, beside it.")
            bench.matcher.answer("POST /v1/placements/\(Self.id)/attendance", [:])
            #expect(
                try await bench.post(path, marks).header("location") == "/children/\(Self.id)?done=record_attendance")
        }
    }

    /// What each form fills in, and what is to be sent for it.
    private static let moves: [(String, String, [String: String], JSON)] = [
        ("start", "start", ProviderBench.day("started_on", 2026, 12, 7), ["started_on": "2026-12-07"]),
        (
            "not_start", "not-started", ["reason": "family_declined", "words": "They moved."],
            ["reason": "family_declined", "words": "They moved."]
        ),
        (
            "review", "reviews",
            [
                "child_views": "I like it.", "progress": "Much.", "recommendation": "extend", "objective-2": "partly",
            ].merging(ProviderBench.day("reviewed_on", 2020, 1, 17)) { $1 },
            [
                "reviewed_on": "2020-01-17", "child_views": "I like it.", "progress": "Much.",
                "objectives": [["objective": 2, "outcome": "partly"]], "recommendation": "extend",
            ]
        ),
        (
            "plan_reintegration", "reintegration",
            ["destination": "mainstream", "words": "Step by step."].merging(ProviderBench.day("from", 2020, 1, 27)) {
                $1
            },
            ["destination": "mainstream", "from": "2020-01-27", "words": "Step by step."]
        ),
        (
            "extend", "extension", ["words": "It helps."].merging(ProviderBench.day("until", 2020, 2, 28)) { $1 },
            ["until": "2020-02-28", "words": "It helps."]
        ),
        (
            "end", "end",
            [
                "ended_as": "reintegrated", "objective-1": "achieved", "objective-2": "not", "words": "Well done.",
            ].merging(ProviderBench.day("ended_on", 2020, 1, 24)) { $1 },
            [
                "ended_on": "2020-01-24", "ended_as": "reintegrated",
                "objectives": [["objective": 1, "outcome": "achieved"], ["objective": 2, "outcome": "not"]],
                "words": "Well done.",
            ]
        ),
    ]

    @Test("Each form sends what the API asks for, with the version that was looked at")
    func forms() async throws {
        try await ProviderBench.run { bench in
            try Self.keep(bench, ["allowed_moves": .array(Self.moves.map { .string($0.0) })])
            for (code, path, fields, body) in Self.moves {
                let form = try await bench.get("/children/\(Self.id)/moves/\(code)")
                #expect(form.status == 200, "\(code)")
                for name in fields.keys { #expect(form.text.contains("name=\"\(name)\""), "\(code) \(name)") }
                let empty = try await bench.post("/children/\(Self.id)/moves/\(code)")
                #expect(empty.status == 422 && empty.text.contains("this is needed."), "\(code)")
                bench.matcher.answer("POST /v1/placements/\(Self.id)/\(path)", [:])
                _ = bench.matcher.asked()
                let sent = try await bench.post("/children/\(Self.id)/moves/\(code)", fields, version: "\"6\"")
                #expect(sent.header("location") == "/children/\(Self.id)?done=\(code)")
                let asked = try bench.change()
                #expect(asked.path == "/v1/placements/\(Self.id)/\(path)" && asked.ifMatch == "\"6\"")
                #expect(asked.body == body, "\(code)")
            }
        }
    }

    @Test("Whatever an agreement says is text; erased words are said to be erased")
    func escaping() async throws {
        try await ProviderBench.run { bench in
            let attack = JSON.string(PageTests.attack)
            try Self.keep(
                bench,
                [
                    "agreement": [
                        "objectives": [attack], "session_times": attack, "transport": attack,
                        "contacts": [["name": attack, "role": attack]], "risks": [attack],
                        "views": ["child": attack, "family": attack], "reintegration": attack,
                    ]
                ])
            for path in ["", "/moves/end", "/moves/record_attendance"] {
                let page = try await bench.get("/children/\(Self.id)\(path)")
                #expect(page.status == 200 && !page.text.contains("<script>alert"))
            }
            bench.matcher.answer(
                "GET /v1/placements/\(Self.id)", try Self.placement(["details_state": "erased"]).without("agreement"))
            #expect(try await bench.get("/children/\(Self.id)").text.contains("has been erased"))
            bench.matcher.answer("GET /v1/placements/\(Self.id)", [:], status: 404)
            #expect(try await bench.get("/children/\(Self.id)").status == 404)
        }
    }
}
