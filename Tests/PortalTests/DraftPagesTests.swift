import Foundation
import ServiceKit
import Testing

@testable import Portal

@Suite("Writing a referral", .timeLimit(.minutes(1)))
struct DraftPagesTests {
    private static let draft = "/drafts/\(ReferrerBench.draft)"
    private static let api = "/v1/drafts/\(ReferrerBench.draft)"

    @Test("Somebody begins: one draft for one form, with their own identity")
    func begins() async throws {
        try await ReferrerBench.run { bench in
            let start = try await bench.get("/drafts")
            #expect(start.status == 200 && start.text.contains("ring 999") && start.text.contains("Start now"))
            bench.intake.answer("POST /v1/drafts", try Examples.named("DraftSaved"), status: 201)
            let key = UUID().uuidString.lowercased()
            let answer = try await bench.post("/drafts", ["form_key": key])
            #expect(answer.status == 303 && answer.header("location") == Self.draft)
            let asked = try bench.intake.change()
            #expect(asked.path == "/v1/drafts" && asked.key == "\"\(key)\"")
            #expect(asked.claims.at("sub") == "senco-1" && asked.claims.at("org") == "school-1")
            #expect(asked.claims.at("roles")?.strings == ["agency"])
            #expect(asked.claims.at("agency_kind") == "education")
        }
    }

    @Test("The task list says how far each section has come, and until when it is kept")
    func tasks() async throws {
        try await ReferrerBench.run { bench in
            bench.keep(
                ["child": ["given_name": "Ash"], "views": ["child": "I want to stay."]],
                problems: [
                    ["pointer": "/child/family_name", "code": "required", "detail": "This must be given."],
                    ["pointer": "/concerns", "code": "required", "detail": "This must be given."],
                ])
            let page = try await bench.get(Self.draft)
            #expect(page.status == 200 && page.text.contains("23 December 2026"))
            for (section, state) in [
                ("child", "In progress"), ("concerns", "Not started"), ("views", "Done"), ("family", "Optional"),
                ("safety", "Not started"),
            ] {
                let part = try #require(page.text.components(separatedBy: "id=\"\(section)-state\">").dropFirst().first)
                #expect(part.prefix { $0 != "\n" }.contains(">\(state)<"), "\(section)")
            }
            #expect(!page.text.contains("Ash"), "Nobody’s name stands where it is not needed")
        }
    }

    @Test("A page shows what was saved; saved again, it keeps the rest and takes out what was emptied")
    func saves() async throws {
        try await ReferrerBench.run { bench in
            let school = try Examples.named("ReferralFromSchool")
            bench.keep(school)
            let page = try await bench.get("\(Self.draft)/sections/child")
            #expect(page.text.contains("value=\"Rowan\"") && page.text.contains("value=\"2013\""))
            #expect(page.text.contains("name=\"form_version\" value=\"&quot;3&quot;\""))
            bench.intake.answer("PUT \(Self.api)", try Self.saved([]), version: "\"4\"")
            _ = bench.intake.asked()
            let answer = try await bench.post(
                "\(Self.draft)/sections/child",
                [
                    "form_version": "\"3\"", "given_name": "Robin", "family_name": "Testwell", "preferred_name": "",
                    "date_of_birth-day": "9", "date_of_birth-month": "4", "date_of_birth-year": "2013",
                ])
            #expect(answer.status == 303 && answer.header("location") == Self.draft)
            let asked = try bench.intake.change()
            #expect(asked.method == "PUT" && asked.path == Self.api && asked.ifMatch == "\"3\"")
            #expect(asked.body.differences(from: school) == ["/child/given_name"])
            bench.keep(school.setting("Robbie", at: "/child/preferred_name"))
            _ = try await bench.post(
                "\(Self.draft)/sections/child?from=check",
                ["form_version": "\"3\"", "given_name": "Rowan", "family_name": "Testwell"])
            #expect(try bench.intake.change().body.differences(from: school) == ["/child/date_of_birth"])
        }
    }

