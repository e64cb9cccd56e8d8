import Contracts
import EventFlow
import Foundation
import ServiceKit
import ServiceTestSupport
import Testing

@testable import Portal

@Suite("Many cases given to somebody at once", .timeLimit(.minutes(1)))
struct AssignmentTests {
    /// Opens a case in the queue's own tables, and acknowledges it.
    private static func open(_ bench: PortalBench, _ reference: String) async throws -> UUID {
        let (referral, file) = (UUID(), UUID())
        for (place, event) in [Samples.opened(case: file, reference: reference), Samples.acknowledged].enumerated() {
            try await bench.apply(.of(event, referral: referral, subject: file, version: Int64(place + 1)))
        }
        return file
    }

    private static let ann = Person(
        subject: "ann", displayName: "Ann <b>Other</b>", organisation: "authority-1", roles: [.coordinator],
        localities: [Samples.gloucester])

    @Test("What is ticked is sent in the version that was shown; the page says which were given, which not, and why")
    func assign() async throws {
        try await ProviderBench.run(as: Samples.person) { bench in
            try await bench.stock.grant(Self.ann)
            let (done, stale) = (
                try await Self.open(bench.stock, "RH-AAAA-AAAA"), try await Self.open(bench.stock, "RH-BBBB-BBBB")
            )
            try await bench.stock.open(reference: "RH-CCCC-CCCC")
            let queue = try await bench.get("/?level=3")
            for words in [
                "name=\"case-\(done.text)\" value=\"2\" aria-label=\"Assign RH-AAAA-AAAA\"",
                "<option value=\"coordinator-1\">Sam Coordinator (you)</option>",
                "<option value=\"ann\">Ann &lt;b&gt;Other&lt;/b&gt;</option>", "name=\"back\" value=\"/?level=3\"",
            ] { #expect(queue.text.contains(words), "\(words)") }
            #expect(!queue.text.contains("Assign RH-CCCC-CCCC"), "nobody has acknowledged it")
            bench.matcher.answer(
                "POST /v1/cases/assignments",
                [
                    "assigned_to": "ann", "failed": 1,
                    "items": [
                        ["id": .string(done.text), "done": true, "version": 3],
                        [
                            "id": .string(stale.text), "done": false, "code": "stale_version",
                            "detail": "It has changed <since>.",
                        ],
                    ],
                ])
            let page = try await bench.post(
                "/cases/assignments",
                [
                    "assigned_to": "ann", "back": "/?level=3", "case-\(done.text)": "2", "case-\(stale.text)": "2",
                    "case-nonsense": "2",
                ])
            let asked = try bench.change()
            #expect(asked.body.at("assigned_to") == "ann")
            let sent = asked.body.at("cases")?.items ?? []
            #expect(Set(sent.compactMap { $0.at("id")?.words }) == [done.text, stale.text])
            #expect(sent.allSatisfy { $0.at("version") == 2 } && sent.count == 2)
            for words in [
                "1 of 2 cases could be given to Ann &lt;b&gt;Other", "href=\"/cases/\(stale.text)\">RH-BBBB-BBBB</a>",
                "It has changed &lt;since&gt;.", "Not assigned", "href=\"/cases/\(done.text)\">RH-AAAA-AAAA</a>",
                "href=\"/?level=3\">Go on with the queue</a>",
            ] { #expect(page.text.contains(words), "\(words)") }
            let (failed, given) = (page.text.range(of: "RH-BBBB-BBBB"), page.text.range(of: "RH-AAAA-AAAA"))
            #expect(try #require(failed).lowerBound < #require(given).lowerBound, "what was not done comes first")
        }
    }

    @Test("Nothing is sent where nothing was ticked or nobody chosen, and nobody is led elsewhere")
    func nothing() async throws {
        try await ProviderBench.run(as: Samples.person) { bench in
            let none = try await bench.post("/cases/assignments", ["assigned_to": "ann", "back": "/?level=3"])
            #expect(none.status == 303 && none.header("location") == "/?level=3&done=none_ticked")
            let away = try await bench.post(
                "/cases/assignments", ["case-\(UUID().text)": "1", "back": "//elsewhere.example"])
            #expect(away.header("location") == "/?done=none_ticked")
            #expect(try await bench.get("/?done=none_ticked").text.contains("Nothing was assigned"))
            #expect(bench.matcher.asked().isEmpty)
        }
    }
}
