import Contracts
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
                        members.map { SummaryRow(Self.words($0.name), Self.lines($0.value, as: $0.name)) },
                        heading: section.words.startingLarge))
            }
        }
        let withheld = json.at("withheld")?.allWords(as: CaseSection.self) ?? ""
        if !withheld.isEmpty {
            blocks.append(.inset("Not shown to your organisation by the forum’s policy: \(withheld)."))
        }
        return blocks
    }

    /// What a part of the papers is called.
    private static func words(_ name: String) -> String {
        switch name {
        case "urn": "URN"
        case "nhs_number": "NHS number"
        case "asks": "What would help"
        case "age_years": "Age"
        case "kind": "Risk"
        case "words": "In words"
        case "send_provision": "Special educational provision"
        default: name.replacing("_", with: " ").startingLarge
        }
    }

    /// A text as people say it: a code by what it stands for, a day as one writes it.
    private static func said(_ text: String, as name: String) -> String {
        switch name {
        case "sex": Sex.words(of: [text]).startingLarge
        case "language": SpokenLanguage.words(of: [text]).startingLarge
        case "key_stage": (KeyStage(code: text) ?? .unspecified).words.startingLarge
        case "needs": SendNeed.words(of: [text]).startingLarge
        case "send_provision": (SendProvision(code: text) ?? .unspecified).words.startingLarge
        case "exclusion_reasons": ExclusionReason.words(of: [text]).startingLarge
        case "kind": RiskKind.words(of: [text]).startingLarge
        case "outcome": CycleOutcome.words(of: [text]).startingLarge
        default: CalendarDate(text).map { PageTime($0).words } ?? text
        }
    }

    /// Whatever stands there under that name, a line each.
    private static func lines(_ value: JSON, as name: String) -> [String] {
        switch value {
        case .string(let text): [said(text, as: name)]
        case .int(let number): ["\(number)"]
        case .double(let number): ["\(number)"]
        case .bool(let yes): [yes ? "Yes" : "No"]
        case .null: []
        case .array(let items): items.flatMap { lines($0, as: name) }
        case .object(let members):
            members.flatMap { member in
                lines(member.value, as: member.name).map { "\(words(member.name)): \($0)" }
            }
        }
    }
}
