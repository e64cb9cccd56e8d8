import SchoolYear
import Testing

@Suite("A school year", .timeLimit(.minutes(2))) struct SchoolYearTests {
    @Test("20,000 cases of six localities end closed, or with somebody who has them until a day that is known")
    func year() async {
        let tally = await SchoolYear().run()
        for line in tally.lines { print(line) }
        #expect(tally.faults.prefix(10) == [], "\(tally.faults.count) faults")
        #expect(tally.cases == 20_000 && tally.closed > 10_000 && tally.closed < 20_000)
        // Everything that can happen to a clock has happened.
        for kind in ["acknowledge", "triage", "information", "forum", "plan", "review", "full_time_education"] {
            #expect(tally.breaches[kind] ?? 0 > 0, "\(kind) never ran out")
        }
        for event in ["chased", "clock_breached", "clocks_recomputed"] { #expect(tally.events[event] ?? 0 > 100) }
    }
}
