import FoundationEssentials
import Inclusion
import ServiceKit

/// A referral that was sent, as its referrer reads it.
struct ReferralContent: Sendable {
    let json: JSON
    let id: String

    init(_ json: JSON, id: String) {
        self.json = json
        self.id = id
    }

    private var address: String { "/referrals/\(id)" }
    private var reference: String { json.at("reference")?.words ?? "" }
    private var standingNow: JSON { json.at("standing") ?? .null }
    private var mayAmend: Bool {
        json.at("allowed_moves")?.strings.contains(ReferralMove.amend.code) == true && json.at("referral") != nil
    }

    private func parts(at current: String) -> [PagePart] {
        [("Where it stands", address), ("What was sent", "\(address)/content")].map {
            PagePart(link: PageLink(address: $1, words: $0), isCurrent: $0 == current)
        }
    }

    // MARK: Where it stands

    /// Where it is, who has it, what comes next, and everything that can be done.
    func standing(_ visit: Visit) -> PageBody {
        PageBody(
            caption: "Sent \(ReferralWords.day(json.at("submitted_at")) ?? "")", heading: "Referral \(reference)",
            tags: [ReferralWords.tag(standingNow)], notice: notice(visit), parts: parts(at: "Where it stands"),
            blocks: warnings + questions + [facts] + advice + decisions + [moves, timeline],
            back: PageLink(address: "/referrals", words: "My referrals"))
    }

    private func notice(_ visit: Visit) -> String? {
        visit.query("done") == ReferralMove.amend.code
            ? "Your change has been sent." : ReferralMoves.referrals.notice(visit)
    }

    private var warnings: [Block] {
        json.at("sharing_allowed") == .bool(false)
            ? [.warning("Sharing has stopped: there is no lawful basis for it now.")] : []
    }

    private var facts: Block {
        .summary([
            SummaryRow("Now", standingNow.at("words")?.words),
            SummaryRow("Who has it", standingNow.at("with/words")?.words),
            SummaryRow("Next", ReferralWords.next(standingNow) ?? "Nothing is due."),
            SummaryRow("Locality", standingNow.at("locality/name")?.words),
            SummaryRow("Forum", standingNow.at("forum/name")?.words),
            SummaryRow("The forum meets on", ReferralWords.day(standingNow.at("meets_on"))),
            SummaryRow("The plan is reviewed on", ReferralWords.day(standingNow.at("review_on"))),
            standingNow.at("other_agency_involved") == .bool(true)
                ? SummaryRow("Other agencies", "Another agency’s referral of this child is looked at with yours.")
                : nil,
        ])
    }

    private var advice: [Block] { (standingNow.at("advice")?.strings ?? []).map { .inset($0) } }

    private var questions: [Block] {
        (json.at("questions")?.items ?? []).enumerated().flatMap { number, question -> [Block] in
            let isOpen = question.at("open") == .bool(true)
            let rows = [
                SummaryRow("Question", question.at("question")?.words ?? "The words are gone."),
                SummaryRow("Asked on", ReferralWords.day(question.at("asked_at"))),
                isOpen ? SummaryRow("Answer by", ReferralWords.day(question.at("answer_by"))) : nil,
                SummaryRow("Your answer", question.at("answer")?.words),
            ]
            let heading = isOpen ? "You are asked something" : "Question \(number + 1), answered"
            let move = ReferralMoves.referrals.page(of: ReferralMoves.answer, id)
            return [.summary(rows, heading: heading)]
                + (isOpen ? [.buttons([PageButton(address: move, words: "Answer it")])] : [])
        }
    }

    private var decisions: [Block] {
        (json.at("decisions")?.items ?? []).map { decision in
            .summary(
                [
                    SummaryRow("Decision", words(CaseOutcome.self, decision.at("outcome"))),
                    SummaryRow("On", ReferralWords.day(decision.at("at"))),
                    SummaryRow("Reason", words(NoFurtherActionReason.self, decision.at("reason"))),
                    SummaryRow("Why", decision.at("why")?.words),
                    SummaryRow("What to do", decision.at("what_to_do")?.words),
                ], heading: "What was decided")
        }
    }

    /// A code in words; itself where the list does not know it.
    private func words<Code: Coded>(_: Code.Type, _ json: JSON?) -> String? {
        json?.words.map { code in
            (Code(rawValue: code)?.words ?? code.replacing("_", with: " ")).startingLarge
        }
    }

    private var moves: Block {
        let amend = mayAmend ? [PageLink(address: "\(address)/amend", words: ReferralMove.amend.words)] : []
        let links = amend + ReferralMoves.referrals.links(to: json, id)
        return links.isEmpty
            ? .words("Nothing more can be done with it here.", heading: "What you can do now")
            : .links(links, heading: "What you can do now")
    }

    private var timeline: Block {
        .timeline(
            (standingNow.at("timeline")?.items ?? []).reversed().compactMap { entry in
                guard let at = entry.at("at")?.words.flatMap(RFC3339.instant) else { return nil }
                return TimelineEntry(when: PageTime(at), words: entry.at("words")?.words ?? "", by: detail(of: entry))
            }, heading: "What has happened, newest first")
    }

    private func detail(of entry: JSON) -> String? {
        let words = [
            entry.at("forum/name")?.words, ReferralWords.day(entry.at("meets_on")).map { "Meets on \($0)" },
            ReferralWords.day(entry.at("review_on")).map { "Reviewed on \($0)" },
            words(CaseOutcome.self, entry.at("outcome")), words(NoFurtherActionReason.self, entry.at("reason")),
        ].compactMap { $0 }
        return words.isEmpty ? nil : words.joined(separator: ". ")
    }

    // MARK: What was sent

    /// Everything that was sent, or as amended since.
    func sent(_ person: Person) -> PageBody {
        let blocks: [Block]
        if let referral = json.at("referral") {
            let content = ReferralShape.asForms(referral)
            blocks = ReferralSections.all.flatMap { section in
                section.items(in: content).map { item in
                    SectionSummary.block(
                        section, item: item, content, person,
                        heading: section.list == nil ? section.name : "\(section.name) \(item + 1)")
                }
            }.filter { !$0.summary.isEmpty }
        } else {
            blocks = [.words("What it said was erased, and nobody can read it any more.")]
        }
        let amend =
            mayAmend
            ? [Block.links([PageLink(address: "\(address)/amend", words: ReferralMove.amend.words)])] : []
        return PageBody(
            caption: "Sent \(ReferralWords.day(json.at("submitted_at")) ?? "")", heading: "Referral \(reference)",
            tags: [ReferralWords.tag(standingNow)], parts: parts(at: "What was sent"), blocks: amend + blocks,
            back: PageLink(address: "/referrals", words: "My referrals"))
    }

    // MARK: Just sent

    /// Says that it has arrived, and what happens next.
    var confirmation: PageBody {
        let status = standingNow.at("status")?.words.flatMap(StandingStatus.init(rawValue:)) ?? .submitted
        return PageBody(
            heading: "Referral sent", notice: "Your reference is \(reference).",
            blocks: [
                .words(
                    status.nextWords, "You hear by e-mail when something is decided or asked, without any name in it.",
                    heading: "What happens next"),
                .buttons([
                    PageButton(address: address, words: "See where it stands"),
                    PageButton(address: "/drafts", words: "Refer another child", isSecond: true),
                ]), .links([PageLink(address: "/referrals", words: "My referrals")]),
            ])
    }
}
