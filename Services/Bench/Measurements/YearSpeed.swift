import SchoolYear

/// A school year of cases, lived through from one moment at which something happens to the next: decisions and clocks
/// alone, without a database.
enum YearSpeed {
    static func measure(_ bench: Bench) async -> [Row] {
        var seconds: [Double] = []
        var tally = YearTally()
        for _ in 0..<bench.sizes.rounds {
            let begun = Nanoseconds.now
            tally = await SchoolYear(cases: bench.sizes.yearCases).run()
            seconds.append(Double(Nanoseconds.now - begun) / 1e9)
        }
        for line in tally.lines { bench.progress.say("  \(line)") }
        let events = tally.events.values.reduce(0, +)
        var note = "\(Figure.text(Double(tally.cases))) cases, \(Figure.text(Double(events))) events"
        if !tally.faults.isEmpty { note += ", \(tally.faults.count) faults" }
        return [
            Row(
                name: "a year simulated", value: Samples(seconds).median, unit: "s", spread: Samples(seconds).spread,
                note: note)
        ]
    }
}
