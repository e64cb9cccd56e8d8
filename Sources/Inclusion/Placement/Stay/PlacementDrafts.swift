public import Contracts

/// A review of a placement as posted: codes and dates still text.
public struct StayReviewDraft: Sendable, Equatable {
    /// ISO 8601 date.
    public var reviewedOn: String
    /// A `ReviewRecommendation`.
    public var recommendation: String
    /// How far objectives were reached until then, as far as one can say.
    public var objectives: [ObjectiveOutcome]
    /// What has been made of it.
    public var progress: String
    /// What the child thinks of it: never left out.
    public var childViews: String
    /// What the family thinks of it.
    public var familyViews: String?
    /// What the school thinks of it.
    public var schoolViews: String?

    /// From its parts.
    public init(
        reviewedOn: String, recommendation: String, objectives: [ObjectiveOutcome], progress: String,
        childViews: String, familyViews: String? = nil, schoolViews: String? = nil
    ) {
        self.reviewedOn = reviewedOn
        self.recommendation = recommendation
        self.objectives = objectives
        self.progress = progress
        self.childViews = childViews
        self.familyViews = familyViews
        self.schoolViews = schoolViews
    }

    /// Everything that is wrong with it as a review of that placement; empty when nothing is.
    public func problems(of placement: Placement, today: CalendarDate) -> [RuleProblem] {
        var check = FieldCheck()
        check.dayOfStay(reviewedOn, "/reviewed_on", of: placement, today: today)
        check.code(recommendation, "/recommendation", ReviewRecommendation.self)
        check.outcomes(objectives, of: placement, all: false)
        check.text(progress, "/progress", limit: 4000, multiline: true)
        check.text(childViews, "/child_views", limit: 2000, multiline: true)
        check.optional(familyViews, "/family_views", limit: 2000, multiline: true)
        check.optional(schoolViews, "/school_views", limit: 2000, multiline: true)
        return check.problems
    }

    /// The words as a message, to be sealed.
    public var message: PlacementReviewWords {
        var words = PlacementReviewWords()
        words.progress = progress
        words.childViews = childViews
        words.familyViews = familyViews ?? ""
        words.schoolViews = schoolViews ?? ""
        return words
    }
}

/// The end of a placement as posted: codes and dates still text.
public struct EndingDraft: Sendable, Equatable {
    /// ISO 8601 date: the last day the child was there.
    public var endedOn: String
    /// A `PlacementEnding`.
    public var endedAs: String
    /// One for every objective.
    public var objectives: [ObjectiveOutcome]
    /// What the next place should know, and what the child says.
    public var words: String

    /// From its parts.
    public init(endedOn: String, endedAs: String, objectives: [ObjectiveOutcome], words: String) {
        self.endedOn = endedOn
        self.endedAs = endedAs
        self.objectives = objectives
        self.words = words
    }

    /// Everything that is wrong with it as the end of that placement; empty when nothing is.
    public func problems(of placement: Placement, today: CalendarDate, schoolDays: SchoolDays?) -> [RuleProblem] {
        var check = FieldCheck()
        let day = check.dayOfStay(endedOn, "/ended_on", of: placement, today: today)
        let ending = check.code(endedAs, "/ended_as", PlacementEnding.self)
        check.outcomes(objectives, of: placement, all: true)
        check.text(words, "/words", limit: 4000, multiline: true)
        if ending?.needsReintegrationPlan == true, placement.reintegration == nil {
            check.add("/ended_as", "plan_missing", "There has to be a plan for the way back, or on, first.")
        }
        if ending == .completed, let day, let until = CalendarDate(placement.until), day < until,
            schoolDays?.count(from: day.adding(days: 1), through: until) ?? 1 > 0
        {
            check.add("/ended_as", "too_early", "There is school until \(PlainDate.day(until)): then it ended early.")
        }
        return check.problems
    }
}

/// That a placement did not begin, as posted: never a code without words.
public struct NotStartedDraft: Sendable, Equatable {
    /// A `NotStartedReason`.
    public var reason: String
    /// In words; sealed before they are kept.
    public var words: String

