import CSV
import Contracts
import FoundationEssentials
import Inclusion
import ServiceKit

/// Themes and what is done about them, as the API shows them.
enum ThemeJSON {
    /// How small numbers are kept from view, for whoever reads the tables.
    static let rule = """
        Numbers from 1 to 4 are hidden, and with them as many of the next smallest as it takes for the total not to give them \
        away. Only terms that have ended are shown, each locality and each term by itself. Shares and medians are given \
        from 10 cases on.
        """

    static func reports(_ reports: [ThemeReport], in book: LocalityBook) -> JSON {
        ["rule": .string(rule), "items": .array(reports.map { Self.report($0, book) })]
    }

    private static func report(_ report: ThemeReport, _ book: LocalityBook) -> JSON {
        .object(leavingOutNil: [
            ("locality", .locality(code: report.locality, in: book)),
            ("term", term(report.term)),
            ("title", .string(report.title)),
            ("cases", report.total.map { .number($0) }),
            ("tables", .array(report.tables.map(table))),
        ])
    }

    private static func table(_ table: ThemeTable) -> JSON {
        .object(leavingOutNil: [
            ("dimension", .string(table.dimension.code)),
            ("words", .string(table.dimension.words)),
            ("title", .string(table.title)),
            ("hidden", table.hidden.map { .string($0) }),
            ("median_days", table.medianDays.map { .number($0) }),
            (
                "rows",
                .array(
                    table.rows.map { row in
                        .object(leavingOutNil: [
                            ("value", .string(row.value.code)), ("words", .string(row.value.words)),
                            ("hidden", .bool(row.count == nil)), ("count", row.count.map { .number($0) }),
                            ("percent", row.percent.map { .number($0) }),
                        ])
                    })
            ),
        ])
    }

    static func term(_ term: ReportingTerm) -> JSON {
        [
            "code": .string(term.code), "name": .string(term.words), "from": .string(term.from.description),
            "to": .string(term.to.description),
        ]
    }

    static func action(_ row: ThemeActionRow, in book: LocalityBook) -> JSON {
        .object(leavingOutNil: [
            ("id", .string(row.id.text)),
            ("locality", .locality(code: row.locality, in: book)),
            ("theme", .string(row.theme)),
            ("value", .string(row.value)),
            ("period", .string(row.term)),
            ("what", .string(row.what)),
            ("organisation", .string(row.organisation)),
            ("owner", .string(row.owner)),
            ("due_on", .string(row.dueOn)),
            ("agreed_by", .string(row.agreedBy)),
            ("agreed_at", .instant(row.agreedAt)),
            ("done", .bool(row.doneAt != nil)),
            ("outcome", .given(row.outcome)),
            ("done_by", row.doneBy.map { .string($0) }),
            ("done_at", row.doneAt.map { .instant($0) }),
        ])
    }
}

/// The same figures as rows.
enum ThemeCSV {
    static func text(_ reports: [ThemeReport], in book: LocalityBook) -> CSVText {
        var csv = CSVText(columns: [
            "locality", "locality_name", "term", "from", "to", "dimension", "value", "words", "count", "percent",
            "note",
        ])
        for report in reports {
            let place = [
                report.locality, book.name(of: report.locality), report.term.code,
                report.term.from.description, report.term.to.description,
            ]
            let cases = report.total.map(String.init) ?? ""
            csv.add(place + ["", "total", "all cases", cases, "", report.total == nil ? report.title : ""])
            for table in report.tables { for row in rows(table) { csv.add(place + row) } }
        }
        return csv
    }

    private static func rows(_ table: ThemeTable) -> [[String]] {
        guard !table.rows.isEmpty else {
            return [[table.dimension.code, "", table.dimension.words, "", "", table.hidden ?? ""]]
        }
        return table.rows.map { row in
            [
                table.dimension.code, row.value.code, row.value.words, row.count.map(String.init) ?? "",
                row.percent.map(String.init) ?? "", row.count == nil ? "hidden" : "",
            ]
        }
    }
}
