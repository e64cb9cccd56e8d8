public import Contracts

/// A decision other than the one for alternative provision, as posted: codes still text.
public struct OutcomeDraft: Sendable, Equatable {
    /// One of `CaseOutcome.decided`.
    public var outcome: String
    /// A `NoFurtherActionReason`, with `no_further_action` only.
    public var reason: String?
    /// Why, for the referrer.
    public var why: String
    /// What to do instead or next, for the referrer.
    public var next: String
    /// Who helps, with `signposted` only.
    public var services: [ServiceDraft] = []
    /// The organisation that takes it on, with `transferred` only.
    public var passedTo: String?
    /// Of the concern that was reported, with `escalated_to_safeguarding` only.
    public var frontDoorReference: String?
    /// What goes on record.
    public var record = DecisionRecordDraft()
    /// The meeting that decided; `nil`: the coordinator did outside one. UUID text.
    public var meetingID: String?

    /// From its parts.
    public init(outcome: String, reason: String? = nil, why: String, next: String) {
        self.outcome = outcome
        self.reason = reason
        self.why = why
        self.next = next
    }

    /// Everything that is wrong with it, for that case; empty when nothing is. Nobody is sent away without words.
    public func problems(for file: CaseFile, meeting: Meeting? = nil) -> [RuleProblem] {
        var check = FieldCheck()
        let outcome = CaseOutcome(rawValue: outcome)
        if outcome.map(CaseOutcome.decided.contains) != true {
            let codes = CaseOutcome.decided.map(\.code).joined(separator: ", ")
            check.add("/kind", "not_allowed", "One of: \(codes).")
        }
        if outcome == .noFurtherAction {
            check.code(reason ?? "", "/reason", NoFurtherActionReason.self)
        } else if reason != nil {
            check.add("/reason", "not_allowed", "A reason is given with no_further_action only.")
        }
        serviceProblems(outcome, &check)
        check.text(passedTo, "/passed_to", of: .transferred, in: outcome)
        check.text(frontDoorReference, "/front_door_reference", of: .escalatedToSafeguarding, in: outcome)
        check.text(why, "/why", limit: 2000, multiline: true)
        check.text(next, "/next", limit: 2000, multiline: true)
        record.problems(&check)
        check.meeting(meetingID, meeting, of: file)
        return check.problems
    }

    private func serviceProblems(_ outcome: CaseOutcome?, _ check: inout FieldCheck) {
        guard outcome == .signposted else {
            if !services.isEmpty { check.add("/services", "not_allowed", "Services are named with signposted only.") }
            return
        }
        if services.isEmpty { check.add("/services", "required", "At least one service, and how to reach it.") }
        if services.count > 10 { check.add("/services", "too_many", "At most 10 entries.") }
        for (index, service) in services.enumerated() {
            check.text(service.name, "/services/\(index)/name", limit: 200)
            check.text(service.contact, "/services/\(index)/contact", limit: 500)
        }
    }

    /// What the referrer is told, to be sealed: the services stand at the end of what to do next.
    public var message: DecisionWords {
        var message = DecisionWords()
        message.why = why
        message.next = ([next] + services.map { "\($0.name): \($0.contact)" }).joined(separator: "\n")
        return message
    }
}

extension OutcomeDraft {
    /// What goes on record, to be sealed.
    public var recordMessage: DecisionRecord { record.message(why: why, services: services) }
}

/// A service that helps, as posted.
public struct ServiceDraft: Sendable, Equatable {
    /// As it is called.
    public var name: String
    /// How to reach it: telephone, address or web page.
    public var contact: String

    /// From its parts.
    public init(name: String, contact: String) {
        self.name = name
        self.contact = contact
    }
}

extension FieldCheck {
    /// A text that one kind of decision must have and the others may not.
    fileprivate mutating func text(_ text: String?, _ pointer: String, of kind: CaseOutcome, in outcome: CaseOutcome?) {
        if outcome == kind {
            self.text(text ?? "", pointer, limit: 200)
        } else if text != nil {
            add(pointer, "not_allowed", "This is given with \(kind.code) only.")
        }
    }

    /// A meeting decides while it sits, and only what is on its agenda.
    /// - Parameter meeting: the one of that id, as it is now.
    mutating func meeting(_ id: String?, _ meeting: Meeting?, of file: CaseFile) {
        guard let id else { return }
        if id != file.listing?.meetingID || meeting?.id != id {
            add("/meeting_id", "not_allowed", "The meeting that the case was listed for last.")
        } else if meeting?.state != .sitting {
            add("/meeting_id", "not_sitting", "A meeting that sits now. \(meeting?.state.words ?? "")")
        } else if meeting?.agenda.contains(file.id) != true {
            add("/meeting_id", "not_on_agenda", "A meeting that has the case on its agenda.")
        }
    }
}
