public import Contracts

/// What a locality has agreed to do about a theme. There is no child in it.
public struct ThemeAction: Aggregate, Equatable {
    /// UUID text.
    public let id: String
    /// ONS district code, `out_of_area` or `unrouted`.
    public let locality: String
    /// Code of a ``ThemeDimension``.
    public let theme: String
    /// Code of one of its values.
    public let value: String
    /// The term the figures were of.
    public let term: ReportingTerm?
    /// What is to be done.
    public let what: String
    /// Who does it.
    public let organisation: String
    /// A person of it, by role.
    public let owner: String
    /// ISO 8601 date.
    public let dueOn: String
    /// Subject of the coordinator's token.
    public let agreedBy: String
    /// How it ended; `nil` while it is to be done.
    public private(set) var done: Done?

    /// That it was done.
    public struct Done: Sendable, Equatable {
        /// What came of it; empty when nothing was said.
        public let words: String
        /// Subject of the coordinator's token.
        public let by: String
    }

    /// The state after `event`.
    public static func evolve(_ state: ThemeAction?, _ event: CaseEvent) -> ThemeAction? {
        switch event {
        case .themeActionAgreed(let agreed): return ThemeAction(agreed)
        case .themeActionDone(let done):
            var action = state
            action?.done = Done(words: done.words, by: done.doneBy)
            return action
        default: return state
        }
    }

    private init(_ agreed: ThemeActionAgreed) {
        id = agreed.actionID
        locality = agreed.locality
        theme = agreed.theme
        value = agreed.value
        term = agreed.term
        what = agreed.what
        organisation = agreed.organisation
        owner = agreed.owner
        dueOn = agreed.dueOn
        agreedBy = agreed.agreedBy
    }
}

/// What can be done with an action.
public enum ThemeActionCommand: Sendable {
    /// A coordinator agrees it. `by`: subject of the token.
    case agree(id: String, ThemeActionDraft, terms: ReportingTerms, by: String)
    /// It was done; `words`: what came of it, may be empty.
    case complete(words: String, by: String)
}

extension ThemeAction {
    /// What follows from a command. Pure: the day is handed in.
    /// - Throws: ``RuleViolation`` with everything that is wrong.
    public static func decide(
        _ state: ThemeAction?, _ command: ThemeActionCommand, today: CalendarDate
    ) throws(RuleViolation) -> [CaseEvent] {
        switch command {
        case .agree(let id, let draft, let terms, let by):
            let problems = draft.problems(today: today, terms: terms)
            guard problems.isEmpty, let term = terms.term(code: draft.period) else {
                throw RuleViolation(.invalid, problems)
            }
            return [.themeActionAgreed(draft.agreed(id: id, in: term, by: by))]
        case .complete(let words, let by):
            guard let action = state else { throw .notAllowedNow("no_such_action", "There is no such action.") }
            guard action.done == nil else { throw .notAllowedNow("already_done", "It was marked as done before.") }
            var check = FieldCheck()
            if !words.isEmpty { check.text(words, "/words", limit: 2000, multiline: true) }
            check.namesNoChild(words, "/words")
            try RuleViolation.demandNone(check.problems)
            var done = ThemeActionDone()
            (done.actionID, done.locality, done.words, done.doneBy) = (action.id, action.locality, words, by)
            return [.themeActionDone(done)]
        }
    }
}

/// An action as posted: codes and dates still text.
public struct ThemeActionDraft: Sendable, Equatable {
    /// One of the coordinator's localities.
    public var locality: String
    /// Code of a ``ThemeDimension``.
    public var theme: String
    /// Code of one of its values.
    public var value: String
    /// Code of a term that has ended, whose figures were looked at.
    public var period: String
    /// What is to be done, in words without a child in them.
    public var what: String
    /// Who does it.
    public var organisation: String
    /// A person of it, by role.
    public var owner: String
    /// ISO 8601 date, today or later.
    public var dueOn: String

    /// From its parts.
    public init(
        locality: String, theme: String, value: String, period: String, what: String, organisation: String,
        owner: String, dueOn: String
    ) {
        self.locality = locality
        self.theme = theme
        self.value = value
        self.period = period
        self.what = what
        self.organisation = organisation
        self.owner = owner
        self.dueOn = dueOn
    }

    /// Everything that is wrong with it; empty when nothing is.
    /// - Parameter today: the day in the United Kingdom.
    public func problems(today: CalendarDate, terms: ReportingTerms) -> [RuleProblem] {
        var check = FieldCheck()
        if let dimension = ThemeDimension(rawValue: theme) {
            if !dimension.values.contains(where: { $0.code == value }) {
                let codes = dimension.values.map(\.code).joined(separator: ", ")
                check.add("/value", value.isEmpty ? "required" : "not_allowed", "One of: \(codes).")
            }
        } else {
            check.add("/theme", theme.isEmpty ? "required" : "not_allowed", "One of: \(ThemeDimension.allCodes).")
        }
        if terms.term(code: period)?.hasEnded(on: today) != true {
            check.add("/period", "not_allowed", "A term that has ended, such as \(terms.lastEnded(on: today).code).")
        }
        check.text(what, "/what", limit: 2000, multiline: true)
        check.text(organisation, "/organisation", limit: 200)
        check.text(owner, "/owner", limit: 200)
        for (text, pointer) in [(what, "/what"), (organisation, "/organisation"), (owner, "/owner")] {
            check.namesNoChild(text, pointer)
        }
        if let day = check.date(dueOn, "/due_on"), day < today {
            check.add("/due_on", "in_the_past", "Today or later.")
        }
        return check.problems
    }

    func agreed(id: String, in term: ReportingTerm, by subject: String) -> ThemeActionAgreed {
        var agreed = ThemeActionAgreed()
        (agreed.actionID, agreed.locality, agreed.theme, agreed.value) = (id, locality, theme, value)
        (agreed.periodFrom, agreed.periodTo) = (term.from.description, term.to.description)
        (agreed.what, agreed.organisation, agreed.owner) = (what, organisation, owner)
        (agreed.dueOn, agreed.agreedBy) = (dueOn, subject)
        return agreed
    }
}

extension ThemeActionAgreed {
    /// The term the figures were of; `nil` where its days are those of no term.
    public var term: ReportingTerm? {
        guard let from = CalendarDate(periodFrom), let to = CalendarDate(periodTo) else { return nil }
        return ReportingTerm(from: from, to: to)
    }
}

extension FieldCheck {
    /// What is shared between agencies in clear names no child: a number that leads to one is refused.
    mutating func namesNoChild(_ text: String, _ pointer: String) {
        guard ChildNumbers.areIn(text) else { return }
        add(
            pointer, "names_a_child",
            "This holds what looks like a UPN or an NHS number. Say it without naming a child.")
    }
}
