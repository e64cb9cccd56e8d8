import FoundationEssentials
import Inclusion
import ServiceKit

/// An unfinished referral as pages show it.
struct DraftContent: Sendable {
    let hand: ReferralInHand
    let person: Person

    init(_ hand: ReferralInHand, _ person: Person) {
        self.hand = hand
        self.person = person
    }

    /// How far a section has come.
    private func state(of section: ReferralSection) -> PageTag {
        let isRight = section.problems(of: hand.problems, in: hand.content, for: person).isEmpty
        switch (section.isBegun(in: hand.content, by: person), isRight) {
        case (true, true): return PageTag("Done", colour: "green")
        case (true, false): return PageTag("In progress", colour: "yellow")
        case (false, true): return PageTag("Optional", colour: "grey")
        case (false, false): return PageTag("Not started")
        }
    }

    /// Its sections, and how far each has come.
    func tasks(_ notice: String?) -> PageBody {
        let address = hand.place.address
        let parts = ReferralSections.parts.map { part in
            Block(
                subheading: part.heading,
                tasks: part.sections.map { section in
                    TaskItem(
                        code: section.code, name: section.name, address: hand.place.address(of: section),
                        tag: state(of: section))
                })
        }
        return PageBody(
            caption: "Not sent yet", heading: "Your referral", notice: notice,
            blocks: [
                .words(
                    "Every page is saved when you continue. You can stop at any time and come back: you find it under “My referrals”\(until)."
                )
            ] + parts + [
                .buttons([PageButton(address: "\(address)/check", words: "Check your answers")]),
                .links([PageLink(address: "\(address)/removal", words: "Throw this referral away")]),
            ], back: PageLink(address: "/referrals", words: "My referrals"))
    }

    private var until: String {
        hand.expires.map { ", until \(PlainDate.day($0)) if you do not touch it again" } ?? ""
    }

    /// All of it, before it is sent.
    /// - Parameter wrong: what is said when it was not sent.
    func check(_ session: Session, wrong: [String] = []) -> PageBody {
        PageBody(
            caption: "Not sent yet", heading: "Check your answers", notCurrent: wrong,
            blocks: missing + answers + [send(session)],
            back: PageLink(address: hand.place.address, words: "Back to all parts"))
    }

    /// Everything that stands in the way, with links to where it is put right.
    private var missing: [Block] {
        guard !hand.problems.isEmpty else { return [] }
        let links = hand.problems.map { problem in
            let section = ReferralSections.all.first {
                !$0.problems(of: [problem], in: hand.content, for: person).isEmpty
            }
            return PageLink(
                address: section.map { "\(hand.place.address(of: $0))?from=check" } ?? hand.place.address,
                words: section.map { $0.words(of: problem, for: person) } ?? problem.detail)
        }
        return [.warning("You cannot send it yet. This is missing, or has to be put right."), .links(links)]
    }

    private var answers: [Block] {
        ReferralSections.all.flatMap { section -> [Block] in
            let address = hand.place.address(of: section)
            guard section.list != nil else {
                return [
                    SectionSummary.block(
                        section, hand.content, person, heading: section.name, change: "\(address)?from=check")
                ]
            }
            let items = section.items(in: hand.content).map { item in
                SectionSummary.block(
                    section, item: item, hand.content, person, heading: "\(section.name) \(item + 1)",
                    change: hand.place.address(of: section, item: item))
            }
            return items.isEmpty
                ? [.links([PageLink(address: address, words: "Add to it")], heading: section.name)] : items
        }
    }

    private func send(_ session: Session) -> Block {
        guard hand.problems.isEmpty else {
            return .buttons([PageButton(address: hand.place.address, words: "Back to all parts", isSecond: true)])
        }
        return Block(
            subheading: "Send it",
            paragraphs: [
                "By sending it you say that, as far as you know, it is right. Your organisation’s people can then see it, and you can still amend or withdraw it."
            ],
            oneButtonForms: [
                OneButtonForm(
                    action: "\(hand.place.address)/check", token: session.token.formToken,
                    key: UUID().uuidString.lowercased(), words: "Send the referral", isSecond: false,
                    hidden: [.init(name: Form.versionField, value: hand.version ?? "")])
            ])
    }
}
