import Inclusion
import ServiceKit

/// A placement in words: what was agreed, how it goes, and what is to be recorded next.
struct ChildContent: Sendable {
    let json: JSON
    let id: String
    let pages: MovingThing
    let today: CalendarDate

    var blocks: [Block] {
        [due, standing, moves, agreement, contacts, attendance, reviews, longer, end].compactMap { $0 }
    }

    private var state: Placement.State? { json.at("status")?.words.flatMap(Placement.State.init(rawValue:)) }

    /// Whether a review should have been held by now.
    static func isReviewDue(_ json: JSON, today: CalendarDate) -> Bool {
        let state = json.at("status")?.words.flatMap(Placement.State.init(rawValue:))
        guard state?.isRunning == true, let day = json.at("review_by")?.words.flatMap({ CalendarDate($0) }) else {
            return false
        }
        return day <= today
    }

    private var due: Block? {
        guard Self.isReviewDue(json, today: today), let day = json.at("review_by")?.time else { return nil }
        return .warning("A review is due: it was to be held by \(day.words).")
    }

    private var standing: Block {
        .summary([
            SummaryRow("Where it stands", state?.words), SummaryRow("Provision", json.at("provision/name")?.words),
            SummaryRow("Child", RequestContent.child(json)),
            SummaryRow("Needs", json.at("needs")?.allWords(as: SendNeed.self)),
            SummaryRow("First day agreed", json.at("from")?.time?.words),
            SummaryRow("Started", json.at("started_on")?.time?.words),
            SummaryRow("Last day", json.at("until")?.time?.words),
            SummaryRow("Review by", json.at("review_by")?.time?.words),
        ])
    }

    private var moves: Block? {
        // Attendance stands with its weeks.
        let links = pages.links(to: json, id).filter { !$0.address.hasSuffix("/\(ChildMoves.attendanceCode)") }
        guard state?.holdsPlace == true else { return nil }
        var words: [String] = links.isEmpty ? ["Nothing at the moment."] : []
        if state?.isRunning == true, !allows("extend") {
            words.append(
                "Should it go on for longer? Recommend that in a review: the coordinator is who can extend it.")
        }
        return Block(subheading: "What you can do now", paragraphs: words, links: links)
    }

    private func allows(_ move: String) -> Bool { json.at("allowed_moves")?.strings.contains(move) == true }

    private var agreement: Block {
        let own = json.at("agreement")
        var block = Block.summary(
            [
                SummaryRow("Purpose", json.at("purpose")?.words(as: PlacementPurpose.self)?.startingLarge),
                RequestContent.lines("Objectives", own?.at("objectives")),
                SummaryRow(
                    "Days", (json.at("sessions")?.strings ?? []).map { WeekSession(rawValue: $0)?.words ?? $0 }),
                SummaryRow("Times", own?.at("session_times")?.words),
                SummaryRow("Transport", own?.at("transport")?.words),
                RequestContent.lines("Risks", own?.at("risks")),
                SummaryRow("The child says", own?.at("views/child")?.words),
                SummaryRow("The family says", own?.at("views/family")?.words),
                SummaryRow("Way back", own?.at("reintegration")?.words),
                SummaryRow("Registration", json.at("registration")?.words(as: Registration.self)?.startingLarge),
                SummaryRow("Address", own?.at("notice/address")?.words),
                SummaryRow("Report to", own?.at("notice/report_to")?.words),
                SummaryRow("Reasons", own?.at("notice/reasons")?.words),
            ], heading: "What was agreed")
        switch json.at("details_state")?.words {
        case "erased": block.inset = "What was written about the child has been erased."
        case "withheld": block.inset = "What was written about the child is not shared with you any more."
        default: break
        }
        return block
    }

    private var contacts: Block? {
        let contacts = json.at("agreement/contacts")?.items ?? []
        guard !contacts.isEmpty else { return nil }
        return .summary(
            contacts.map { contact in
                SummaryRow(
                    contact.at("role")?.words ?? "",
                    ["name", "telephone", "email"].compactMap { contact.at($0)?.words })
            }, heading: "Who to ring")
    }

