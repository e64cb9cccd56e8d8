/// A child's place in a provision: held until an offer is answered, or taken.
public struct Booking: Sendable, Equatable {
    /// UUID text of the offer it is for.
    public var offerID: String
    /// Said yes to; otherwise only held.
    public var isTaken: Bool
    /// The first and the last day.
    public var days: ClosedRange<CalendarDate>
    /// The half days of the week.
    public var sessions: Set<WeekSession>
    /// Whose it is, as far as places ask for it.
    public var child: CapacityChild

    /// From its parts.
    public init(
        offerID: String, isTaken: Bool, days: ClosedRange<CalendarDate>, sessions: Set<WeekSession>,
        child: CapacityChild
    ) {
        self.offerID = offerID
        self.isTaken = isTaken
        self.days = days
        self.sessions = sessions
        self.child = child
    }
}

/// A provision's calendar, and who is booked: what is free at any date and session.
public struct CapacityDiary: Sendable, Equatable {
    /// What there is.
    public var calendar: CapacityCalendar
    /// Who is booked.
    public var bookings: [Booking]

    /// From its parts.
    public init(calendar: CapacityCalendar, bookings: [Booking] = []) {
        self.calendar = calendar
        self.bookings = bookings
    }

    /// A half day of one date.
    public struct HalfDay: Sendable, Equatable {
        /// Which.
        public let session: WeekSession
        /// Children there is room for.
        public let places: Int
        /// Children for whom a place is held.
        public let held: Int
        /// Children who have a place.
        public let taken: Int
        /// Places left, for whomever they are kept.
        public let free: Int

        /// More children than places, since places were given up or a child was booked beyond them on purpose.
        public var isOverBooked: Bool { held + taken > places }
    }

    /// The half days of that date; none when it is closed.
    public func halfDays(on day: CalendarDate) -> [HalfDay] {
        guard calendar.isOpen(on: day) else { return [] }
        return WeekSession.of(day).map { session in
            let here = bookings.filter { $0.days.contains(day) && $0.sessions.contains(session) }
            let seats = Seats(calendar.rules(on: day, session), for: here.map(\.child))
            let taken = here.count(where: \.isTaken)
            return HalfDay(
                session: session, places: seats.places, held: here.count - taken, taken: taken,
                free: seats.places - seats.seated)
        }
    }

    /// The days on which children come, with their half days.
    public func openDays(_ days: ClosedRange<CalendarDate>) -> [(CalendarDate, [HalfDay])] {
        CalendarDate.days(days).map { ($0, halfDays(on: $0)) }.filter { !$0.1.isEmpty }
    }

    /// Half days on which more children are booked than there are places, from the first day to the last that somebody is
    /// booked for.
    public func overBooked(from first: CalendarDate) -> [(day: CalendarDate, halfDay: HalfDay)] {
        guard let last = bookings.map(\.days.upperBound).max(), first <= last else { return [] }
        return CalendarDate.days(first...last).flatMap { day in
            halfDays(on: day).filter(\.isOverBooked).map { (day, $0) }
        }
    }

    /// Children who are booked for some of these days.
    func children(during days: ClosedRange<CalendarDate>) -> Int {
        bookings.count { $0.days.overlaps(days) }
    }

    /// Why a child cannot have these half days on all of these days; empty when it can.
    /// - Parameter offer: whose own booking does not count, where it is changed.
    public func shortages(
        _ sessions: [WeekSession], _ days: ClosedRange<CalendarDate>, for child: CapacityChild,
        besides offer: String? = nil
    ) -> [CapacityShortage] {
        let open = CalendarDate.days(days).filter(calendar.isOpen)
        guard open.contains(where: { day in sessions.contains { $0.weekday == day.weekday } }) else {
            return [CapacityShortage(cause: .noOpenDay, session: nil, first: days.lowerBound, days: 0)]
        }
        let others = bookings.filter { $0.offerID != offer && $0.days.overlaps(days) }
        return sessions.compactMap { session in
            shortage(session, on: open, besides: others.filter { $0.sessions.contains(session) }, child)
        }
    }

    private func shortage(
        _ session: WeekSession, on open: [CalendarDate], besides others: [Booking], _ child: CapacityChild
    ) -> CapacityShortage? {
        var short: CapacityShortage?
        for day in open where day.weekday == session.weekday {
            let rules = calendar.rules(on: day, session)
            let here = others.filter { $0.days.contains(day) }
            guard Seats(rules, for: here.map(\.child)).free(for: child) == 0 else { continue }
            let isForThem = rules.contains { $0.places > 0 && $0.takes(child) }
            short = short ?? CapacityShortage(cause: isForThem ? .full : .notOffered, session: session, first: day)
            short?.days += 1
        }
        return short
    }

    /// Half days that the child can have on all of these days: as many as wanted, where there are, first those on which
    /// there is school at all, in the order of the week.
    public func sessions(
        _ count: Int, _ days: ClosedRange<CalendarDate>, for child: CapacityChild
    ) -> [WeekSession] {
        let open = CalendarDate.days(days).filter(calendar.isOpen)
        let weekdays = Set(open.map(\.weekday))
        guard !weekdays.isEmpty, count > 0 else { return [] }
        let others = bookings.filter { $0.days.overlaps(days) }
        let fitting = WeekSession.allCases.filter { session in
            shortage(session, on: open, besides: others.filter { $0.sessions.contains(session) }, child) == nil
        }
        let ranked =
            fitting.filter { weekdays.contains($0.weekday) } + fitting.filter { !weekdays.contains($0.weekday) }
        guard ranked.first.map({ weekdays.contains($0.weekday) }) ?? false else { return [] }
        return ranked.prefix(count).sorted { $0.place < $1.place }
    }
}

/// Why a child cannot have a place as wanted.
public struct CapacityShortage: Sendable, Equatable {
    /// What stands against it.
    public enum Cause: String, Coded {
        /// Others have all the places the child might have.
        case full
        /// There are no places for such a child in that half day.
        case notOffered = "not_offered"
        /// There is no school on any of the days.
        case noOpenDay = "no_open_day"

        /// As people say it.
        public var words: String {
            switch self {
            case .full: "all places are taken or held"
            case .notOffered: "no places for this child"
            case .noOpenDay: "no day on which it is open"
            }
        }
    }

    /// What stands against it.
    public let cause: Cause
    /// Which half day of the week; `nil`: all that were wanted.
    public let session: WeekSession?
    /// The first day on which it is so.
    public let first: CalendarDate
    /// On so many days.
    public fileprivate(set) var days: Int

    init(cause: Cause, session: WeekSession?, first: CalendarDate, days: Int = 0) {
        self.cause = cause
        self.session = session
        self.first = first
        self.days = days
    }

    /// A sentence for people.
    public var words: String {
        guard let session else { return "From \(PlainDate.day(first)) on there is \(cause.words)." }
        let times = days == 1 ? "on" : "\(days) times from"
        return "\(session.words): \(cause.words), \(times) \(PlainDate.day(first))."
    }
}

extension WeekSession {
    /// 0 for the first of the week.
    fileprivate var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
