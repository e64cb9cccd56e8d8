/// A half day of the school week.
public enum WeekSession: String, Coded {
    case mondayMorning = "mon_am"
    case mondayAfternoon = "mon_pm"
    case tuesdayMorning = "tue_am"
    case tuesdayAfternoon = "tue_pm"
    case wednesdayMorning = "wed_am"
    case wednesdayAfternoon = "wed_pm"
    case thursdayMorning = "thu_am"
    case thursdayAfternoon = "thu_pm"
    case fridayMorning = "fri_am"
    case fridayAfternoon = "fri_pm"

    /// The day of the week it is on.
    public var weekday: Weekday {
        switch self {
        case .mondayMorning, .mondayAfternoon: .monday
        case .tuesdayMorning, .tuesdayAfternoon: .tuesday
        case .wednesdayMorning, .wednesdayAfternoon: .wednesday
        case .thursdayMorning, .thursdayAfternoon: .thursday
        case .fridayMorning, .fridayAfternoon: .friday
        }
    }

    /// As people say it.
    public var words: String {
        let day = "\(weekday)"
        return "\(day.prefix(1).uppercased())\(day.dropFirst()) \(rawValue.hasSuffix("am") ? "morning" : "afternoon")"
    }

    /// The half days of that day; none at weekends.
    public static func of(_ day: CalendarDate) -> [WeekSession] { allCases.filter { $0.weekday == day.weekday } }
}
