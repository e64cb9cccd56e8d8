public import Contracts
public import FoundationEssentials

extension CaseFile {
    /// What happens when `command` meets `state` at `now`; `nil` state means that there is no such case yet.
    /// Noting again what is known already brings nothing, so reactions may see their event twice. The last event carries
    /// the clocks that run from then on, where they are not those that ran before.
    public static func decide(
        _ state: CaseFile?, _ command: CaseCommand, now: Date, clocks: Clocks = .standard
    ) throws(RuleViolation) -> [CaseEvent] {
        timing(try deciding(state, command, now: now, clocks: clocks), after: state, now: now, by: clocks)
    }

    private static func deciding(
        _ state: CaseFile?, _ command: CaseCommand, now: Date, clocks: Clocks
    ) throws(RuleViolation) -> [CaseEvent] {
        if case .open(let open) = command { return try opening(state, open, now: now, clocks: clocks) }
        guard let file = state else { throw .notAllowedNow("no_such_case", "There is no such case.") }
        return switch command {
        case .open: []
        case .acknowledge(let person): try file.acknowledging(person)
        case .assign(let draft, let person): try file.assigning(draft, by: person)
        case .ask(let ask): try file.asking(ask, now: now, clocks: clocks)
        case .chase(let question, let person): try file.chasing(question, by: person)
        case .list(let list): try file.listing(list, now: now)
        case .decideApPlacement(let decision): try file.deciding(decision, today: LondonTime.day(of: now))
        case .decide(let decision): try file.deciding(decision)
        case .changeLevel(let change): try file.changing(change)
        case .transfer(let transfer): try file.transferring(transfer, now: now, clocks: clocks)
        case .close(let closure): try file.closing(closure)
        case .reopen(let reopening): try file.reopening(reopening)
        case .correctDecision(let correction): try file.correcting(correction)
        case .notePlaced(let accepted): try file.noting(accepted)
        case .notePlacementNotFound(let unable): try file.noting(unable)
        case .notePlacementWithdrawn(let withdrawn): try file.noting(withdrawn)
        case .notePlacement(let note): try file.noting(note)
        case .join(let referral): try file.joining(referral)
        case .noteAnswer(let answered): try file.noting(answered)
        case .noteAmended(let amended): try file.noting(amended)
        case .reroute(let routing): file.rerouting(routing, now: now, clocks: clocks)
        case .noteHeadteacherAuthorised(let authorised): try file.noting(authorised)
        case .noteLawfulBasis(let changed): try file.noting(changed)
        case .noteLeft(let referral, let reason): try file.noting(left: referral, as: reason)
        case .carryOver(let carry): file.carrying(carry)
        case .agreeAction(let agree): try file.agreeing(agree, now: now)
        case .completeAction(let action, let words, let person): try file.completing(action, words, by: person)
        case .notePlan(let plan, let day): file.noting(plan: plan, nextOn: day)
        case .tick: file.ticking(now: now, by: clocks)
        case .recompute: file.recomputing(now: now, by: clocks)
        }
    }

    private static func opening(
        _ state: CaseFile?, _ open: OpenCase, now: Date, clocks: Clocks
    ) throws(RuleViolation) -> [CaseEvent] {
        if let file = state {
            guard file.referralID == open.referral.referralID else {
                throw .notAllowedNow("another_referral", "This case belongs to another referral.")
            }
            return []
        }
        var opened = CaseOpened()
        opened.caseID = open.caseID.text
        opened.referralID = open.referral.referralID
        opened.reference = open.referral.reference
        opened.childID = open.referral.childID
        opened.agency = open.referral.agency
        opened.facts = open.referral.facts
        opened.locality = open.routing.locality.code
        opened.forum = open.routing.forum
        opened.routing = open.routing.record
        if let location = open.routing.location { opened.location = location }
        opened.apKind = open.referral.apKind
        opened.details = open.referral.details
        opened.acknowledgeBy = RFC3339.text(clocks.acknowledgeBy(from: now))
        return [.opened(opened)]
    }

    private func acknowledging(_ person: String) throws(RuleViolation) -> [CaseEvent] {
        try demand(.acknowledge)
        var acknowledged = CaseAcknowledged()
        acknowledged.caseID = id
        acknowledged.referralID = referralID
        acknowledged.acknowledgedBy = person
        acknowledged.locality = locality
        return [.acknowledged(acknowledged)]
    }

    private func asking(
        _ ask: AskForInformation, now: Date, clocks: Clocks
    ) throws(RuleViolation) -> [CaseEvent] {
        try demand(.askForInformation)
        try RuleViolation.demandNone(ask.draft.problems(for: self))
        var asked = InformationAsked()
        asked.caseID = id
        asked.referralID = referralID
        asked.locality = locality
        asked.questionID = ask.questionID.text
        asked.askedBy = ask.by
        asked.question = ask.question
        asked.chaseAt = RFC3339.text(clocks.chaseAt(from: now))
        asked.answerBy = RFC3339.text(clocks.escalateAt(from: now))
        asked.askedReferralID = ask.draft.referralID ?? lead.id
        return [.informationAsked(asked)]
    }
}
