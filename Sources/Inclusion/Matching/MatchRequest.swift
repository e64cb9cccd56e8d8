public import Contracts

/// What a place is looked for: the coded facts of a placement request.
public struct MatchRequest: Sendable, Equatable {
    /// The child's coded facts.
    public var facts: CodedFacts
    /// Where the child lives, coarsely; `nil` when not known.
    public var location: CoarseLocation?
    /// `nil`: any kind.
    public var apKind: ApKind?
    /// Who asks, for the rule on who may refer.
    public var agency: AgencyKind
    /// When the child should start.
    public var wantedStart: CalendarDate
    /// How long, in weeks.
    public var weeks: Int
    /// Sessions (half days) a week.
    public var sessionsAWeek: Int
    /// These half days and no others; `nil`: any.
    public var sessions: [WeekSession]?
    /// Ids of provisions that must not be considered.
    public var excludedProvisions: Set<String>
    /// Ids of provisions that the child wishes for.
    public var wishedProvisions: Set<String>
    /// Ids of provisions that know the child from before.
    public var knownProvisions: Set<String>
    /// The day in the United Kingdom.
    public var today: CalendarDate

    /// From its parts.
    public init(
        facts: CodedFacts, location: CoarseLocation? = nil, apKind: ApKind? = nil, agency: AgencyKind,
        wantedStart: CalendarDate, weeks: Int = 1, sessionsAWeek: Int, excludedProvisions: Set<String> = [],
        wishedProvisions: Set<String> = [], knownProvisions: Set<String> = [], today: CalendarDate
    ) {
        self.facts = facts
        self.location = location
        self.apKind = apKind
        self.agency = agency
        self.wantedStart = wantedStart
        self.weeks = weeks
        self.sessionsAWeek = sessionsAWeek
        self.excludedProvisions = excludedProvisions
        self.wishedProvisions = wishedProvisions
        self.knownProvisions = knownProvisions
        self.today = today
    }

    /// From a placement request. Throws `invalid` when its date or kind cannot be read: matching without them
    /// would ask the wrong provider.
    public init(_ request: PlacementRequest, today: CalendarDate) throws(RuleViolation) {
        let apKind = ApKind(rawValue: request.apKind)
        guard let wantedStart = CalendarDate(request.wantedStart), request.apKind.isEmpty || apKind != nil else {
            throw RuleViolation(
                .invalid,
                [
                    RuleProblem(
                        code: "unreadable_request", words: "Its wanted start or kind of provision cannot be read.")
                ])
        }
        self.init(
            facts: request.facts, location: request.location, apKind: apKind, agency: request.agency.kind,
            wantedStart: wantedStart, weeks: request.weeks, sessionsAWeek: request.sessionsAWeek,
            // An id may be written in capitals; whoever must not be asked must not slip through for that.
            excludedProvisions: Set(request.excludedProvisions.map { $0.lowercased() }),
            wishedProvisions: Set(request.wishedProvisions.map { $0.lowercased() }),
            knownProvisions: Set(request.knownProvisions.map { $0.lowercased() }), today: today)
    }

    /// From the day it should start, or today where that has passed, for so many weeks.
    public var days: ClosedRange<CalendarDate> {
        let first = max(today, wantedStart)
        return first...max(first, first.adding(days: min(max(weeks, 1), 520) * 7 - 1))
    }
}
