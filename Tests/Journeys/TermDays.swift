import Inclusion
import RoutingData
import Testing

/// The days of a placement that lasts for a term, by the county's calendar.
struct TermDays {
    let today: CalendarDate
    /// A week after school has begun again: before it there is time for the parents' notice.
    let first: CalendarDate
    let last: CalendarDate
    private let schoolDays: SchoolDays

    /// In the two half terms that begin next.
    init(after today: CalendarDate) throws {
        let calendar = try RoutingBasis.builtIn().county.calendar
        let half = try #require(calendar.terms.firstIndex { $0.first > today }, "the county's terms have to go on")
        try #require(half + 1 < calendar.terms.count, "the county's terms have to go on")
        self.today = today
        schoolDays = calendar.schoolDays
        first = try #require(schoolDays.date(5, schoolDaysAfter: calendar.terms[half].first))
        last = calendar.terms[half + 1].last
    }

    var weeks: Int { first.days(until: last) / 7 + 1 }

    /// The half days on which a child who comes at those of the week is expected, as day and half.
    func sessions(
        _ agreed: [String], from: CalendarDate, through: CalendarDate
    ) -> [(day: CalendarDate, half: String)] {
        (from.dayNumber...through.dayNumber).map { CalendarDate(dayNumber: $0) }
            .filter(schoolDays.isSchoolDay)
            .flatMap { day in
                WeekSession.of(day).map(\.rawValue).filter(agreed.contains).map { (day, String($0.suffix(2))) }
            }
    }
}
