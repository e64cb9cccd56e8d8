import Testing

@testable import CSV
@testable import ReferralIntake

@Suite("CSV")
struct CSVReaderTests {
    private static func records(_ text: String, delimiter: String = ",") throws -> [[String]] {
        var reader = CSVReader(Array(text.utf8)[...], delimiter: try #require(delimiter.utf8.first))
        var records: [[String]] = []
        while let record = try reader.next() { records.append(record) }
        return records
    }

    @Test(
        "Records as RFC 4180 and spreadsheets write them",
        arguments: [
            ("", []),
            ("a,b", [["a", "b"]]),
            ("a,b\r\n", [["a", "b"]]),
            ("a,b\nc,d\re,f\r\n", [["a", "b"], ["c", "d"], ["e", "f"]]),
            ("a,\n", [["a", ""]]),
            ("a,", [["a", ""]]),
            (",", [["", ""]]),
            ("\n\na", [[""], [""], ["a"]]),
            (#""a,b","c""d""#, [["a,b", #"c"d"#]]),
            ("\"one\r\ntwo\",x\n", [["one\r\ntwo", "x"]]),
            (#"5" tall,"",x"#, [[#"5" tall"#, "", "x"]]),
            ("a\u{2028}b,\u{301}c", [["a\u{2028}b", "\u{301}c"]]),
        ] as [(String, [[String]])])
    func records(text: String, expected: [[String]]) throws {
        #expect(try Self.records(text) == expected)
    }

    @Test("What cannot be read says where, and nothing is left out silently")
    func faults() throws {
        #expect(throws: CSVReader.Fault(kind: .quoteNotClosed, record: 2)) {
            _ = try Self.records("a,b\n1,\"open\n2,3\n")
        }
        #expect(throws: CSVReader.Fault(kind: .textAfterQuote, record: 3)) {
            _ = try Self.records("a\nb\n\"c\" d\n")
        }
    }

    @Test("Whatever cells hold: written with quotes, they are read as they were", arguments: 0..<200)
    func writtenAndRead(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let letters = ["a", "é", "\"", ",", ";", "\r", "\n", "\r\n", " ", "\u{301}", "👪", "\u{2028}", "\t"]
        let delimiter = ImportFile.Delimiter.allCases[Int(seed % 3)]
        let separator = String(UnicodeScalar(delimiter.byte))
        let records = (0..<Int.random(in: 1...8, using: &random)).map { _ in
            (0..<Int.random(in: 1...5, using: &random)).map { _ in
                (0..<Int.random(in: 0...6, using: &random)).map { _ in letters.randomElement(using: &random) ?? "" }
                    .joined()
            }
        }
        let text =
            records.map { record in
                record.map { cell in Self.written(cell, quoting: Bool.random(using: &random), delimiter) }
                    .joined(separator: separator)
            }.joined(separator: "\r\n") + "\r\n"
        #expect(
            try Self.records(text, delimiter: separator).map { $0.map { Array($0.utf8) } }
                == records.map { $0.map { Array($0.utf8) } })
    }

    /// A cell as a spreadsheet would write it; byte by byte, because a quote may carry an accent.
    private static func written(_ cell: String, quoting: Bool, _ delimiter: ImportFile.Delimiter) -> String {
        let special = Array("\"\r\n".utf8) + [delimiter.byte]
        guard quoting || cell.utf8.contains(where: special.contains) else { return cell }
        let doubled = cell.utf8.flatMap { $0 == special[0] ? [$0, $0] : [$0] }
        return String(decoding: [special[0]] + doubled + [special[0]], as: UTF8.self)
    }

    private struct SplitMix: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    // MARK: Encodings

    @Test("UTF-8 with and without a mark, and Windows-1252, are the same text; UTF-16 is none")
    func encodings() throws {
        let text = "Zoë’s – €5"
        let utf8 = Array(text.utf8)
        let old: [UInt8] = [0x5A, 0x6F, 0xEB, 0x92, 0x73, 0x20, 0x96, 0x20, 0x80, 0x35]
        for (bytes, encoding) in [(utf8, FileEncoding.utf8), ([0xEF, 0xBB, 0xBF] + utf8, .utf8), (old, .windows1252)] {
            let read = try #require(FileEncoding.read(bytes))
            #expect(String(decoding: read.text, as: UTF8.self) == text)
            #expect(read.encoding == encoding)
        }
        #expect(FileEncoding.read([0xFF, 0xFE, 0x61, 0x00]) == nil)
        #expect(FileEncoding.read([0x61, 0x81]) == nil)
    }

    @Test("What is written is read back as it was")
    func written() throws {
        let records = [["a,b", #"say "x""#, ""], ["one\r\ntwo", "Zoë", "–"]]
        #expect(try Self.records(records.map(CSVText.record).joined()) == records)
    }
}
