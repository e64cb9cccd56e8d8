import Foundation
import ServiceKit
import Testing

@testable import Portal

@Suite("A provider is asked for places", .timeLimit(.minutes(2)))
struct ProviderRequestTests {
    private static let offer = ProviderBench.offer

    /// The offer of the API's own example, with other members where a test needs them.
    private static func keep(_ bench: ProviderBench, _ more: JSON = .object([]), version: String = "\"4\"") throws {
        bench.matcher.answer("GET /v1/offers/\(offer)", try Examples.named("Offer").with(more), version: version)
    }

    @Test("Those to answer come first, with what is overdue said in words")
    func list() async throws {
        try await ProviderBench.run { bench in
            let line = try #require(try Examples.answer("get /v1/offers 200").at("items/0"))
            let late = line.with(["answer_by": "2020-01-07T10:00:00Z", "reference": "RH-LATE-0001"])
            let done = line.with(["status": "declined", "reference": "RH-DONE-0001"])
            bench.matcher.answer("GET /v1/offers?status=open&limit=100", ["items": [late]])
            bench.matcher.answer("GET /v1/offers?limit=100", ["items": [late], "next": "more"])
            bench.matcher.answer("GET /v1/offers?limit=100&cursor=more", ["items": [done]])
            let page = try await bench.get("/requests")
            #expect(page.status == 200 && page.text.contains("days late"))
            #expect(page.text.contains("govuk-tag--red\">Overdue<"))
            let (first, second) = (
                try #require(page.text.range(of: "RH-LATE-0001")), try #require(page.text.range(of: "RH-DONE-0001"))
            )
            #expect(first.lowerBound < second.lowerBound)
            #expect(page.text.components(separatedBy: "RH-LATE-0001").count == 2, "It is listed once.")
            #expect(page.text.contains("href=\"/requests/\(Self.offer)\"") && !page.text.contains("Rowan"))
        }
    }

    @Test("A request shows what is shared, what is asked, and what was asked back")
    func one() async throws {
        try await ProviderBench.run { bench in
            try Self.keep(
                bench,
                [
                    "questions": [
                        [
                            "id": .string(Self.offer), "words": "How far is it?", "answered": true,
                            "answer": "Three miles.",
                        ]
                    ], "answer_by": "2099-01-07T10:00:00Z",
                ])
            let page = try await bench.get("/requests/\(Self.offer)")
            for words in ["Rowan Testwell", "I would go somewhere smaller.", "How far is it?", "Three miles.", "2099"] {
                #expect(page.text.contains(words), "\(words)")
            }
            #expect(!page.text.contains("Overdue"))
            for move in ["accept", "decline", "ask_question"] {
                #expect(page.text.contains("/requests/\(Self.offer)/moves/\(move)"))
            }
        }
    }

    @Test(
        "After an answer it says what happens next",
        arguments: [
            ("accepted", "individual agreement"), ("declined", "reads why you declined"),
            ("expired", "Nobody answered in time"), ("withdrawn", "not needed any more"),
        ])
    func after(state: String, words: String) async throws {
        try await ProviderBench.run { bench in
            let open = try Examples.named("Offer").without("brief")
            bench.matcher.answer(
                "GET /v1/offers/\(Self.offer)",
                open.with(["status": .string(state), "details_state": "withheld", "allowed_moves": []]))
            let page = try await bench.get("/requests/\(Self.offer)")
            #expect(page.text.contains("What happens next") && page.text.contains(words))
            #expect(!page.text.contains("/moves/") && page.text.contains("taken back"))
            #expect(try await bench.get("/requests/\(Self.offer)/moves/accept").status == 409)
        }
    }

