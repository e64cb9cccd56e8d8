import Inclusion
import ServiceKit

/// What a locality's cases of one term were about, as the router tells it.
struct ThemeReportContent: Sendable {
    let json: JSON

    init(_ json: JSON) { self.json = json }

    private func text(_ path: String) -> String { json.at(path)?.words ?? "" }

    var term: String { text("term/code") }
    var termName: String { text("term/name") }
    var localityName: String { text("locality/name") }
    var title: String { text("title") }
    var from: String { text("term/from") }
    var to: String { text("term/to") }

    /// A table for each way of counting.
    /// - Parameter mayAct: whether actions can be agreed from here.
    func blocks(mayAct: Bool) -> [Block] {
        (json.at("tables")?.items ?? []).map { table in
            let code = table.at("dimension")?.words ?? ""
            var block = Block(subheading: table.at("title")?.words, id: code)
            if let hidden = table.at("hidden")?.words { block.paragraphs.append(hidden) }
            if let days = table.at("median_days")?.number {
                block.paragraphs.append("Half of the children waited \(days) working days or fewer.")
            }
            let rows = (table.at("rows")?.items ?? []).filter { $0.at("count")?.number != 0 }
            let words = (table.at("words")?.words ?? "").startingLarge
            if !rows.isEmpty {
                block.table = PageTable(
                    id: "table-\(code)", caption: words,
                    columns: [.init(words), .init("Cases", isNumber: true), .init("In %", isNumber: true)],
                    rows: rows.map(Self.row))
            }
            if mayAct {
                block.links = [
                    PageLink(
                        address: ThemeActionForm.address(locality: text("locality/code"), theme: code, period: term),
                        words: "Agree an action about this: \(words)")
                ]
            }
            return block
        }
    }

    private static func row(_ row: JSON) -> PageTable.Row {
        PageTable.Row([
            .init((row.at("words")?.words ?? "").startingLarge),
            .init(Figure.cell(row.at("count")?.number.map { Int($0) }), isNumber: true),
            .init(Figure.share(row.at("percent")?.number.map { Int($0) }), isNumber: true),
        ])
    }
}
