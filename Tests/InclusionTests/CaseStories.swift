import Contracts
import FoundationEssentials

@testable import Inclusion

/// Commands to a case, all about the case of `CaseFileTests`, and stories that bring it into each of its states.
enum CaseStories {
    static let opener = Samples.id(1)
    static let other = Samples.id(50)
    static let question = Samples.id(60)

    static let acknowledge = CaseCommand.acknowledge(by: "coordinator-1")
    static let list = CaseCommand.list(ListingDraft(forum: "talc", meetsOn: "2026-12-03"), by: "coordinator-1")
    static let withdraw = CaseCommand.noteLeft(referralID: opener.text, as: .withdrawn)

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

    static func decide(_ outcome: CaseOutcome) -> CaseCommand {
        let reason = outcome == .noFurtherAction ? NoFurtherActionReason.alreadySupported.code : nil
        return .decide(
            DecideCase(
                draft: OutcomeDraft(outcome: outcome.code, reason: reason, why: "Because.", next: "This instead."),
                by: "coordinator-1", words: Samples.sealed()))
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

    static func searchWithdrawn(_ request: UInt64 = 10) -> CaseCommand {
        var withdrawn = PlacementWithdrawn()
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

extension CaseEvent {
    /// The last word of its type: `information_asked`.
    var name: String { String(type.split(separator: ".").dropLast().last ?? "") }
}
