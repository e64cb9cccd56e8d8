import Inclusion

/// A row of the postcode directory, ready for the router's table.
struct PostcodeRow: Sendable, Equatable {
    /// Upper case, without a blank.
    let postcode: String
    /// ONS code of the district.
    let district: String
    /// National Grid, metres.
    let easting: Int
    let northing: Int

    /// As COPY takes it.
    var columns: [String?] { [postcode, district, String(easting), String(northing)] }
}

/// A CSV file of postcodes: a first line with the columns' names, then a row a line.
struct PostcodeFile: Sendable {
    let rows: [PostcodeRow]

    /// What is wrong with a line, counted from 1 as editors do.
    struct Fault: Error, Equatable {
        let line: Int
        let words: String
    }

    /// Why a file cannot be used: its first faults, and how many there are.
    struct Faults: Error, Equatable {
        let first: [Fault]
        let count: Int
    }

    private static let names = ["postcode", "district", "easting", "northing"]
    /// How many faults are told at once.
    static let told = 20

    /// Reads the whole file.
    /// - Throws: ``Faults``, all of the file's, not only the first.
    init(_ text: String) throws(Faults) {
        var faults: [Fault] = []
        var rows: [PostcodeRow] = []
        var lineOf: [String: Int] = [:]
        // By bytes: "\r\n" is one character to Swift and would hide the end of a line.
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let header = Self.fields(lines.first ?? ""[...].utf8).map { $0.lowercased() }
        let places = Self.names.compactMap { header.firstIndex(of: $0) }
        guard places.count == Self.names.count else {
            let words = "the first line must name the columns \(Self.names.joined(separator: ", "))"
            throw Faults(first: [Fault(line: 1, words: words)], count: 1)
        }
        for (index, line) in lines.enumerated().dropFirst() {
            let fields = Self.fields(line)
            if fields == [""] { continue }
            do throws(Fault) {
                guard fields.count == header.count else {
                    throw Fault(line: index + 1, words: "has \(fields.count) columns, not \(header.count)")
                }
                let row = try Self.row(places.map { fields[$0] }, line: index + 1)
                if let earlier = lineOf.updateValue(index + 1, forKey: row.postcode) {
                    throw Fault(line: index + 1, words: "has the same postcode as line \(earlier)")
                }
                rows.append(row)
            } catch {
                faults.append(error)
            }
        }
        if rows.isEmpty, faults.isEmpty { faults = [Fault(line: 2, words: "there is not one postcode")] }
        guard faults.isEmpty else { throw Faults(first: Array(faults.prefix(Self.told)), count: faults.count) }
        self.rows = rows
    }

    private static func row(_ fields: [String], line: Int) throws(Fault) -> PostcodeRow {
        guard let postcode = Postcode(fields[0]) else { throw Fault(line: line, words: "has no UK postcode") }
        let district = fields[1].uppercased()
        guard district.utf8.count == 9, district.utf8.dropFirst().allSatisfy({ (48...57).contains($0) }),
            let country = district.utf8.first, (65...90).contains(country)
        else { throw Fault(line: line, words: "has no district code, such as E07000081") }
        let easting = try metres(fields[2], "easting", 0...800_000, line)
        let northing = try metres(fields[3], "northing", 0...1_300_000, line)
        return PostcodeRow(postcode: postcode.compact, district: district, easting: easting, northing: northing)
    }

    private static func metres(
        _ text: String, _ name: String, _ range: ClosedRange<Int>, _ line: Int
    ) throws(Fault) -> Int {
        guard let number = Int(text), range.contains(number) else {
            throw Fault(line: line, words: "has no \(name) in metres of the National Grid")
        }
        return number
    }

    /// None of the values ever holds a comma, so quotes are only taken off.
    private static func fields(_ line: Substring.UTF8View.SubSequence) -> [String] {
        line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map { field in
            let text = String(Substring(field)).filter { $0 != "\r" && $0 != "\r\n" && $0 != "\u{FEFF}" }
            let bare = text.drop { $0 == " " || $0 == "\"" }
            return String(bare.prefix { $0 != "\"" }.reversed().drop { $0 == " " }.reversed())
        }
    }
}
