import CSV
import FoundationEssentials
import Inclusion
import ServiceKit

/// Readings of what is kept about a child, as the access log has them: for a page, and for a file.
struct AccessLines: Sendable {
    /// As the service gives them.
    let items: [JSON]

    /// The table of a page, newest first.
    var table: PageTable {
        PageTable(
            id: "access", caption: "Readings of what is kept about the child, newest first",
            columns: [.init("When"), .init("Who"), .init("Organisation"), .init("Why")],
            rows: items.map { line in
                PageTable.Row([
                    .init(line.at("read_at")?.time?.words ?? ""),
                    .init(line.at("read_by")?.words ?? "", aside: Self.role(line)),
                    .init(line.at("organisation")?.words ?? ""),
                    .init(Self.why(line), aside: line.at("reference")?.words.map { "Referral \($0)" }),
                ])
            },
            emptyWords: "Nobody has looked.")
    }

    /// The same as a file, with times also as programs read them.
    var csv: CSVText {
        var csv = CSVText(columns: ["When", "Time (UTC)", "Who", "Role", "Organisation", "Why", "Referral"])
        for line in items {
            csv.add([
                line.at("read_at")?.time?.words ?? "", line.at("read_at")?.words ?? "", line.at("read_by")?.words ?? "",
                Self.role(line) ?? "", line.at("organisation")?.words ?? "", Self.why(line),
                line.at("reference")?.words ?? "",
            ])
        }
        return csv
    }

    /// What every list of readings covers.
    static let covers = """
        The list covers every service of the hub: the case, its referrals, papers of meetings, the plan, and what providers \
        were asked; a line for each referral that was read. What was read is not written down.
        """

    private static func role(_ line: JSON) -> String? { line.at("role")?.words.map { $0.replacing("_", with: " ") } }

    private static func why(_ line: JSON) -> String { (line.at("why/words")?.words ?? "").startingLarge }
}
