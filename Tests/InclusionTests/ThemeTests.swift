import Contracts
import Foundation
import Inclusion
import SchoolYear
import SwiftProtobuf
import Testing

@Suite("Small numbers", .timeLimit(.minutes(1)))
struct SmallNumbersTests {
    /// Calls `body` with every row of `count` numbers from 0 to `most`.
    private func everyRow(of count: Int, upTo most: Int, _ body: ([Int]) -> Void) {
        var row = [Int](repeating: 0, count: count)
        while true {
            body(row)
            guard let place = row.lastIndex(where: { $0 < most }) else { return }
            row[place] += 1
            for later in row.indices where later > place { row[later] = 0 }
        }
    }

    @Test(
        "Who knows all that is shown, the total and the rule itself, finds at least two answers for each hidden number",
        arguments: [(2, 24), (3, 22), (4, 15), (5, 9)])
    func attacker(count: Int, most: Int) {
        // Of each thing that may be shown: which values each hidden number can have.
        struct Seen: Hashable {
            let total: Int
            let cells: [Int?]
        }
        var possible: [Seen: [Set<Int>]] = [:]
        everyRow(of: count, upTo: most) { row in
            let total = row.reduce(0, +)
            let cells: [Int?]
            switch SmallNumbers.shown(row) {
            case .nothing: return
            case .total: cells = row.map { _ in nil }
            case .cells(let shown): cells = shown
            }
            let seen = Seen(total: total, cells: cells)
            var values = possible[seen, default: Array(repeating: [], count: count)]
            for (place, number) in row.enumerated() { values[place].insert(number) }
            possible[seen] = values
        }
        // Beyond `most` not all rows of a total were tried.
        let found = possible.filter { $0.key.total <= most }
        #expect(found.count > 10)
        for (seen, values) in found {
            for (cell, values) in zip(seen.cells, values) where cell == nil {
                #expect(values.count > 1, "\(seen)")
            }
        }
    }

    @Test("Nothing from 1 to 4 is ever shown, and what is hidden leaves room, in tables of any size")
    func random() {
        var random = SplitMix64(seed: 7)
        for _ in 0..<5_000 {
            let row = (0..<Int.random(in: 1...15, using: &random)).map { _ in
                Bool.random(using: &random)
                    ? Int.random(in: 0...6, using: &random) : Int.random(in: 0...90, using: &random)
            }
            guard case .cells(let cells) = SmallNumbers.shown(row) else { continue }
            let shown = cells.compactMap(\.self)
            #expect(shown.allSatisfy { $0 == 0 || $0 >= SmallNumbers.least })
            #expect(zip(row, cells).allSatisfy { $1 == nil || $0 == $1 })
            let hidden = cells.count { $0 == nil }
            // By subtraction: each hidden one is at least 1, and so at most what the others leave.
            let room = row.reduce(0, +) - shown.reduce(0, +) - hidden
            #expect(hidden == 0 || (hidden > 1 && room > 0), "\(row)")
        }
    }

    @Test("A few by hand")
    func byHand() {
        #expect(SmallNumbers.shown([0, 0]) == .cells([0, 0]))
        #expect(SmallNumbers.shown([1, 2]) == .nothing)
        #expect(SmallNumbers.shown([5, 9]) == .cells([5, 9]))
        #expect(SmallNumbers.shown([30, 3, 12]) == .cells([30, nil, nil]), "one alone would be what the total leaves")
        #expect(SmallNumbers.shown([30, 3, 4, 12]) == .cells([30, nil, nil, 12]))
        #expect(SmallNumbers.shown([30, 1, 1, 12]) == .cells([30, nil, nil, nil]), "two that hold two are 1 each")
        #expect(SmallNumbers.shown([30, 4, 4, 12]) == .cells([30, nil, nil, nil]), "two that hold eight are 4 each")
        #expect(SmallNumbers.shown([1, 1, 1, 1, 1, 0]) == .total)
    }
}

@Suite("Themes", .timeLimit(.minutes(1)))
struct ThemeTests {
    private static let terms = ReportingTerms(SchoolCalendar(ends: CalendarDate(dayNumber: 0), terms: []))