    @Test("Accepting says what it commits to, and is sent once for its key, with the version that was looked at")
    func accept() async throws {
        try await ProviderBench.run { bench in
            try Self.keep(bench)
            let form = try await bench.get("/requests/\(Self.offer)/moves/accept")
            #expect(
                form.text.contains("a place at Severn Vale Bridge from 1 December 2026, 12 weeks, 6 sessions a week"))
            #expect(form.text.contains("name=\"form_version\" value=\"&quot;4&quot;\""))
            bench.matcher.answer("POST /v1/offers/\(Self.offer)/acceptance", [:])
            _ = bench.matcher.asked()
            for _ in 1...2 {
                let sent = try await bench.post("/requests/\(Self.offer)/moves/accept", version: "\"3\"")
                #expect(sent.status == 303 && sent.header("location") == "/requests/\(Self.offer)?done=accept")
                let asked = try bench.change()
                #expect(asked.path == "/v1/offers/\(Self.offer)/acceptance" && asked.ifMatch == "\"3\"")
                #expect(asked.body == .null)
            }
        }
    }

    @Test("Declining wants a code and words, and says beside each what is wrong with it")
    func decline() async throws {
        try await ProviderBench.run { bench in
            try Self.keep(bench)
            let path = "/requests/\(Self.offer)/moves/decline"
            let empty = try await bench.post(path)
            #expect(
                empty.status == 422 && empty.text.contains("id=\"code-error\"")
                    && empty.text.contains("id=\"words-error\""))
            bench.matcher.answer(
                "POST /v1/offers/\(Self.offer)/decline",
                ProviderBench.problem(
                    "invalid", "No.",
                    errors: [["pointer": "/words", "code": "too_long", "detail": "At most 500 characters."]]),
                status: 422)
            _ = bench.matcher.asked()
            let fields = ["code": "capacity", "words": "Full </textarea><script>alert(1)</script>"]
            let wrong = try await bench.post(path, fields, version: "\"4\"")
            #expect(wrong.status == 422 && wrong.text.contains("At most 500 characters."))
            #expect(
                wrong.text.contains("Full &lt;/textarea&gt;&lt;script&gt;") && !wrong.text.contains("<script>alert"))
            let asked = try bench.change()
            #expect(
                asked.body == ["code": "capacity", "words": .string(fields["words"] ?? "")] && asked.ifMatch == "\"4\"")
        }
    }

    @Test("A question goes to the coordinator")
    func question() async throws {
        try await ProviderBench.run { bench in
            try Self.keep(bench)
            bench.matcher.answer("POST /v1/offers/\(Self.offer)/questions", [:])
            let sent = try await bench.post(
                "/requests/\(Self.offer)/moves/ask_question", ["words": "Who brings Rowan?"], version: "\"4\"")
            #expect(sent.status == 303)
            #expect(try bench.change().body == ["words": "Who brings Rowan?"])
        }
    }

    @Test("An offer that has run out meanwhile says so; one that has changed keeps what was typed")
    func meanwhile() async throws {
        try await ProviderBench.run { bench in
            try Self.keep(bench, version: "\"5\"")
            let words = "The time to answer is over."
            bench.matcher.answer(
                "POST /v1/offers/\(Self.offer)/acceptance", ProviderBench.problem("offer_expired", words), status: 409)
            let late = try await bench.post("/requests/\(Self.offer)/moves/accept", version: "\"4\"")
            #expect(late.status == 409 && late.text.contains(words))
            bench.matcher.answer(
                "POST /v1/offers/\(Self.offer)/questions",
                ProviderBench.problem(
                    "version_conflict", "Changed.",
                    ["changes": [["code": "question_answered", "at": "2026-11-24T09:00:00Z"]]]),
                status: 412)
            let stale = try await bench.post(
                "/requests/\(Self.offer)/moves/ask_question", ["words": "Typed already"], version: "\"4\"")
            #expect(stale.status == 409 && stale.text.contains("question answered, 24 November 2026"))
            #expect(stale.text.contains("Typed already") && stale.text.contains("value=\"&quot;5&quot;\""))
            #expect(!stale.text.contains(ProviderBench.key), "It may be sent again as another.")
        }
    }

    @Test("Another provider's request is not found, and without the matcher the page says what is away")
    func notTheirs() async throws {
        try await ProviderBench.run { bench in
            #expect(try await bench.get("/requests/\(Self.offer)").status == 404)
            bench.matcher.answer("GET /v1/offers/\(Self.offer)", [:], status: 503)
            let away = try await bench.get("/requests/\(Self.offer)")
            #expect(away.status == 503 && away.text.contains("Placements and providers cannot be reached"))
        }
    }

    @Test("Whatever a request says is text")
    func escaping() async throws {
        try await ProviderBench.run { bench in
            let attack = JSON.string(PageTests.attack + "\u{202E}" + String(repeating: "long", count: 50))
            let brief = try #require(try Examples.named("Offer").at("brief"))
            guard case .object(let members) = brief else { return }
            let attacks = JSON.object(
                members.map { .init($0.name, $0.value.items.isEmpty ? attack : [attack]) })
            try Self.keep(bench, ["brief": attacks, "reference": attack, "provision": ["id": "x", "name": attack]])
            for path in ["/requests/\(Self.offer)", "/requests/\(Self.offer)/moves/accept"] {
                let page = try await bench.get(path)
                #expect(page.status == 200 && !page.text.contains("<script>alert"))
                #expect(page.text.contains("&lt;script&gt;"))
            }
        }
    }

    @Test("Without the matcher every list says what is away")
    func away() async throws {
        try await RunningPortal.run { portal, _ in
            let cookie = try await portal.signIn(as: ProviderBench.person)
            for path in ["/requests", "/children", "/capacity", "/directory"] {
                let page = try await portal.get(path, cookie: cookie)
                #expect(page.status == 503 && page.text.contains("Placements and providers cannot be reached"))
            }
        }
    }
}
