import Contracts
import FoundationEssentials
import Inclusion
import ServiceKit

/// A case in words, part by part.
struct CaseContent: Sendable {
    let json: JSON
    let id: String
    let now: Date

    /// The pages about a case.
    enum Part: String, CaseIterable {
        case summary, risks, forum, placements, plan, timeline, access

        var words: String {
            switch self {
            case .summary: "Summary"
            case .risks: "Risks and flags"
            case .forum: "Forum and decisions"
            case .placements: "Places"
            case .plan: "Plan"
            case .timeline: "Timeline"
            case .access: "Who has looked"
            }
        }

        func address(_ id: String) -> String { "/cases/\(id)" + (self == .summary ? "" : "/\(rawValue)") }
    }

    /// The page of a part, with what is around all of them.
    func page(_ part: Part, _ visit: Visit, notCurrent: [String] = [], blocks: [Block]) -> PageBody {
        var tags: [PageTag] = []
        if json.at("overdue") == .bool(true) { tags.append(PageTag("Overdue", colour: "red")) }
        if json.at("status")?.words == "closed" { tags.append(PageTag("Closed", colour: "grey")) }
        if json.at("sharing/allowed") == .bool(false) {
            tags.append(PageTag("Share nothing", colour: "red"))
        }
        return PageBody(
            caption: reference, heading: name ?? "Case \(reference)", tags: tags, notice: CasePages.cases.notice(visit),
            notCurrent: notCurrent,
            parts: Part.allCases.map {
                PagePart(link: PageLink(address: $0.address(id), words: $0.words), isCurrent: $0 == part)
            },
            blocks: blocks, back: PageLink(address: "/", words: "Queue"), title: "\(part.words): \(reference)")
    }

    var reference: String { json.at("reference")?.words ?? "" }

    /// What somebody is called, where that is known here; else how they sign in.
    func name(of subject: JSON?) -> String? {
        let known = (json.at("colleagues")?.items ?? []).first { $0.at("subject") == subject }
        return (known?.at("name") ?? subject)?.words
    }

    /// The child's name, as long as it can be opened.
    private var name: String? {
        guard let child = json.at("details/child") else { return nil }
        return [child.at("preferred_name")?.words ?? child.at("given_name")?.words, child.at("family_name")?.words]
            .compactMap { $0 }.joined(separator: " ")
    }

    // MARK: Summary

    func summary(_ visit: Visit) -> PageBody {
        page(
            .summary, visit,
            blocks: [standing] + moves(visit)
                + [child, concerns, tried, family, views, basis, agencies].compactMap { $0 })
    }

    private var standing: Block {
        let ball = json.at("with")
        let until = ball?.at("until")?.time?.words
        return .summary(
            [
                SummaryRow("Where it stands", json.at("status")?.words(as: CaseState.self)),
                SummaryRow("What it came to", json.at("outcome")?.words(as: CaseOutcome.self)),
                SummaryRow(
                    "Who has it now",
                    ball?.at("words")?.words.map { words in words + (until.map { "\nUntil \($0)" } ?? "") }),
                SummaryRow("Works on it", name(of: json.at("assigned_to")) ?? "Nobody yet"),
                SummaryRow("Locality", json.at("locality/name")?.words),
                SummaryRow("Forum", json.at("forum/name")?.words),
                SummaryRow("Level", json.at("facts/level")?.number.map { "\($0)" }),
                SummaryRow(
                    "Why it is here", (json.at("routing/explanation")?.strings ?? []).joined(separator: "\n")),
            ])
    }

    private func moves(_ visit: Visit) -> [Block] {
        let isOwn = json.at("assigned_to")?.words == visit.person.subject
        let apart = ["chase", "correct_decision"] + (isOwn ? ["take_on"] : [])
        let allowed = CasePages.cases.links(to: json, id)
        func links(_ moves: [Move]) -> [PageLink] {
            let own = moves.filter { !apart.contains($0.code) }.map { CasePages.cases.page(of: $0, id) }
            return allowed.filter { own.contains($0.address) }
        }
        let decisions = links(DecisionForms.moves)
        let others = links(CaseMoves.all).filter { !decisions.contains($0) } + chasers(allowed)
        let isNothing = decisions.isEmpty && others.isEmpty
        return [
            Block(
                subheading: "What you can do now",
                paragraphs: isNothing ? ["Nothing: it is closed, or it is with somebody else."] : [], links: others),
            decisions.isEmpty ? nil : .links(decisions, heading: "What you can decide"),
        ].compactMap { $0 }
    }

    /// A reminder of each question that is open.
    private func chasers(_ allowed: [PageLink]) -> [PageLink] {
        guard let move = CaseMoves.all.first(where: { $0.code == "chase" }),
            allowed.contains(where: { $0.address == CasePages.cases.page(of: move, id) })
        else { return [] }
        let open = (json.at("questions")?.items ?? []).filter { $0.at("open") == .bool(true) }
        return open.compactMap { $0.at("id")?.words }.map {
            PageLink(address: CasePages.cases.page(of: move, id, of: $0), words: move.name)
        }
    }

