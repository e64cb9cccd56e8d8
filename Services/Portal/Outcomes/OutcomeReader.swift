import Inclusion
import Postgres
import ServiceKit

/// Reads what the board's figures are counted from.
struct OutcomeReader: Sendable {
    let pool: PostgresPool

    /// Of which one set of figures is shown. No sum over several ever is.
    struct Place: Hashable, Sendable {
        let locality: String
        /// Code of a ``ReportingTerm``.
        let term: String
    }

    /// Closed cases by where and when they were closed, without those that were reopened in the same term.
    func cases(of localities: [String], in terms: [ReportingTerm]) async throws -> [Place: [ClosedCase]] {
        let rows = try await pool.query(
            """
            select mine.code as term, closed_case.* from closed_case
            join unnest(
                \(terms.map(\.code)), \(terms.map(\.from.description)), \(terms.map(\.to.description))
            ) as mine (code, first, last)
                on closed_on between mine.first and mine.last and (reopened_on is null or reopened_on > mine.last)
            where locality = any(\(localities))
            """
        ).map { row in (try Place(row), try ClosedCase(row)) }
        return Dictionary(grouping: rows, by: \.0).mapValues { $0.map(\.1) }
    }

    /// Places that ended in a locality and a term.
    func places(of locality: String, in term: ReportingTerm) async throws -> [EndedPlace] {
        try await pool.query(
            """
            select * from ended_place
            where locality = \(locality) and ended_on between \(term.from.description) and \(term.to.description)
            """
        ).map { row in
            EndedPlace(
                locality: locality, endedAs: try row.value("ended_as"), daysOut: try row.value("days_out"))
        }
    }

    /// The localities as they are called now.
    func localities() async throws -> LocalityBook { try await LocalityNames.book(in: pool) }
}

extension OutcomeReader.Place {
    fileprivate init(_ row: PostgresRow) throws {
        self.init(locality: try row.value("locality"), term: try row.value("term"))
    }
}
