import Contracts
import Inclusion
import ServiceKit

/// The parts a provision's calendar is made of, as forms: each changes one of them, and the calendar is set as a whole.
enum CapacityPart: String, Sendable {
    case rules, closures

    /// The calendar as it is set again: what its provider has set, and nothing that is counted from it.
    static func calendar(_ capacity: JSON) -> JSON {
        ["rules": capacity.at("rules") ?? [], "closures": capacity.at("closures") ?? []]
    }

    /// The form of one of them.
    /// - Parameter index: its place; one after the last for a new one.
    func page(_ index: Int, isNew: Bool) -> FormPage {
        let place = "/\(rawValue)/\(index)"
        switch self {
        case .rules:
            return FormPage(
                heading: isNew ? "Add places" : "Change places",
                explains: [
                    "So many children at once, in these half days, between two days. What you say twice for the same "
                        + "half day adds up. Children who are booked already stay, also where it becomes too few."
                ], fields: Self.ruleFields(place), button: isNew ? "Add them" : "Change them")
        case .closures:
            return FormPage(
                heading: isNew ? "Add days when you are closed" : "Change days when you are closed",
                explains: ["School holidays and weekends need not be said: nobody is offered a place then."],
                fields: [
                    Field("from", "First day", .date, at: "\(place)/from"),
                    Field("to", "Last day", .date, at: "\(place)/to", hint: "The same day for one day alone"),
                    Field("reason", "Why", .radios(.all(of: ClosureReason.self)), at: "\(place)/reason"),
                ], button: isNew ? "Add them" : "Change them")
        }
    }

    private static func ruleFields(_ place: String) -> [Field] {
        [
            Field("places", "How many places", .number, at: "\(place)/places", hint: "Children at once"),
            Field(
                "sessions", "Half days", .checkboxes(.all(of: WeekSession.self)), at: "\(place)/sessions"),
            Field("from", "First day", .date, at: "\(place)/from"),
            Field(
                "to", "Last day", .date, at: "\(place)/to", hint: "Left empty: until further notice.", isOptional: true),
            Field(
                "key_stages", "Only for these key stages",
                .checkboxes(
                    DirectoryTaxonomy.keyStage.terms.map { Field.Choice($0.code, $0.words.startingLarge) }),
                at: "\(place)/key_stages", hint: "Left empty: for all.", isOptional: true),
            Field(
                "needs", "Only for these needs", .checkboxes(.all(of: SendNeed.self)),
                at: "\(place)/needs", hint: "Left empty: for all.", isOptional: true),
        ]
    }

    /// The form that takes one away.
    func removal(_ item: JSON) -> FormPage {
        switch self {
        case .rules:
            FormPage(
                heading: "Take these places away", explains: [words(item), "Children who are booked already stay."],
                fields: [], button: "Take them away", isGrave: true)
        case .closures:
            FormPage(
                heading: "Be open on these days after all", explains: [words(item)], fields: [],
                button: "Take the closure away", isGrave: true)
        }
    }

    /// One of them in a sentence.
    func words(_ item: JSON) -> String {
        let from = item.at("from")?.time?.words ?? ""
        let to = item.at("to")?.time?.words
        switch self {
        case .rules:
            let stages = (item.at("key_stages")?.strings ?? []).map { KeyStage(code: $0)?.words ?? $0 }
            let needs = item.at("needs")?.strings ?? []
            return [
                "\(RequestContent.count(item.at("places")?.number ?? 0, "place")) from \(from)"
                    + (to.map { " to \($0)" } ?? " until further notice"),
                item.at("sessions")?.allWords(as: WeekSession.self) ?? "",
                stages.isEmpty ? nil : "Only for \(stages.joined(separator: ", "))",
                needs.isEmpty ? nil : "Only for \(JSON.strings(needs).allWords(as: SendNeed.self))",
            ].compactMap { $0 }.joined(separator: ". ") + "."
        case .closures:
            let days = to == nil || to == from ? from : "\(from) to \(to ?? "")"
            return "Closed \(days): \(item.at("reason")?.words(as: ClosureReason.self) ?? "")."
        }
    }

    /// What is said once one was added, changed or taken away.
    static let done = "Your places are set. Coordinators see them from now on."
}
