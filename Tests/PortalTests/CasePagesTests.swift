import Foundation
import ServiceKit
import Testing

@testable import Portal

@Suite("A coordinator works a case", .timeLimit(.minutes(2)))
struct CasePagesTests {
    private static let id = "0193f09e-31d0-7b0e-9c55-7f2a60d4b311"

    /// The case of the API's own example, with other members where a test needs them.
    private static func keep(_ bench: ProviderBench, _ more: JSON = .object([]), version: String = "\"4\"") throws {
        bench.matcher.answer("GET /v1/cases/\(id)", try Examples.named("Case").with(more), version: version)
    }

    private func run(_ body: @Sendable @escaping (ProviderBench) async throws -> Void) async throws {
        try await ProviderBench.run(as: Samples.person, body)
    }

    @Test("A case shows what is known, what can be done now and nothing else, and whatever was typed is text")
    func summary() async throws {
        try await run { bench in
            let attack = PageTests.attack
            let details = try #require(try Examples.named("Case").at("details")).with([
                "concerns": .string(attack), "exclusion_reasons": ["AB", "MP"],
            ])
            try Self.keep(bench, ["details": details, "allowed_moves": ["acknowledge", "assign"]])
            let page = try await bench.get("/cases/\(Self.id)")
            #expect(page.status == 200 && page.text.contains("/cases/\(Self.id)/moves/acknowledge"))
            #expect(!page.text.contains("/moves/close") && !page.text.contains("<script>alert"))
            #expect(page.text.contains("&lt;script&gt;alert(1)") && page.text.contains("Misandrist behaviour</p>"))
            for part in ["risks", "forum", "timeline"] {
                let answer = try await bench.get("/cases/\(Self.id)/\(part)")
                #expect(answer.status == 200 && answer.text.contains("aria-current=\"page\""))
            }
            #expect(try await bench.get("/cases/\(Self.id)/moves/close").status == 409)
            #expect(try await bench.get("/cases/not-an-id").status == 404)
        }
    }

    @Test("A question is sent as the person, for the version that was read, once; without words it is not sent")
    func ask() async throws {
        try await run { bench in
            try Self.keep(bench, ["allowed_moves": ["ask_for_information"]])
            let path = "/cases/\(Self.id)/moves/ask_for_information"
            bench.matcher.answer("POST /v1/cases/\(Self.id)/questions", ["id": .string(Self.id)])
            let empty = try await bench.post(path, version: "\"4\"")
            #expect(empty.status == 422 && empty.text.contains("href=\"#question\""))
            #expect(!bench.matcher.asked().contains { $0.method == "POST" })
            let sent = try await bench.post(path, ["question": "How often?"], version: "\"3\"")
            #expect(sent.status == 303 && sent.header("location") == "/cases/\(Self.id)?done=ask_for_information")
            let asked = try bench.change()
            #expect(asked.path == "/v1/cases/\(Self.id)/questions" && asked.ifMatch == "\"3\"")
            #expect(asked.body == ["question": "How often?"])
            #expect(asked.claims.at("sub")?.words == Samples.person.subject)
            #expect(asked.claims.at("localities")?.strings == Samples.person.localities.sorted())
        }
    }

    @Test(
        "Who works on a case is named, and it is given to a colleague out of a list; where none is known a name is typed"
    )
    func colleagues() async throws {
        try await run { bench in
            func known(_ subject: String, _ name: String, in locality: String) -> Person {
                Person(
                    subject: subject, displayName: name, organisation: "o", roles: [.coordinator],
                    localities: [locality])
            }
            try await bench.stock.grant(known("far", "Far Away", in: "E07000082"))
            try Self.keep(bench, ["assigned_to": "ann", "allowed_moves": ["assign"], "locality": Self.gloucester])
            let path = "/cases/\(Self.id)/moves/assign"
            #expect(try await bench.get(path).text.contains("<input class=\"govuk-input \" id=\"assignee\""))
            #expect(try await bench.get("/cases/\(Self.id)").text.contains("<p class=\"hub-words\">ann</p>"))
            try await bench.stock.grant(known("ann", PageTests.attack, in: Samples.gloucester))
            try await bench.stock.grant(known("bob", "Bob Sample", in: Samples.gloucester))
            let page = try await bench.get(path)
            #expect(page.text.contains("<option value=\"bob\">Bob Sample</option>"))
            for subject in ["ann", "far", Samples.person.subject] {
                #expect(!page.text.contains("<option value=\"\(subject)\""), "\(subject)")
            }
            let summary = try await bench.get("/cases/\(Self.id)")
            #expect(summary.text.contains("&lt;script&gt;alert(1)") && !summary.text.contains("<script>alert"))
            _ = bench.matcher.asked()
            bench.matcher.answer("POST /v1/cases/\(Self.id)/assignment", ["id": .string(Self.id)])
            #expect(try await bench.post(path, ["assignee": "bob"], version: "\"4\"").status == 303)
            #expect(try bench.change().body == ["assignee": "bob"])
        }
    }

    private static let gloucester: JSON = ["code": .string(Samples.gloucester), "name": "Gloucester"]

    @Test("What changed meanwhile is said, what was typed is kept, and the form then rests on the newer version")
    func stale() async throws {
        try await run { bench in
            try Self.keep(bench, ["allowed_moves": ["ask_for_information"]], version: "\"7\"")
            bench.matcher.answer(
                "POST /v1/cases/\(Self.id)/questions",
                ProviderBench.problem(
                    "stale_version", "Read it again.",
                    ["changes": [["code": "acknowledged", "at": "2026-11-23T09:41:07Z"]]]), status: 412)
            let page = try await bench.post(
                "/cases/\(Self.id)/moves/ask_for_information", ["question": "How <often>?"], version: "\"4\"")
            #expect(page.status == 409 && page.text.contains("acknowledged, 23 November 2026"))
            #expect(page.text.contains("How &lt;often&gt;?"))
            #expect(page.text.contains("name=\"form_version\" value=\"&quot;7&quot;\""))
        }
    }

    @Test("A decision needs its record; what is signposted to is a list")
    func decide() async throws {
        try await run { bench in
            try Self.keep(bench, ["allowed_moves": ["decide"]])
            bench.matcher.answer("POST /v1/cases/\(Self.id)/decisions", ["id": .string(Self.id)])
            var fields = [
                "service-name": "Youth club", "service-contact": "01452 000000", "why": "It fits.",
                "next": "Ring them.",
                "options_considered": "One\r\nTwo", "evidence": "The register", "views_child": "Yes",
                "views_family": "Yes",
                "present": "SENCo",
            ]
            let path = "/cases/\(Self.id)/moves/signposted"
            #expect(try await bench.post(path, fields).status == 422)
            for test in ["closer_to_vision", "more_equal", "best_we_can_do", "more_inclusive"] { fields[test] = "yes" }
            _ = bench.matcher.asked()
            #expect(try await bench.post(path, fields).status == 303)
            let body = try bench.change().body
            #expect(body.at("kind") == "signposted")
            #expect(body.at("services") == [["name": "Youth club", "contact": "01452 000000"]])
            #expect(body.at("record/options_considered") == ["One", "Two"])
            #expect(body.at("record/tests/more_equal/answer") == "yes")
        }
    }

    @Test("A case's places are those of its own child, and the rest is current while the matcher is away")
    func places() async throws {
        try await run { bench in
            try Self.keep(bench)
            let referral = try #require(try Examples.named("Case").at("referral_id")?.words)
            bench.matcher.answer("GET /v1/placement-requests?referral=\(referral)", ["items": []])
            let page = try await bench.get("/cases/\(Self.id)/placements")
            #expect(page.status == 200 && page.text.contains("No place has been looked for."))
            bench.matcher.answer("GET /v1/placement-requests?referral=\(referral)", .null, status: 503)
            let away = try await bench.get("/cases/\(Self.id)/placements")
            #expect(away.status == 200 && away.text.contains("cannot be reached at the moment"))
        }
    }

    @Test("Who has looked is shown with when and why, page after page, and names are text")
    func access() async throws {
        try await run { bench in
            try Self.keep(bench)
            let path = "/v1/cases/\(Self.id)/access"
            let answer = try Examples.answer("get /v1/cases/{id}/access 200")
            bench.matcher.answer("GET \(path)", answer.with(["next": "WyI3Il0"]))
            let page = try await bench.get("/cases/\(Self.id)/access")
            #expect(page.status == 200 && page.text.contains("aria-current=\"page\">Who has looked</a>"))
            for words in [
                "23 November 2026 at 10:02am", "coordinator-gloucester", "To work on the case", "Referral RH-KNQN-V43D",
                "locality-router", "To find the locality and the forum", "/cases/\(Self.id)/access?cursor=WyI3Il0",
            ] { #expect(page.text.contains(words), "\(words)") }
            let attack = PageTests.attack
            bench.matcher.answer(
                "GET \(path)?cursor=WyI3Il0",
                [
                    "items": [
                        [
                            "read_at": "2026-11-20T10:00:00Z", "read_by": .string(attack), "role": "forum_member",
                            "organisation": .string(attack), "why": ["code": "x", "words": .string(attack)],
                        ]
                    ]
                ])
            let second = try await bench.get("/cases/\(Self.id)/access?cursor=WyI3Il0")
            #expect(second.text.contains("forum member") && second.text.contains("&lt;script&gt;alert(1)"))
            #expect(!second.text.contains("<script>alert") && !second.text.contains(">More</a>"))
        }
    }

    @Test(
        "An action and a plan are asked for like every move: with what is missing, once, for the version that was read")
    func agree() async throws {
        try await run { bench in
            try Self.keep(bench)
            let action = ["what": "Ring the school", "organisation": "school", "owner": "SENCo"]
                .merging(ProviderBench.day("due_on", 2099, 1, 5)) { $1 }
            let plan = ["lead_organisation": "school", "lead": "SENCo"]
            for (path, fields, back) in [("actions", action, "forum"), ("plan", plan, "plan")] {
                let page = "/cases/\(Self.id)/\(path)/new"
                _ = bench.matcher.asked()
                #expect(try await bench.get(page).text.contains("name=\"form_version\" value=\"&quot;4&quot;\""))
                #expect(try await bench.post(page, version: "\"4\"").status == 422)
                #expect(!bench.matcher.asked().contains { $0.method == "POST" })
                bench.matcher.answer("POST /v1/cases/\(Self.id)/\(path)", ["id": .string(Self.id)], status: 201)
                let sent = try await bench.post(page, fields, version: "\"3\"")
                #expect(sent.header("location") == "/cases/\(Self.id)/\(back)")
                #expect(try bench.change().ifMatch == "\"3\"")
                bench.matcher.answer(
                    "POST /v1/cases/\(Self.id)/\(path)", ProviderBench.problem("stale_version", "Read it again."),
                    status: 412)
                let stale = try await bench.post(page, fields, version: "\"3\"")
                #expect(stale.status == 409 && stale.text.contains("SENCo"))
            }
        }
    }

    @Test("Where a service leads elsewhere nothing follows: it counts as away, and nobody else is shown a token")
    func elsewhere() async throws {
        try await run { bench in
            bench.matcher.answer("GET /v1/cases/\(Self.id)", .null, status: 307, location: "/elsewhere")
            let page = try await bench.get("/cases/\(Self.id)")
            #expect(page.status == 503)
            let asked = bench.matcher.asked().map(\.path)
            #expect(asked == ["/v1/cases/\(Self.id)"])
        }
    }

    @Test("Accept, next leads to the case that was taken, or says that nobody waits")
    func next() async throws {
        try await run { bench in
            bench.matcher.answer("POST /v1/cases/next", ["id": .string(Self.id)])
            let taken = try await bench.post("/cases/next")
            #expect(taken.header("location") == "/cases/\(Self.id)?done=take_on")
            #expect(try bench.change().body == .object([]))
            bench.matcher.answer("POST /v1/cases/next", .null, status: 204)
            #expect(try await bench.post("/cases/next").header("location") == "/?done=nothing_left")
            _ = bench.matcher.asked()
            let list = ["group": "overdue", "level": "4", "rows": "50"]
            let none = try await bench.post("/cases/next", list)
            #expect(none.header("location") == "/?group=overdue&level=4&rows=50&done=nothing_left")
            #expect(try bench.change().body == ["group": "overdue", "statuses": ["open"], "level": 4])
            // What is somebody's already is nobody's to take.
            #expect(try await bench.post("/cases/next", ["assigned": "me"]).status == 303)
            #expect(bench.matcher.asked().isEmpty)
            #expect(try await bench.post("/cases/next", ["level": "9"]).status == 404)
        }
    }
}
