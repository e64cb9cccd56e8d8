import Contracts
import EventFlow
import Foundation
import Inclusion
import Postgres
import ServiceTestSupport
import SwiftProtobuf
import Testing

@testable import Portal

@Suite("From events to outcomes", .timeLimit(.minutes(1)))
struct OutcomeBookTests {
    private static func clock(_ kind: CaseClockKind, breached: Bool = false) -> CaseClock {
        .with { ($0.kind, $0.breached) = (kind.code, breached) }
    }

    private static func closed(_ outcome: String) -> CaseEvent { .closed(.with { $0.outcome = outcome }) }
    private static let reopened = CaseEvent.reopened(.with { $0.was = "advice_given" })

    struct Story: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// What happens, and on which day.
        let events: [(CaseEvent, String)]
        /// Outcomes that hold, and `day → day` for those that were taken back, by day.
        let counted: [String: String]
    }

    static let stories = [
        Story(testDescription: "An open case is not counted", events: [(Samples.acknowledged, "a")], counted: [:]),
        Story(
            testDescription: "A decision that closes is an outcome, of the day on which it was taken",
            events: [(Samples.acknowledged, "a"), (Samples.advised, "b")], counted: ["b": "advice_given"]),
        Story(
            testDescription: "One that does not close is none",
            events: [(Samples.supported, "a")], counted: [:]),
        Story(
            testDescription: "The end of support is one",
            events: [(Samples.supported, "a"), (closed("stepped_down"), "c")], counted: ["c": "stepped_down"]),
        Story(
            testDescription:
                "What was reopened is remembered with the day, and is an outcome again when it is closed again",
            events: [(Samples.advised, "a"), (reopened, "b"), (closed("placed"), "c")],
            counted: ["a": "advice_given until b", "c": "placed"]),
        Story(
            testDescription: "Of one day the last outcome holds",
            events: [(Samples.advised, "a"), (reopened, "a"), (closed("placed"), "a")], counted: ["a": "placed"]),
        Story(
            testDescription: "What is closed stays closed",
            events: [(Samples.advised, "a"), (closed("placed"), "a")], counted: ["a": "advice_given"]),
        Story(
            testDescription: "What was entered in error is no outcome",
            events: [(closed("entered_in_error"), "a")], counted: [:]),
    ]

    @Test("Each story is counted where it ended", arguments: stories)
    func counts(story: Story) throws {
        let id = UUID()
        var book = OutcomeBook()
        try book.note(Samples.opened(case: id), of: id, version: 1, on: "a")
        for (index, (event, day)) in story.events.enumerated() {
            try book.note(event, of: id, version: Int64(index + 2), on: day)
            // Seen again it changes nothing.
            try book.note(event, of: id, version: Int64(index + 2), on: "z")
        }
        let counted = book.closings.compactMap { place, closing in
            closing.facts.map { (place.day, $0.outcome + (closing.reopenedOn.map { " until \($0)" } ?? "")) }
        }
        #expect(Dictionary(uniqueKeysWithValues: counted) == story.counted)
    }

    @Test("A case is counted as it stood when it was closed: where, at which level, with which clocks")
    func facts() throws {
        let id = UUID()
        var book = OutcomeBook()
        try book.note(
            Samples.opened(case: id).setting(clocks: [Self.clock(.acknowledge), Self.clock(.triage)]), of: id,
            version: 1, on: "a")
        try book.note(
            Samples.acknowledged.setting(clocks: [Self.clock(.triage, breached: true)]), of: id, version: 2, on: "a")
        try book.note(.levelChanged(.with { $0.toLevel = 4 }), of: id, version: 3, on: "a")
        try book.note(.rerouted(.with { $0.locality = "E07000078" }), of: id, version: 4, on: "a")
        try book.note(Samples.advised, of: id, version: 5, on: "a")
        try book.note(.levelChanged(.with { $0.toLevel = 1 }), of: id, version: 6, on: "b")
        let facts = try #require(book.closings[OutcomeBook.Place(id: id, day: "a")]?.facts)
        #expect(facts.level == 4 && facts.locality == "E07000078" && facts.need == "SEMH" && facts.daysOut == 12)
        #expect(facts.clocksRun == ["acknowledge", "triage"] && facts.clocksMissed == ["triage"])
    }

    @Test("An event about a case that was never opened is a dead letter")
    func neverOpened() {
        var book = OutcomeBook()
        #expect(throws: ProjectionTrouble.self) {
            try book.note(Samples.acknowledged, of: UUID(), version: 2, on: "a")
        }
    }

    @Test("A case counts in the county's own term, and not in one in which it was reopened; what was shown once stays")
    func terms() async throws {
        try await PortalBench.run { bench in
            let (spring, summer) = (
                try FigureTests.term("2026-01-05", "2026-04-12"), try FigureTests.term("2026-04-13", "2026-09-01")
            )
            func tell(_ events: [(CaseEvent, String)]) async throws {
                let (referral, id) = (UUID(), UUID())
                let all = [(Samples.opened(case: id), "2026-01-06")] + events
                for (place, (event, day)) in all.enumerated() {
                    let received = try ReceivedEvent.of(
                        event, referral: referral, subject: id, version: Int64(place + 1), time: at("\(day)T10:00:00Z"))
                    try await bench.store.transaction { try await OutcomeProjection().apply([received], in: $0) }
                }
            }
            // By fixed days of 1 May the first would lie in spring.
            try await tell([(Samples.advised, "2026-04-13")])
            try await tell([(Self.closed("supported"), "2026-04-12")])
            try await tell([(Self.closed("placed"), "2026-02-02"), (Self.reopened, "2026-03-02")])
            try await tell([(Self.closed("placed"), "2026-02-02"), (Self.reopened, "2026-05-04")])
            try await tell([(Self.closed("placed"), "2026-02-02"), (Self.closed("entered_in_error"), "2026-03-03")])
            let found = try await OutcomeReader(pool: bench.pool).cases(of: [Samples.gloucester], in: [spring, summer])
            func outcomes(_ term: ReportingTerm) -> [String] {
                (found[OutcomeReader.Place(locality: Samples.gloucester, term: term.code)] ?? []).map(\.outcome)
                    .sorted()
            }
            #expect(outcomes(spring) == ["placed", "supported"] && outcomes(summer) == ["advice_given"])
        }
    }

    private static func ref(_ id: UUID) -> PlacementRef {
        .with { ($0.placementID, $0.locality) = (id.text, Samples.gloucester) }
    }

    @Test("The tables hold what the events say, in one go or one by one, and nothing that identifies a child")
    func tables() async throws {
        let (referral, id, place) = (UUID(), UUID(), UUID())
        let time = at("2026-03-02T10:00:00Z")
        let events = try [
            ReceivedEvent.of(Samples.opened(case: id), referral: referral, subject: id, version: 1, time: time),
            .of(Samples.advised, referral: referral, subject: id, version: 2, time: time),
            .of(
                PlacementEvent.started(.with { ($0.placement, $0.daysOutOfSchool) = (Self.ref(place), 7) }),
                referral: referral, subject: place, version: 2, time: time),
            .of(
                PlacementEvent.ended(.with { ($0.placement, $0.endedAs) = (Self.ref(place), "reintegrated") }),
                referral: referral, subject: place, version: 3, time: time),
        ]
        for runs in [[events], events.map { [$0] }, events.map { [$0, $0] }] {
            try await PortalBench.run { bench in
                for run in runs {
                    try await bench.store.transaction { try await OutcomeProjection().apply(run, in: $0) }
                }
                let reader = OutcomeReader(pool: bench.pool)
                let term = try FigureTests.term("2026-01-05", "2026-04-12")
                let cases = try await reader.cases(of: [Samples.gloucester], in: [term])
                #expect(cases.values.flatMap { $0 }.map(\.outcome) == ["advice_given"])
                #expect(
                    try await reader.places(of: Samples.gloucester, in: term) == [
                        EndedPlace(locality: Samples.gloucester, endedAs: "reintegrated", daysOut: 7)
                    ])
                for table in ["outcome_case", "closed_case", "ended_place"] {
                    let row = try await bench.pool.query(
                        "select to_jsonb(t)::text from \(identifier: table) t"
                    ).decodeFirst(String.self)
                    let text = try #require(row)
                    #expect(!text.contains(referral.text) && !text.contains("RH-2345") && !text.contains("sealed"))
                }
            }
        }
    }
}