    private var attendance: Block? {
        guard json.at("started_on") != nil else { return nil }
        let required = json.at("attendance/required")?.number ?? 0
        let attended = json.at("attendance/attended")?.number ?? 0
        let move = pages.moves.first { $0.code == ChildMoves.attendanceCode }
        var block = Block.table(
            PageTable(
                id: "weeks", caption: "Sessions reported, by week, the latest first",
                columns: [.init("Week of"), .init("Reported"), .init("What was reported")],
                rows: AttendanceWeek.all(of: json, today: today).map { week in
                    let address = move.map { pages.page(of: $0, id, of: week.monday.description) }
                    return .init([
                        .init(
                            PlainDate.day(week.monday),
                            address: allows(ChildMoves.attendanceCode) ? address : nil),
                        .init("\(week.reported) of \(week.sessions.count)"),
                        .init(week.sessions.compactMap(Self.words).joined(separator: "; ")),
                    ])
                }), heading: "Attendance")
        block.paragraphs = [
            required == 0
                ? "Nothing has been reported yet."
                : "The child came to \(attended) of \(RequestContent.count(required, "session")) that were reported."
        ]
        return block
    }

    private static func words(_ session: AttendanceWeek.Session) -> String? {
        session.mark.map { mark in
            let day = "\("\(session.day.weekday)".startingLarge.prefix(3)) \(session.half)"
            return "\(day): \(SessionAttendance(rawValue: mark)?.words ?? mark)"
                + (session.suggestedCode.map { " (code suggested: \($0))" } ?? "")
        }
    }

    private var reviews: Block? {
        let reviews = json.at("reviews")?.items ?? []
        guard !reviews.isEmpty else { return nil }
        return .summary(
            reviews.map { review in
                SummaryRow(
                    review.at("reviewed_on")?.time?.words ?? "",
                    [
                        "Recommends: \(review.at("recommendation")?.words(as: ReviewRecommendation.self) ?? "")",
                        review.at("child_views")?.words.map { "The child says: \($0)" },
                        review.at("family_views")?.words.map { "The family says: \($0)" },
                        review.at("school_views")?.words.map { "The school says: \($0)" },
                        review.at("progress")?.words,
                    ].compactMap { $0 } + outcomes(review))
            }, heading: "Reviews")
    }

    private func outcomes(_ record: JSON) -> [String] {
        let objectives = json.at("agreement/objectives")?.strings ?? []
        return (record.at("objectives")?.items ?? []).map { outcome in
            let number = outcome.at("objective")?.number ?? 0
            let words = objectives.indices.contains(number - 1) ? objectives[number - 1] : "Objective \(number)"
            return "\(words): \(outcome.at("outcome")?.words(as: ObjectiveResult.self) ?? "")"
        }
    }

    private var longer: Block? {
        let extensions = (json.at("extensions")?.items ?? []).map { extended in
            SummaryRow(
                "Extended until \(extended.at("until")?.time?.words ?? "")",
                [extended.at("words")?.words].compactMap { $0 })
        }
        let plan = json.at("reintegration").map { plan in
            let destination = plan.at("destination")?.words(as: ReintegrationDestination.self) ?? ""
            return SummaryRow(
                "Plan for the way back, or on",
                [
                    "To \(destination), from \(plan.at("from")?.time?.words ?? "")", plan.at("words")?.words,
                ].compactMap { $0 })
        }
        let rows = extensions + [plan].compactMap { $0 }
        return rows.isEmpty ? nil : .summary(rows, heading: "What follows")
    }

    private var end: Block? {
        if let never = json.at("not_started") {
            return .summary(
                [
                    SummaryRow("Why", never.at("reason")?.words(as: NotStartedReason.self)?.startingLarge),
                    SummaryRow("In words", never.at("words")?.words),
                ], heading: "It did not begin")
        }
        guard let ended = json.at("ended") else { return nil }
        let attended = ended.at("sessions_attended")?.number ?? 0
        let required = ended.at("sessions_required")?.number ?? 0
        return .summary(
            [
                SummaryRow("Last day", ended.at("ended_on")?.time?.words),
                SummaryRow("How", ended.at("ended_as")?.words(as: PlacementEnding.self)?.startingLarge),
                SummaryRow("Attended", "\(attended) of \(RequestContent.count(required, "session"))"),
                SummaryRow("Objectives", outcomes(ended)), SummaryRow("In words", ended.at("words")?.words),
            ], heading: "The end")
    }
}
