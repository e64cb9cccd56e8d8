public import FoundationEssentials
public import Inclusion

/// A school year of cases: agencies refer, answer or do not, coordinators and forums do their work or put it off, and time
/// goes from one moment at which something happens to the next. No clock is read and nothing is waited for.
public struct SchoolYear: Sendable {
    /// How many children are referred.
    public var cases: Int
    /// The same seed, the same year.
    public var seed: UInt64

    /// A year of so many cases.
    public init(cases: Int = 20_000, seed: UInt64 = 1) {
        self.cases = cases
        self.seed = seed
    }

    /// What came of it. Cases do not know of one another, so they are lived through side by side; after each, whoever else
    /// runs in this process has a turn.
    public func run() async -> YearTally {
        let portions = 2
        return await withTaskGroup(of: YearTally.self) { group in
            for portion in 0..<portions {
                group.addTask {
                    var tally = YearTally()
                    for number in stride(from: portion, to: cases, by: portions) {
                        var life = CaseLife(number: number, seed: seed)
                        life.live()
                        tally.add(life.tally)
                        await Task.yield()
                    }
                    return tally
                }
            }
            return await group.reduce(into: YearTally()) { $0.add($1) }
        }
    }
}

/// The year's calendars.
public enum YearCalendar {
    /// From the first day of school to the day before the next year's.
    public static let begins = instant("2026-09-02")
    /// When nobody looks any more.
    public static let ends = instant("2027-08-31")
    /// When the county's calendar changes: one day less of school, one more on which offices are closed.
    public static let changes = instant("2027-02-01")

    /// The calendars that hold at that time.
    public static func clocks(at time: Date) -> Clocks { time < changes ? before : after }

    /// Those the year begins with.
    public static let before = clocks("year/1", closing: nil)
    /// Those it ends with.
    public static let after = clocks("year/2", closing: CalendarDate("2027-02-03"))

    private static func clocks(_ name: String, closing day: CalendarDate?) -> Clocks {
        let closed: Set<CalendarDate> = day.map { [$0] } ?? []
        let holidays = BankHolidays(source: "a year of tests", days: BankHolidays.england.days.union(closed))
        return Clocks(
            calendar: name, workingDays: WorkingDays(holidays: holidays),
            schoolDays: SchoolDays(terms: terms, closures: closed, holidays: holidays))
    }

    private static let terms = [
        ("2026-09-02", "2026-10-23"), ("2026-11-02", "2026-12-18"), ("2027-01-05", "2027-02-12"),
        ("2027-02-22", "2027-03-25"), ("2027-04-12", "2027-05-28"), ("2027-06-07", "2027-07-21"),
        ("2027-09-02", "2027-10-22"),
    ].compactMap { first, last in
        CalendarDate(first).flatMap { first in CalendarDate(last).map { first...$0 } }
    }

    private static func instant(_ day: String) -> Date {
        LondonTime(date: CalendarDate(day) ?? CalendarDate(dayNumber: 0), hour: 0).instant
    }
}

/// What came of a year.
public struct YearTally: Sendable {
    /// Children referred.
    public var cases = 0
    /// Cases that are closed at the end.
    public var closed = 0
    /// Events, by the last word of their type.
    public var events: [String: Int] = [:]
    /// Deadlines that passed, by kind of clock.
    public var breaches: [String: Int] = [:]
    /// What must not be, in words.
    public var faults: [String] = []

    /// Of nothing yet.
    public init() {}

    mutating func add(_ other: YearTally) {
        cases += other.cases
        closed += other.closed
        events.merge(other.events, uniquingKeysWith: +)
        breaches.merge(other.breaches, uniquingKeysWith: +)
        faults += other.faults
    }

    /// The counts, a line each.
    public var lines: [String] {
        func list(_ counts: [String: Int]) -> String {
            counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        }
        return [
            "\(cases) cases, \(closed) closed, \(events.values.reduce(0, +)) events", "events: \(list(events))",
            "deadlines passed: \(list(breaches))",
        ]
    }
}
