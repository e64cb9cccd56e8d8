import Contracts
import RoutingData
import SchoolYear
import Testing

@testable import Inclusion

/// What is true of capacity, whatever is booked.
@Suite("Capacity", .timeLimit(.minutes(1))) struct CapacityTests {
    private static let keyStages: [KeyStage] = [.keyStage2, .keyStage3, .keyStage4]
    private static let needs = ["SEMH", "ASD", "SLCN"]

    private static func child(_ random: inout SplitMix64) -> CapacityChild {
        let need = needs.randomElement(using: &random)
        return CapacityChild(
            keyStage: keyStages.randomElement(using: &random) ?? .keyStage3,
            primaryNeed: Int.random(in: 0..<5, using: &random) == 0 ? nil : need)
    }

    private static func rules(_ random: inout SplitMix64, from first: CalendarDate) -> [CapacityCalendar.Rule] {
        (0..<Int.random(in: 0...4, using: &random)).map { _ in
            let from = first.adding(days: Int.random(in: 0..<40, using: &random))
            return CapacityCalendar.Rule(
                from: from,
                to: Bool.random(using: &random) ? nil : from.adding(days: Int.random(in: 0..<60, using: &random)),
                sessions: Set(WeekSession.allCases.shuffled(using: &random).prefix(7)),
                places: Int.random(in: 0...4, using: &random),
                keyStages: Set(keyStages.shuffled(using: &random).prefix(Int.random(in: 0...2, using: &random))),
                needs: Set(needs.shuffled(using: &random).prefix(Int.random(in: 0...2, using: &random))))
        }
    }

    /// Seats children one by one, moving others where that makes room: slowly, and as a person would.
    private static func seatedByHand(_ rules: [CapacityCalendar.Rule], _ children: [CapacityChild]) -> Int {
        var seats = rules.map { _ in [Int]() }
        func seat(_ child: Int, _ tried: inout Set<Int>) -> Bool {
            for rule in rules.indices where rules[rule].takes(children[child]) && tried.insert(rule).inserted {
                if seats[rule].count < rules[rule].places {
                    seats[rule].append(child)
                    return true
                }
                for place in seats[rule].indices where seat(seats[rule][place], &tried) {
                    seats[rule][place] = child
                    return true
                }
            }
            return false
        }
        return children.indices.count { child in
            var tried: Set<Int> = []
            return seat(child, &tried)
        }
    }

    @Test("As many children are seated, and as many more fit, as when a person tries all ways")
    func seats() throws {
        var random = SplitMix64(seed: 11)
        for _ in 0..<2000 {
            let rules = Self.rules(&random, from: try day("2026-11-23"))
            let children = (0..<Int.random(in: 0...10, using: &random)).map { _ in Self.child(&random) }
            let seats = Seats(rules, for: children)
            let seated = Self.seatedByHand(rules, children)
            #expect(seats.seated == seated)
            let next = Self.child(&random)
            let more = Self.seatedByHand(rules, children + Array(repeating: next, count: 20)) - seated
            #expect(seats.free(for: next) == more)
        }
    }

    @Test("Whoever is booked only where there is no shortage never makes more children than places")
    func neverOverBooked() throws {
        var random = SplitMix64(seed: 12)
        let first = try day("2026-11-23")
        for round in 0..<60 {
            var diary = CapacityDiary(
                calendar: CapacityCalendar(
                    rules: Self.rules(&random, from: first),
                    closures: [first.adding(days: 7)...first.adding(days: 9)],
                    days: TeachingDays(try BuiltIn.county().county.calendar)))
            for number in 0..<25 {
                let from = first.adding(days: Int.random(in: 0..<60, using: &random))
                let days = from...from.adding(days: Int.random(in: 0..<50, using: &random))
                let (child, wanted) = (Self.child(&random), Int.random(in: 1...10, using: &random))
                let sessions = diary.sessions(wanted, days, for: child)
                #expect(sessions.count <= wanted)
                guard !sessions.isEmpty else { continue }
                #expect(diary.shortages(sessions, days, for: child).isEmpty, "round \(round)")
                if sessions.count < wanted {
                    let left = Set(WeekSession.allCases).subtracting(sessions)
                    #expect(left.allSatisfy { !diary.shortages([$0], days, for: child).isEmpty })
                }
                diary.bookings.append(
                    Booking(
                        offerID: "\(number)", isTaken: Bool.random(using: &random), days: days,
                        sessions: Set(sessions), child: child))
                if Int.random(in: 0..<4, using: &random) == 0 { diary.bookings.removeFirst() }
                #expect(diary.overBooked(from: first).isEmpty)
            }
        }
    }

    @Test("Without a calendar: the directory's places in every session of the term, and on working days beyond it")
    func fromTheDirectory() throws {
        let calendar = CapacityCalendar(places: 2, days: TeachingDays(try BuiltIn.county().county.calendar))
        let diary = CapacityDiary(
            calendar: calendar, bookings: [try booking("a", "2026-11-23", "2026-11-27", [.mondayMorning])])
        #expect(try diary.halfDays(on: day("2026-11-23")).map(\.free) == [1, 2])
        #expect(try diary.halfDays(on: day("2026-11-30")).map(\.free) == [2, 2])
        #expect(try diary.halfDays(on: day("2026-11-28")).isEmpty, "a Saturday")
        #expect(try diary.halfDays(on: day("2026-12-24")).isEmpty, "holidays")
        #expect(try diary.halfDays(on: day("2099-09-07")).map(\.free) == [2, 2], "no term dates so far ahead")
        #expect(try TeachingDays().contains(day("2026-12-24")) && !TeachingDays().contains(day("2026-12-25")))
    }

    @Test("What stands against a place is said for each half day, with the first day and how often")
    func shortages() throws {
        var diary = CapacityDiary(
            calendar: CapacityCalendar(
                rules: [
                    .init(
                        from: try day("2026-11-02"), sessions: [.mondayMorning, .tuesdayMorning], places: 1,
                        keyStages: [.keyStage3])
                ], days: TeachingDays()),
            bookings: [try booking("a", "2026-12-07", "2026-12-14", [.mondayMorning])])
        let days = try day("2026-11-23")...day("2026-12-18")
        let found = diary.shortages(
            [.mondayMorning, .tuesdayMorning, .fridayAfternoon], days, for: CapacityChild(keyStage: .keyStage3))
        #expect(found.map(\.cause) == [.full, .notOffered])
        #expect(found.map(\.session) == [.mondayMorning, .fridayAfternoon])
        #expect(found.map(\.days) == [2, 4])
        #expect(
            found.map(\.words) == [
                "Monday morning: all places are taken or held, 2 times from 7 December 2026.",
                "Friday afternoon: no places for this child, 4 times from 27 November 2026.",
            ])
        #expect(
            diary.shortages([.mondayMorning], days, for: CapacityChild(keyStage: .keyStage3), besides: "a").isEmpty)
        #expect(diary.sessions(3, days, for: CapacityChild(keyStage: .keyStage3)) == [.tuesdayMorning])
        #expect(diary.sessions(3, days, for: CapacityChild(keyStage: .keyStage4)).isEmpty)

        diary.calendar.closures = [days]
        #expect(
            diary.shortages([.tuesdayMorning], days, for: CapacityChild(keyStage: .keyStage3)).map(\.cause) == [
                .noOpenDay
            ])
        #expect(diary.sessions(1, days, for: CapacityChild(keyStage: .keyStage3)).isEmpty)
    }

    @Test("A child beyond the places takes no place from a child whose places are kept")
    func overCommitted() throws {
        let rules: [CapacityCalendar.Rule] = [
            .init(from: try day("2026-11-02"), places: 1, keyStages: [.keyStage3]),
            .init(from: try day("2026-11-02"), places: 1, keyStages: [.keyStage4]),
        ]
        let three = CapacityChild(keyStage: .keyStage3)
        let seats = Seats(rules, for: [three, three])
        #expect(seats.free(for: three) == 0)
        #expect(seats.free(for: CapacityChild(keyStage: .keyStage4)) == 1)
    }

    @Test("Fewer places than children: nobody loses one, and it is said on which half days")
    func lowered() throws {
        let calendar = CapacityCalendar(places: 1, days: TeachingDays())
        let diary = CapacityDiary(
            calendar: calendar,
            bookings: [
                try booking("a", "2026-11-23", "2026-11-24", [.mondayMorning, .tuesdayMorning]),
                try booking("b", "2026-11-24", "2026-11-30", [.mondayMorning, .tuesdayMorning]),
            ])
        let over = diary.overBooked(from: try day("2026-11-23"))
        #expect(over.map(\.day.description) == ["2026-11-24"])
        #expect(over.map(\.halfDay.session) == [.tuesdayMorning])
        #expect(try diary.halfDays(on: day("2026-11-24")).first?.free == 0)
    }

    @Test("Everything that is wrong with a calendar is said at once, each at its place")
    func wrongDrafts() {
        let draft = CapacityDraft(
            rules: [
                .init(from: "soon", sessions: [], places: -1, keyStages: ["ks9"], needs: ["XX"]),
                .init(from: "2026-12-01", to: "2026-11-01", sessions: ["mon_am", "mon_am", "sun_am"], places: 2000),
            ], closures: [.init(from: "2026-12-01", to: "", reason: "rain")])
        #expect(
            draft.problems().map { "\($0.pointer) \($0.code)" } == [
                "/rules/0/from not_allowed", "/rules/0/places out_of_range", "/rules/0/sessions required",
                "/rules/0/key_stages/0 not_allowed", "/rules/0/needs/0 not_allowed",
                "/rules/1/to out_of_range", "/rules/1/places out_of_range", "/rules/1/sessions/1 duplicate",
                "/rules/1/sessions/2 not_allowed", "/closures/0/to required", "/closures/0/reason not_allowed",
            ])
        let many = CapacityDraft(
            rules: (0..<9).map { .init(from: "2026-12-0\($0 + 1)", sessions: ["mon_am"], places: $0) })
        #expect(many.problems().map { "\($0.pointer) \($0.code)" } == ["/rules/8 too_many_at_once"])
    }

    @Test("A calendar that is set again as it is brings nothing; other events of the provision leave it alone")
    func setting() throws {
        let draft = CapacityDraft(
            rules: [.init(from: "2026-12-01", sessions: ["mon_am"], places: 3, keyStages: ["ks3"], needs: ["SEMH"])],
            closures: [.init(from: "2026-12-07", to: "2026-12-07", reason: "training")])
        func set(_ state: ProvisionCapacity?, _ draft: CapacityDraft) throws -> [PlacementEvent] {
            try ProvisionCapacity.decide(state, draft, for: "p", of: "org-p", by: "person")
        }
        let events = try set(nil, draft)
        let state = try #require(ProvisionCapacity.replay(events + [.provisionUnlisted(.init())]))
        #expect(try set(state, draft) == [])
        #expect(try set(state, CapacityDraft(rules: [])).count == 1)
        let calendar = CapacityCalendar(state.set, days: TeachingDays())
        #expect(calendar.rules.map(\.places) == [3] && calendar.rules.map(\.keyStages) == [[.keyStage3]])
        #expect(try !calendar.isOpen(on: day("2026-12-07")) && calendar.isOpen(on: day("2026-12-08")))
        let wrong = #expect(throws: RuleViolation.self) {
            try set(state, CapacityDraft(rules: [.init(from: "", sessions: [], places: 0)]))
        }
        #expect(wrong?.kind == .invalid)
    }

    // MARK: -

    private func booking(_ id: String, _ from: String, _ to: String, _ sessions: Set<WeekSession>) throws -> Booking {
        Booking(
            offerID: id, isTaken: true, days: try day(from)...day(to), sessions: sessions,
            child: CapacityChild(keyStage: .keyStage3))
    }
}