    private var child: Block? {
        guard let details = json.at("details") else { return erased }
        let child = details.at("child")
        let names = [child?.at("given_name")?.words, child?.at("family_name")?.words].compactMap { $0 }
        let age = json.at("facts/age_years")?.number ?? 0
        let days = json.at("facts/days_out_of_school")?.number ?? 0
        let birth = child?.at("date_of_birth")?.time.map { "\($0.words)\n\(age) years old" }
        let interpreter = child?.at("interpreter_needed") == .bool(true) ? "\nAn interpreter is needed" : ""
        let language = child?.at("language")?.words(as: SpokenLanguage.self).map { $0 + interpreter }
        return .summary(
            [
                SummaryRow("Name", names.joined(separator: " ")),
                SummaryRow("Called", child?.at("preferred_name")?.words),
                SummaryRow("Date of birth", birth),
                SummaryRow(
                    "Key stage", json.at("facts/key_stage")?.words.flatMap(KeyStage.init(code:))?.words.startingLarge),
                SummaryRow("School", child?.at("school/urn")?.words.map { "URN \($0)" }),
                SummaryRow("Home postcode", child?.at("home_postcode")?.words),
                SummaryRow("Language", language),
                SummaryRow("Communication", child?.at("communication_needs")?.words),
                SummaryRow("Needs", json.at("facts/needs")?.allWords(as: SendNeed.self)),
                SummaryRow("Days out of school", days == 0 ? "None" : "\(days)"),
                SummaryRow(
                    "Suspended or excluded for",
                    (details.at("exclusion_reasons")?.strings ?? [])
                        .map { ExclusionReason.words(of: [$0]).startingLarge }.joined(separator: "\n")),
            ], heading: "The child")
    }

    private var erased: Block? {
        .inset(
            json.at("details_state")?.words == "erased"
                ? "The child's details have been erased; what is shown are coded facts."
                : "The child's details cannot be opened.")
    }

    private var concerns: Block? {
        guard let details = json.at("details") else { return nil }
        return .summary(
            [
                SummaryRow("Concerns", details.at("concerns")?.words),
                SummaryRow("Since", details.at("concerns_since")?.time?.words),
                SummaryRow("What would help", details.at("asks_words")?.words),
                SummaryRow("Hoped for", details.at("hoped_outcome")?.words),
                SummaryRow(
                    "Alternative provision asked for", json.at("ap_kind")?.words(as: ApKind.self)?.startingLarge),
                SummaryRow(
                    "Headteacher's authorisation", json.at("headteacher_authorised") == .bool(true) ? "On record" : nil),
            ], heading: "What worries people")
    }

    private var tried: Block? {
        let cycles = json.at("details/cycles")?.items ?? []
        let tried = json.at("details/tried")?.strings ?? []
        guard !cycles.isEmpty || !tried.isEmpty else { return nil }
        var rows = cycles.enumerated().map { number, cycle in
            SummaryRow(
                "Cycle \(number + 1)",
                [("Assess", "assess"), ("Plan", "plan"), ("Do", "do"), ("Review", "review")].compactMap { words, name in
                    cycle.at(name)?.words.map { "\(words): \($0)" }
                } + (cycle.at("outcome")?.words(as: CycleOutcome.self)).map { ["Outcome: \($0)"] }.orNone)
        }
        if !tried.isEmpty { rows.append(SummaryRow("Also tried", tried)) }
        return .summary(rows, heading: "What has been tried")
    }

    private var family: Block? {
        let contacts = json.at("details/family")?.items ?? []
        guard !contacts.isEmpty else { return nil }
        return .summary(
            contacts.map { contact in
                SummaryRow(
                    contact.at("name")?.words ?? "",
                    [
                        contact.at("relationship")?.words, contact.at("telephone")?.words, contact.at("email")?.words,
                        contact.at("parental_responsibility") == .bool(true) ? "Has parental responsibility" : nil,
                        contact.at("safe_to_contact") == .bool(false) ? "Not safe to contact" : nil,
                    ].compactMap { $0 })
            }, heading: "Family")
    }

    private var views: Block? {
        guard let views = json.at("details/views") else { return nil }
        return .summary(
            [
                SummaryRow("The child says", views.at("child")?.words ?? "Not asked yet"),
                SummaryRow("The family says", views.at("family")?.words ?? "Not asked yet"),
            ], heading: "Views")
    }

    private var basis: Block? {
        guard let basis = json.at("details/lawful_basis") else { return nil }
        return .summary(
            [
                SummaryRow("Lawful basis", basis.at("basis")?.words(as: LawfulGround.self)?.startingLarge),
                SummaryRow("Recorded on", basis.at("recorded_on")?.time?.words),
                SummaryRow("Source", basis.at("source")?.words),
            ], heading: "Sharing")
    }

    private var agencies: Block {
        let referrer = json.at("details/referrer")
        let who: [String?] = [
            referrer?.at("name")?.words, referrer?.at("role")?.words, json.at("agency/id")?.words,
            referrer?.at("email")?.words, referrer?.at("telephone")?.words,
        ]
        var rows = [SummaryRow("Referred by", who.compactMap { $0 })]
        for other in json.at("other_referrals")?.items ?? [] {
            let left = other.at("status")?.words == "part_of_case" ? nil : "It has left the case."
            let words: [String?] = [
                other.at("agency/id")?.words, other.at("reference")?.words, other.at("details/concerns")?.words, left,
            ]
            rows.append(SummaryRow("Also referred by", words.compactMap { $0 }))
        }
        return .summary(rows, heading: "Agencies")
    }
}

extension Optional where Wrapped == [String] {
    fileprivate var orNone: [String] { self ?? [] }
}
