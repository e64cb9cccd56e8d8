/// The rows under each other, for people.
struct ReportTable {
    let rows: [Row]
    /// Whether goals are judged.
    let judging: Bool

    /// One line a row, the columns as wide as they need to be; notes stand underneath, by number.
    var text: String {
        let head = ["measurement", "value", "least – most", "limit", "ratio", "goal", "met"]
        var notes: [String] = []
        let cells = rows.map { row in
            let mark = row.note.isEmpty ? "" : " [\(notes.count + 1)]"
            if !row.note.isEmpty { notes.append(row.note) }
            return self.cells(of: row, mark: mark)
        }
        let table = [head] + cells
        let widths = head.indices.map { column in table.map { $0[column].count }.max() ?? 0 }
        let lines = table.map { cells in
            zip(cells, widths).map { cell, width in cell + String(repeating: " ", count: width - cell.count) }
                .joined(separator: "  ").trimmingEnd()
        }
        let remarks = notes.enumerated().map { "  [\($0 + 1)] \($1)" }
        return (lines.map { "  " + $0 } + remarks).joined(separator: "\n") + "\n"
    }

    private func cells(of row: Row, mark: String) -> [String] {
        func text(_ number: Double?) -> String { number.map { Figure.text($0) } ?? "" }
        let value = row.value.map { "\(Figure.text($0)) \(row.unit)" } ?? "not measured"
        let spread = row.spread.map { "\(Figure.text($0.lowerBound)) – \(Figure.text($0.upperBound))" } ?? ""
        let met = row.isMet(judging: judging).map { $0 ? "yes" : "no" } ?? ""
        return [row.name, value + mark, spread, text(row.limit), text(row.ratio), row.goal?.words ?? "", met]
    }
}

extension String {
    fileprivate func trimmingEnd() -> String {
        var text = self
        while text.hasSuffix(" ") { text.removeLast() }
        return text
    }
}
