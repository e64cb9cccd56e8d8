import Contracts
import FoundationEssentials
import RoutingData
import SwiftProtobuf

@testable import Inclusion

/// Commands to a case, all about the case of `CaseFileTests`, and stories that bring it into each of its states.
enum CaseStories {
    static let opener = Samples.id(1)
    static let other = Samples.id(50)
    static let question = Samples.id(60)

    static let acknowledge = CaseCommand.acknowledge(by: "coordinator-1")
    static let list = CaseCommand.list(
        ListCase(draft: ListingDraft(forum: "talc"), meetings: [ForumSamples.next], by: "coordinator-1"))
    static let withdraw = CaseCommand.noteLeft(referralID: opener.text, as: .withdrawn)

    /// What the rules say of the child now.
    static func reroute(to district: String, level: Int32 = 3) throws -> CaseCommand {
        let basis = try RoutingBasis.builtIn()
        var referral = try Samples.submitted()
        referral.facts.level = level
        return .reroute(
            ReferralRouter.route(
                referral, home: Samples.place(district), school: .notGiven, rules: basis.rules, in: basis.county))
    }

    static let carryOver = CaseCommand.carryOver(
        CarryOver(from: ForumSamples.next.id, to: ForumSamples.later, by: "coordinator-1"))

    static func agree() -> CaseCommand {
        let draft = ActionDraft(what: "Ring the school", organisation: "health", owner: "nurse", dueOn: "2026-12-10")
        return .agreeAction(
            AgreeAction(
                actionID: Samples.id(70), draft: draft, meeting: nil, by: "coordinator-1", what: Samples.sealed()))
    }

    static func ask(_ id: UUID = question, of referral: String? = nil) -> CaseCommand {
        .ask(
            AskForInformation(
                questionID: id, draft: QuestionDraft(referralID: referral, words: "How often?"), by: "coordinator-1",
                question: Samples.sealed()))
    }

    static func answer(_ id: UUID = question, from referral: UUID = opener) -> CaseCommand {
        var answered = ReferralAnswered()
        answered.referralID = referral.text
        answered.questionID = id.text
        answered.answer = Samples.sealed()
        answered.answeredBy = "senco"
        return .noteAnswer(answered)
    }

    /// A record with nothing missing.
    static func record() -> DecisionRecordDraft {
        var record = DecisionRecordDraft()
        record.optionsConsidered = ["More support in class"]
        record.evidence = ["Two reviews of the plan"]
        record.views = ViewsDraft(child: "I would go somewhere smaller.", family: "We agree.")
        for question in DecisionQuestion.allCases { record.tests[question] = .init(answer: "yes") }
        record.tests[.bestWeCanDo] = .init(answer: "partly", words: "Nearer home would be better.")
        record.present = ["Coordinator", "SENCo"]
        return record
    }

    /// A decision with nothing missing.
    static func draft(_ outcome: CaseOutcome) -> OutcomeDraft {
        var draft = OutcomeDraft(outcome: outcome.code, why: "Because.", next: "This instead.")
        draft.record = record()
        switch outcome {
        case .noFurtherAction: draft.reason = NoFurtherActionReason.alreadySupported.code
        case .signposted: draft.services = [ServiceDraft(name: "Youth Project", contact: "01452 000111")]
        case .transferred: draft.passedTo = "Vale Child Health"
        case .escalatedToSafeguarding: draft.frontDoorReference = "FD-1"
        default: break
        }
        return draft
    }

    static func decide(_ draft: OutcomeDraft) -> CaseCommand {
        .decide(
            DecideCase(draft: draft, by: "coordinator-1", words: Samples.sealed(), record: Samples.sealed("record")))
    }

    static func decide(_ outcome: CaseOutcome) -> CaseCommand { decide(draft(outcome)) }

    static func assign(_ assignee: String = "coordinator-2") -> CaseCommand {
        .assign(AssignmentDraft(assignee: assignee), by: "coordinator-1")
    }

