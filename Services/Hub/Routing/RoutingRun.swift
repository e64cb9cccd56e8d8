import CSV
import Contracts
import FoundationEssentials
import Inclusion
import Postgres
import RoutingData

/// A row of a file that is routed without a referral.
struct RoutingRow: Equatable {
    /// As a spreadsheet counts: the headings are row 1.
    let row: Int
    let postcode: String
    let facts: CodedFacts
    let apKind: String

    /// What the column `statuses` may hold.
    static let statuses =
        [
            "child_protection_plan", "child_in_need", "child_in_care", "ehcp", "sen_support", "level_4_indicators",
            "mental_health_need", "ap_requested",
        ] + ApKind.allCases.map(\.code)

    /// What is wrong with a row, in words that repeat nothing of it.
    struct Fault: Error, Equatable {
        let row: Int
        let words: String
    }

    init(row: Int, _ cells: [String: String], today: CalendarDate) throws(Fault) {
        self.row = row
        postcode = cells["postcode"] ?? ""
        if !postcode.isEmpty, Postcode(postcode) == nil { throw Fault(row: row, words: "postcode is no UK postcode.") }
        guard let level = Int32(cells["level"] ?? ""), (1...4).contains(level) else {
            throw Fault(row: row, words: "level is no number from 1 to 4.")
        }
        guard let born = CalendarDate(cells["date_of_birth"] ?? "") else {
            throw Fault(row: row, words: "date_of_birth is no date such as 2014-02-11.")
        }
        guard let age = ChildAge(bornOn: born, on: today), age.band != .unspecified else {
            throw Fault(row: row, words: "date_of_birth is not that of somebody under 26.")
        }
        var facts = CodedFacts()
        var apKind = ""
        (facts.level, facts.ageBand, facts.sendProvision) = (level, age.band, .none)
        for status in (cells["statuses"] ?? "").split(separator: " ").map({ $0.lowercased() }) {
            guard Self.set(status, in: &facts, &apKind) else {
                throw Fault(
                    row: row, words: "statuses holds a code that is none of \(Self.statuses.joined(separator: ", ")).")
            }
        }
        self.facts = facts
        self.apKind = apKind
    }

    private static func set(_ status: String, in facts: inout CodedFacts, _ apKind: inout String) -> Bool {
        switch status {
        case "child_protection_plan": facts.statutory.childProtectionPlan = true
        case "child_in_need": facts.statutory.childInNeed = true
        case "child_in_care": facts.statutory.childInCare = true
        case "ehcp": facts.sendProvision = .ehcp
        // A plan is more than support.
        case "sen_support": if facts.sendProvision != .ehcp { facts.sendProvision = .support }
        case "level_4_indicators": facts.level4Indicators = true
        case "mental_health_need": facts.mentalHealthNeed = true
        case "ap_requested": facts.apRequested = true
        default:
            guard let kind = ApKind(rawValue: status) else { return false }
            (facts.apRequested, apKind) = (true, kind.code)
        }
        return true
    }
}

/// A CSV file whose rows are routed.
struct RoutingRun {
    private let rows: [RoutingRow]
    private let bad: [RoutingRow.Fault]
    private let agency: AgencyKind

    private static let headings = ["postcode", "date_of_birth", "level", "statuses"]

    /// Reads the whole file. Rows that are wrong are kept apart; only a file that is no such table is refused.
    init(file: String, today: CalendarDate, agency: AgencyKind) throws {
        let data = try FileManager.contents(of: file, "The CSV file")
        guard let (text, _) = FileEncoding.read(Array(data)) else {
            throw Failure("\(file) is neither UTF-8 nor Windows-1252.", "Save it as “CSV UTF-8”.")
        }
        var reader = CSVReader(text, delimiter: UInt8(ascii: ","))
        var (rows, bad): ([RoutingRow], [RoutingRow.Fault]) = ([], [])
        do {
            let names = (try reader.next() ?? []).map { $0.lowercased().filter { $0 != " " } }
            let missing = Self.headings.filter { !names.contains($0) }
            guard missing.isEmpty else {
                throw Failure("\(file) has no heading \(missing.joined(separator: ", ")).")
            }
            while let cells = try reader.next() {
                let values = cells.map { String($0.trimmingPrefix(while: \.isWhitespace)) }
                if values.allSatisfy(\.isEmpty) { continue }
                let named = Dictionary(zip(names, values)) { first, _ in first }
                do throws(RoutingRow.Fault) {
                    rows.append(try RoutingRow(row: reader.records, named, today: today))
                } catch {
                    bad.append(error)
                }
            }
        } catch let fault as CSVReader.Fault {
            throw Failure("\(file) cannot be read from row \(fault.record) on: its quotes are not in order.")
        }
        (self.rows, self.bad, self.agency) = (rows, bad, agency)
    }

    /// Writes a record for every row that could be read.
    /// - Returns: what is wrong with the others.
    func write(by basis: RoutingBasis, _ office: RoutingOffice) async throws -> [RoutingRow.Fault] {
        let postcodes = rows.map(\.postcode)
        let findings = try await office.with { connection in
            try await PostcodeDirectory().find(
                postcodes, edition: try await connection.query(PostcodeDirectory.edition), in: connection)
        }
        Console.Stream.output.write(
            CSVText.record(["row", "locality", "locality_name", "forum", "rules_fired"]))
        for (row, home) in zip(rows, findings) {
            let routing = ReferralRouter.route(
                facts: row.facts, agency: agency, apKind: row.apKind, home: home, school: .notGiven,
                rules: basis.rules, in: basis.county)
            Console.Stream.output.write(
                CSVText.record([
                    String(row.row), routing.locality.code, routing.locality.name, routing.forum.code,
                    routing.record.rulesFired.joined(separator: " "),
                ]))
        }
        return bad
    }
}
