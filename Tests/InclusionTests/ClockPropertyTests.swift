import Contracts
import FoundationEssentials
import SchoolYear
import Testing

@testable import Inclusion

/// What is true of working days and clocks, whatever the day.
@Suite("Clocks, whatever happens", .timeLimit(.minutes(1))) struct ClockPropertyTests {
    private static func time(_ random: inout SplitMix64) -> Date {
        // Any second of 2025 to 2028.
        Date(timeIntervalSince1970: Double(Int.random(in: 1_735_689_600...1_861_919_999, using: &random)))
    }

    @Test("Working days counted are those a person counts on a calendar")
    func arithmetic() throws {
        let days = WorkingDays()
        var (random, first) = (SplitMix64(seed: 1), try day("2025-01-01"))
        let open = (0..<1460).map { first.adding(days: $0) }.filter {
            !$0.weekday.isWeekend && !BankHolidays.england.days.contains($0)
        }
        for _ in 0..<2000 {
            first = LondonTime.day(of: Self.time(&random))
            let count = Int.random(in: 1...30, using: &random)
            #expect(days.isWorkingDay(first) == open.contains(first))
            let later = open.filter { $0 > first }
            if later.count >= count {
                #expect(days.date(count, workingDaysAfter: first) == later[count - 1])
                #expect(days.next(after: first) == later[0])
            }
            let earlier = open.filter { $0 < first }
            if earlier.count >= count {
                #expect(days.date(count, workingDaysBefore: first) == earlier[earlier.count - count])
            }
        }
    }

    @Test("Office time added is office time passed")
    func officeTime() {
        let days = WorkingDays()
        var random = SplitMix64(seed: 2)
        for _ in 0..<5000 {
            let (start, seconds) = (Self.time(&random), Int.random(in: 1...400_000, using: &random))
            let end = days.adding(officeSeconds: seconds, to: start)
            #expect(days.officeSeconds(from: start, to: end) == seconds)
            let between = start.addingTimeInterval(end.timeIntervalSince(start) * 0.4)
            #expect(
                days.officeSeconds(from: start, to: between) + days.officeSeconds(from: between, to: end) == seconds)
        }
    }

    @Test(
        "Over the ends of summer time and over holidays an office hour is an office hour",
        arguments: [
            // The clocks go forward on Sunday 29 March 2026, and back on Sunday 25 October.
            ("2026-03-27T16:00:00Z", 7200, "2026-03-30T09:00:00Z"),
            ("2026-10-23T15:00:00Z", 7200, "2026-10-26T10:00:00Z"),
            // Good Friday and Easter Monday; Christmas Day, and the Monday for Boxing Day.
            ("2026-04-02T15:00:00Z", 7200, "2026-04-07T09:00:00Z"),
            ("2026-12-24T16:00:00Z", 7200, "2026-12-29T10:00:00Z"),
            // To the end of the day is to the beginning of the next; nothing is nothing.
            ("2026-11-23T09:00:00Z", 28_800, "2026-11-24T09:00:00Z"),
            ("2026-11-23T17:00:00Z", 0, "2026-11-23T17:00:00Z"),
            ("2026-11-28T12:00:00Z", 60, "2026-11-30T09:01:00Z"),
        ])
    func boundaries(start: String, seconds: Int, end: String) throws {
        let found = WorkingDays().adding(officeSeconds: seconds, to: try instant(start))
        #expect(RFC3339.text(found) == end)
    }

    @Test("Pausing never loses time, and a story read again has the same clocks", arguments: 0..<200)
    func pausing(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        let days = WorkingDays()
        var story = try TimedStory()
        // Any time of the three years from then on.
        story.now = Self.time(&random)
        story.file = nil
        story.events = []
        try story.tell(.open(CaseFileTests.opening()))
        try story.tell(CaseStories.acknowledge)
        let allowance = clocksTriage(story, days)
        #expect(allowance == 5 * WorkingDays.officeDay)
        // Since when it runs, and how long it has: before it starts no time passes.
        var (since, ran) = (try #require(story.clock(.triage).flatMap { RFC3339.instant($0.startedAt) }), 0)
        for turn in 0..<UInt64.random(in: 1...6, using: &random) {
            let question = Samples.id(100 + turn)
            story.now += Double.random(in: 0...60_000, using: &random).rounded()
            guard let due = story.clock(.triage)?.due, story.now < due else { break }
            try story.tell(CaseStories.ask(question))
            ran += days.officeSeconds(from: since, to: story.now)
            let before = try #require(story.clock(.triage))
            story.now += Double.random(in: 0...2_000_000, using: &random).rounded()
            #expect(
                !(try story.tell(.tick).contains { $0.clocks?.contains { $0.known == .triage && $0.breached } == true })
            )
            try story.tell(CaseStories.answer(question))
            since = max(since, story.now)
            let after = try #require(story.clock(.triage))
            #expect(after.startedAt >= before.startedAt && after.dueAt >= before.dueAt)
            #expect(clocksTriage(story, days) == allowance)
        }
        let due = try #require(story.clock(.triage)?.due)
        #expect(ran + days.officeSeconds(from: since, to: due) == allowance)
        #expect(CaseFile.replay(story.events) == story.file)
    }

    /// Office time from a triage's start to its end.
    private func clocksTriage(_ story: TimedStory, _ days: WorkingDays) -> Int? {
        story.clock(.triage).flatMap { clock in
            RFC3339.instant(clock.startedAt).flatMap { start in
                clock.due.map { days.officeSeconds(from: start, to: $0) }
            }
        }
    }
}
