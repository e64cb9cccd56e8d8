import CSV

/// A figure of the board: the finding, a picture, and a table that says the same and more.
struct Figure: Sendable, Equatable {
    /// Of its file's address.
    let code: String
    /// What it shows, in words.
    let finding: String
    /// The first names the rows.
    let columns: [String]
    /// As many cells each as there are columns.
    let rows: [[String]]
    let bars: [BarPicture.Bar]
    /// What is hidden, and why.
    var note: String?

    /// Where a number may not be shown.
    static let hidden = "hidden"

    /// A number as a cell.
    static func cell(_ number: Int?) -> String { number.map(String.init) ?? hidden }
    /// A share as a cell; empty where there are too few cases for one.
    static func share(_ percent: Int?) -> String { percent.map(String.init) ?? "" }

    /// The table as a file: the same cells.
    var csv: CSVText {
        var csv = CSVText(columns: columns)
        for row in rows { csv.add(row) }
        return csv
    }

    /// The figure on a page.
    /// - Parameters:
    ///   - file: address of its file.
    ///   - isFirst: then the page's heading is its finding.
    func block(file: String, isFirst: Bool) -> Block {
        let table = PageTable(
            id: "table-\(code)", caption: finding,
            columns: columns.enumerated().map { PageTable.Column($1, isNumber: $0 > 0) },
            rows: rows.map { row in
                PageTable.Row(row.enumerated().map { PageTable.Cell($1, isNumber: $0 > 0) })
            })
        var block = Block(
            subheading: isFirst ? nil : finding, paragraphs: note.map { [$0] } ?? [], table: rows.isEmpty ? nil : table,
            links: rows.isEmpty ? [] : [PageLink(address: file, words: "Download this table (CSV): \(finding)")])
        if !bars.isEmpty {
            block.picture = PagePicture(
                svg: BarPicture(id: code, title: finding, bars: bars).svg,
                caption: "The table below says the same in numbers.")
        }
        return block
    }
}
