import Contracts
import Foundation
import Inclusion
import Postgres
import ServiceKit
import Testing

@testable import Portal

@Suite("Figures of the board", .timeLimit(.minutes(1)))
struct FigureTests {
    static func term(_ from: String, _ to: String) throws -> ReportingTerm {
        let (first, last) = (try #require(CalendarDate(from)), try #require(CalendarDate(to)))
        return try #require(ReportingTerm(from: first, to: last))
    }

    static func cases(
        _ count: Int, outcome: String = "advice_given", level: Int = 2, need: String = "SEMH",
        missed: Set<String> = []
    ) -> [ClosedCase] {
        Array(
            repeating: ClosedCase(
                locality: Samples.gloucester, outcome: outcome, level: level, phase: "ks3", need: need, provision: "K",
                daysOut: 0, clocksRun: ["triage", "acknowledge"], clocksMissed: missed), count: count)
    }

    @Test("The finding is said in words, and small numbers are hidden in the table and the picture")
    func counts() {
        let cases = Self.cases(12) + Self.cases(2, outcome: "supported") + Self.cases(3, outcome: "placed")
        let figure = OutcomeFigures.counts(.outcome, cases, code: "results", lead: "The most frequent outcome")
        #expect(figure.finding == "The most frequent outcome: advice was given, 12 of 17")
        #expect(
            figure.rows == [
                ["Advice was given", "12", "71"], ["Support was arranged", "hidden", ""],
                ["The child has a place", "hidden", ""],
            ])
        #expect(figure.bars.map(\.words) == ["12", "hidden", "hidden"] && figure.note != nil)
    }

    @Test("Too few cases are nothing but that", arguments: [0, 1, 4])
    func few(count: Int) throws {
        let figure = OutcomeFigures.counts(.outcome, Self.cases(count), code: "results", lead: "Most")
        #expect(figure.rows.isEmpty && !figure.finding.contains("\(max(count, 1))"))
        #expect(OutcomeFigures.clocks(Self.cases(count)).rows.isEmpty)
        let levels = OutcomeFigures.levels([(try Self.term("2026-01-05", "2026-04-12"), Self.cases(count))])
        #expect(levels.rows.flatMap { $0.dropFirst() }.allSatisfy { $0 == (count == 0 ? "0" : "hidden") || $0.isEmpty })
    }

    @Test("Clocks are counted by kind")
    func clocks() {
        let figure = OutcomeFigures.clocks(Self.cases(14) + Self.cases(6, missed: ["triage"]))
        #expect(figure.finding == "Deciding or listing ran out most often: in 6 of 20 closed cases")
        #expect(
            figure.rows == [["Acknowledging", "20", "0", "0", "0"], ["Deciding or listing", "14", "6", "0", "30"]])
    }

    @Test("Groups are compared by shares, and small ones are counted together")
    func equity() {
        let cases =
            Self.cases(10) + Self.cases(10, missed: ["triage"]) + Self.cases(8, need: "ASD")
            + Self.cases(5, need: "ASD", missed: ["triage"]) + Self.cases(5, need: "SLCN", missed: ["triage"])
            + Self.cases(1, need: "SLCN") + Self.cases(4, need: "HI")
        let figure = OutcomeFigures.byGroup(.decidedLate, .need, cases, code: "equity-need")
        #expect(figure.rows.last == ["all others together".startingLarge, "5", "5", "50"])
        #expect(figure.rows.count == 3)
    }

    @Test("Whatever stands in a picture is text")
    func escaping() {
        let attack = PageTests.attack
        let svg = BarPicture(
            id: attack, title: attack, bars: [.init(attack, 3), .init(attack, nil), .init(attack, 1, words: attack)]
        ).svg
        #expect(!svg.contains("<script") && !svg.contains("\"'>") && svg.contains("&lt;script&gt;"))
        #expect(svg.contains("<title id=") && svg.contains("<desc id=") && !svg.contains(" style="))
    }

    static let board = Person(
        subject: "board-1", displayName: "Bo Board", organisation: "authority-1", roles: [.board],
        localities: [Samples.gloucester, "E07000078"])

    /// The router's answer with two terms of the county, the last from 13 April 2026 on.
    static func keepTerms(_ router: StandInService) throws {
        let report = try #require(try Examples.named("Themes").at("items/0"))
        func term(_ from: String, _ to: String) -> JSON {
            report.with(["term": ["code": "x", "name": "x", "from": .string(from), "to": .string(to)]])
        }
        router.answer(
            "GET /v1/themes", ["items": [term("2026-01-05", "2026-04-12"), term("2026-04-13", "2026-09-01")]])
    }

    /// Fills the last term that has ended.
    private static func fill(_ bench: PortalBench) async throws {
        for number in 0..<30 {
            let outcome = number < 20 ? "advice_given" : "placed"
            try await bench.pool.execute(
                """
                insert into closed_case values (\(UUID()), '2026-04-13', null, \(Samples.gloucester), \(outcome),
                    \(number % 2 == 0 ? 2 : 3), 'ks3', 'SEMH', 'K', \(number % 3), '{triage,acknowledge}', '{}')
                """)
        }
    }

    @Test("The board sees figures and their files, which say the same; nobody else does, and it sees no case")
    func pages() async throws {
        try await ProviderBench.run(as: Self.board) { bench in
            try await Self.fill(bench.stock)
            #expect(try await bench.get("/outcomes").status == 404, "no term has ended")
            try Self.keepTerms(bench.matcher)
            for part in OutcomePart.allCases {
                let page = try await bench.get(part.path)
                #expect(page.status == 200 && page.text.contains("How this is counted"), "\(part)")
                #expect(!page.text.contains(" style=") && page.text.components(separatedBy: "<h1").count == 2)
            }
            let page = try await bench.get("/outcomes")
            #expect(page.text.contains("Summer term 2026"))
            #expect(
                page.text.contains("The most frequent outcome: advice was given, 20 of 30")
                    && page.text.contains("<svg"))
            let file = try await bench.get("/outcomes/figures/results")
            #expect(
                file.text == "Outcome,Closed cases,In %\r\nAdvice was given,20,67\r\nThe child has a place,10,33\r\n")
            #expect(file.header("content-type") == "text/csv; charset=utf-8")
            #expect(try await bench.get("/outcomes/equity").text.contains("Ethnicity is not counted"))
            for path in [
                "/outcomes?locality=E07000079", "/outcomes?term=2999-spring", "/outcomes?term=2026-autumn",
                "/outcomes/equity?by=x",
                "/outcomes/figures/other", "/cases/\(UUID().text)", "/themes/actions/new",
            ] {
                #expect(try await bench.get(path).status == 404, "\(path)")
            }
            let coordinator = try await bench.signIn(Samples.person)
            for path in OutcomePart.allCases.map(\.path) + ["/outcomes/figures/results"] {
                #expect(try await bench.get(path, as: coordinator).status == 404, "\(path)")
            }
        }
    }
}

extension PortalBench {
    /// Opens a session of somebody.
    /// - Returns: the cookie to send.
    func signIn(_ person: Person) async throws -> String {
        let session = try await session(for: person)
        return "\(SessionCookie.session.rawValue)=\(session.token.text)"
    }
}
