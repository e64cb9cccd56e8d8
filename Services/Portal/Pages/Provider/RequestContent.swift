import Contracts
import FoundationEssentials
import Inclusion
import ServiceKit

/// A request for a place, in words: what is asked, what is shared, and what follows from the answer.
struct RequestContent: Sendable {
    let json: JSON
    let id: String

    func blocks(now: Date) -> [Block] {
        [overdue(now), next, asked, answering, child, views, questions].compactMap { $0 }
    }

    /// What accepting means, in one sentence.
    var commitment: String {
        let provision = json.at("provision/name")?.words ?? ""
        let weeks = json.at("weeks")?.number ?? 0
        let sessions = json.at("sessions_a_week")?.number ?? 0
        let days = json.at("place/sessions")?.allWords(as: WeekSession.self)
        let from = (json.at("place/from") ?? json.at("wanted_start"))?.time?.words ?? ""
        return "a place at \(provision) from \(from), \(Self.count(weeks, "week")), "
            + "\(Self.count(sessions, "session")) a week" + (days.map { " (\($0))." } ?? ".")
    }

    static func count(_ number: Int, _ thing: String) -> String { "\(number) \(thing)\(number == 1 ? "" : "s")" }

    /// Such as “key stage 3, 13 years”; no name.
    static func child(_ json: JSON) -> String {
        let stage = json.at("key_stage")?.words.flatMap { KeyStage(code: $0)?.words } ?? "no key stage"
        return "\(stage), \(count(json.at("age_years")?.number ?? 0, "year"))".startingLarge
    }

    /// Whether the provider has to answer it.
    static func isOpen(_ json: JSON) -> Bool { json.at("status")?.words == OfferState.open.code }

    /// How late an answer is that has not been given; `nil` while there is time.
    static func lateness(_ json: JSON, now: Date) -> String? {
        guard isOpen(json), let due = json.at("answer_by")?.words.flatMap(RFC3339.instant) else { return nil }
        return Lateness.words(since: due, now: now)
    }

    private func overdue(_ now: Date) -> Block? {
        Self.lateness(json, now: now).map {
            .warning("\($0): the place is held no longer than it has to be. Answer now, or ring the coordinator.")
        }
    }

    private var next: Block? {
        switch json.at("status")?.words.flatMap(OfferState.init(rawValue:)) {
        case .open?, nil: return nil
        case .accepted?:
            if let placement = json.at("placement/id")?.words {
                return .links(
                    [PageLink(address: "/children/\(placement)", words: "The agreement and the placement")],
                    heading: "What happens next")
            }
            return .words(
                "The coordinator writes the individual agreement with you, the family and the school. As soon as it is "
                    + "on record the child is among “Our children”, and you record the start there.",
                heading: "What happens next")
        case .declined?:
            return .words(
                "The coordinator reads why you declined before anybody else is asked. You need to do nothing more.",
                heading: "What happens next")
        case .declineConfirmed?:
            return .words("The coordinator has read it. You need to do nothing more.", heading: "What happens next")
        case .expired?:
            return .words(
                "Nobody answered in time, and the place is not held any more. If you still want to offer it, ring the "
                    + "coordinator: only they can ask you again.", heading: "What happens next")
        case .withdrawn?:
            return .words("It is not needed any more. You need to do nothing.", heading: "What happens next")
        }
    }

    private var asked: Block {
        .summary(
            [
                SummaryRow("Where it stands", json.at("status")?.words(as: OfferState.self)),
                SummaryRow("Answer by", json.at("answer_by")?.time?.words),
                SummaryRow("How soon", json.at("urgency")?.words(as: OfferUrgency.self)?.startingLarge),
                SummaryRow("Answered", json.at("answered_at")?.time?.words),
                SummaryRow("Provision", json.at("provision/name")?.words),
                SummaryRow("Child", Self.child(json)),
                SummaryRow("Needs", json.at("needs")?.allWords(as: SendNeed.self)),
                SummaryRow("Purpose", json.at("purpose")?.words(as: PlacementPurpose.self)?.startingLarge),
                SummaryRow("Start wanted", json.at("wanted_start")?.time?.words),
                SummaryRow("For", json.at("weeks")?.number.map { Self.count($0, "week") }),
                SummaryRow("Sessions a week", json.at("sessions_a_week")?.number.map { "\($0)" }),
                SummaryRow("Half days held", json.at("place/sessions")?.allWords(as: WeekSession.self)),
                SummaryRow("Locality", json.at("locality/name")?.words),
            ], heading: "What is asked")
    }

    private var answering: Block? {
        let links = RequestPages.offers.links(to: json, id)
        guard !links.isEmpty else { return nil }
        return .buttons(
            links.enumerated().map { PageButton(address: $1.address, words: $1.words, isSecond: $0 > 0) },
            heading: "Your answer")
    }

    private var child: Block? {
        switch json.at("details_state")?.words {
        case "withheld":
            return .words(
                "What was shared with you about the child has been taken back: you are not asked any more.",
                heading: "The child")
        case "erased": return .words("What was known about the child has been erased.", heading: "The child")
        default: break
        }
        guard let brief = json.at("brief") else { return nil }
        let name = [brief.at("given_name")?.words, brief.at("family_name")?.words].compactMap { $0 }
        return .summary(
            [
                SummaryRow("Name", name.joined(separator: " ")),
                SummaryRow("Date of birth", brief.at("date_of_birth")?.time?.words),
                SummaryRow("What the place is for", brief.at("purpose")?.words),
                SummaryRow("Why now", brief.at("reason")?.words),
                Self.lines("Objectives", brief.at("objectives")), Self.lines("Tried before", brief.at("tried")),
                Self.lines("Risks", brief.at("risks")), SummaryRow("Transport", brief.at("transport")?.words),
                SummaryRow("Way back", brief.at("reintegration")?.words),
                SummaryRow("Communication", brief.at("communication_needs")?.words),
            ], heading: "The child")
    }

    private var views: Block? {
        guard let brief = json.at("brief") else { return nil }
        return .summary(
            [
                SummaryRow("The child says", brief.at("child_views")?.words),
                SummaryRow("The family says", brief.at("family_views")?.words),
            ], heading: "In their own words")
    }

    private var questions: Block? {
        let questions = json.at("questions")?.items ?? []
        guard !questions.isEmpty else { return nil }
        return .summary(
            questions.map { question in
                SummaryRow(
                    question.at("words")?.words ?? "A question whose words were erased",
                    [
                        question.at("answer")?.words
                            ?? (question.at("answered") == .bool(true) ? "Answered" : "Not answered yet")
                    ])
            }, heading: "Questions and answers")
    }

    /// A fact of several lines; `nil` when there is none.
    static func lines(_ name: String, _ list: JSON?) -> SummaryRow? {
        let lines = list?.strings ?? []
        return lines.isEmpty ? nil : SummaryRow(name, lines)
    }
}