    static func chase(_ id: UUID = question) -> CaseCommand { .chase(question: id.text, by: "coordinator-1") }

    static func level(_ level: Int = 4) -> CaseCommand {
        .changeLevel(
            ChangeLevel(draft: LevelDraft(level: level, why: "w"), by: "coordinator-1", why: Samples.sealed()))
    }

    static func transfer(_ locality: String = "E07000082") -> CaseCommand {
        .transfer(
            TransferCase(
                draft: TransferDraft(locality: locality, why: "w"), by: "coordinator-1", why: Samples.sealed(),
                localities: .standard))
    }

    static func close(_ outcome: CaseOutcome = .steppedDown) -> CaseCommand {
        .close(
            CloseCase(
                draft: ClosureDraft(outcome: outcome.code, why: "w", next: "n"), by: "coordinator-1",
                words: Samples.sealed()))
    }

    static func reopen(whileAnotherIsOpen: Bool = false) -> CaseCommand {
        .reopen(
            ReopenCase(
                draft: WhyDraft(why: "w"), by: "coordinator-1", why: Samples.sealed(),
                anotherIsOpen: whileAnotherIsOpen))
    }

    static func correct(_ decision: Int = 1) -> CaseCommand {
        .correctDecision(
            CorrectDecision(
                decision: decision, draft: CorrectionDraft(why: "w", record: record()), by: "coordinator-1",
                record: Samples.sealed("again"), why: Samples.sealed()))
    }

    static func join(_ id: UUID = other, of kind: AgencyKind = .police) throws -> CaseCommand {
        var referral = try Samples.submitted()
        referral.referralID = id.text
        referral.reference = "RH-2M4N-8TVW"
        referral.agency.id = "agency-other"
        referral.agency.kind = kind
        referral.apKind = ""
        referral.facts.level = 4
        return .join(referral)
    }

    static func leave(_ id: UUID, _ reason: CaseOutcome = .withdrawn) -> CaseCommand {
        .noteLeft(referralID: id.text, as: reason)
    }

    static func basis(_ allowed: Bool, of referral: UUID = opener) -> CaseCommand {
        var changed = LawfulBasisChanged()
        changed.referralID = referral.text
        changed.sharingAllowed = allowed
        return .noteLawfulBasis(changed)
    }

    static func amend(_ referral: UUID = opener, level: Int32 = 2) throws -> CaseCommand {
        var amended = ReferralAmended()
        amended.referralID = referral.text
        amended.facts = try Samples.submitted().facts
        amended.facts.level = level
        amended.details = Samples.sealed("again")
        amended.changed = ["/level", "/child/home_postcode"]
        return .noteAmended(amended)
    }

    static func headteacher(_ referral: UUID = opener) -> CaseCommand {
        var authorised = HeadteacherAuthorised()
        authorised.referralID = referral.text
        return .noteHeadteacherAuthorised(authorised)
    }

    static func searchWithdrawn(_ request: UInt64 = 10, because reason: PlacementWithdrawal? = nil) -> CaseCommand {
        var withdrawn = PlacementWithdrawn()
        withdrawn.reason = reason?.code ?? ""
        withdrawn.requestID = Samples.id(request).text
        withdrawn.caseID = Samples.id(3).text
        return .notePlacementWithdrawn(withdrawn)
    }

    /// A story whose case was opened and then told all of this.
    static func story(_ commands: CaseCommand...) throws -> CaseFileTests.Story {
        var story = CaseFileTests.Story()
        try story.tell(.open(CaseFileTests.opening()))
        for command in commands { try story.tell(command) }
        return story
    }
}

extension CaseFileTests.Story {
    /// Takes in what the child's plan says of the case.
    mutating func notePlan() throws {
        try tell(.notePlan(Samples.id(80).text, nextOn: CalendarDate("2027-01-11")))
    }
}

extension CaseEvent {
    /// The last word of its type: `information_asked`.
    var name: String { String(type.split(separator: ".").dropLast().last ?? "") }
}
