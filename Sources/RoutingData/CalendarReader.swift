import Inclusion
import Yams

/// Reads terms, closures and holidays, and sees that they make one calendar without a hole.
struct CalendarReader {
    /// The longest holiday there is: what is longer is a term that is missing.
    static let longestHoliday = 70

    let book: FaultBook

    func calendar(_ node: Node) -> SchoolCalendar? {
        guard
            let branch = YAMLBranch(
                node, "a calendar", needs: ["ends", "terms"], takes: ["closures", "holidays"], book)
        else { return nil }
        let terms = branch.list("terms").compactMap { node in term(node).map { ($0, node.line) } }
        if branch["terms"] != nil, branch.list("terms").isEmpty { branch.fault("terms", "There is not one term.") }
        checkOrder(terms)
        let ends = branch.date("ends")
        if let ends, let last = terms.map(\.0.last).max(), last < ends {
            branch.fault("ends", "The terms end on \(last), before the calendar does on \(ends): a term is missing.")
        }
        let closures = branch.dates("closures")
        for (date, line) in closures where !terms.contains(where: { ($0.0.first...$0.0.last).contains(date) }) {
            book.add(line, "\(date) lies in no term, so there is nothing to close.")
        }
        guard let ends else { return nil }
        return SchoolCalendar(
            ends: ends, terms: terms.map(\.0), closures: Set(closures.map(\.date)),
            extraHolidays: Set(branch.dates("holidays").map(\.date)))
    }

    private func term(_ node: Node) -> SchoolTerm? {
        guard let branch = YAMLBranch(node, "a term", needs: ["name", "first", "last"], book),
            let name = branch.text("name"), let first = branch.date("first"), let last = branch.date("last")
        else { return nil }
        guard first <= last else {
            branch.fault("last", "“\(name)” ends on \(last), before it begins.")
            return nil
        }
        return SchoolTerm(name: name, first: first, last: last)
    }

    private func checkOrder(_ terms: [(term: SchoolTerm, line: Int)]) {
        for (earlier, later) in zip(terms, terms.dropFirst()) {
            let (before, after) = (earlier.term, later.term)
            if after.first <= before.last {
                book.add(
                    later.line,
                    after.last < before.first
                        ? "“\(after.name)” stands after “\(before.name)”, but lies before it."
                        : "“\(after.name)” overlaps “\(before.name)”, which ends on \(before.last).")
            } else if before.last.days(until: after.first) > Self.longestHoliday {
                book.add(
                    later.line,
                    "Between \(before.last) and \(after.first) there is a hole of more than 10 weeks: a term is missing."
                )
            }
        }
    }
}
