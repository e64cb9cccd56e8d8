import Contracts
import Inclusion
import ServiceKit

/// An entry of the directory in words, as its provider sees it.
struct EntryContent: Sendable {
    let json: JSON
    let id: String
    let today: CalendarDate

    var blocks: [Block] {
        missing.blocks + [listed, offer, place, assured, assurances, works, change].compactMap { $0 }
    }

    private var missing: EntryMissing { EntryMissing(json, id: id) }

    private var service: JSON { json.at("service") ?? .object([]) }

    private var listed: Block? {
        guard json.at("listed") == .bool(false), missing.gaps.isEmpty else { return nil }
        return .warning("This provision is not in the directory any more: nobody is offered a place here.")
    }

    private var offer: Block {
        .summary(
            [
                SummaryRow("Name", json.at("name")?.words), SummaryRow("Provider", json.at("provider/name")?.words),
                SummaryRow("Kind", json.at("kind")?.words(as: ApKind.self)?.startingLarge),
                SummaryRow("What it offers", service.at("description")?.words),
                SummaryRow("Who it is for", service.at("eligibility_description")?.words),
                SummaryRow("How a child comes to it", service.at("application_process")?.words),
                SummaryRow(
                    "Ages",
                    "\(json.at("minimum_age")?.number ?? 0) to \(json.at("maximum_age")?.number ?? 0) years"),
                SummaryRow("Key stages", Self.lines("key_stages", of: json) { KeyStage(code: $0)?.words }),
                SummaryRow("Needs", Self.lines("needs", of: json) { SendNeed(rawValue: $0)?.words }),
                SummaryRow("Web page", service.at("url")?.words), SummaryRow("Address", address),
                SummaryRow("Registered school", json.at("registered").map { $0 == .bool(true) ? "Yes" : "No" }),
            ], heading: "What the directory says")
    }

    private static func lines(_ name: String, of json: JSON, _ words: (String) -> String?) -> String {
        (json.at(name)?.strings ?? []).map { words($0) ?? $0 }.joined(separator: "\n")
    }

    private var address: String? {
        let lines = ["address_1", "address_2", "city", "postal_code"].compactMap { name in
            service.at("service_at_locations/0/location/addresses/0/\(name)")?.words
        }
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }

    private var place: Block {
        .summary(
            [
                SummaryRow(
                    "Places",
                    "\(json.at("places/total")?.number ?? 0): \(json.at("places/taken")?.number ?? 0) taken, "
                        + "\(json.at("places/held")?.number ?? 0) held, \(json.at("places/free")?.number ?? 0) free today"
                ),
                SummaryRow("Most sessions a week", json.at("sessions_a_week")?.number.map { "\($0)" }),
                SummaryRow("Hours a week", Self.hours(json.at("weekly_hours"))),
                SummaryRow(
                    "Usual wait", json.at("wait_days")?.number.map { RequestContent.count($0, "day") }),
                SummaryRow("Cost", json.at("cost_band")?.words(as: CostBand.self)?.startingLarge),
            ], heading: "A place")
    }

    private static func hours(_ json: JSON?) -> String? {
        if case .double(let hours)? = json { return "\(Int(hours.rounded()))" }
        return json?.number.map { "\($0)" }
    }

    /// Whether a place here may be offered today, in a sentence.
    private var assured: Block? {
        guard missing.gaps.isEmpty else { return nil }
        guard let until = json.at("assured_until")?.words.flatMap({ CalendarDate($0) }) else {
            var block = Block.warning(
                "Nobody has assured this provision yet: no place here may be offered to a child until then.")
            block.subheading = "Assurance"
            return block
        }
        if until < today {
            var block = Block.warning(
                "The assurance ended on \(PlainDate.day(until)): no place here may be offered until it is renewed.")
            block.subheading = "Assurance"
            return block
        }
        return .words(
            "Places here may be offered: it is assured until \(PlainDate.day(until)).", heading: "Assurance")
    }

    private var assurances: Block? {
        let all = json.at("assurances")?.items ?? []
        guard !all.isEmpty else { return nil }
        var block = Block.table(
            PageTable(
                id: "assurances", caption: "Who assured it, the latest first",
                columns: [
                    .init("Assured by"), .init("On"), .init("Until"), .init("Against"),
                    .init("What was seen, and when"),
                ],
                rows: all.map { assurance in
                    .init([
                        .init(assurance.at("assurer")?.words ?? ""),
                        .init(assurance.at("assured_on")?.time?.words ?? ""),
                        .init(assurance.at("until")?.time?.words ?? ""),
                        .init(assurance.at("standard")?.words ?? ""),
                        .init(
                            (assurance.at("evidence")?.items ?? []).map { seen in
                                let kind = seen.at("kind")?.words(as: EvidenceKind.self) ?? ""
                                return "\(kind.startingLarge), \(seen.at("seen_on")?.time?.words ?? "")"
                            }.joined(separator: "; ")),
                    ])
                }))
        block.paragraphs = [
            "Only the authority assures a provision. Ask its team for alternative provision to renew it."
        ]
        return block
    }

    /// As the matcher counts them; with too few placements it gives none.
    private var works: Block {
        let byNeed: [JSON.Member] =
            if case .object(let members)? = json.at("what_works_by_need") { members } else { [] }
        let all = json.at("what_works").map { ("All children", $0) }
        let rows =
            [all].compactMap { $0 }
            + byNeed.map { ((SendNeed(rawValue: $0.name)?.words ?? $0.name).startingLarge, $0.value) }
        return .table(
            PageTable(
                id: "works", caption: "Objectives that were reached, of placements that have ended",
                columns: [
                    .init("For"), .init("Reached", isNumber: true), .init("Likely between"),
                    .init("Placements", isNumber: true),
                ],
                rows: rows.map { name, figure in
                    .init([
                        .init(name), .init("\(figure.at("percent")?.number ?? 0) %", isNumber: true),
                        .init("\(figure.at("low")?.number ?? 0) % and \(figure.at("high")?.number ?? 0) %"),
                        .init("\(figure.at("placements")?.number ?? 0)", isNumber: true),
                    ])
                }, emptyWords: "Too few placements have ended here to say."), heading: "What works")
    }

    private var change: Block {
        var block = Block.buttons([PageButton(address: "/directory/\(id)/edit", words: "Change our entry")])
        block.paragraphs = [
            "The kind of provision, its registration, its address and its cost are for the authority to change: ask its "
                + "team for alternative provision."
        ]
        return block
    }
}
