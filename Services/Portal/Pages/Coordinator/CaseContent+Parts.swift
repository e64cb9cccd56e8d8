import Inclusion
import ServiceKit

extension CaseContent {
    // MARK: Risks and flags

    func risks(_ visit: Visit) -> PageBody {
        let care = json.at("facts/care")
        let flags = [
            care?.at("child_protection_plan") == .bool(true) ? "On a child protection plan" : nil,
            care?.at("child_in_need") == .bool(true) ? "Child in need" : nil,
            care?.at("child_in_care") == .bool(true) ? "In care" : nil,
            json.at("facts/send_provision")?.words == "E" ? "Has an education, health and care plan" : nil,
            json.at("facts/permanently_excluded") == .bool(true) ? "Permanently excluded" : nil,
            json.at("facts/mental_health_need") == .bool(true) ? "Mental health need" : nil,
            json.at("facts/level_4_indicators") == .bool(true) ? "Signs of level 4" : nil,
        ].compactMap { $0 }
        let risks = json.at("details/risks")?.items ?? []
        var blocks: [Block] = []
        if json.at("sharing/allowed") == .bool(false) {
            blocks.append(
                .warning("There is no lawful basis any more: share nothing about this child with anybody new."))
        }
        if let reference = json.at("details/front_door_reference")?.words {
            blocks.append(.inset("A safeguarding concern was reported to the Front Door: \(reference)"))
        }
        blocks.append(
            flags.isEmpty
                ? .words("None is on record.", heading: "Statuses") : .summary([SummaryRow("Statuses", flags)]))
        blocks.append(
            risks.isEmpty
                ? .words(
                    "The referral names none. That nobody wrote one down does not mean there is none.", heading: "Risks"
                )
                : .summary(
                    risks.map {
                        SummaryRow(
                            $0.at("kind")?.words(as: RiskKind.self)?.startingLarge ?? "", $0.at("words")?.words)
                    },
                    heading: "Risks"))
        return page(.risks, visit, blocks: blocks)
    }

    // MARK: Forum and decisions

    func forum(_ visit: Visit) -> PageBody {
        var blocks: [Block] = []
        if let listing = json.at("listing") {
            let words = "\(listing.at("forum/name")?.words ?? "A forum"), \(listing.at("meets_on")?.time?.words ?? "")"
            blocks.append(
                .summary([
                    SummaryRow("Listed for", words),
                    SummaryRow("Listed on", listing.at("listed_at")?.time?.words),
                ]))
            if let meeting = listing.at("meeting_id")?.words {
                blocks.append(.links([PageLink(address: "/meetings/\(meeting)", words: "The meeting and its agenda")]))
            }
        } else {
            blocks.append(.words("It has not been listed for a forum."))
        }
        let decisions = json.at("decisions")?.items ?? []
        for (number, decision) in decisions.enumerated() { blocks.append(block(decision, number: number + 1)) }
        for correction in json.at("corrections")?.items ?? [] {
            blocks.append(
                .summary(
                    [
                        SummaryRow("Corrected", correction.at("corrected_at")?.time?.words),
                        SummaryRow("By", name(of: correction.at("corrected_by"))),
                        SummaryRow("Why", correction.at("why")?.words),
                    ] + Self.rows(of: correction.at("record")),
                    heading: "Correction of decision \(correction.at("decision")?.number ?? 1)"))
        }
        if json.at("allowed_moves")?.strings.contains("correct_decision") == true, !decisions.isEmpty,
            let move = CaseMoves.all.first(where: { $0.code == "correct_decision" })
        {
            blocks.append(
                .links([
                    PageLink(address: CasePages.cases.page(of: move, id, of: "\(decisions.count)"), words: move.name)
                ]))
        }
        blocks.append(actions)
        return page(.forum, visit, blocks: blocks)
    }

    private func block(_ decision: JSON, number: Int) -> Block {
        let kind = decision.at("kind")?.words ?? ""
        return .summary(
            [
                SummaryRow(
                    "Decided",
                    kind == "ap_placement"
                        ? "Alternative provision" : CaseOutcome(rawValue: kind)?.words.startingLarge ?? kind),
                SummaryRow("On", decision.at("decided_at")?.time?.words),
                SummaryRow("By", name(of: decision.at("decided_by"))),
                SummaryRow("Reason", decision.at("reason")?.words(as: NoFurtherActionReason.self)),
                SummaryRow("Why", decision.at("why")?.words),
                SummaryRow("What next", decision.at("next")?.words),
                SummaryRow("Purpose", decision.at("purpose")?.words(as: PlacementPurpose.self)),
                SummaryRow("Start wanted", decision.at("wanted_start")?.time?.words),
                SummaryRow("Weeks", decision.at("weeks")?.number.map { "\($0)" }),
                SummaryRow("Sessions a week", decision.at("sessions_a_week")?.number.map { "\($0)" }),
                SummaryRow("Passed to", decision.at("passed_to")?.words),
                SummaryRow("Front Door", decision.at("front_door_reference")?.words),
            ] + Self.rows(of: decision.at("record")), heading: "Decision \(number)")
    }

