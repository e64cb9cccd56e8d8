import Foundation
import ServiceKit
import Testing

@testable import Portal

@Suite("What everybody may read", .timeLimit(.minutes(1)))
struct StatementTests {
    @Test("The statement, help and the footer need nobody to sign in")
    func statements() async throws {
        try await RunningPortal.run { portal, bench in
            let page = try await portal.get("/accessibility")
            #expect(page.status == 200 && page.text.contains("This statement was prepared on"))
            #expect(page.text.contains("not tested") && page.text.contains("href=\"/help\""))
            #expect(try await portal.get("/help").text.contains("ring 999"))
            let cookie = try await bench.signIn(Samples.person)
            #expect(try await portal.get("/accessibility", cookie: cookie).text.contains("Sam Coordinator"))
            #expect(try await portal.get("/.well-known/security.txt").status == 404)
        }
    }

    @Test("security.txt says whom to tell, and until when that holds")
    func security() async throws {
        try await RunningPortal.run(["PORTAL_SECURITY_CONTACT": "mailto:security@example.org"]) { portal, _ in
            let answer = try await portal.get("/.well-known/security.txt")
            #expect(answer.status == 200 && answer.header("content-type") == "text/plain; charset=utf-8")
            let lines = answer.text.components(separatedBy: "\r\n")
            #expect(lines.first == "Contact: mailto:security@example.org")
            let expires = lines.first { $0.hasPrefix("Expires: ") }?.dropFirst("Expires: ".count)
            let day = try #require(expires.map { at(String($0)) })
            #expect(day > Date() && day < Date().addingTimeInterval(365 * 86_400))
        }
    }

    @Test("An authority's name and colour are on every page")
    func brand() async throws {
        let settings = ["PORTAL_NAME": "Gloucester <Hub>", "PORTAL_COLOUR": "#102030"]
        try await RunningPortal.run(settings) { portal, _ in
            let page = try await portal.get("/sign-in").text
            #expect(page.contains("– Gloucester &lt;Hub&gt;</title>") && !page.contains(">Referral Hub<"))
            let start = try #require(page.range(of: "/assets/brand.css?v="))
            let sheet = try await portal.get(String(page[start.lowerBound...].prefix { $0 != "\"" }))
            #expect(sheet.text == ":root { --govuk-brand-colour: #102030; --hub-brand: #102030 }\n")
            #expect(sheet.header("content-type") == "text/css; charset=utf-8")
        }
    }

    @Test(
        "A colour that is none, or that white cannot be read on, is refused at the start",
        arguments: ["", "red", "#12345", "#1234567", "#+1+2+3", "#gggggg", "#ffffff", "#767676", "#ffdd00"])
    func colours(colour: String) {
        #expect {
            try Brand(name: "Hub", colour: colour)
        } throws: {
            ($0 as? ConfigurationError)?.problems.map(\.key) == ["portal.colour"]
        }
    }

    @Test("Contrast is what WCAG computes", arguments: [("#000000", 21.0), ("#666666", 5.74), ("#0b4f57", 9.25)])
    func contrast(colour: String, ratio: Double) throws {
        #expect(abs(try Brand(name: "Hub", colour: colour).contrastToWhite - ratio) < 0.15)
    }

    @Test("A name is one line", arguments: ["", "   ", "a\nb", String(repeating: "x", count: 61)])
    func names(name: String) {
        #expect(throws: ConfigurationError.self) { try Brand(name: name, colour: "#0b4f57") }
    }

    @Test(
        "A contact is one that the standard allows",
        arguments: ["security@example.org", "http://x", "mailto:", "tel:1 2"])
    func contacts(text: String) {
        #expect(throws: ConfigurationError.self) { try SecurityText.contact(text) }
    }
}
