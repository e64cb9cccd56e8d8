import Foundation
import ServiceKit
import Testing

@testable import Portal

@Suite("A data protection officer finds out who has looked", .timeLimit(.minutes(2)))
struct DataProtectionPagesTests {
    private static let id = "0193f0a0-0d1f-7a52-a6ee-5f0f7a1f5b11"
    private static let officer = Person(
        subject: "dpo", displayName: "Dee Sample", organisation: "authority-1", roles: [.dpo])

    private func run(_ body: @Sendable @escaping (ProviderBench) async throws -> Void) async throws {
        try await ProviderBench.run(as: Self.officer, body)
    }

    @Test(
        "The day begins at the search; nothing is asked of a service before a reference is typed, nor for what is none")
    func search() async throws {
        try await run { bench in
            #expect(try await bench.get("/").header("location") == "/access")
            let page = try await bench.get("/access")
            #expect(page.status == 200 && page.text.contains("name=\"reference\"") && page.text.contains("hub erase"))
            for typed in ["RH-KNQN-V43X", "Smith", PageTests.attack] {
                let encoded = typed.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
                let wrong = try await bench.get("/access?reference=\(encoded)")
                #expect(
                    wrong.text.contains("<title>Error: Who has looked") && wrong.text.contains("filter-reference-error")
                )
                #expect(!wrong.text.contains("<script>alert"))
            }
            #expect(bench.matcher.asked().isEmpty)
        }
    }

    @Test("A reference leads to the child's cases, however it is written, asked for as the officer")
    func found() async throws {
        try await run { bench in
            let question = "GET /v1/access?reference=RH-KNQN-V43D"
            bench.matcher.answer(question, try Examples.answer("get /v1/access 200"))
            for typed in ["RH-KNQN-V43D", "rh+knqn+v43d", "KNQNV43D"] {
                let page = try await bench.get("/access?reference=\(typed)")
                for words in [
                    "href=\"/access/\(Self.id)?reference=RH-KNQN-V43D\"", "Gloucester", "23 November 2026 at 9:41am",
                    "A coordinator is working on it.",
                ] { #expect(page.text.contains(words), "\(words)") }
            }
            let asked = bench.matcher.asked()
            #expect(asked.count == 3 && asked.allSatisfy { $0.claims.at("roles")?.strings == ["dpo"] })
            bench.matcher.answer(question, ["items": []])
            let none = try await bench.get("/access?reference=RH-KNQN-V43D")
            #expect(none.status == 200 && none.text.contains("No case has a referral with this reference."))
        }
    }

    @Test("Readings are shown page after page, with the way back; names are text")
    func readings() async throws {
        try await run { bench in
            let path = "/v1/cases/\(Self.id)/access"
            let answer = try Examples.answer("get /v1/cases/{id}/access 200")
            bench.matcher.answer("GET \(path)", answer.with(["next": "WyI3Il0"]))
            let own = "/access/\(Self.id)?reference=RH-KNQN-V43D"
            let page = try await bench.get(own)
            for words in [
                "23 November 2026 at 10:02am", "coordinator-gloucester", "To work on the case",
                "href=\"\(own)&amp;cursor=WyI3Il0\"", "href=\"/access?reference=RH-KNQN-V43D\"",
                "href=\"/access/\(Self.id)/file\"", "<span class=\"govuk-caption-l\">RH-KNQN-V43D</span>",
            ] { #expect(page.text.contains(words), "\(words)") }
            bench.matcher.answer("GET \(path)?cursor=WyI3Il0", ["items": [Self.line(by: PageTests.attack)]])
            let second = try await bench.get("\(own)&cursor=WyI3Il0")
            #expect(second.text.contains("&lt;script&gt;alert(1)") && !second.text.contains("<script>alert"))
            #expect(!second.text.contains(">More</a>"))
            #expect(try await bench.get("/access/\(UUID().uuidString)").status == 404)
        }
    }

    @Test("The file has every reading of every page, and no cell that a spreadsheet would reckon with")
    func file() async throws {
        try await run { bench in
            let path = "/v1/cases/\(Self.id)/access?limit=100"
            bench.matcher.answer(
                "GET \(path)", ["items": [Self.line(by: "=1+1"), Self.line(by: "ann")], "next": "WyI3Il0"])
            bench.matcher.answer("GET \(path)&cursor=WyI3Il0", ["items": [Self.line(by: "Smith, \"Bob\"")]])
            let file = try await bench.get("/access/\(Self.id)/file")
            #expect(file.header("content-type") == "text/csv; charset=utf-8")
            #expect(file.header("content-disposition")?.contains("who-has-looked.csv") == true)
            let lines = file.text.split(separator: "\r\n")
            #expect(lines.count == 4 && lines[0].hasSuffix("When,Time (UTC),Who,Role,Organisation,Why,Referral"))
            #expect(lines[1].contains("'=1+1"))
            #expect(lines[3].contains("\"Smith, \"\"Bob\"\"\",forum member,school,To read papers,RH-KNQN-V43D"))
            // As long as a list may be, and one more.
            bench.matcher.answer("GET \(path)&cursor=WyI3Il0", ["items": [], "next": "WyI3Il0"])
            #expect(try await bench.get("/access/\(Self.id)/file").status == 422)
        }
    }

    private static func line(by name: String) -> JSON {
        [
            "read_at": "2026-11-20T10:00:00Z", "read_by": .string(name), "role": "forum_member",
            "organisation": "school",
            "why": ["code": "forum_papers", "words": "to read papers"], "reference": "RH-KNQN-V43D",
        ]
    }
}
