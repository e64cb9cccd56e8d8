public import Contracts

/// A wish to have somebody work on a case, as posted.
public struct AssignmentDraft: Sendable, Equatable {
    /// Subject of that person's token.
    public var assignee: String

    /// From its parts.
    public init(assignee: String) { self.assignee = assignee }

    /// Everything that is wrong with it, for that case; empty when nothing is.
    public func problems(for file: CaseFile) -> [RuleProblem] {
        var check = FieldCheck()
        check.text(assignee, "/assignee", limit: 200)
        // Whoever had it before a search for a place found none takes it up again.
        if assignee == file.assignedTo, file.stage != .acknowledged {
            check.add("/assignee", "no_change", "They work on it already.")
        }
        return check.problems
    }
}

/// A step up or down the Graduated Pathway, as posted.
public struct LevelDraft: Sendable, Equatable {
    /// 1 to 4.
    public var level: Int
    /// Why, in words; sealed before they are kept.
    public var why: String

    /// From its parts.
    public init(level: Int, why: String) {
        self.level = level
        self.why = why
    }

    /// Everything that is wrong with it, for that case; empty when nothing is.
    public func problems(for file: CaseFile) -> [RuleProblem] {
        var check = FieldCheck()
        check.number(level, "/level", 1...4)
        if level == Int(file.facts.level) { check.add("/level", "no_change", "It is at that level already.") }
        check.text(why, "/why", limit: 2000, multiline: true)
        return check.problems
    }
}

/// A wish to have another locality go on with a case, as posted.
public struct TransferDraft: Sendable, Equatable {
    /// Code of a `Locality`.
    public var locality: String
    /// Why, in words; sealed before they are kept.
    public var why: String

    /// From its parts.
    public init(locality: String, why: String) {
        self.locality = locality
        self.why = why
    }

    /// Everything that is wrong with it, for that case; empty when nothing is.
    public func problems(for file: CaseFile, among localities: LocalityBook) -> [RuleProblem] {
        var check = FieldCheck()
        if localities[locality] == nil {
            let codes = localities.all.map(\.code).joined(separator: ", ")
            check.add("/locality", locality.isEmpty ? "required" : "not_allowed", "One of: \(codes).")
        } else if locality == file.locality {
            check.add("/locality", "no_change", "It is there already.")
        }
        check.text(why, "/why", limit: 2000, multiline: true)
        return check.problems
    }
}

/// The end of what was arranged, as posted.
public struct ClosureDraft: Sendable, Equatable {
    /// One of `CaseOutcome.endings`.
    public var outcome: String
    /// Why, for the referrer.
    public var why: String
    /// What happens next, for the referrer.
    public var next: String

    /// From its parts.
    public init(outcome: String, why: String, next: String) {
        self.outcome = outcome
        self.why = why
        self.next = next
    }

    /// Everything that is wrong with it, for that case; empty when nothing is.
    public func problems(for file: CaseFile) -> [RuleProblem] {
        var check = FieldCheck()
        let outcome = CaseOutcome(rawValue: outcome)
        if outcome.map(CaseOutcome.endings.contains) != true {
            let codes = CaseOutcome.endings.map(\.code).joined(separator: ", ")
            check.add("/outcome", self.outcome.isEmpty ? "required" : "not_allowed", "One of: \(codes).")
        } else if outcome == .placed, !file.isPlaceTaken {
            check.add("/outcome", "no_place_taken", "No place has been taken in this case.")
        }
        check.text(why, "/why", limit: 2000, multiline: true)
        check.text(next, "/next", limit: 2000, multiline: true)
        return check.problems
    }

    /// What the referrer is told, to be sealed.
    public var message: DecisionWords {
        var message = DecisionWords()
        message.why = why
        message.next = next
        return message
    }
}

/// A further record of a decision, as posted.
public struct CorrectionDraft: Sendable, Equatable {
    /// Why it needs correcting, in words; sealed before they are kept.
    public var why: String
    /// The whole record, as it should have been.
    public var record: DecisionRecordDraft

    /// From its parts.
    public init(why: String, record: DecisionRecordDraft) {
        self.why = why
        self.record = record
    }

    /// Everything that is wrong with it; empty when nothing is.
    public func problems() -> [RuleProblem] {
        var check = FieldCheck()
        check.text(why, "/why", limit: 2000, multiline: true)
        record.problems(&check)
        return check.problems
    }
}

/// The words that go with a move that has nothing else to say, as posted.
public struct WhyDraft: Sendable, Equatable {
    /// Why; sealed before they are kept.
    public var why: String

    /// From its parts.
    public init(why: String) { self.why = why }

    /// Everything that is wrong with it; empty when nothing is.
    public func problems() -> [RuleProblem] {
        var check = FieldCheck()
        check.text(why, "/why", limit: 2000, multiline: true)
        return check.problems
    }
}
