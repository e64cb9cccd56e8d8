import FoundationEssentials
import Inclusion
import ServiceKit

/// What figures are looked at: of one locality and one term that has ended. The address says so.
struct OutcomeChoice: Sendable {
    let locality: String
    let term: ReportingTerm
    let measure: EquityMeasure
    /// All that could be chosen.
    let localities: [String]
    let terms: [ReportingTerm]

    /// - Parameter terms: those that have ended, the last first.
    /// - Throws: ``Problem`` 404 for a locality that is not the person's and a term that has not ended, 403 for somebody
    ///   without a locality.
    init(_ visit: Visit, among terms: [ReportingTerm]) throws(Problem) {
        (localities, self.terms) = (visit.person.localities, terms)
        guard let first = localities.first else { throw Person.noLocality }
        let (asked, period) = (visit.query("locality") ?? first, visit.query("term") ?? terms.first?.code)
        guard localities.contains(asked), let term = terms.first(where: { $0.code == period }),
            let measure = EquityMeasure(rawValue: visit.query("by") ?? EquityMeasure.decidedLate.code)
        else { throw .notFound() }
        (locality, self.term, self.measure) = (asked, term, measure)
    }

    /// What stands behind the question mark.
    var query: String { "?locality=\(locality)&term=\(term.code)&by=\(measure.code)" }

    /// The form that chooses.
    func filter(for part: OutcomePart, in book: LocalityBook) -> PageFilter {
        var selects = [
            PageFilter.Select(
                name: "locality", label: "Locality",
                options: localities.map { .init(code: $0, label: book.name(of: $0), isChosen: $0 == locality) }),
            PageFilter.Select(
                name: "term", label: "Term",
                options: terms.map { .init(code: $0.code, label: $0.words.startingLarge, isChosen: $0 == term) }),
        ]
        if part == .equity {
            selects.append(
                PageFilter.Select(
                    name: "by", label: "Compare for how many",
                    options: EquityMeasure.allCases.map {
                        .init(code: $0.code, label: $0.words, isChosen: $0 == measure)
                    }))
        }
        return PageFilter(action: part.path, selects: selects)
    }
}
