import Inclusion
import Postgres

/// Remembers on which day each term began: table `reporting_term`.
enum TermBook {
    /// The terms by the county's calendar. Those that have begun between two days are written down, so that a calendar
    /// which comes later moves no case from one term to another: who has both tables would see by which child they differ.
    static func terms(
        from first: CalendarDate, through last: CalendarDate, of county: County, in sql: some PostgresSession
    ) async throws -> ReportingTerms {
        let known = try await terms(of: county, in: sql)
        let begun = known.terms.terms(from: first, through: last).filter { !known.codes.contains($0.code) }
        guard !begun.isEmpty else { return known.terms }
        try await sql.execute(
            """
            insert into reporting_term (code, first_day)
            select * from unnest(\(begun.map(\.code)), \(begun.map(\.from.description))) on conflict do nothing
            """)
        // Somebody else may have been quicker, by another calendar.
        return try await terms(of: county, in: sql).terms
    }

    private static func terms(
        of county: County, in sql: some PostgresSession
    ) async throws -> (terms: ReportingTerms, codes: Set<String>) {
        let rows = try await sql.query("select code, first_day from reporting_term").decode(String.self, String.self)
        let begun = rows.compactMap { CalendarDate($0.1) }
        return (ReportingTerms(county.calendar, begun: begun), Set(rows.map(\.0)))
    }
}