    @Test("What is wrong with what was saved stands beside the question")
    func wrong() async throws {
        try await ReferrerBench.run { bench in
            let problems: JSON = [
                [
                    "pointer": "/child/identifiers/0/value", "code": "check_digit",
                    "detail": "This NHS number has a slip.",
                ],
                ["pointer": "/concerns", "code": "required", "detail": "This must be given."],
            ]
            let referral: JSON = ["child": ["identifiers": [["system": "nhs", "value": "9434765918"]]]]
            bench.keep(referral, problems: problems)
            bench.intake.answer("PUT \(Self.api)", try Self.saved(problems))
            let answer = try await bench.post("\(Self.draft)/sections/numbers", ["nhs": "943 476 5918"])
            #expect(answer.header("location") == "\(Self.draft)/sections/numbers?saved=yes")
            let page = try await bench.get("\(Self.draft)/sections/numbers?saved=yes")
            #expect(page.text.contains("<title>Error: ") && page.text.contains("href=\"#nhs\""))
            #expect(page.text.contains("id=\"nhs-error\"") && !page.text.contains("id=\"upn-error\""))
            #expect(!page.text.contains("This must be given."))
            let check = try await bench.get("\(Self.draft)/check")
            #expect(check.text.contains("NHS number: This NHS number has a slip."))
            #expect(check.text.contains("href=\"\(Self.draft)/sections/concerns?from=check\""))
            #expect(!check.text.contains("Send the referral"))
        }
    }

