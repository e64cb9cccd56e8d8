import Inclusion
import ServiceKit

/// What an entry that was taken in from another directory lacks before it can be listed, in its provider's words.
struct EntryMissing: Sendable {
    let gaps: [EntryGap]
    let id: String

    /// - Parameter json: an entry, as the matcher lists or reads it.
    init(_ json: JSON, id: String) {
        gaps = (json.at("missing")?.all("code") ?? []).compactMap(EntryGap.init(rawValue:))
        self.id = id
    }

    /// What the provider can say itself.
    var own: [EntryGap] { gaps.filter { $0 != .assurance } }

    /// In a sentence, for a list; `nil` when nothing is missing.
    var sentence: String? {
        if gaps.isEmpty { return nil }
        if own.isEmpty { return "It is complete. The authority has to assure it before it is in the directory." }
        return "It is not in the directory yet: \(RequestContent.count(own.count, "thing")) to fill in."
    }

    /// Each thing that is missing, with the way to say it.
    var blocks: [Block] {
        guard !gaps.isEmpty else { return [] }
        return [
            .warning("This provision is not in the directory yet: nobody is offered a place here."),
            .summary(gaps.map(row), heading: "What is still missing"),
        ]
    }

    private func row(_ gap: EntryGap) -> SummaryRow {
        let field = EntryForm.field(of: gap)
        return SummaryRow(
            Self.name(of: gap), [Self.words(of: gap)],
            change: field.map { PageLink(address: "/directory/\(id)/edit#\($0)", words: "Fill in") })
    }

    private static func name(of gap: EntryGap) -> String {
        switch gap {
        case .kind: "Kind"
        case .keyStages: "Key stages"
        case .needs: "Needs"
        case .sessionsAWeek: "Most sessions a week"
        case .weeklyHours: "Hours a week"
        case .registered: "Registered school"
        case .assurance: "Assurance"
        }
    }

    private static func words(of gap: EntryGap) -> String {
        switch gap {
        case .kind: "Which kind of provision you are."
        case .keyStages: "Which key stages you teach."
        case .needs: "Which needs you take."
        case .sessionsAWeek: "How many mornings and afternoons a week one child can have at most."
        case .weeklyHours: "How many hours a week you give one child."
        case .registered: "Whether you are a registered school."
        case .assurance:
            "The authority looks at your provision and assures it. Ask its team for alternative provision."
        }
    }
}
