import Foundation
import HTTPTypes
import ServiceKit
import Testing

@testable import Portal

@Suite("An agency's referrals", .timeLimit(.minutes(1)))
struct ReferralPagesTests {
    private static let page = "/referrals/\(ReferrerBench.referral)"
    private static let api = "/v1/referrals/\(ReferrerBench.referral)"
    private static let none: JSON = ["items": [], "returned": 0]

    @Test("What came back stands first, with what is asked and by when; then the rest, page by page; drafts above")
    func list() async throws {
        try await ReferrerBench.run { bench in
            bench.intake.answer("GET /v1/drafts", try Examples.answer("get /v1/drafts 200"))
            let returned = try Examples.answer("get /v1/referrals 200")
            bench.intake.answer("GET /v1/referrals?returned=true&limit=100", returned)
            let other = try #require(returned.at("items/0")).with([
                "reference": "RH-AAAA-AAAA", "status": "no_place_found", "returned": false,
                "with": ["who": "coordinator", "words": "The coordinator of Gloucester"],
            ])
            bench.intake.answer(
                "GET /v1/referrals?returned=false&limit=25",
                ["items": [other], "next": "WyJ4Il0", "returned": 1])
            let page = try await bench.get("/referrals")
            #expect(page.status == 200)
            let order = ["Your unfinished referrals", "Returned to me (1)", "RH-KNQN-V43D", "RH-AAAA-AAAA"]
                .compactMap { page.text.range(of: $0)?.lowerBound }
            #expect(order.count == 4 && order == order.sorted())
            #expect(page.text.contains("You answer what was asked, by 7 December 2026."))
            #expect(page.text.contains("govuk-tag--red\">No place found<"))
            #expect(page.text.contains("The coordinator of Gloucester") && page.text.contains("23 December 2026"))
            #expect(page.text.contains("href=\"/drafts/\(ReferrerBench.draft)\""))
            #expect(page.text.contains("href=\"/referrals?cursor=WyJ4Il0\""))
            _ = bench.intake.asked()
            _ = try await bench.get("/referrals?cursor=WyJ4Il0")
            #expect(bench.intake.asked().map(\.query) == ["returned=false&limit=25&cursor=WyJ4Il0"])
        }
    }

    @Test(
        "Filters are links, and ask for what they say",
        arguments: [
            ("returned", ["returned=true&limit=100"]),
            ("open", ["returned=true&open=true&limit=100", "returned=false&open=true&limit=25"]),
            ("closed", ["open=false&limit=25"]),
            ("nonsense", ["limit=100", "returned=true&limit=100", "returned=false&limit=25"]),
        ])
    func filters(filter: String, queries: [String]) async throws {
        try await ReferrerBench.run { bench in
            bench.intake.answer("GET /v1/referrals", Self.none)
            bench.intake.answer("GET /v1/drafts", ["items": []])
            let page = try await bench.get("/referrals?show=\(filter)&cursor=%22%26status%3Dx")
            #expect(page.status == 200 && bench.intake.asked().map(\.query) == queries)
            #expect(page.text.contains("href=\"/referrals?show=closed\""))
        }
    }

    @Test("Nothing there: the page says what to do")
    func empty() async throws {
        try await ReferrerBench.run { bench in
            bench.intake.answer("GET /v1/referrals", Self.none)
            bench.intake.answer("GET /v1/drafts", ["items": []])
            let page = try await bench.get("/referrals")
            #expect(page.text.contains("has not referred a child yet") && page.text.contains("Refer a child"))
        }
    }

    @Test("While intake is away the page says what is not current, and the rest works")
    func away() async throws {
        try await ReferrerBench.run { bench in
            bench.intake.answer("GET /v1/drafts", .object([]), status: 503)
            let page = try await bench.get("/referrals")
            #expect(page.status == 200 && page.text.contains("hub-not-current"))
            #expect(page.text.contains("Refer a child") && !page.text.contains("has not referred a child yet"))
            bench.intake.answer("GET \(Self.api)", .object([]), status: 503)
            #expect(try await bench.get(Self.page).status == 503)
        }
    }

    @Test("Where it stands, who has it, what was sent, and only the moves that are allowed")
    func one() async throws {
        try await ReferrerBench.run { bench in
            bench.intake.answer("GET \(Self.api)", try Examples.named("ReferralRecord"))
            let page = try await bench.get(Self.page)
            for words in [
                "A coordinator has read it and is deciding what to do.",
                "The coordinator decides, by 30 November 2026.",
                "The coordinator for referrals without a known place", "The hub has your referral.",
                "A home or school postcode helps us", "\(Self.page)/amend", "\(Self.page)/moves/withdraw\"",
                "\(Self.page)/moves/withdraw_consent", "\(Self.page)/moves/mark_error",
            ] { #expect(page.text.contains(words), "\(words)") }
            #expect(!page.text.contains("moves/authorise") && !page.text.contains("moves/answer"))
            #expect(!page.text.contains("Ash"))
            let content = try await bench.get("\(Self.page)/content")
            #expect(content.text.contains("Ash") && content.text.contains("11 February 2018"))
            #expect(!content.text.contains("Not given"))
            #expect(try await bench.get("\(Self.page)/moves/authorise").status == 409)
        }
    }

    @Test("Stopped sharing, questions and decisions are said in words; an erased referral shows what is left")
    func words() async throws {
        try await ReferrerBench.run { bench in
            let record = try Self.asked(1).with([
                "sharing_allowed": false, "details_state": "erased",
                "decisions": [
                    [
                        "at": "2026-11-24T10:00:00Z", "outcome": "no_further_action", "reason": "threshold_not_met",
                        "why": "Support is there already.", "what_to_do": "Ask the family hub.",
                    ]
                ],
            ]).without("referral")
            bench.intake.answer("GET \(Self.api)", record)
            let page = try await bench.get(Self.page)
            #expect(page.text.contains("Sharing has stopped") && page.text.contains("What is attendance like?"))
            #expect(page.text.contains("Ask the family hub.") && page.text.contains("7 December 2026"))
            #expect(page.text.contains("\(Self.page)/moves/answer\""))
            #expect(!page.text.contains("\(Self.page)/amend\""))
            #expect(try await bench.get("\(Self.page)/content").text.contains("was erased"))
            #expect(try await bench.get("\(Self.page)/amend").status == 409)
        }
    }

    /// A move: what is typed, where it goes, and the body.
    struct Sent: Sendable {
        let move: String
        let fields: [String: String]
        let path: String
        let body: JSON
    }

    private static let question = "0193f0a4-11aa-7c01-9d7e-0b6a2f4c8e11"
    static let moves = [
        Sent(
            move: "answer", fields: ["answer": "62 %"], path: "answers",
            body: ["question_id": "0193f0a4-11aa-7c01-9d7e-0b6a2f4c8e11", "answer": "62 %"]),
        Sent(
            move: "authorise", fields: ["name": "Alex", "on-day": "2", "on-month": "11", "on-year": "2026"],
            path: "headteacher-authorisation", body: ["name": "Alex", "on": "2026-11-02"]),
        Sent(
            move: "change_lawful_basis", fields: ["basis": "legal_obligation"], path: "lawful-basis",
            body: ["basis": "legal_obligation"]),
        Sent(
            move: "withdraw_consent",
            fields: [
                "recorded_on-day": "23", "recorded_on-month": "11", "recorded_on-year": "2026",
                "source": "By telephone",
            ], path: "lawful-basis", body: ["basis": .null, "recorded_on": "2026-11-23", "source": "By telephone"]),
        Sent(
            move: "withdraw", fields: ["reason": "other", "words": "Moved"], path: "withdrawal",
            body: ["reason": "other", "words": "Moved"]),
        Sent(move: "mark_error", fields: ["words": "Wrong child"], path: "error", body: ["words": "Wrong child"]),
    ]

    @Test("Every move is sent as the API wants it, and what is wrong stands beside its field", arguments: moves)
    func move(sent: Sent) async throws {
        try await ReferrerBench.run { bench in
            bench.intake.answer("GET \(Self.api)", try Self.asked(1), version: "\"5\"")
            let address = "\(Self.page)/moves/\(sent.move)"
            let form = try await bench.get(address)
            #expect(form.status == 200 && form.text.contains("RH-KNQN-V43D"))
            let key = try #require(form.formField("form_key", before: "govuk-button-group"))
            #expect(try await bench.post(address, ["form_key": key]).status == 422)
            #expect(bench.intake.asked().allSatisfy { $0.method == "GET" })
            let path = "\(Self.api)/\(sent.path)"
            bench.intake.answer("POST \(path)", try Examples.answer("post /v1/referrals/{id}/\(sent.path) 200"))
            let fields = sent.fields.merging(["form_key": key, "form_version": "\"4\""]) { $1 }
            let answer = try await bench.post(address, fields)
            #expect(answer.header("location") == "\(Self.page)?done=\(sent.move)")
            let asked = try bench.intake.change()
            #expect(asked.path == path && asked.ifMatch == "\"4\"" && asked.key == "\"\(key)\"")
            #expect(asked.body == sent.body)
            #expect(try await bench.get("\(Self.page)?done=\(sent.move)").text.contains("hub-notice"))
            let field = try #require(sent.body.at("words") == nil ? sent.fields.keys.sorted().first : "words")
            let pointer = "/\(field.prefix { $0 != "-" })"
            bench.intake.answer(
                "POST \(path)",
                ReferrerBench.problem(
                    "invalid_fields", 422,
                    errors: [["pointer": .string(pointer), "code": "not_allowed", "detail": "Not like this."]]),
                status: 422)
            let wrong = try await bench.post(address, fields)
            #expect(wrong.status == 422 && wrong.text.contains("id=\"\(pointer.dropFirst())-error\""))
            #expect(!wrong.text.contains(key), "What was refused may be sent again as another")
        }
    }

    @Test("Of several questions, one chooses which to answer")
    func several() async throws {
        try await ReferrerBench.run { bench in
            bench.intake.answer("GET \(Self.api)", try Self.asked(2))
            let form = try await bench.get("\(Self.page)/moves/answer")
            #expect(form.text.components(separatedBy: "type=\"radio\"").count == 3)
            #expect(form.text.contains("What is attendance like?"))
        }
    }

    @Test("A part is amended with its reason; the rest stays as it is")
    func amends() async throws {
        try await ReferrerBench.run { bench in
            let record = try Examples.named("ReferralRecord")
            bench.intake.answer("GET \(Self.api)", record, version: "\"5\"")
            #expect(try await bench.get("\(Self.page)/amend").text.contains("\(Self.page)/amend/concerns"))
            let form = try await bench.get("\(Self.page)/amend/concerns")
            #expect(form.text.contains("moved three times") && form.text.contains("What you change, and why"))
            bench.intake.answer(
                "POST \(Self.api)/amendments", try Examples.answer("post /v1/referrals/{id}/amendments 200"))
            let key = UUID().uuidString.lowercased()
            let fields = [
                "concerns": "They moved a fourth time.", "source": "4", "reason": "They moved.", "form_key": key,
                "form_version": "\"5\"",
            ]
            _ = bench.intake.asked()
            let answer = try await bench.post("\(Self.page)/amend/concerns", fields)
            #expect(answer.header("location") == "\(Self.page)?done=amend")
            let asked = try bench.intake.change()
            #expect(asked.path == "\(Self.api)/amendments" && asked.ifMatch == "\"5\"" && asked.key == "\"\(key)\"")
            #expect(asked.body.at("reason") == "They moved.")
            let referral = try #require(record.at("referral"))
            #expect(asked.body.at("referral")?.differences(from: referral) == ["/concerns"])
            // Sent twice, it is the same to the last byte: it has the same key.
            _ = try await bench.post("\(Self.page)/amend/concerns", fields)
            #expect(try bench.intake.change().body.text == asked.body.text)
            bench.intake.answer(
                "POST \(Self.api)/amendments",
                ReferrerBench.problem(
                    "invalid_fields", 422,
                    errors: [
                        ["pointer": "/referral/concerns", "code": "too_long", "detail": "Too long."],
                        ["pointer": "/reason", "code": "required", "detail": "Say why."],
                    ]), status: 422)
            let wrong = try await bench.post("\(Self.page)/amend/concerns", fields)
            #expect(wrong.text.contains("id=\"concerns-error\"") && wrong.text.contains("id=\"reason-error\""))
            #expect(wrong.text.contains("They moved a fourth time."))
            bench.intake.answer("POST \(Self.api)/amendments", ReferrerBench.problem("stale_version", 412), status: 412)
            let stale = try await bench.post("\(Self.page)/amend/concerns", fields)
            #expect(stale.status == 409 && stale.text.contains("They moved a fourth time."))
        }
    }

    @Test("Another agency's referral is not found")
    func foreign() async throws {
        try await ReferrerBench.run { bench in
            for path in ["", "/content", "/sent", "/amend", "/amend/child", "/moves/withdraw"] {
                let page = try await bench.get(Self.page + path)
                #expect(page.status == 404 && page.text.contains("Page not found"), "\(path)")
            }
        }
    }

    @Test("Whatever a referral holds is text")
    func escaping() async throws {
        try await ReferrerBench.run { bench in
            let record = try Self.asked(2)
            let hostile = record.setting(
                (record.at("referral") ?? .null).replacingTexts(with: PageTests.attack), at: "/referral"
            ).setting((record.at("questions") ?? .null).replacingTexts(with: PageTests.attack), at: "/questions")
                .setting((record.at("standing") ?? .null).replacingTexts(with: PageTests.attack), at: "/standing")
            bench.intake.answer("GET \(Self.api)", hostile)
            for path in ["", "/content", "/amend/concerns", "/moves/answer", "/sent"] {
                let page = try await bench.get(Self.page + path)
                #expect(page.status == 200 && page.isSafe, "\(path)")
            }
        }
    }

    @Test("Whoever is no referrer finds none of these pages")
    func access() async throws {
        try await ReferrerBench.run { bench in
            let calls = HubCalls(addresses: [:], signer: nil, now: Date.init)
            let press = PagePress(
                templates: try PageTemplates(), assets: Assets(folder: nil, logger: PortalBench.logger),
                isDemonstration: false)
            let routes = ReferrerPages(calls: calls, press: press).routes
            #expect(routes.count == 23)
            for role in [Role.coordinator, .provider, .board, .forumMember, .dpo] {
                let other = try await bench.signIn(
                    Person(subject: "other", displayName: "O", organisation: "school-1", roles: [role]))
                for route in routes {
                    let path = route.path.replacing("{id}", with: ReferrerBench.referral)
                        .replacing("{section}", with: "risks").replacing("{item}", with: "0")
                        .replacing("{move}", with: "withdraw")
                    let answer =
                        route.method == .get
                        ? try await bench.get(path, as: other) : try await bench.post(path, as: other)
                    #expect(answer.status == 404 && answer.text.contains("Page not found"), "\(role) \(path)")
                }
            }
            #expect(bench.intake.asked().isEmpty)
        }
    }

    /// The example with every move allowed, and so many open questions.
    private static func asked(_ count: Int) throws -> JSON {
        let questions = (0..<count).map { number -> JSON in
            [
                "id": .string(number == 0 ? question : "0193f0a4-11aa-7c01-9d7e-0b6a2f4c8e12"),
                "asked_at": "2026-11-23T10:00:00Z", "answer_by": "2026-12-07T09:30:00Z", "open": true,
                "question": .string(number == 0 ? "What is attendance like?" : "Who is at home?"),
            ]
        }
        return try Examples.named("ReferralRecord").with([
            "questions": .array(questions),
            "allowed_moves": ["amend", "answer", "authorise", "change_lawful_basis", "withdraw", "mark_error"],
        ])
    }
}