    /// What was put on record with a decision.
    private static func rows(of record: JSON?) -> [SummaryRow?] {
        guard let record else { return [] }
        return [
            SummaryRow("Options considered", record.at("options_considered")?.strings.joined(separator: "\n")),
            SummaryRow("Evidence", record.at("evidence")?.strings.joined(separator: "\n")),
            SummaryRow("The child's view", record.at("views/child")?.words),
            SummaryRow("The family's view", record.at("views/family")?.words),
        ]
            + DecisionQuestion.allCases.map { question in
                SummaryRow(
                    question.words,
                    [
                        record.at("tests/\(question.code)/answer")?.words(as: DecisionAnswer.self),
                        record.at("tests/\(question.code)/words")?.words,
                    ].compactMap { $0 }.joined(separator: "\n"))
            } + [
                SummaryRow("Present", record.at("present")?.strings.joined(separator: "\n")),
                SummaryRow("Dissent", record.at("dissent")?.words),
                SummaryRow("Options exhausted", record.at("options_exhausted")?.words),
            ]
    }

    private var actions: Block {
        let actions = json.at("actions")?.items ?? []
        return Block(
            subheading: "Actions",
            table: PageTable(
                id: "actions", caption: "What somebody is to do",
                columns: [.init("What"), .init("Who"), .init("By"), .init("Done")],
                rows: actions.map { action in
                    let done = action.at("done") == .bool(true)
                    return .init([
                        .init(action.at("what")?.words ?? "The words have been erased"),
                        .init(action.at("owner")?.words ?? "", aside: action.at("organisation")?.words),
                        .init(
                            action.at("due_on")?.time?.words ?? "",
                            tag: action.at("overdue") == .bool(true)
                                ? PageTag("Overdue", colour: "red") : nil),
                        done
                            ? .init("Done", aside: action.at("words")?.words)
                            : .init(
                                "Say that it is done",
                                address: "/cases/\(id)/actions/\(action.at("id")?.words ?? "")/done"),
                    ])
                }, emptyWords: "Nothing has been agreed that somebody does."),
            links: json.at("status")?.words == "closed"
                ? [] : [PageLink(address: "/cases/\(id)/actions/new", words: "Agree an action")])
    }

    // MARK: Timeline

    func timeline(_ visit: Visit) -> PageBody {
        page(
            .timeline, visit,
            blocks: [.timeline(entries.sorted { $0.when.machine > $1.when.machine }), clocks])
    }

    private var clocks: Block {
        let clocks = json.at("clocks")?.items ?? []
        return .table(
            PageTable(
                id: "clocks", caption: "What has to happen by when",
                columns: [.init("What"), .init("With"), .init("Due"), .init("State")],
                rows: clocks.map { clock in
                    let breached = clock.at("breached") == .bool(true)
                    return .init([
                        .init(clock.at("words")?.words ?? clock.at("kind")?.words(as: CaseClockKind.self) ?? ""),
                        .init(clock.at("with")?.words(as: BallHolder.self)?.startingLarge ?? ""),
                        .init(clock.at("due_at")?.time?.words ?? "It stands still"),
                        .init(
                            "",
                            tag: breached
                                ? PageTag("Late", colour: "red")
                                : clock.at("paused_at") == nil
                                    ? PageTag("Running") : PageTag("Standing still", colour: "grey")),
                    ])
                }, emptyWords: "No clock is running."), heading: "Clocks")
    }

    private var entries: [TimelineEntry] {
        func entry(_ at: JSON?, _ words: String, by: String? = nil, detail: String? = nil) -> TimelineEntry? {
            at?.time.map { TimelineEntry(when: $0, words: words, by: by.map { "By \($0)" }, detail: detail) }
        }
        var all = [
            entry(json.at("opened_at"), "The case was opened"),
            entry(json.at("acknowledged_at"), "Acknowledged"),
            entry(json.at("listing/listed_at"), "Listed for \(json.at("listing/forum/name")?.words ?? "a forum")"),
            entry(
                json.at("closed_at"), "Closed", by: name(of: json.at("closing/closed_by")),
                detail: json.at("closing/why")?.words),
        ]
        for question in json.at("questions")?.items ?? [] {
            all.append(
                entry(
                    question.at("asked_at"), "Asked", by: name(of: question.at("asked_by")),
                    detail: question.at("question")?.words))
            all.append(entry(question.at("answered_at"), "Answered", detail: question.at("answer")?.words))
        }
        for change in json.at("amendments")?.items ?? [] {
            all.append(entry(change.at("amended_at"), "The agency changed the referral"))
        }
        for decision in json.at("decisions")?.items ?? [] {
            all.append(
                entry(
                    decision.at("decided_at"), "Decided", by: name(of: decision.at("decided_by")),
                    detail: decision.at("why")?.words))
        }
        for change in json.at("level_changes")?.items ?? [] {
            all.append(
                entry(
                    change.at("changed_at"),
                    "Level \(change.at("from")?.number ?? 0) to \(change.at("to")?.number ?? 0)",
                    by: name(of: change.at("changed_by")), detail: change.at("why")?.words))
        }
        for move in json.at("reroutings")?.items ?? [] {
            all.append(
                entry(
                    move.at("rerouted_at"),
                    "From \(move.at("from/name")?.words ?? "") to \(move.at("to/name")?.words ?? "")",
                    by: name(of: move.at("rerouted_by")), detail: move.at("why")?.words))
        }
        for again in json.at("reopenings")?.items ?? [] {
            all.append(
                entry(
                    again.at("reopened_at"), "Opened again", by: name(of: again.at("reopened_by")),
                    detail: again.at("why")?.words))
        }
        for other in json.at("other_referrals")?.items ?? [] {
            all.append(
                entry(other.at("joined_at"), "Another agency's referral joined: \(other.at("reference")?.words ?? "")"))
        }
        return all.compactMap { $0 }
    }
}