    @Test("People, cycles and risks are added, changed and taken out one by one")
    func lists() async throws {
        try await ReferrerBench.run { bench in
            let school = try Examples.named("ReferralFromSchool")
            bench.keep(school)
            bench.intake.answer("PUT \(Self.api)", try Self.saved([]))
            let list = try await bench.get("\(Self.draft)/sections/risks")
            #expect(list.text.contains("Leaves the site") && list.text.contains("\(Self.draft)/sections/risks/1"))
            #expect(try await bench.get("\(Self.draft)/sections/risks/2").status == 404)
            #expect(try await bench.get("\(Self.draft)/sections/child/0").status == 404)
            _ = bench.intake.asked()
            let added = try await bench.post(
                "\(Self.draft)/sections/risks/1", ["kind": "others", "words": "Throws things."])
            #expect(added.header("location") == "\(Self.draft)/sections/risks")
            #expect(
                try bench.intake.change().body.at("risks/1") == ["kind": "others", "words": "Throws things."])
            _ = try await bench.post("\(Self.draft)/sections/risks/0", ["kind": "missing", "remove-yes": "yes"])
            #expect(try bench.intake.change().body.at("risks") == nil)
            #expect(try await bench.post("\(Self.draft)/sections/risks", ["kind": "self"]).status == 404)
        }
    }

    @Test("A child at immediate risk: a page that says what to do, and goes on with the Front Door's reference")
    func interruption() async throws {
        try await ReferrerBench.run { bench in
            bench.keep(["child": ["given_name": "Ash"]])
            bench.intake.answer("PUT \(Self.api)", try Examples.named("ProblemSafeguarding"), status: 422)
            let page = try await bench.post(
                "\(Self.draft)/sections/safety", ["immediate_risk": "yes", "form_version": "\"3\""])
            #expect(page.text.contains("Stop: a child at immediate risk comes first"))
            #expect(page.text.contains("ring 999") && page.text.contains("Front Door"))
            #expect(!page.text.contains("There is a problem") && !page.text.contains("Error:"))
            #expect(page.text.contains("name=\"front_door\"") && page.text.contains("value=\"yes\" checked"))
            bench.intake.answer("PUT \(Self.api)", try Self.saved([]))
            _ = bench.intake.asked()
            _ = try await bench.post(
                "\(Self.draft)/sections/safety",
                ["immediate_risk": "yes", "front_door": "MASH-1", "form_version": "\"3\""])
            #expect(
                try bench.intake.change().body.at("safeguarding")
                    == ["front_door_reference": "MASH-1", "immediate_risk": true])
        }
    }

    @Test("A form that is too old says so and keeps what was typed; the same form twice is no trouble")
    func stale() async throws {
        try await ReferrerBench.run { bench in
            bench.keep(["views": ["child": "Another window’s words"]], version: 4)
            bench.intake.answer(
                "PUT \(Self.api)", ReferrerBench.problem("stale_version", 412, ["current_version": 4]), status: 412)
            let page = try await bench.post(
                "\(Self.draft)/sections/views", ["child_views": "My words", "form_version": "\"3\""])
            #expect(page.status == 409 && page.text.contains("changed since you opened"))
            #expect(page.text.contains("My words") && page.text.contains("value=\"&quot;4&quot;\""))
            let again = try await bench.post(
                "\(Self.draft)/sections/views", ["child_views": "Another window’s words", "form_version": "\"3\""])
            #expect(again.status == 303 && again.header("location") == Self.draft)
        }
    }

    @Test("While intake is away, what was typed stays in the page with its key")
    func away() async throws {
        try await ReferrerBench.run { bench in
            bench.intake.answer("GET \(Self.api)", .object([]), status: 503)
            let key = UUID().uuidString.lowercased()
            let page = try await bench.post(
                "\(Self.draft)/sections/views",
                ["child_views": "My words", "form_version": "\"3\"", "form_key": key])
            #expect(page.status == 503 && page.text.contains("My words") && page.text.contains(key))
            #expect(page.text.contains("cannot be reached") && page.text.contains("value=\"&quot;3&quot;\""))
        }
    }

    @Test("Sent once: the key and the version go along, and what happens next is said")
    func sends() async throws {
        try await ReferrerBench.run { bench in
            bench.keep(try Examples.named("ReferralFromSchool"))
            let check = try await bench.get("\(Self.draft)/check")
            #expect(check.text.contains("Send the referral") && check.text.contains("9 April 2013"))
            #expect(check.text.contains("href=\"\(Self.draft)/sections/numbers?from=check#upn\""))
            let key = try #require(check.formField("form_key", before: "Send the referral"))
            bench.intake.answer("POST \(Self.api)/submission", try Examples.named("ReferralReceipt"), status: 201)
            _ = bench.intake.asked()
            for _ in 1...2 {
                let answer = try await bench.post(
                    "\(Self.draft)/check", ["form_key": key, "form_version": "\"3\""])
                #expect(answer.header("location") == "/referrals/\(ReferrerBench.referral)/sent")
                let asked = try bench.intake.change()
                #expect(asked.path == "\(Self.api)/submission" && asked.key == "\"\(key)\"" && asked.ifMatch == "\"3\"")
                #expect(asked.body == .null)
            }
            bench.intake.answer("GET /v1/referrals/\(ReferrerBench.referral)", try Examples.named("ReferralRecord"))
            let sent = try await bench.get("/referrals/\(ReferrerBench.referral)/sent")
            #expect(sent.text.contains("RH-KNQN-V43D") && sent.text.contains("What happens next"))
        }
    }

    @Test("Back from the confirmation, the draft is gone, and the page says so")
    func gone() async throws {
        try await ReferrerBench.run { bench in
            for path in [Self.draft, "\(Self.draft)/check", "\(Self.draft)/sections/views"] {
                let page = try await bench.get(path)
                #expect(page.status == 404 && page.text.contains("It was sent, thrown away"))
            }
            for path in ["\(Self.draft)/check", "\(Self.draft)/sections/views", "\(Self.draft)/removal"] {
                #expect(try await bench.post(path, ["form_version": "\"3\""]).text.contains("It was sent, thrown away"))
            }
        }
    }

    @Test("Changed or wrong by the time it is sent: all answers again, and nothing lost")
    func notSent() async throws {
        try await ReferrerBench.run { bench in
            bench.keep(try Examples.named("ReferralFromSchool"), version: 4)
            for (code, status) in [("stale_version", 412), ("invalid_fields", 422)] {
                bench.intake.answer(
                    "POST \(Self.api)/submission", ReferrerBench.problem(code, status), status: status)
                let page = try await bench.post("\(Self.draft)/check", ["form_version": "\"3\""])
                #expect(page.status == 409 && page.text.contains("Check your answers"))
                #expect(page.text.contains(status == 412 ? "It was changed since" : "It was not sent."))
                #expect(page.text.contains("value=\"&quot;4&quot;\""))
            }
        }
    }

    @Test("A second referral for the same need is offered as an amendment, with all that was written")
    func duplicate() async throws {
        try await ReferrerBench.run { bench in
            let school = try Examples.named("ReferralFromSchool")
            bench.keep(school)
            bench.intake.answer(
                "POST \(Self.api)/submission", try Examples.answer("post /v1/referrals 409"), status: 409)
            let page = try await bench.post("\(Self.draft)/check", ["form_version": "\"3\""])
            #expect(page.status == 409 && page.text.contains("RH-KNQN-V43D"))
            #expect(page.text.contains("/referrals/\(ReferrerBench.referral)/amend"))
            let record = try Examples.named("ReferralRecord")
            bench.intake.answer("GET /v1/referrals/\(ReferrerBench.referral)", record, version: "\"7\"")
            let amendments = "/v1/referrals/\(ReferrerBench.referral)/amendments"
            bench.intake.answer("POST \(amendments)", try Examples.answer("post /v1/referrals/{id}/amendments 200"))
            _ = bench.intake.asked()
            let answer = try await bench.post(
                "\(Self.draft)/amendment?of=\(ReferrerBench.referral)", ["reason": "More is known."])
            #expect(answer.header("location") == "/referrals/\(ReferrerBench.referral)?done=amend")
            let asked = bench.intake.asked().filter { $0.method != "GET" }
            #expect(asked.map(\.path) == [amendments, Self.api] && asked.map(\.method) == ["POST", "DELETE"])
            #expect(asked.map(\.ifMatch) == ["\"7\"", "\"3\""])
            #expect(asked[0].body.at("reason") == "More is known.")
            #expect(asked[0].body.at("referral")?.differences(from: school) == [])
        }
    }

    @Test("Thrown away only when that was meant")
    func removal() async throws {
        try await ReferrerBench.run { bench in
            bench.keep(["views": .object([])])
            #expect(try await bench.get("\(Self.draft)/removal").text.contains("Throw it away"))
            #expect(bench.intake.asked().allSatisfy { $0.method == "GET" })
            bench.intake.answer("DELETE \(Self.api)", .null, status: 204)
            let answer = try await bench.post("\(Self.draft)/removal", ["form_version": "\"3\""])
            #expect(answer.header("location") == "/referrals?done=removed")
            #expect(try bench.intake.change().ifMatch == "\"3\"")
        }
    }

    @Test("Whatever a field holds is text, on every page")
    func escaping() async throws {
        try await ReferrerBench.run { bench in
            let hostile = PageTests.attack + "\u{202E}" + String(repeating: "long", count: 500)
            bench.keep(
                try Examples.named("ReferralFromSchool").replacingTexts(with: hostile),
                problems: [["pointer": "/concerns", "code": "required", "detail": .string(hostile)]])
            for section in ReferralSections.all {
                let path = "\(Self.draft)/sections/\(section.code)"
                for path in [path] + (section.list == nil ? [] : ["\(path)/0"]) {
                    let page = try await bench.get(path)
                    #expect(page.status == 200 && page.isSafe, "\(path)")
                }
            }
            let check = try await bench.get("\(Self.draft)/check")
            #expect(check.isSafe && check.text.contains("&lt;script&gt;alert(1)"))
            #expect(try await bench.get(Self.draft).isSafe)
        }
    }

    private static func saved(_ problems: JSON) throws -> JSON {
        try Examples.named("DraftSaved").with(["problems": problems])
    }
}

extension RunningPortal.Answer {
    /// Whether nothing of ``PageTests/attack`` is anything but text.
    var isSafe: Bool {
        let scalars = Array(text.unicodeScalars)
        func has(_ text: String) -> Bool { scalars.contains(Array(text.unicodeScalars)) }
        return !has("<script>alert") && !has("\"\u{301}") && !has("<\u{338}") && !has("\"'>")
    }

    /// The value of a hidden field in the form whose button says `words`.
    func formField(_ name: String, before words: String) -> String? {
        guard let end = text.range(of: words)?.lowerBound,
            let start = text[..<end].range(of: "name=\"\(name)\" value=\"", options: .backwards)?.upperBound
        else { return nil }
        return String(text[start...].prefix { $0 != "\"" })
    }
}

extension JSON {
    /// The same shape with another text everywhere.
    func replacingTexts(with text: String) -> JSON {
        switch self {
        case .string: .string(text)
        case .array(let items): .array(items.map { $0.replacingTexts(with: text) })
        case .object(let members):
            .object(
                members.map { Member($0.name, $0.name == "system" ? $0.value : $0.value.replacingTexts(with: text)) })
        default: self
        }
    }
}
