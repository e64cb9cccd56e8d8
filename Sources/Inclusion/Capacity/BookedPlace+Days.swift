public import Contracts

extension BookedPlace {
    /// These half days on these days.
    public init(_ days: ClosedRange<CalendarDate>, _ sessions: [WeekSession]) {
        self.init()
        from = days.lowerBound.description
        to = days.upperBound.description
        self.sessions = sessions.map(\.code)
    }

    /// From the first day to the last; `nil` where they cannot be read.
    public var days: ClosedRange<CalendarDate>? { CalendarDate.range(from, to) }

    /// The half days of the week.
    public var weekSessions: [WeekSession] { sessions.compactMap(WeekSession.init(rawValue:)) }
}
