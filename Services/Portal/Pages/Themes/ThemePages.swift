import FoundationEssentials
import HTTPTypes
import Hummingbird
import Inclusion
import NIOCore
import ServiceKit

/// What is going on in a locality, term by term: the router's figures as pages.
struct ThemePages: Sendable {
    let calls: HubCalls
    let press: PagePress
    /// The localities as they are called now.
    let localities: @Sendable () async throws -> LocalityBook
    let now: @Sendable () -> Date

    var routes: [PageRoute] {
        [
            .get("/themes", for: .coordinator, .board, answer: page),
            .get("/themes.csv", for: .coordinator, .board, answer: file),
        ]
    }

    private func page(_ visit: Visit) async throws -> Response {
        let locality = try Self.locality(visit)
        let read = try await calls.get(
            "/v1/themes?locality=\(locality)&\(Self.period(until: now()))", from: .router, for: visit)
        let reports = (read.json.at("items")?.items ?? []).map(ThemeReportContent.init)
        let asked = visit.query("term")
        guard let report = asked.map({ code in reports.first { $0.term == code } }) ?? reports.last else {
            guard asked == nil else { throw Problem.notFound() }
            return press.page(
                PageBody(
                    heading: "Themes", parts: Self.parts(onActions: false),
                    blocks: [
                        .words(
                            "No term has ended yet since the hub began. Themes are shown for terms that have ended: from then on their figures change no more, so that nobody can be found behind a difference."
                        )
                    ]), for: visit.session, in: .themes)
        }
        let body = PageBody(
            caption: "Themes, \(report.localityName), \(report.termName)", heading: report.title,
            parts: Self.parts(onActions: false),
            blocks: [Block(filter: Self.filter(visit, locality, report, among: reports, try await localities()))]
                + report.blocks(mayAct: visit.person.roles.contains(.coordinator))
                + [
                    .links([
                        PageLink(
                            address: "/themes.csv?locality=\(locality)&from=\(report.from)&to=\(report.to)",
                            words: "Download all tables of this page (CSV)")
                    ]),
                    .words(read.json.at("rule")?.words ?? "", heading: "How this is counted"),
                ])
        return press.page(body, for: visit.session, in: .themes)
    }

    /// The router's file, read as the person.
    private func file(_ visit: Visit) async throws -> Response {
        let locality = try Self.locality(visit)
        guard let from = visit.query("from").flatMap({ CalendarDate($0) }),
            let to = visit.query("to").flatMap({ CalendarDate($0) })
        else { throw Problem.notFound() }
        let read = try await calls.get(
            "/v1/themes.csv?locality=\(locality)&from=\(from.description)&to=\(to.description)", from: .router,
            for: visit)
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8",
                .contentDisposition: "attachment; filename=\"themes.csv\"",
            ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: read.bytes)))
    }

    /// The two years until an instant, as a query: as much as the router shows at once.
    static func period(until now: Date) -> String {
        let today = LondonTime.day(of: now)
        return "from=\(today.adding(days: -730).description)&to=\(today.description)"
    }

    /// - Throws: ``Problem`` 404 for one that is not the person's, 403 when they have none.
    static func locality(_ visit: Visit) throws(Problem) -> String {
        guard !visit.person.localities.isEmpty else { throw Person.noLocality }
        guard let locality = visit.query("locality") ?? visit.person.localities.first,
            visit.person.localities.contains(locality)
        else { throw .notFound() }
        return locality
    }

    /// The pages about themes.
    static func parts(onActions: Bool) -> [PagePart] {
        [
            PagePart(link: PageLink(address: "/themes", words: "Figures"), isCurrent: !onActions),
            PagePart(link: PageLink(address: "/themes/actions", words: "Actions"), isCurrent: onActions),
        ]
    }

    private static func filter(
        _ visit: Visit, _ locality: String, _ report: ThemeReportContent, among reports: [ThemeReportContent],
        _ book: LocalityBook
    ) -> PageFilter {
        PageFilter(
            action: "/themes",
            selects: [
                PageFilter.Select(
                    name: "locality", label: "Locality",
                    options: visit.person.localities.map {
                        .init(code: $0, label: book.name(of: $0), isChosen: $0 == locality)
                    }),
                PageFilter.Select(
                    name: "term", label: "Term",
                    options: reports.reversed().map {
                        .init(code: $0.term, label: $0.termName.startingLarge, isChosen: $0.term == report.term)
                    }),
            ])
    }
}