    /// A case with whatever values chance gives it.
    private func fact(at opened: Date, _ random: inout SplitMix64) -> ThemeFact {
        let needs = SendNeed.allCases.map(\.code) + ["", "SEMH", "SEMH", "SEMH", "ASD", "ASD"]
        let waits = Bool.random(using: &random) ? TimeInterval.random(in: 0...4_000_000, using: &random) : nil
        return ThemeFact(
            locality: "E07000081", need: needs.randomElement(using: &random) ?? "",
            concern: ThemeConcern.allCases.randomElement(using: &random) ?? .other,
            phase: ["ks1", "ks2", "ks3", "ks3", "ks4", ""].randomElement(using: &random) ?? "",
            level: Int.random(in: 0...4, using: &random),
            source: ["education", "health", "police", "housing", ""].randomElement(using: &random) ?? "",
            openedAt: opened, decidedAt: waits.map { opened.addingTimeInterval($0) },
            placeNotFound: Int.random(in: 0..<20, using: &random) == 0,
            thresholdNotMet: Int.random(in: 0..<30, using: &random) == 0)
    }

    @Test("Of a term with any number of cases no number from 1 to 4 is shown, and every table adds up to the same")
    func noSmallNumber() throws {
        let term = try #require(Self.terms.term(code: "2026-autumn"))
        let opened = try Date("2026-10-05T10:00:00Z", strategy: .iso8601)
        var random = SplitMix64(seed: 11)
        for count in [0, 1, 4, 5, 6, 9, 10, 11, 17, 40, 200, 2_000] {
            let facts = (0..<count).map { _ in fact(at: opened, &random) }
            let report = ThemeReport(locality: "E07000081", term: term, facts: facts)
            #expect(report.tables.map(\.dimension) == ThemeDimension.allCases)
            #expect(report.total == ((1...4).contains(count) ? nil : count))
            for table in report.tables {
                let shown = table.rows.compactMap(\.count)
                #expect(shown.allSatisfy { !(1...4).contains($0) })
                #expect(table.total == report.total && shown.reduce(0, +) <= count)
                #expect((table.hidden == nil) == (shown.reduce(0, +) == count && table.total != nil))
                #expect(table.rows.allSatisfy { $0.percent == nil || count >= 10 })
                #expect(!table.title.isEmpty && !report.title.isEmpty)
                for number in 1...4 { #expect(!table.title.contains(", \(number) of")) }
            }
        }
    }

    @Test("A case counts under what its referral says in codes, and under how long it waited")
    func counted() throws {
        let term = try #require(Self.terms.term(code: "2026-autumn"))
        let opened = try Date("2026-10-05T10:00:00Z", strategy: .iso8601)  // a Monday
        let facts = CodedFacts.with {
            ($0.needs, $0.keyStage, $0.level, $0.daysOutOfSchool) = (["ASD", "SEMH"], .keyStage3, 3, 12)
        }
        func shown(_ dimension: ThemeDimension, _ fact: ThemeFact) -> [String] {
            let report = ThemeReport(locality: "E07000081", term: term, facts: Array(repeating: fact, count: 10))
            let table = report.tables.first { $0.dimension == dimension }
            return table?.rows.filter { ($0.count ?? 0) > 0 }.map {
                "\($0.value.code) \($0.count ?? 0) \($0.percent ?? 0)"
            }
                ?? []
        }
        var fact = ThemeFact(facts, from: .police, locality: "E07000081", openedAt: opened)
        #expect(shown(.need, fact) == ["ASD 10 100"] && shown(.concern, fact) == ["out_of_school 10 100"])
        #expect(shown(.phase, fact) == ["ks3 10 100"] && shown(.level, fact) == ["3 10 100"])
        #expect(shown(.source, fact) == ["police 10 100"])
        #expect(shown(.waiting, fact) == ["not_decided 10 100"] && shown(.unmet, fact) == ["decided_late 10 100"])
        for (decided, band, unmet) in [
            ("2026-10-05T15:00:00Z", "up_to_5", "none"), ("2026-10-12T09:00:00Z", "up_to_5", "none"),
            ("2026-10-14T10:00:00Z", "6_to_10", "decided_late"), ("2026-12-01T10:00:00Z", "over_20", "decided_late"),
        ] {
            fact.decidedAt = try Date(decided, strategy: .iso8601)
            #expect(shown(.waiting, fact) == ["\(band) 10 100"], "\(decided)")
            #expect(shown(.unmet, fact) == ["\(unmet) 10 100"], "\(decided)")
        }
        fact.thresholdNotMet = true
        #expect(shown(.unmet, fact) == ["threshold_not_met 10 100"])
        fact.placeNotFound = true
        #expect(shown(.unmet, fact) == ["place_not_found 10 100"])
        let unknown = ThemeFact(CodedFacts(), from: .unspecified, locality: "E07000081", openedAt: opened)
        for dimension in [ThemeDimension.need, .phase, .level, .source] {
            #expect(shown(dimension, unknown) == ["not_known 10 100"])
        }
    }

    @Test("A median is given from 10 decisions on, and never where a number of its table is hidden")
    func median() throws {
        let term = try #require(Self.terms.term(code: "2026-autumn"))
        let opened = try Date("2026-10-05T10:00:00Z", strategy: .iso8601)
        func median(_ days: [Int]) -> Int? {
            let facts = days.map {
                ThemeFact(
                    locality: "E07000081", need: "SEMH", concern: .other, phase: "ks3", level: 3, source: "education",
                    openedAt: opened, decidedAt: opened.addingTimeInterval(Double($0) * 86_400))
            }
            return ThemeReport(locality: "E07000081", term: term, facts: facts).tables.last?.medianDays
        }
        #expect(median(Array(repeating: 2, count: 9)) == nil)
        #expect(median(Array(repeating: 2, count: 10)) == 2)
        #expect(median(Array(repeating: 2, count: 7) + Array(repeating: 9, count: 6)) == 2)
        #expect(median(Array(repeating: 2, count: 20) + [9]) == nil)
    }
}

@Suite("What is done about a theme", .timeLimit(.minutes(1)))
struct ThemeActionTests {
    private static let today = CalendarDate(dayNumber: 20_815)  // 28 December 2026
    private static let terms = ReportingTerms(SchoolCalendar(ends: today, terms: []))

