import FoundationEssentials
import Hummingbird
import Inclusion
import Postgres
import ServiceKit

/// What is going on in a locality, for its strategic group: counts by term, so made that nobody can be found behind them.
struct ThemesAPI: Sendable {
    let host: ServiceHost
    let county: CountyNow

    func add(to router: HubRouter) {
        router.get("/v1/themes", use: tables)
        router.get("/v1/themes.csv", use: file)
    }

    private func tables(_ request: Request, _ context: HubContext) async throws -> Response {
        let county = try await county()
        return .json(ThemeJSON.reports(try await reports(request, context, county), in: county.book))
    }

    private func file(_ request: Request, _ context: HubContext) async throws -> Response {
        let county = try await county()
        return .csv(ThemeCSV.text(try await reports(request, context, county), in: county.book), fileName: "themes.csv")
    }

    /// One report for each of the localities and terms asked for, by the working days of the county.
    private func reports(
        _ request: Request, _ context: HubContext, _ county: County
    ) async throws -> [ThemeReport] {
        let identity = try context.identity
        try identity.require(.coordinator, .board)
        let localities = try identity.localities(askedFor: request)
        let terms = try await terms(request, county)
        let facts = try await ThemeFacts.facts(of: localities, in: terms, from: host.pool)
        return localities.flatMap { locality in
            terms.map { term in
                ThemeReport(
                    locality: locality, term: term,
                    facts: facts[ThemeFacts.Place(locality: locality, term: term.code), default: []],
                    calendar: county.calendar.workingDays)
            }
        }
    }

    /// At most two years at once.
    private static let mostTerms = 6

    /// The terms between `from` and `to` that have ended; without either, the last one.
    private func terms(_ request: Request, _ county: County) async throws -> [ReportingTerm] {
        let today = LondonTime.day(of: host.now())
        // That the one before has ended must hold for ever once its figures have been shown.
        let terms = try await host.pool.withConnection {
            try await TermBook.terms(from: today, through: today, of: county, in: $0)
        }
        let last = terms.lastEnded(on: today)
        let from = try request.day("from") ?? last.from
        let to = try request.day("to") ?? max(last.to, from)
        guard from <= to else {
            throw Problem.badRequest(code: "period_invalid", "“from” must not be after “to”.")
        }
        guard from.days(until: to) <= 366 * (Self.mostTerms / ReportingTerm.Season.allCases.count) else {
            throw Problem.badRequest(code: "period_too_long", "From “from” to “to” are at most two years.")
        }
        return terms.ended(on: today, from: from, to: to)
    }
}

extension Identity {
    /// The caller's localities, or the one the request asks for if it is among them.
    /// - Throws: ``Problem`` 403 for another one.
    fileprivate func localities(askedFor request: Request) throws(Problem) -> [String] {
        guard let asked = request.uri.queryParameters["locality"] else { return localities.sorted() }
        try require(locality: String(asked))
        return [String(asked)]
    }
}

extension Request {
    /// A query parameter that is a day; `nil` when it is not there.
    fileprivate func day(_ name: String) throws(Problem) -> CalendarDate? {
        guard let text = uri.queryParameters[Substring(name)] else { return nil }
        guard let day = CalendarDate(String(text)) else {
            throw .badRequest(code: "\(name)_invalid", "“\(name)” is a day, such as 2026-09-01.")
        }
        return day
    }
}
