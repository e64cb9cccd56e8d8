import FoundationEssentials
import Testing

@testable import Inclusion

@Suite(.timeLimit(.minutes(1))) struct CalendarTests {
    @Test(arguments: ["2014-02-03", "2024-02-29", "0001-01-01", "9999-12-31", "1969-12-31", "1900-02-28"])
    func datesReadBack(_ text: String) throws { #expect(try day(text).description == text) }

    @Test(arguments: [
        "", "2014-2-3", "2014-02-30", "2023-02-29", "1900-02-29", "2014-13-01", "2014-00-10", "2014-01-00",
        "0000-01-01",
        "2014/02/03", "2014-02-03T", "+014-02-03", "２014-02-03", " 2014-02-03",
    ])
    func noDates(_ text: String) { #expect(CalendarDate(text) == nil) }

    @Test func dayNumbersCountEveryDay() throws {
        #expect(try day("1970-01-01").dayNumber == 0)
        #expect(try day("2000-03-01").dayNumber == 11_017)
        #expect(CalendarDate(dayNumber: .min).description == "0001-01-01")
        #expect(CalendarDate(dayNumber: .max).description == "9999-12-31")
        var date = try day("1896-01-01")
        var weekday = date.weekday.rawValue
        for number in date.dayNumber...(try day("2104-12-31").dayNumber) {
            #expect(
                date.dayNumber == number && CalendarDate(dayNumber: number) == date && date.weekday.rawValue == weekday)
            date = date.adding(days: 1)
            weekday = weekday % 7 + 1
        }
        #expect(try day("2026-11-23").weekday == .monday)
        #expect(try day("2024-02-28").days(until: day("2024-03-01")) == 2)
        #expect(try day("2024-03-01") > day("2024-02-29"))
        #expect(try day("2024-01-01").adding(days: .max).description == "9999-12-31")
    }

    // MARK: London

    /// The clock goes forward at 01:00 UTC on 29 March 2026 and back at 01:00 UTC on 25 October.
    @Test(arguments: [
        ("2026-01-10T12:00:00Z", "2026-01-10", 12 * 3600), ("2026-03-29T00:59:59Z", "2026-03-29", 3599),
        ("2026-03-29T01:00:00Z", "2026-03-29", 7200), ("2026-07-01T23:30:00Z", "2026-07-02", 1800),
        ("2026-10-25T00:59:59Z", "2026-10-25", 7199), ("2026-10-25T01:00:00Z", "2026-10-25", 3600),
        ("1969-12-31T23:59:59Z", "1969-12-31", 86_399),
    ])
    func london(_ utc: String, _ date: String, _ second: Int) throws {
        let local = LondonTime(try instant(utc))
        #expect(local == LondonTime(date: try day(date), secondOfDay: second))
    }

    @Test func londonAndBack() throws {
        // Every six hours of three years: none falls into the hour that comes twice.
        for step in 0..<4380 {
            let date = Date(timeIntervalSince1970: 1_767_225_600 + Double(step) * 21_600)
            #expect(LondonTime(date).instant == date)
        }
        #expect(try LondonTime(date: day("2026-03-29"), hour: 1, minute: 30).instant == instant("2026-03-29T01:30:00Z"))
        #expect(try LondonTime(date: day("2026-10-25"), hour: 1, minute: 30).instant == instant("2026-10-25T00:30:00Z"))
    }

    @Test func rfc3339() throws {
        #expect(RFC3339.text(try instant("2026-11-23T09:30:01Z")) == "2026-11-23T09:30:01Z")
        #expect(try instant("2026-11-23T09:30:01.75Z") == instant("2026-11-23T09:30:01Z"))
        #expect(RFC3339.text(Date(timeIntervalSince1970: -0.5)) == "1969-12-31T23:59:59Z")
        for text in [
            "", "2026-11-23", "2026-11-23T09:30:01", "2026-11-23T25:30:01Z", "2026-11-23 09:30:01Z",
            "2026-11-23T09:30Z",
            "2026-11-23T09:30:01.Z", "2026-11-23T09:30:01+01:00Z", "2026-02-30T09:30:01Z", "2026-11-23T+9:30:01Z",
        ] {
            #expect(RFC3339.instant(text) == nil, "\(text)")
        }
    }

    // MARK: Working days

    /// The list against the rules it comes from: Easter by the anonymous Gregorian algorithm, Mondays, substitutes.
    @Test(arguments: 2025...2028) func bankHolidays(_ year: Int) throws {
        let a = year % 19
        let b = year / 100
        let c = year % 100
        let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30
        let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7
        let m = (a + 11 * h + 22 * l) / 451
        let easter = try #require(
            CalendarDate(year: year, month: (h + l - 7 * m + 114) / 31, day: (h + l - 7 * m + 114) % 31 + 1))
        func date(_ month: Int, _ day: Int) throws -> CalendarDate {
            try #require(CalendarDate(year: year, month: month, day: day))
        }
        func monday(from date: CalendarDate) -> CalendarDate { date.adding(days: (8 - date.weekday.rawValue) % 7) }
        func substitute(_ date: CalendarDate) -> CalendarDate { date.weekday.isWeekend ? monday(from: date) : date }
        let christmas = substitute(try date(12, 25))
        var boxing = substitute(try date(12, 26))
        if boxing == christmas { boxing = boxing.adding(days: 1) }
        // When Boxing Day is the Sunday, Christmas has Monday and Boxing Day Tuesday.
        let expected: Set = [
            substitute(try date(1, 1)), easter.adding(days: -2), easter.adding(days: 1), monday(from: try date(5, 1)),
            monday(from: try date(5, 25)), monday(from: try date(8, 25)), christmas, boxing,
        ]
        #expect(BankHolidays.england.days.filter { $0.year == year } == expected)
        #expect(expected.count == 8)
    }

    /// Times are UTC; in November they are London's too.
    @Test(arguments: [
        // Monday morning; exactly at the cut-off; a second later; before opening; Friday afternoon; weekend.
        ("2026-11-23T10:15:00Z", "2026-11-23T10:15:00Z"), ("2026-11-23T13:00:00Z", "2026-11-23T13:00:00Z"),
        ("2026-11-23T13:00:01Z", "2026-11-24T09:00:00Z"), ("2026-11-23T03:00:00Z", "2026-11-23T09:00:00Z"),
        ("2026-11-27T16:00:00Z", "2026-11-30T09:00:00Z"), ("2026-11-28T10:00:00Z", "2026-11-30T09:00:00Z"),
        // Christmas 2026: Friday 25th, and Monday 28th for Boxing Day.
        ("2026-12-24T14:00:00Z", "2026-12-29T09:00:00Z"),
        // In summer 13:00 in London is 12:00 UTC.
        ("2026-07-01T12:30:00Z", "2026-07-02T08:00:00Z"), ("2026-07-01T11:30:00Z", "2026-07-01T11:30:00Z"),
        // Friday before the clocks go forward.
        ("2026-03-27T15:00:00Z", "2026-03-30T08:00:00Z"),
    ])
    func workStarts(_ arrival: String, _ start: String) throws {
        #expect(RFC3339.text(WorkingDays().start(ofWorkArrivingAt: try instant(arrival))) == start)
    }

    @Test(arguments: [
        ("2026-11-23T10:15:00Z", 1, "2026-11-24T10:15:00Z"), ("2026-11-23T14:00:00Z", 1, "2026-11-25T09:00:00Z"),
        ("2026-11-27T10:00:00Z", 2, "2026-12-01T10:00:00Z"), ("2026-12-23T10:00:00Z", 2, "2026-12-29T10:00:00Z"),
        ("2026-03-27T10:00:00Z", 1, "2026-03-30T09:00:00Z"), ("2026-11-23T10:15:00Z", 0, "2026-11-23T10:15:00Z"),
    ])
    func deadlinesInDays(_ arrival: String, _ days: Int, _ deadline: String) throws {
        #expect(RFC3339.text(WorkingDays().deadline(workingDays: days, after: try instant(arrival))) == deadline)
    }

    @Test(arguments: [
        ("2026-11-23T10:00:00Z", 4, "2026-11-23T14:00:00Z"), ("2026-11-23T13:00:00Z", 4, "2026-11-23T17:00:00Z"),
        ("2026-11-23T13:00:00Z", 5, "2026-11-24T10:00:00Z"), ("2026-11-27T15:00:00Z", 4, "2026-11-30T13:00:00Z"),
        ("2026-11-23T09:00:00Z", 20, "2026-11-25T13:00:00Z"),
    ])
    func deadlinesInHours(_ arrival: String, _ hours: Int, _ deadline: String) throws {
        #expect(RFC3339.text(WorkingDays().deadline(workingHours: hours, after: try instant(arrival))) == deadline)
    }

    @Test func clocks() throws {
        let now = try instant("2026-11-23T09:30:01Z")
        #expect(RFC3339.text(Clocks.standard.acknowledgeBy(from: now)) == "2026-11-24T09:30:01Z")
        #expect(RFC3339.text(Clocks.standard.answerBy(from: now)) == "2026-11-25T09:30:01Z")
    }

    // MARK: School days

    @Test func schoolDays() throws {
        let autumn = try day("2026-09-02")...day("2026-12-18")
        let spring = try day("2027-01-05")...day("2027-03-25")
        let halfTerm = try Set((0..<5).map { try day("2026-10-26").adding(days: $0) })
        let days = SchoolDays(terms: [autumn, spring], closures: halfTerm)
        #expect(try days.isSchoolDay(day("2026-09-02")))
        #expect(try !days.isSchoolDay(day("2026-09-05")))
        #expect(try !days.isSchoolDay(day("2026-10-28")))
        #expect(try !days.isSchoolDay(day("2026-12-21")))
        // The sixth school day after a permanent exclusion on Friday 23 October, with half-term between.
        #expect(try days.date(6, schoolDaysAfter: day("2026-10-23")) == day("2026-11-09"))
        #expect(try days.date(1, schoolDaysAfter: day("2026-12-18")) == day("2027-01-05"))
        #expect(try days.date(1, schoolDaysAfter: day("2027-03-25")) == nil)
        #expect(try days.count(from: day("2026-10-19"), through: day("2026-11-06")) == 10)
        #expect(try days.count(from: day("2026-11-06"), through: day("2026-10-19")) == 0)
        #expect(try SchoolDays(terms: []).date(1, schoolDaysAfter: day("2026-10-19")) == nil)
    }
}
