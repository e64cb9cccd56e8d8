public import Contracts

extension Referral {
    /// What happens when `command` meets `state`; `nil` state means that the referral does not exist yet.
    /// - Parameter news: what the router has said of the case.
    public static func decide(
        _ state: Referral?, _ command: ReferralCommand, _ news: CaseNews = CaseNews()
    ) throws(RuleViolation) -> [ReferralEvent] {
        if case .submit(let submit) = command { return [.submitted(try submitted(state, submit))] }
        guard let referral = state else { throw .notAllowedNow("no_such_referral", "There is no such referral.") }
        if let move = command.move { try referral.allow(move, news) }
        return switch command {
        case .submit: []
        case .amend(let amendment): try referral.amending(amendment)
        case .answer(let question, let words, let by): [try referral.answering(question, words, by, news)]
        case .authorise(let authorisation, let by): [referral.authorising(authorisation, by)]
        case .withdraw(let reason, let words, let by): [referral.withdrawing(reason, words, by)]
        case .markError(let words, let by): [referral.markingError(words, by)]
        case .changeLawfulBasis(let ground, let record, let by): [try referral.changing(to: ground, record, by)]
        }
    }

    private static func submitted(
        _ state: Referral?, _ submit: SubmitReferral
    ) throws(RuleViolation) -> ReferralSubmitted {
        guard state == nil else {
            throw .notAllowedNow("already_submitted", "This referral has been submitted already.")
        }
        var submitted = ReferralSubmitted()
        submitted.referralID = submit.id.text
        submitted.reference = submit.reference.text
        submitted.childID = submit.childID.text
        submitted.agency = submit.referral.agency
        submitted.facts = submit.referral.facts
        submitted.apKind = submit.referral.apKind?.code ?? ""
        submitted.details = submit.details
        return submitted
    }

    /// Another lawful basis says so in an event of its own: whoever shares listens for that one.
    private func amending(_ amendment: AmendReferral) throws(RuleViolation) -> [ReferralEvent] {
        guard !amendment.changed.isEmpty else {
            throw RuleViolation(
                .invalid,
                [
                    RuleProblem(
                        pointer: "/referral", code: "nothing_changed", words: "This is what is on record already.")
                ])
        }
        var amended = ReferralAmended()
        amended.referralID = id
        amended.facts = amendment.referral.facts
        amended.apKind = amendment.referral.apKind?.code ?? ""
        amended.details = amendment.details
        amended.changed = amendment.changed
        amended.reason = amendment.reason
        amended.amendedBy = amendment.by
        guard let record = amendment.lawfulBasis,
            let ground = LawfulGround(rawValue: amendment.referral.details.lawfulBasis.basis)
        else { return [.amended(amended)] }
        return [.amended(amended), try changing(to: ground, record, amendment.by)]
    }

    private func answering(
        _ question: String, _ words: Sealed, _ by: String, _ news: CaseNews
    ) throws(RuleViolation) -> ReferralEvent {
        guard !answers.contains(where: { $0.questionID == question }) else {
            throw .notAllowedNow("already_answered", "This question has been answered already.")
        }
        guard news.asked.contains(question) else {
            throw .notAllowedNow("not_asked", "No such question waits for your answer.")
        }
        var answered = ReferralAnswered()
        answered.referralID = id
        answered.questionID = question
        answered.answer = words
        answered.answeredBy = by
        return .answered(answered)
    }

    private func authorising(_ authorisation: Sealed, _ by: String) -> ReferralEvent {
        var authorised = HeadteacherAuthorised()
        authorised.referralID = id
        authorised.authorisation = authorisation
        authorised.recordedBy = by
        return .headteacherAuthorised(authorised)
    }

    private func withdrawing(_ reason: WithdrawReason, _ words: Sealed?, _ by: String) -> ReferralEvent {
        var withdrawn = ReferralWithdrawn()
        withdrawn.referralID = id
        withdrawn.reason = reason.code
        if let words { withdrawn.words = words }
        withdrawn.withdrawnBy = by
        return .withdrawn(withdrawn)
    }

    private func markingError(_ words: Sealed, _ by: String) -> ReferralEvent {
        var marked = ReferralEnteredInError()
        marked.referralID = id
        marked.words = words
        marked.markedBy = by
        return .enteredInError(marked)
    }

    private func changing(
        to ground: LawfulGround?, _ record: Sealed, _ by: String
    ) throws(RuleViolation) -> ReferralEvent {
        guard ground != nil || sharingIsAllowed else {
            throw .notAllowedNow("sharing_stopped", "Sharing has been stopped already.")
        }
        var changed = LawfulBasisChanged()
        changed.referralID = id
        changed.basis = ground?.code ?? ""
        changed.sharingAllowed = ground != nil
        changed.record = record
        changed.changedBy = by
        return .lawfulBasisChanged(changed)
    }
}
