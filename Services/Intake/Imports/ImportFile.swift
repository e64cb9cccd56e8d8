import CSV
import ServiceKit

/// A file of referrals whose headings and quotes are in order. What its rows say is looked at later, one by one.
struct ImportFile: Sendable {
    /// Which character stands between cells.
    enum Delimiter: String, Sendable, CaseIterable {
        case comma, semicolon, tab

        var byte: UInt8 {
            switch self {
            case .comma: UInt8(ascii: ",")
            case .semicolon: UInt8(ascii: ";")
            case .tab: UInt8(ascii: "\t")
            }
        }
    }

    /// Some rows that are worked together.
    struct Portion: Sendable, Equatable {
        /// The number of the first, as a spreadsheet counts: the headings are row 1.
        let firstRow: Int
        /// How many are not empty.
        var rows: Int
        /// Where they stand in the text.
        var place: Range<Int>
    }

    static let mostBytes = 20 << 20
    static let mostRows = 10_000
    static let rowsInPortion = 100

    let encoding: FileEncoding
    let delimiter: Delimiter
    /// The headings, each one of ``ImportColumn/all``.
    let columns: [String]
    /// UTF-8.
    let text: ArraySlice<UInt8>
    let portions: [Portion]

    /// How many rows are not empty.
    var total: Int { portions.reduce(0) { $0 + $1.rows } }

    /// Reads a file to its end. It makes room for others now and then: a large file takes some tenths of a second.
    /// - Throws: ``Problem`` 422 when it is no text, when a quote or a heading is wrong, when there are no rows or too many.
    static func read(_ bytes: [UInt8]) async throws -> ImportFile {
        guard let (text, encoding) = FileEncoding.read(bytes) else {
            throw refused(
                "encoding_unknown",
                "The file is neither UTF-8 nor Windows-1252. Save it as “CSV UTF-8” and send it again.")
        }
        do {
            let delimiter = try Self.delimiter(of: text)
            var reader = CSVReader(text, delimiter: delimiter.byte)
            let columns = try headings(try reader.next() ?? [])
            var portions: [Portion] = []
            var rows = 0
            while true {
                let start = reader.place
                guard let cells = try reader.next() else { break }
                if reader.records.isMultiple(of: 200) { await Task.yield() }
                let isEmpty = isEmpty(cells)
                rows += isEmpty ? 0 : 1
                guard rows <= mostRows else {
                    throw refused("too_many_rows", "A file may have \(mostRows) rows at most. Send it in parts.")
                }
                if let last = portions.last, reader.records - last.firstRow < rowsInPortion {
                    portions[portions.count - 1].rows += isEmpty ? 0 : 1
                    portions[portions.count - 1].place = last.place.lowerBound..<reader.place
                } else if !isEmpty {
                    portions.append(Portion(firstRow: reader.records, rows: 1, place: start..<reader.place))
                }
            }
            guard rows > 0 else { throw refused("no_rows", "Below the headings there is no row.") }
            return ImportFile(
                encoding: encoding, delimiter: delimiter, columns: columns, text: text, portions: portions)
        } catch let fault as CSVReader.Fault {
            throw refused(fault)
        }
    }

    /// Whether nothing stands in a row: such rows are passed over.
    static func isEmpty(_ cells: [String]) -> Bool { cells.allSatisfy { $0.utf8.allSatisfy { $0 <= 0x20 } } }

    /// The first that makes known headings of the first line; else the comma.
    private static func delimiter(of text: ArraySlice<UInt8>) throws(CSVReader.Fault) -> Delimiter {
        for delimiter in Delimiter.allCases {
            var reader = CSVReader(text, delimiter: delimiter.byte)
            guard let cells = try? reader.next() else { continue }
            if cells.count(where: { ImportColumn.byName[heading($0)] != nil }) > 1 { return delimiter }
        }
        return .comma
    }

    private static func heading(_ cell: String) -> String { String(cell.lowercased().filter { $0 != " " }) }

    /// - Throws: ``Problem`` 422 with everything that is wrong with the headings.
    private static func headings(_ cells: [String]) throws(Problem) -> [String] {
        var cells = cells.map(heading)
        // Spreadsheets leave empty columns at the end.
        while cells.last == "" { cells.removeLast() }
        var faults: [FieldProblem] = []
        var seen: Set<String> = []
        for (place, cell) in cells.enumerated() {
            let pointer = "/columns/\(place)"
            if ImportColumn.byName[cell] == nil {
                faults.append(
                    FieldProblem(
                        pointer: pointer, code: "unknown_column",
                        detail: "The heading of column \(letters(place)) is none of the template's."))
            } else if !seen.insert(cell).inserted {
                faults.append(
                    FieldProblem(pointer: pointer, code: "repeated_column", detail: "“\(cell)” is there already."))
            }
        }
        for column in ImportColumn.all where column.isRequired && !seen.contains(column.name) {
            faults.append(
                FieldProblem(
                    pointer: "/columns", code: "missing_column", detail: "The column “\(column.name)” is missing."))
        }
        guard faults.isEmpty else {
            throw .invalid(faults, detail: "The headings are not those of the template. Nothing was stored.")
        }
        return cells
    }

    /// A column as spreadsheets call it: A, B, …, Z, AA, …
    static func letters(_ place: Int) -> String {
        let last = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(place % 26)))
        return place < 26 ? last : letters(place / 26 - 1) + last
    }

    private static func refused(_ code: String, _ detail: String) -> Problem {
        .invalid(
            [FieldProblem(pointer: "", code: code, detail: detail)],
            detail: "The file cannot be read as it is. Nothing was stored.")
    }

    private static func refused(_ fault: CSVReader.Fault) -> Problem {
        switch fault.kind {
        case .quoteNotClosed:
            refused("quote_not_closed", "In row \(fault.record) a cell begins with a quote that is never closed.")
        case .textAfterQuote:
            refused("text_after_quote", "In row \(fault.record) something follows the quote that closes a cell.")
        }
    }
}
