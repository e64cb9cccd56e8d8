import Contracts
import Foundation
import ServiceKit
import Testing

@testable import Portal

@Suite("Pages about themes", .timeLimit(.minutes(1)))
struct ThemePageTests {
    private static func report(_ words: String) throws -> ThemeReportContent {
        let report: JSON = [
            "locality": ["code": "E07000081", "name": .string(words)],
            "term": ["code": "2026-autumn", "name": "autumn term 2026", "from": "2026-09-02", "to": "2027-01-03"],
            "title": .string(words), "cases": 61,
            "tables": [
                [
                    "dimension": "level", "words": .string(words), "title": .string(words), "hidden": .string(words),
                    "rows": [
                        ["value": "1", "words": .string(words), "hidden": true],
                        ["value": "3", "words": "level 3", "hidden": false, "count": 41, "percent": 67],
                        ["value": "4", "words": "level 4", "hidden": false, "count": 0, "percent": 0],
                    ],
                ]
            ],
        ]
        return ThemeReportContent(report)
    }

    @Test("A table of a theme says what is hidden, and leads a coordinator to agreeing an action about it")
    func tables() throws {
        let block = try #require(try Self.report("w").blocks(mayAct: true).first)
        let rows = try #require(block.table?.rows)
        #expect(
            rows.map { [$0.head.words] + $0.cells.map(\.words) } == [["W", "hidden", ""], ["Level 3", "41", "67"]])
        #expect(block.links.map(\.address) == ["/themes/actions/new?locality=E07000081&theme=level&period=2026-autumn"])
        #expect(try Self.report("w").blocks(mayAct: false).first?.links.isEmpty == true)
    }

    @Test("Whatever the service says is text")
    func escaping() throws {
        let press = PagePress(
            templates: try PageTemplates(), assets: Assets(folder: nil, logger: PortalBench.logger),
            isDemonstration: false)
        let action: JSON = [
            "id": .string(PageTests.attack), "what": .string(PageTests.attack), "owner": .string(PageTests.attack),
            "organisation": .string(PageTests.attack), "theme": .string(PageTests.attack),
            "value": .string(PageTests.attack), "due_on": .string(PageTests.attack),
            "locality": ["name": .string(PageTests.attack)], "outcome": .string(PageTests.attack),
        ]
        let body = PageBody(
            heading: PageTests.attack,
            blocks: try Self.report(PageTests.attack).blocks(mayAct: true)
                + [
                    .table(ThemeActionContent.table([ThemeActionContent(action)], isDone: false)),
                    .summary(ThemeActionContent(action).summary),
                ])
        let html = press.templates.html(
            Page(
                template: .body, title: "t",
                frame: PageFrame(
                    styles: [], icon: "/icon", scripts: [], isDemonstration: false, person: nil, menu: .init(areas: [])),
                content: body))
        #expect(!html.contains("<script>alert") && !html.contains("\"'>"))
    }

    @Test("Who may: themes are the coordinator's and the board's, agreeing the coordinator's alone")
    func access() async throws {
        try await RunningPortal.run { portal, bench in
            let board = try await bench.signIn(FigureTests.board)
            let coordinator = try await bench.signIn(Samples.person)
            let provider = try await bench.signIn(
                Person(subject: "p", displayName: "P", organisation: "o", roles: [.provider]))
            let form = "/themes/actions/new?theme=need&period=2026-summer"
            // The services are away here: a page that somebody may see says so.
            for path in ["/themes", "/themes/actions", "/themes/actions/\(UUID().text)"] {
                #expect(try await portal.get(path, cookie: board).status == 503, "\(path)")
                #expect(try await portal.get(path, cookie: coordinator).status == 503, "\(path)")
                #expect(try await portal.get(path, cookie: provider).status == 404, "\(path)")
            }
            let page = try await portal.get(form, cookie: coordinator)
            #expect(page.status == 200 && page.text.contains("Agree an action about primary need"))
            #expect(try await portal.get(form, cookie: board).status == 404)
            #expect(try await portal.get(form + "&locality=E07000079", cookie: coordinator).status == 404)
            let empty = try await portal.post(
                form, "form_token=\(try #require(page.formToken))", cookie: coordinator)
            #expect(empty.status == 422 && empty.text.contains("Error: "))
        }
    }
}
