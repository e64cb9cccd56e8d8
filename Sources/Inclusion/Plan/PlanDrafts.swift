public import Contracts

/// A round of a plan as posted.
public struct PlanCycleDraft: Sendable, Equatable {
    /// How things stand.
    public var assess: String
    /// What is to be reached, 1 to 10; their ids are given by the hub.
    public var outcomes: [PlanOutcome]
    /// Who does what.
    public var doing: [String]
    /// What child and family think of it.
    public var views: ViewsDraft
    /// ISO 8601 date, tomorrow to 26 weeks ahead, on a school day.
    public var reviewOn: String

    /// From its parts.
    public init(assess: String, outcomes: [PlanOutcome], doing: [String], views: ViewsDraft, reviewOn: String) {
        self.assess = assess
        self.outcomes = outcomes
        self.doing = doing
        self.views = views
        self.reviewOn = reviewOn
    }

    /// The furthest a review may lie ahead.
    public static let mostWeeks = 26

    /// Everything that is wrong with it; empty when nothing is.
    /// - Parameters:
    ///   - calendar: whether a day it knows is a school day.
    ///   - root: pointer to where it stands in what was posted.
    public func problems(today: CalendarDate, _ calendar: SchoolCalendar, at root: String = "") -> [RuleProblem] {
        var check = FieldCheck()
        check.text(assess, "\(root)/assess", limit: 4000, multiline: true)
        if outcomes.isEmpty { check.add("\(root)/outcomes", "required", "At least one outcome that can be measured.") }
        if outcomes.count > 10 { check.add("\(root)/outcomes", "too_many", "At most 10 entries.") }
        for (index, outcome) in outcomes.enumerated() {
            check.text(outcome.words, "\(root)/outcomes/\(index)/words", limit: 500, multiline: true)
            check.text(outcome.measure, "\(root)/outcomes/\(index)/measure", limit: 500, multiline: true)
        }
        check.list(doing, "\(root)/doing", most: 20, limit: 500)
        if doing.isEmpty { check.add("\(root)/doing", "required", "Who does what: at least one entry.") }
        check.text(views.child ?? "", "\(root)/views/child", limit: 2000, multiline: true)
        check.text(views.family ?? "", "\(root)/views/family", limit: 2000, multiline: true)
        guard let day = check.date(reviewOn, "\(root)/review_on") else { return check.problems }
        if !(today.adding(days: 1)...today.adding(days: Self.mostWeeks * 7)).contains(day) {
            check.add("\(root)/review_on", "out_of_range", "From tomorrow to 26 weeks ahead.")
        } else if day <= calendar.ends, !calendar.schoolDays.isSchoolDay(day) {
            check.add("\(root)/review_on", "no_school_day", "A school day: not a weekend or a holiday.")
        }
        return check.problems
    }

    /// The words as a message, to be sealed.
    public var message: PlanCycleWords {
        var words = PlanCycleWords()
        words.assess = assess
        words.outcomes = outcomes
        words.doing = doing
        words.childViews = views.child ?? ""
        words.familyViews = views.family ?? ""
        return words
    }
}

/// A review of a round as posted: codes still text.
public struct PlanReviewDraft: Sendable, Equatable {
    /// For every outcome of the round, a `CycleOutcome`.
    public var results: [OutcomeResult]
    /// What is made of it.
    public var words: String
    /// What child and family think of it.
    public var views: ViewsDraft

    /// From its parts.
    public init(results: [OutcomeResult], words: String, views: ViewsDraft) {
        self.results = results
        self.words = words
        self.views = views
    }

    /// Everything that is wrong with it as a review of that round; empty when nothing is.
    public func problems(of cycle: PlanCycleStarted) -> [RuleProblem] {
        var check = FieldCheck()
        for (index, result) in results.enumerated() {
            let pointer = "/results/\(index)"
            check.code(result.result, "\(pointer)/result", CycleOutcome.self)
            if !cycle.outcomeIds.contains(result.outcomeID) {
                check.add("\(pointer)/outcome_id", "not_allowed", "An outcome of the round that is reviewed.")
            } else if results.prefix(index).contains(where: { $0.outcomeID == result.outcomeID }) {
                check.add("\(pointer)/outcome_id", "duplicate", "Each outcome once.")
            }
        }
        if !Set(cycle.outcomeIds).isSubset(of: results.map(\.outcomeID)) {
            check.add("/results", "required", "A result for every outcome of the round.")
        }
        check.text(words, "/words", limit: 4000, multiline: true)
        check.text(views.child ?? "", "/views/child", limit: 2000, multiline: true)
        check.text(views.family ?? "", "/views/family", limit: 2000, multiline: true)
        return check.problems
    }

    /// The words as a message, to be sealed.
    public var message: PlanReviewWords {
        var message = PlanReviewWords()
        message.words = words
        message.childViews = views.child ?? ""
        message.familyViews = views.family ?? ""
        return message
    }
}
