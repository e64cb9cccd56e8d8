/// Rows as text that spreadsheets read (RFC 4180): commas, quotes where needed, lines that end with CR LF.
public struct CSVText: Sendable, Equatable {
    /// The heading and what was added so far.
    public private(set) var text = ""

    /// - Parameter columns: the heading.
    public init(columns: [String]) { add(columns) }

    /// Adds a row for people: what begins like a formula would be one, and an apostrophe in front makes a spreadsheet take
    /// it for text.
    public mutating func add(_ cells: [String]) {
        text += Self.record(
            cells.map { $0.utf8.first.map(Self.beginsFormula.contains) == true ? "'" + $0 : $0 })
    }

    /// A record with its end, each cell as it is. A cell that holds a delimiter, a quote or a line break stands in quotes.
    public static func record(_ cells: [String]) -> String { cells.map(cell).joined(separator: ",") + "\r\n" }

    private static func cell(_ text: String) -> String {
        guard text.utf8.contains(where: needsQuotes.contains) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    private static let beginsFormula = Set("=+-@\t\r".utf8)
    private static let needsQuotes = Set(",\"\r\n".utf8)
}
