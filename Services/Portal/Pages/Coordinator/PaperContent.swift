import Inclusion
import ServiceKit

/// The papers of a case, as far as the forum's policy lets the reader see them.
struct PaperContent: Sendable {
    let json: JSON

    var blocks: [Block] {
        guard json.at("status")?.words == "readable" else {
            return [
                .inset("These papers are not shown: there is no lawful basis to share them, or they have been erased.")
            ]
        }
        var blocks: [Block] = []
        for referral in json.at("referrals")?.items ?? [] {
            for section in CaseSection.allCases {
                guard let part = referral.at(section.code), case .object(let members) = part, !members.isEmpty else {
                    continue
                }
                blocks.append(
                    .summary(
                        members.map { SummaryRow(Self.words($0.name), Self.lines($0.value)) },
                        heading: section.words.startingLarge))
            }
        }
        let withheld = json.at("withheld")?.allWords(as: CaseSection.self) ?? ""
        if !withheld.isEmpty {
            blocks.append(.inset("Not shown to your organisation by the forum’s policy: \(withheld)."))
        }
        return blocks
    }

    private static func words(_ name: String) -> String { name.replacing("_", with: " ").startingLarge }

    /// Whatever stands there, a line each.
    private static func lines(_ value: JSON) -> [String] {
        switch value {
        case .string(let text): [CalendarDate(text).map { PageTime($0).words } ?? text]
        case .int(let number): ["\(number)"]
        case .double(let number): ["\(number)"]
        case .bool(let yes): [yes ? "Yes" : "No"]
        case .null: []
        case .array(let items): items.flatMap(lines)
        case .object(let members):
            members.flatMap { member in lines(member.value).map { "\(words(member.name)): \($0)" } }
        }
    }
}
