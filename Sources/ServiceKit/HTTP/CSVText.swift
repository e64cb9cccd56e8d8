import HTTPTypes
import Hummingbird
import NIOCore

/// Rows as text that spreadsheets read (RFC 4180): commas, quotes where needed, lines that end with CR LF.
public struct CSVText: Sendable, Equatable {
    /// The heading and what was added so far.
    public private(set) var text = ""

    /// - Parameter columns: the heading.
    public init(columns: [String]) { add(columns) }

    /// Adds a row.
    public mutating func add(_ cells: [String]) {
        text += cells.map(Self.cell).joined(separator: ",") + "\r\n"
    }

    private static func cell(_ value: String) -> String {
        // What begins like a formula would be one: an apostrophe in front makes a spreadsheet take it for text.
        let value = value.utf8.first.map(Self.beginsFormula.contains) == true ? "'" + value : value
        guard value.utf8.contains(where: Self.needsQuotes.contains) else { return value }
        return "\"" + value.replacing("\"", with: "\"\"") + "\""
    }

    private static let beginsFormula = Set("=+-@\t\r".utf8)
    private static let needsQuotes = Set(",\"\r\n".utf8)

    /// An answer that a browser saves as a file of that name.
    public func response(fileName: String) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8",
                .contentDisposition: "attachment; filename=\"\(fileName)\"",
            ], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
