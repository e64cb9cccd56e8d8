import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import ServiceKit

/// A referral with everything its agency may read of it, opened.
struct ReferralRecord: Sendable {
    let row: ReferralRow
    let referral: Referral
    let history: [Loaded<Referral>.Moment]
    let view: StandingView
    /// What they are called.
    let localities: LocalityBook
    /// As amended; `nil` when the child's key is gone.
    var content: ReferralDraft?
    /// What was asked, by question.
    var asked: [UUID: String] = [:]
    /// What was answered, by question.
    var answered: [String: String] = [:]
    /// What decisions say, by their place in the lines.
    var decisions: [Int: DecisionWords] = [:]

    var state: ReferralState { referral.state(view.news) }
}

extension ReferralJSON {
    /// What a move answers. Kept in clear with its idempotency key, so it says nothing of the child.
    static func moved(_ referral: Referral, _ news: CaseNews) -> JSON {
        [
            "id": .string(referral.id),
            "reference": .string(referral.reference),
            "state": .string(referral.state(news).code),
            "allowed_moves": moves(referral, news),
        ]
    }

    static func moves(_ referral: Referral, _ news: CaseNews) -> JSON { .strings(referral.moves(news).map(\.code)) }

    /// A referral to the agency that posted it; without what was written when the child's key is gone.
    static func record(_ record: ReferralRecord) -> JSON {
        .object(leavingOutNil: [
            ("id", .string(record.row.id.text)),
            ("reference", .string(record.row.reference)),
            ("submitted_at", .instant(record.row.submittedAt)),
            ("state", .string(record.state.code)),
            ("allowed_moves", moves(record.referral, record.view.news)),
            ("sharing_allowed", .bool(record.referral.sharingIsAllowed)),
            ("details_state", record.content == nil ? "erased" : "readable"),
            ("referral", record.content.map(posted)),
            ("questions", .array(record.view.questions.map { question($0, record) })),
            ("decisions", .array(decisions(record))),
            ("standing", standing(record)),
        ])
    }

    // MARK: What was asked and decided

    private static func question(_ question: StandingQuestion, _ record: ReferralRecord) -> JSON {
        let id = question.id.text
        let isOpen = record.state == .needsInformation && record.referral.openQuestions(record.view.news).contains(id)
        return .object(leavingOutNil: [
            ("id", .string(id)),
            ("asked_at", .instant(question.askedAt)),
            ("chase_at", question.chaseAt.map { .instant($0) }),
            ("answer_by", question.answerBy.map { .instant($0) }),
            ("open", .bool(isOpen)),
            ("question", record.asked[question.id].map { .string($0) }),
            ("answer", record.answered[id].map { .string($0) }),
        ])
    }

    private static func decisions(_ record: ReferralRecord) -> [JSON] {
        record.view.lines.enumerated().compactMap { place, line in
            let words = record.decisions[place]
            // That a case was closed is a decision where somebody said why.
            guard let outcome = line.facts.outcome, line.code != .closed || line.facts.words != nil else { return nil }
            return .object(leavingOutNil: [
                ("at", .instant(line.at)), ("outcome", .string(outcome)),
                ("reason", .given(line.facts.reason ?? "")), ("why", .given(words?.why ?? "")),
                ("what_to_do", .given(words?.next ?? "")),
            ])
        }
    }

    // MARK: Where it stands

    /// How a referral stands: how its agency left it, what waits for its agency, and else what the hub says.
    static func status(_ state: ReferralState, _ standing: Standing) -> StandingStatus {
        switch state {
        case .withdrawn: .withdrawn
        case .enteredInError: .enteredInError
        case .needsInformation: .needsInformation
        case .submitted, .closed: standing.status
        }
    }

