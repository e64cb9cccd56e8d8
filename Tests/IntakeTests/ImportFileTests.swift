import CSV
import Foundation
import ServiceKit
import Testing

@testable import ReferralIntake

@Suite("Files of referrals")
struct ImportFileTests {
    private static func faults(_ text: String) async -> [String] {
        do {
            _ = try await ImportFile.read(Array(text.utf8))
            return []
        } catch {
            return (error as? Problem)?.errors.map { "\($0.pointer) \($0.code)" } ?? ["\(error)"]
        }
    }

    @Test("Headings: case and empty columns at the end do not matter; unknown, repeated and missing ones are all named")
    func headings() async throws {
        let file = try await ImportFile.read(Array(SampleFile.text(rows: 1).utf8))
        #expect(file.columns == SampleFile.columns && file.delimiter == .comma && file.total == 1)
        let shouted = SampleFile.columns.map { " \($0.uppercased())" }.joined(separator: ",") + ",,\r\nx\r\n"
        #expect(try await ImportFile.read(Array(shouted.utf8)).columns == SampleFile.columns)
        let wrong = SampleFile.columns.filter { $0 != "concerns" && $0 != "needs" } + ["child.given_name", "shoe size"]
        #expect(
            await Self.faults(wrong.joined(separator: ",") + "\nx\n") == [
                "/columns/\(wrong.count - 2) repeated_column", "/columns/\(wrong.count - 1) unknown_column",
                "/columns missing_column", "/columns missing_column",
            ])
    }

    @Test("Semicolons and tabs between cells are noticed", arguments: [";", "\t"])
    func delimiters(_ delimiter: String) async throws {
        let text = SampleFile.columns.joined(separator: delimiter) + "\r\nx\r\n"
        let file = try await ImportFile.read(Array(text.utf8))
        #expect(file.columns == SampleFile.columns)
        #expect(String(UnicodeScalar(file.delimiter.byte)) == delimiter)
    }

    @Test("What is no file of referrals is refused whole")
    func refused() async {
        let headings = SampleFile.columns.joined(separator: ",")
        #expect(await Self.faults("").contains("/columns missing_column"))
        #expect(await Self.faults(headings) == [" no_rows"])
        #expect(await Self.faults(headings + "\r\n,,\r\n \r\n") == [" no_rows"])
        #expect(await Self.faults(headings + "\r\n\"x") == [" quote_not_closed"])
        #expect(await Self.faults(headings + String(repeating: "\r\nx", count: 10_001)) == [" too_many_rows"])
    }

    @Test("Portions hold every row once, empty rows are passed over, and numbers are a spreadsheet's")
    func portions() async throws {
        let rows = (0..<250).map { $0 % 10 == 5 ? ",," : "row \($0)" }
        let text = SampleFile.columns.joined(separator: ",") + "\r\n" + rows.joined(separator: "\r\n")
        let file = try await ImportFile.read(Array(text.utf8))
        #expect(file.total == 225)
        var seen: [Int: String] = [:]
        for portion in file.portions {
            var reader = CSVReader(file.text[portion.place], delimiter: file.delimiter.byte)
            while let cells = try reader.next() {
                guard !ImportFile.isEmpty(cells) else { continue }
                #expect(seen.updateValue(cells[0], forKey: portion.firstRow + reader.records - 1) == nil)
            }
        }
        #expect(seen.count == 225)
        for (number, cell) in seen { #expect(cell == "row \(number - 2)") }
    }

    @Test("A column is called what spreadsheets call it")
    func letters() {
        #expect([0, 25, 26, 51, 52, 701, 702].map(ImportFile.letters) == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"])
    }
}

@Suite("Rows of a file")
struct RowBodyTests {
    private func body(_ cells: [String: String]) -> RowBody {
        let columns = cells.keys.sorted()
        return RowBody(columns.map { cells[$0] ?? "" }, columns: columns)
    }

    @Test("A row is the body its cells make, whatever the order of its columns")
    func mapping() throws {
        let row = body([
            "child.given_name": " Rowan ", "child.date_of_birth": "9/4/2013", "child.nhs": "9434765919",
            "child.upn": "X916401524017", "level": "3", "needs": "SEMH; ASD;", "tried.1": "Mentor", "tried.4": "Less",
            "asks.alternative_provision": "Yes", "views.child": "", "your_reference": "row 7",
            "child.care.child_in_need": "maybe",
        ])
        let expected = """
            {"child":{"send":{},"care":{"child_in_need":"maybe"},"given_name":"Rowan","date_of_birth":"2013-04-09",
            "identifiers":[{"system":"upn","value":"X916401524017"},{"system":"nhs","value":"9434765919"}]},
            "referrer":{},"views":{},"lawful_basis":{},"level":3,"tried":["Mentor","Less"],"needs":["SEMH","ASD"],
            "asks":{"alternative_provision":true}}
            """
        #expect(try Bodies.tree(row.json.bytes) == Bodies.tree(Array(expected.utf8)))
        #expect(row.yourReference == "row 7")
    }

    @Test("Every problem is named by the column it comes from")
    func columns() {
        let row = body([
            "child.nhs": "1", "child.upn": "2", "tried.2": "x", "tried.4": "y", "needs": "A;B", "concerns": "z",
        ])
        let expected: [(String, String?)] = [
            ("/child/identifiers/0/value", "child.upn"), ("/child/identifiers/1/value", "child.nhs"),
            ("/tried/1", "tried.4"), ("/needs/1", "needs"), ("/concerns", "concerns"), ("/level", "level"),
            ("/asks/kind", "asks.kind"), ("/asks", "asks.alternative_provision"), ("/child/school", "child.school.urn"),
            ("", nil), ("/nonsense", nil),
        ]
        for (pointer, column) in expected { #expect(row.column(of: pointer) == column, "\(pointer)") }
    }

    @Test("The template has a column for every field of the samples, and fills them with the same")
    func template() throws {
        for column in ImportColumn.all { #expect(column.name == column.name.lowercased()) }
        #expect(Set(ImportColumn.all.map(\.name)).count == ImportColumn.all.count)
        let row = SampleFile.row(1)
        let body = RowBody(row, columns: SampleFile.columns)
        #expect(try Bodies.faults(JSONBody(bytes: body.json.bytes)) == [])
    }
}
