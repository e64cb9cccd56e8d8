import Inclusion
import ServiceKit

/// Something agreed about a theme, in words.
struct ThemeActionContent: Sendable {
    let json: JSON

    init(_ json: JSON) { self.json = json }

    private func text(_ path: String) -> String { json.at(path)?.words ?? "" }

    var id: String { text("id") }
    var localityName: String { text("locality/name") }
    var isDone: Bool { json.at("done") == .bool(true) }

    /// What it is about, such as “primary need: autism”.
    var theme: String {
        guard let dimension = ThemeDimension(rawValue: text("theme")) else { return text("theme") }
        let value = dimension.values.first { $0.code == text("value") }?.words ?? text("value")
        return "\(dimension.words): \(value)"
    }

    private func day(_ path: String) -> String {
        CalendarDate(text(path)).map { PlainDate.day($0) } ?? text(path)
    }

    private func moment(_ path: String) -> String? { RFC3339.instant(text(path)).map { PlainDate.words($0) } }

    var summary: [SummaryRow?] {
        [
            SummaryRow("What is to be done", text("what")),
            SummaryRow("Who does it", "\(text("organisation"))\n\(text("owner"))"),
            SummaryRow("By when", day("due_on")),
            SummaryRow("Figures it was agreed from", text("period")),
            SummaryRow("Agreed", moment("agreed_at")),
            SummaryRow("Done", moment("done_at")),
            SummaryRow("What came of it", text("outcome")),
        ]
    }

    /// That it was done.
    static let completion = FormPage(
        heading: "Mark as done",
        explains: ["Everybody who sees this locality’s themes reads it. It must not name a child."],
        fields: [
            Field("words", "What came of it", .passage(limit: 2000), at: "/words", isOptional: true)
        ], button: "Mark as done")

    /// Several, by the day they are due.
    static func table(_ actions: [ThemeActionContent], isDone: Bool) -> PageTable {
        PageTable(
            id: "actions", caption: isDone ? "Actions that have been done" : "By the day they are due",
            columns: [.init("Action"), .init("Locality"), .init("About"), .init("Who"), .init("By when")],
            rows: actions.map { action in
                PageTable.Row([
                    .init(action.text("what"), address: "/themes/actions/\(action.id)"), .init(action.localityName),
                    .init(action.theme.startingLarge),
                    .init(action.text("organisation"), aside: action.text("owner")), .init(action.day("due_on")),
                ])
            }, emptyWords: isDone ? "No action has been done yet." : "No action is open.")
    }
}