    private func draft(_ change: (inout ThemeActionDraft) -> Void = { _ in }) -> ThemeActionDraft {
        var draft = ThemeActionDraft(
            locality: "E07000081", theme: "need", value: "SEMH", period: "2026-summer",
            what: "Offer places in a nurture group.", organisation: "Hillside School", owner: "the SENCO",
            dueOn: "2027-03-31")
        change(&draft)
        return draft
    }

    private func faults(_ change: (inout ThemeActionDraft) -> Void) -> [String] {
        draft(change).problems(today: Self.today, terms: Self.terms).map { "\($0.pointer) \($0.code)" }
    }

    @Test("It is agreed, then done, once")
    func life() throws {
        let agreed = try ThemeAction.decide(
            nil, .agree(id: "a", draft(), terms: Self.terms, by: "c"), today: Self.today)
        let action = try #require(ThemeAction.replay(agreed))
        #expect(action.id == "a" && action.value == "SEMH" && action.term?.code == "2026-summer" && action.done == nil)
        let done = try ThemeAction.decide(action, .complete(words: "It runs.", by: "d"), today: Self.today)
        let ended = try #require(ThemeAction.replay(done, after: action))
        #expect(ended.done?.words == "It runs." && ended.done?.by == "d")
        #expect(throws: RuleViolation.self) {
            try ThemeAction.decide(ended, .complete(words: "", by: "d"), today: Self.today)
        }
        #expect(throws: RuleViolation.self) {
            try ThemeAction.decide(nil, .complete(words: "", by: "d"), today: Self.today)
        }
    }

    @Test("Everything that is wrong is said at once")
    func faults() {
        #expect(faults { _ in } == [])
        #expect(faults { $0.theme = "weather" } == ["/theme not_allowed"])
        #expect(faults { $0.value = "KS9" } == ["/value not_allowed"])
        #expect(faults { $0.period = "2026-autumn" } == ["/period not_allowed"], "it has not ended")
        #expect(faults { $0.dueOn = "2026-12-24" } == ["/due_on in_the_past"])
        #expect(
            faults { ($0.what, $0.organisation, $0.owner) = (" ", "", "") } == [
                "/what required", "/organisation required", "/owner required",
            ])
    }

    @Test(
        "A number that leads to a child is refused, however it is written",
        arguments: [
            "See X916401524017.", "x916 4015 24017", "G91640012300A", "NHS 943 476 5919", "(9434765919)",
            "943-476-5919",
        ])
    func namesAChild(_ words: String) {
        #expect(faults { $0.what = words } == ["/what names_a_child"])
        #expect(faults { $0.owner = words } == ["/owner names_a_child"])
    }

    @Test(
        "Other numbers are not taken for one",
        arguments: [
            "01452 425888 after 9", "9434765918", "94347659190", "Q207000016049", "2026-09-01 to 2026-12-18", "",
        ])
    func namesNobody(_ words: String) {
        #expect(!faults { $0.what = words }.contains("/what names_a_child"))
    }
}
