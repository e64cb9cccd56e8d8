import ServiceKit

/// A section that is a list: what is in it, and how to change it.
struct SectionList: Sendable {
    let section: ReferralSection
    let hand: ReferralInHand
    let person: Person

    init(_ section: ReferralSection, _ hand: ReferralInHand, _ person: Person) {
        self.section = section
        self.hand = hand
        self.person = person
    }

    var body: PageBody {
        PageBody(
            caption: hand.place.isSent ? "Amend your referral" : "Your referral", heading: section.name,
            blocks: [Block(paragraphs: section.explains)] + items + wrong + [.buttons(buttons)],
            back: PageLink(address: hand.place.address, words: "Back"))
    }

    private var items: [Block] {
        guard let list = section.list else { return [] }
        let items = section.items(in: hand.content)
        guard !items.isEmpty else { return [.words(list.none)] }
        return items.map { item in
            SectionSummary.block(
                section, item: item, hand.content, person, heading: "\(list.one.startingLarge) \(item + 1)",
                change: hand.place.address(of: section, item: item))
        }
    }

    private var wrong: [Block] {
        section.problems(of: hand.problems, in: hand.content, for: person).map {
            .warning(section.words(of: $0, for: person))
        }
    }

    private var buttons: [PageButton] {
        guard let list = section.list else { return [] }
        let count = list.count(in: hand.content)
        let add = PageButton(
            address: hand.place.address(of: section, item: count), words: "Add a \(list.one)", isSecond: true)
        let done = PageButton(address: hand.place.address, words: "Continue")
        return (hand.place.isSent ? [] : [done]) + (count < list.most ? [add] : [])
    }
}

/// The answers of a section, as facts with their names.
enum SectionSummary {
    /// - Parameters:
    ///   - change: where all of it can be changed; without, nothing leads there, and what was not answered is left out.
    static func block(
        _ section: ReferralSection, item: Int = 0, _ content: JSON, _ person: Person, heading: String? = nil,
        change: String? = nil
    ) -> Block {
        let rows = section.questions(person, item).map { field -> SummaryRow? in
            let words = field.words(in: content)
            guard !words.isEmpty || change != nil else { return nil }
            return SummaryRow(
                field.label, words.isEmpty ? ["Not given"] : words,
                change: change.map { PageLink(address: "\($0)#\(field.name)", words: "Change") })
        }
        return .summary(rows, heading: heading)
    }
}
