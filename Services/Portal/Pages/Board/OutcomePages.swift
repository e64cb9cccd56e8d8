import FoundationEssentials
import Hummingbird
import Inclusion
import ServiceKit

/// What came of closed cases, for the board: figures behind which nobody can be found.
struct OutcomePages: Sendable {
    let calls: HubCalls
    let press: PagePress
    let reader: OutcomeReader
    let now: @Sendable () -> Date

    var routes: [PageRoute] {
        OutcomePart.allCases.map { part in
            .get(part.path, for: .board) { try await page(part, $0) }
        } + [.get("/outcomes/figures/{code}", for: .board, answer: file)]
    }

    private func page(_ part: OutcomePart, _ visit: Visit) async throws -> Response {
        let choice = try OutcomeChoice(visit, among: try await terms(visit))
        let book = try await reader.localities()
        let figures = try await figures(part, choice, book)
        let blocks = figures.enumerated().map { number, figure in
            figure.block(file: "/outcomes/figures/\(figure.code)\(choice.query)", isFirst: number == 0)
        }
        let body = PageBody(
            caption: "\(part.words), \(book.name(of: choice.locality)), \(choice.term.words)",
            heading: figures.first?.finding ?? part.words,
            parts: OutcomePart.allCases.map {
                PagePart(
                    link: PageLink(address: $0.path + choice.query, words: $0.words), isCurrent: $0 == part)
            },
            blocks: [Block(filter: choice.filter(for: part, in: book))] + blocks + Self.explained(part, choice))
        return press.page(body, for: visit.session, in: .outcomes)
    }

    private func file(_ visit: Visit) async throws -> Response {
        let code = try visit.word("code")
        guard let part = OutcomePart(figure: code) else { throw Problem.notFound() }
        let choice = try OutcomeChoice(visit, among: try await terms(visit))
        let figures = try await figures(part, choice, try await reader.localities())
        guard let figure = figures.first(where: { $0.code == code }) else { throw Problem.notFound() }
        return .csv(figure.csv, fileName: "\(code)-\(choice.term.code).csv")
    }

    /// The county's terms of the last two years that have ended, the last first. The router alone knows them: one that has
    /// begun keeps its first day there, whatever term dates come later, so no figure that was shown changes.
    private func terms(_ visit: Visit) async throws -> [ReportingTerm] {
        guard let locality = visit.person.localities.first else { throw Person.noLocality }
        let read = try await calls.get(
            "/v1/themes?locality=\(locality)&\(ThemePages.period(until: now()))", from: .router, for: visit)
        return (read.json.at("items")?.items ?? []).compactMap { report in
            guard let from = report.at("term/from")?.words.flatMap({ CalendarDate($0) }),
                let to = report.at("term/to")?.words.flatMap({ CalendarDate($0) })
            else { return nil }
            return ReportingTerm(from: from, to: to)
        }.sorted(by: >)
    }

    private func figures(
        _ part: OutcomePart, _ choice: OutcomeChoice, _ book: LocalityBook
    ) async throws -> [Figure] {
        if part == .places { return Self.places(try await reader.places(of: choice.locality, in: choice.term)) }
        let all = try await reader.cases(
            of: part == .equity ? choice.localities : [choice.locality],
            in: part == .levels ? choice.terms : [choice.term])
        func cases(_ locality: String, _ term: ReportingTerm) -> [ClosedCase] {
            all[OutcomeReader.Place(locality: locality, term: term.code)] ?? []
        }
        let own = cases(choice.locality, choice.term)
        switch part {
        case .results:
            return [OutcomeFigures.counts(.outcome, own, code: "results", lead: "The most frequent outcome")]
        case .clocks: return [OutcomeFigures.clocks(own)]
        case .days:
            return [
                OutcomeFigures.counts(
                    .daysOut, own, code: "days", lead: "School days out of education when most were referred")
            ]
        case .levels:
            return [OutcomeFigures.levels(choice.terms.map { ($0, cases(choice.locality, $0)) })]
        case .equity:
            return [
                OutcomeFigures.byLocality(
                    choice.measure, choice.localities.map { (book.name(of: $0), cases($0, choice.term)) }),
                OutcomeFigures.byGroup(choice.measure, .provision, own, code: "equity-provision"),
                OutcomeFigures.byGroup(choice.measure, .need, own, code: "equity-need"),
            ]
        case .places: return []
        }
    }

    private static func places(_ places: [EndedPlace]) -> [Figure] {
        [
            OutcomeFigures.places(
                EndedPlace.endings(places), of: "how it ended", code: "places-endings",
                lead: "How most places ended"),
            OutcomeFigures.places(
                EndedPlace.daysOut(places), of: "school days out of education until it began", code: "places-days",
                lead: "School days out of education before most places began"),
        ]
    }

    /// What the figures are, and are not.
    private static func explained(_ part: OutcomePart, _ choice: OutcomeChoice) -> [Block] {
        var words: [String] =
            switch part {
            case .clocks:
                [
                    "A clock counts as kept in a case when none of its kind had run out by the time the case was closed; one that was still running then had not."
                ]
            case .equity:
                [
                    "Ethnicity is not counted. It is sealed with the child’s other details, so that only who opens a case can read it, and each reading leaves a line in the access log. These figures are made without opening anything.",
                    "A difference may come from how many children of a group were referred, and for what. It is a reason to look, not a finding about anybody.",
                ]
            case .results, .days, .levels, .places: []
            }
        words.append(
            "A number belongs to one locality and one of the county’s terms, with the holidays after it, and is shown once the term has ended. From then on it does not change. Numbers from 1 to 4 are hidden, and others from which they could be worked out; shares are given from 10 on."
        )
        return [Block(subheading: "How this is counted", paragraphs: words)]
    }
}