    static func standing(_ record: ReferralRecord) -> JSON {
        let (view, standing) = (record.view, record.view.standing)
        let status = status(record.state, standing)
        let book = record.localities
        let locality = standing.locality.flatMap(book.shown)
        return .object(leavingOutNil: [
            ("status", .string(status.code)),
            ("words", .string(status.words)),
            ("locality", standing.locality.map { .locality(code: $0, in: book) }),
            ("forum", standing.forum.map { .forum(code: $0) }),
            ("meets_on", status == .listed ? standing.meetsOn.map { .string($0) } : nil),
            ("review_on", status == .closed ? nil : standing.reviewOn.map { .string($0) }),
            ("placement", status == .closed ? nil : standing.placement.map(placement)),
            ("with", holder(standing.with(at: status), locality)),
            (
                "next",
                due(record, status).map { ["by": .instant($0), "words": .string(status.nextWords)] }
            ),
            ("other_agency_involved", .bool(view.otherAgency)),
            ("timeline", .array(story(record).map { line($0, locality, book) })),
            ("advice", .strings(standing.advice)),
        ])
    }

    private static func placement(_ placement: StandingPlacement) -> JSON {
        .object(leavingOutNil: [
            ("starts_on", .string(placement.startsOn)), ("until", .string(placement.until)),
            ("review_on", .given(placement.reviewOn)),
        ])
    }

    private static func due(_ record: ReferralRecord, _ status: StandingStatus) -> Date? {
        switch status {
        case .needsInformation:
            soonest(record)
        case .withdrawn, .enteredInError: nil
        default: record.view.standing.due(submittedAt: record.row.submittedAt)
        }
    }

    private static func soonest(_ record: ReferralRecord) -> Date? {
        let open = record.referral.openQuestions(record.view.news)
        return record.view.questions.filter { open.contains($0.id.text) }.compactMap(\.answerBy).min()
    }

    private static func holder(_ holder: BallHolder, _ locality: Locality?) -> JSON {
        let words = holder == .coordinator ? locality?.owner : nil
        return ["who": .string(holder.code), "words": .string(words ?? holder.words)]
    }

    /// What the agency did itself, by the time, between what the hub says, which has an order of its own.
    private static func story(_ record: ReferralRecord) -> [StandingLine] {
        var own = record.history.compactMap { moment in
            ReferralEvent.Kind(rawValue: moment.type).flatMap(\.line).map { StandingLine(code: $0, at: moment.time) }
        }[...]
        var story: [StandingLine] = []
        for line in record.view.lines {
            while let first = own.first, first.at <= line.at { story.append(own.removeFirst()) }
            story.append(line)
        }
        return story + own
    }

    private static func line(_ line: StandingLine, _ locality: Locality?, _ book: LocalityBook) -> JSON {
        var words = line.code.words
        let named = line.facts.locality.flatMap(book.shown) ?? locality
        if line.code == .routed || line.code == .passedOn, let owner = named?.owner {
            words = "It went to \(owner.prefix(1).lowercased())\(owner.dropFirst())."
        }
        return .object(leavingOutNil: [
            ("at", .instant(line.at)), ("code", .string(line.code.code)), ("words", .string(words)),
            ("forum", line.facts.forum.map { .forum(code: $0) }),
            ("meets_on", line.facts.meetsOn.map { .string($0) }),
            ("review_on", line.facts.reviewOn.map { .string($0) }),
            ("starts_on", line.facts.startsOn.map { .string($0) }),
            ("until", line.facts.until.map { .string($0) }),
            ("ended_as", line.facts.endedAs.map { .string($0) }),
            ("outcome", line.facts.outcome.map { .string($0) }), ("reason", .given(line.facts.reason ?? "")),
        ])
    }
}

extension ReferralEvent.Kind {
    /// How the agency's own doing appears in the story. An answer appears when the coordinator has it.
    fileprivate var line: TimelineCode? {
        switch self {
        case .submitted: .submitted
        case .amended: .amended
        case .answered: nil
        case .headteacherAuthorised: .headteacherAuthorised
        case .withdrawn: .withdrawn
        case .enteredInError: .enteredInError
        case .lawfulBasisChanged: .lawfulBasisChanged
        }
    }
}
