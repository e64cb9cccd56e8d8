import Contracts
import Inclusion

/// What a queue can be narrowed down to, and what it is narrowed down to now.
struct QueueChoice: KeptPart {
    static let template = PageTemplates.Part.queueChoice

    let filter: PageFilter
    /// What was chosen, each with a link that takes it back.
    let chips: [PageLink]
    /// Takes all of it back; `nil` where nothing was chosen.
    let everything: String?

    /// - Parameter people: whom a case can be with.
    init(_ address: QueueAddress, _ person: Person, _ people: [Colleague], _ localities: LocalityBook) {
        let selects = Self.selects(address, person, people, localities)
        filter = PageFilter(
            action: "/", selects: selects,
            hidden: [("group", address.group?.code), ("rows", address.rowsGiven)].compactMap { name, value in
                value.map { OneButtonForm.Hidden(name: name, value: $0) }
            })
        let taken: [(String, (inout QueueAddress) -> Void)] = [
            ("locality", { $0.locality = nil }), ("forum", { $0.forum = nil }), ("level", { $0.level = nil }),
            ("assigned", { $0.assigned = nil }), ("late", { $0.isLate = false }),
        ]
        chips = taken.compactMap { name, take in
            guard let select = selects.first(where: { $0.name == name }),
                let option = select.options.first(where: { $0.isChosen && !$0.code.isEmpty })
            else { return nil }
            return PageLink(address: address.with(take).path, words: "\(select.label): \(option.label)")
        }
        everything = chips.isEmpty ? nil : QueueAddress(group: address.group, rows: address.rows).path
    }

    private static func selects(
        _ address: QueueAddress, _ person: Person, _ people: [Colleague], _ localities: LocalityBook
    ) -> [PageFilter.Select] {
        func select(
            _ name: String, _ label: String, all: String, _ choices: [(String, String)], _ chosen: String?
        ) -> PageFilter.Select {
            PageFilter.Select(
                name: name, label: label,
                options: ([("", all)] + choices).map {
                    PageFilter.Option(code: $0.0, label: $0.1, isChosen: $0.0 == chosen ?? "")
                })
        }
        // Whoever does not belong here any more may still have cases.
        let strange = address.assigned.flatMap { named in
            [QueueAddress.me, QueueAddress.nobody].contains(named) || people.contains { $0.subject == named }
                ? nil : (named, named)
        }
        let names = people.filter { $0.subject != person.subject || address.assigned == $0.subject }
            .map { ($0.subject, $0.name) }
        let places = person.localities.map { ($0, localities.name(of: $0)) }
        return [
            places.count > 1 ? select("locality", "Locality", all: "All my localities", places, address.locality) : nil,
            select("forum", "Forum", all: "Any", Forum.known.map { ($0.code, $0.words) }, address.forum?.code),
            select(
                "level", "Level", all: "Any", QueueAddress.levels.map { ("\($0)", "\($0)") },
                address.level.map { "\($0)" }),
            select(
                "assigned", "Who works on it", all: "Anybody",
                [(QueueAddress.me, "Me"), (QueueAddress.nobody, "Nobody yet")] + names + (strange.map { [$0] } ?? []),
                address.assigned),
            select("late", "Due", all: "Any time", [("true", "Overdue")], address.isLate ? "true" : nil),
        ].compactMap { $0 }
    }
}