    /// From its parts.
    public init(reason: String, words: String) {
        self.reason = reason
        self.words = words
    }

    /// Everything that is wrong with it; empty when nothing is.
    public func problems() -> [RuleProblem] {
        var check = FieldCheck()
        check.code(reason, "/reason", NotStartedReason.self)
        check.text(words, "/words", limit: 2000, multiline: true)
        return check.problems
    }
}

/// An extension as posted.
public struct ExtensionDraft: Sendable, Equatable {
    /// ISO 8601 date: the last day from now on.
    public var until: String
    /// Why; sealed before it is kept.
    public var words: String

    /// From its parts.
    public init(until: String, words: String) {
        self.until = until
        self.words = words
    }

    /// Everything that is wrong with it as an extension of that placement; empty when nothing is.
    public func problems(of placement: Placement, today: CalendarDate) -> [RuleProblem] {
        var check = FieldCheck()
        check.text(words, "/words", limit: 2000, multiline: true)
        guard let day = check.date(until, "/until") else { return check.problems }
        if let last = CalendarDate(placement.until) {
            let latest = last.adding(days: AgreementDraft.mostWeeks * 7)
            if day <= last || day > latest || day < today {
                check.add(
                    "/until", "out_of_range", "After the last day now, at most \(AgreementDraft.mostWeeks) weeks.")
            }
        }
        return check.problems
    }
}

/// A plan for the way back, or on, as posted.
public struct ReintegrationDraft: Sendable, Equatable {
    /// A `ReintegrationDestination`.
    public var destination: String
    /// ISO 8601 date: the first day there.
    public var from: String
    /// Steps, who does what, whom to ask.
    public var words: String

    /// From its parts.
    public init(destination: String, from: String, words: String) {
        self.destination = destination
        self.from = from
        self.words = words
    }

    /// Everything that is wrong with it as a plan for after that placement; empty when nothing is.
    public func problems(of placement: Placement) -> [RuleProblem] {
        var check = FieldCheck()
        check.code(destination, "/destination", ReintegrationDestination.self)
        if check.date(from, "/from") != nil, from < placement.started?.startedOn ?? "" {
            check.add("/from", "out_of_range", "After the start of the placement.")
        }
        check.text(words, "/words", limit: 4000, multiline: true)
        return check.problems
    }
}

extension FieldCheck {
    /// A day that has come, from the start of a placement on.
    @discardableResult
    mutating func dayOfStay(
        _ text: String, _ pointer: String, of placement: Placement, today: CalendarDate
    ) -> CalendarDate? {
        guard let day = pastDate(text, pointer, today: today) else { return nil }
        if let start = placement.started.flatMap({ CalendarDate($0.startedOn) }), day < start {
            add(pointer, "out_of_range", "Not before the child came, on \(PlainDate.day(start)).")
            return nil
        }
        return day
    }

    /// Outcomes of the placement's objectives, each once.
    /// - Parameter all: whether none may be missing.
    mutating func outcomes(_ outcomes: [ObjectiveOutcome], of placement: Placement, all: Bool) {
        let count = placement.agreed.objectives
        for (index, outcome) in outcomes.enumerated() {
            let pointer = "/objectives/\(index)"
            code(outcome.outcome, "\(pointer)/outcome", ObjectiveResult.self)
            if outcome.objective < 1 || outcome.objective > count {
                add("\(pointer)/objective", "out_of_range", "The number of an objective: 1 to \(count).")
            } else if outcomes.prefix(index).contains(where: { $0.objective == outcome.objective }) {
                add("\(pointer)/objective", "duplicate", "Each objective once.")
            }
        }
        let missing = Set(1...max(1, count)).subtracting(outcomes.map(\.objective)).sorted()
        if all, !missing.isEmpty {
            add(
                "/objectives", "required",
                "An outcome for every objective; missing: \(missing.map(String.init).joined(separator: ", ")).")
        }
    }
}
