/// Reads records as RFC 4180 writes them, one after the other, from bytes that are UTF-8.
///
/// A record ends with CRLF, LF or CR. A cell in quotes may hold delimiters, line breaks and doubled quotes; a quote
/// anywhere else in a cell is a quote. Nothing is left out silently: what cannot be read is a ``Fault`` that says where.
public struct CSVReader: Sendable {
    /// What cannot be read, and in which record; the first is 1.
    public struct Fault: Error, Equatable {
        /// What about it.
        public enum Kind: Sendable, Equatable {
            /// A cell's opening quote has no closing one.
            case quoteNotClosed
            /// Something other than a delimiter follows a closing quote.
            case textAfterQuote
        }

        /// What about it.
        public let kind: Kind
        /// The first is 1.
        public let record: Int
    }

    private let bytes: ArraySlice<UInt8>
    private let delimiter: UInt8
    /// Where the next record begins.
    public private(set) var place: Int
    /// How many records were read.
    public private(set) var records = 0

    /// Reads these from their beginning.
    public init(_ bytes: ArraySlice<UInt8>, delimiter: UInt8) {
        self.bytes = bytes
        self.delimiter = delimiter
        place = bytes.startIndex
    }

    /// The cells of the next record; `nil` at the end. A blank line is a record with one empty cell.
    public mutating func next() throws(Fault) -> [String]? {
        guard place < bytes.endIndex else { return nil }
        records += 1
        var cells: [String] = []
        while true {
            cells.append(bytes[place...].first == Self.quote ? try quoted() : plain())
            guard place < bytes.endIndex, bytes[place] == delimiter else { break }
            place += 1
        }
        endLine()
        return cells
    }

    private mutating func plain() -> String {
        let start = place
        while place < bytes.endIndex, bytes[place] != delimiter, !isLineEnd(bytes[place]) { place += 1 }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    private mutating func quoted() throws(Fault) -> String {
        var cell: [UInt8] = []
        place += 1
        while true {
            let start = place
            while place < bytes.endIndex, bytes[place] != Self.quote { place += 1 }
            guard place < bytes.endIndex else { throw Fault(kind: .quoteNotClosed, record: records) }
            cell += bytes[start..<place]
            place += 1
            guard place < bytes.endIndex, bytes[place] == Self.quote else { break }
            cell.append(Self.quote)
            place += 1
        }
        guard place == bytes.endIndex || bytes[place] == delimiter || isLineEnd(bytes[place]) else {
            throw Fault(kind: .textAfterQuote, record: records)
        }
        return String(decoding: cell, as: UTF8.self)
    }

    private mutating func endLine() {
        guard place < bytes.endIndex else { return }
        let isReturn = bytes[place] == Self.carriageReturn
        place += 1
        if isReturn, place < bytes.endIndex, bytes[place] == Self.lineFeed { place += 1 }
    }

    private func isLineEnd(_ byte: UInt8) -> Bool { byte == Self.lineFeed || byte == Self.carriageReturn }

    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")
}
