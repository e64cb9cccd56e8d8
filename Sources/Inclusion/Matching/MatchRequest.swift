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
    /// Sessions (half days) a week.
    public var sessionsAWeek: Int
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
        wantedStart: CalendarDate, sessionsAWeek: Int, excludedProvisions: Set<String> = [],
        wishedProvisions: Set<String> = [], knownProvisions: Set<String> = [], today: CalendarDate
    ) {
        self.facts = facts
        self.location = location
        self.apKind = apKind
        self.agency = agency
        self.wantedStart = wantedStart
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
            wantedStart: wantedStart, sessionsAWeek: request.sessionsAWeek,
            excludedProvisions: Set(request.excludedProvisions), today: today)
    }
}
