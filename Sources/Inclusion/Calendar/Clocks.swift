public import FoundationEssentials

/// The clocks that milestone decisions set, with the defaults of domain section 6.
public struct Clocks: Sendable, Equatable {
    /// Name and version of the calendars, such as `gloucestershire/1`.
    public var calendar = "england"
    /// The calendar of office work.
    public var workingDays = WorkingDays()
    /// The calendar of schooling; `nil` where no term dates are known, and then no clock that counts school days is
    /// invented.
    public var schoolDays: SchoolDays?
    /// A person acknowledges a new case within this many working days.
    public var acknowledge = 1
    /// Triage: from the opening of a case to a decision within this many working days.
    public var triage = 5
    /// Who works on a case is reminded this many working days before triage is to end.
    public var triageReminder = 1
    /// A provider answers an offer within this many working days.
    public var answer = 2
    /// The same at short notice.
    public var answerAtShortNotice = 1
    /// The same in an emergency, in hours of office time.
    public var answerInEmergency = 4
    /// An agency that was asked for information is reminded after this many working days.
    public var chase = 5
    /// After this many working days without an answer the coordinator has to decide without.
    public var escalate = 10
    /// Papers are ready this many working days before a forum meets.
    public var papers = 2
    /// Support that was decided has a plan after this many working days.
    public var plan = 10
    /// Whoever holds a review is reminded this many working days before.
    public var reviewReminder = 5
    /// A placement is reviewed for the first time within this many days of being agreed.
    public var placementReviewDays = 28
    /// From this school day of an exclusion on there is full-time education.
    public var fullTimeFrom = 6

    /// The defaults.
    public init() {}

    /// The defaults, by these calendars.
    /// - Parameter calendar: their name and version.
    public init(calendar: String, workingDays: WorkingDays, schoolDays: SchoolDays?) {
        self.calendar = calendar
        self.workingDays = workingDays
        self.schoolDays = schoolDays
    }

    /// The defaults.
    public static let standard = Clocks()

    /// By when a coordinator acknowledges a case opened at `now`.
    public func acknowledgeBy(from now: Date) -> Date { workingDays.deadline(workingDays: acknowledge, after: now) }

    /// By when a case opened at `now` is decided.
    public func decideBy(from now: Date) -> Date { workingDays.deadline(workingDays: triage, after: now) }

    /// When an agency that was asked at `now` is reminded.
    public func chaseAt(from now: Date) -> Date { workingDays.deadline(workingDays: chase, after: now) }

    /// When a coordinator who asked at `now` has to decide without the answer.
    public func escalateAt(from now: Date) -> Date { workingDays.deadline(workingDays: escalate, after: now) }

    /// By when a provider answers an offer made at `now`.
    public func answerBy(from now: Date, _ urgency: OfferUrgency = .normal) -> Date {
        switch urgency {
        case .normal: workingDays.deadline(workingDays: answer, after: now)
        case .shortNotice: workingDays.deadline(workingDays: answerAtShortNotice, after: now)
        case .emergency: workingDays.deadline(workingHours: answerInEmergency, after: now)
        }
    }

    /// When there has to be full-time education for a child who had been out of school for so many school days on `day`.
    /// - Throws: ``CalendarGap`` where the term dates do not say.
    public func fullTimeEducation(from day: CalendarDate, daysOut: Int) throws(CalendarGap) -> CalendarDate {
        guard let schoolDays else { throw .noSchoolCalendar }
        // One that is due already is due the next school day: nothing is late before somebody could have read of it.
        return try schoolDays.known(max(1, fullTimeFrom - daysOut), schoolDaysAfter: day)
    }
}
