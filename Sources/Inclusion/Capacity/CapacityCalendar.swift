public import Contracts

/// How many children a provision has room for, in each half day: what its provider says, on the county's school days.
public struct CapacityCalendar: Sendable, Equatable {
    /// Room for so many children in each of some half days of the week. Rules for the same half day add up.
    public struct Rule: Sendable, Equatable {
        /// The first day.
        public var from: CalendarDate
        /// The last day; `nil`: until further notice.
        public var to: CalendarDate?
        /// In these half days.
        public var sessions: Set<WeekSession>
        /// So many children at once.
        public var places: Int
        /// Of these key stages alone; empty: of all.
        public var keyStages: Set<KeyStage>
        /// With one of these as their primary need; empty: with any.
        public var needs: Set<String>

        /// From its parts.
        public init(
            from: CalendarDate, to: CalendarDate? = nil, sessions: Set<WeekSession> = Set(WeekSession.allCases),
            places: Int, keyStages: Set<KeyStage> = [], needs: Set<String> = []
        ) {
            self.from = from
            self.to = to
            self.sessions = sessions
            self.places = places
            self.keyStages = keyStages
            self.needs = needs
        }

        /// Whether it holds on that day.
        func holds(on day: CalendarDate) -> Bool { from <= day && to.map { day <= $0 } ?? true }

        /// Whether the child may have one of its places. A child without a coded need may have any.
        func takes(_ child: CapacityChild) -> Bool {
            (keyStages.isEmpty || keyStages.contains(child.keyStage))
                && (needs.isEmpty || child.primaryNeed.map(needs.contains) ?? true)
        }
    }

    /// What the provider says.
    public var rules: [Rule]
    /// Days on which it is closed though there is school.
    public var closures: [ClosedRange<CalendarDate>]
    /// The county's days.
    public var days: TeachingDays

    /// From its parts.
    public init(rules: [Rule], closures: [ClosedRange<CalendarDate>] = [], days: TeachingDays) {
        self.rules = rules
        self.closures = closures
        self.days = days
    }

    /// Until a provider sets a calendar: so many places in every half day.
    public init(places: Int, days: TeachingDays) {
        self.init(rules: [Rule(from: CalendarDate(dayNumber: .min), places: max(0, places))], days: days)
    }

    /// As it was set. Half days that only a later version knows are left out.
    public init(_ set: CapacitySet, days: TeachingDays) {
        self.init(
            rules: set.rules.compactMap(Rule.init),
            closures: set.closures.compactMap { CalendarDate.range($0.from, $0.to) }, days: days)
    }

    /// Whether children come on that day.
    public func isOpen(on day: CalendarDate) -> Bool {
        days.contains(day) && !closures.contains { $0.contains(day) }
    }

    /// Whether there are places on one of these days of the week, from that day on.
    public func isOpen(on weekdays: Set<Weekday>, from day: CalendarDate) -> Bool {
        rules.contains { rule in
            rule.places > 0 && rule.to.map { day <= $0 } ?? true
                && rule.sessions.contains { weekdays.contains($0.weekday) }
        }
    }

    /// The rules for a half day of that day; none when it is closed.
    func rules(on day: CalendarDate, _ session: WeekSession) -> [Rule] {
        guard isOpen(on: day) else { return [] }
        return rules.filter { $0.sessions.contains(session) && $0.holds(on: day) }
    }
}

extension CapacityCalendar.Rule {
    init?(_ rule: CapacityRule) {
        guard let from = CalendarDate(rule.from), rule.to.isEmpty || CalendarDate(rule.to) != nil else { return nil }
        self.init(
            from: from, to: CalendarDate(rule.to), sessions: Set(rule.sessions.compactMap(WeekSession.init(rawValue:))),
            places: max(0, Int(rule.places)), keyStages: Set(rule.keyStages), needs: Set(rule.needs))
    }
}

/// What of a child decides which places it may have.
public struct CapacityChild: Sendable, Hashable {
    /// Its key stage.
    public var keyStage: KeyStage
    /// `nil` without a coded need.
    public var primaryNeed: String?

    /// From its parts.
    public init(keyStage: KeyStage, primaryNeed: String? = nil) {
        self.keyStage = keyStage
        self.primaryNeed = primaryNeed
    }

    /// By its coded facts.
    public init(_ facts: CodedFacts) { self.init(keyStage: facts.keyStage, primaryNeed: facts.needs.first) }
}

extension CalendarDate {
    /// From one ISO 8601 date to another; `nil` where one is none, or they are in the wrong order.
    static func range(_ from: String, _ to: String) -> ClosedRange<CalendarDate>? {
        guard let from = CalendarDate(from), let to = CalendarDate(to), from <= to else { return nil }
        return from...to
    }

    /// Both days and those between.
    static func days(_ range: ClosedRange<CalendarDate>) -> some Sequence<CalendarDate> {
        (range.lowerBound.dayNumber...range.upperBound.dayNumber).lazy.map { CalendarDate(dayNumber: $0) }
    }
}
