import Contracts
import Foundation
import HTTPTypes
import Inclusion
import Postgres
import ServiceKit
import ServiceTestSupport
import SwiftProtobuf
import Testing

@testable import EventFlow
@testable import PlacementMatcher

/// The days that count for places are those of the county's calendar that was announced.
@Suite("The county's calendar in the matcher", .timeLimit(.minutes(1)))
struct CountyCalendarTests {
    /// An autumn like the built-in one, with what is changed.
    static func announced(
        _ number: Int, _ change: (inout AnnouncedCalendar) -> Void = { _ in }
    ) -> CaseEvent {
        var announced = CountyAnnounced()
        announced.label = "elsewhere/\(number)"
        announced.localities = [.with { ($0.code, $0.name) = ("E07000081", "Gloucester") }]
        announced.calendar.ends = "2027-08-31"
        announced.calendar.terms = [
            .with { ($0.name, $0.first, $0.last) = ("Autumn", "2026-11-02", "2026-12-18") },
            .with { ($0.name, $0.first, $0.last) = ("Spring", "2027-01-04", "2027-03-25") },
        ]
        change(&announced.calendar)
        return .countyAnnounced(announced)
    }

    @Test("The first day of a placement is a school day of that calendar, and its review comes in one of its terms")
    func agreement() async throws {
        try await PlacementRoom.run { room in
            try await room.bench.load(MatcherBench.file(MatcherBench.entry(places: 3)))
            let request = try await room.accepted()
            try await room.bench.apply(Self.announced(1) { $0.closures = ["2026-12-07"] })
            let refused = try await room.agree(request)
            #expect(refused.status == 422 && refused.errors == ["/from no_school_day"], "\(refused.errors)")
            // Four weeks after the first day there is no school yet; the last day of school before is the review's.
            try await room.bench.apply(Self.announced(2) { $0.terms[0].last = "2026-12-16" }, version: 2)
            let agreed = try await room.agree(request)
            #expect(agreed.status == 201 && agreed["review_by"]?.words == "2027-01-04", "\(agreed.body)")
        }
    }

    @Test("Parents have their notice two school days before, by that calendar")
    func notice() async throws {
        try await PlacementRoom.run { room in
            try await room.bench.load(MatcherBench.file(MatcherBench.entry(places: 3)))
            let request = try await room.accepted()
            // Of the week before only Monday has school, and the week before that has none.
            try await room.bench.apply(
                Self.announced(1) {
                    $0.closures = (24...27).map { "2026-11-\($0)" } + (1...4).map { "2026-12-0\($0)" }
                })
            try room.go(to: "2026-11-30")
            var late = PlacementRoom.agreement
            if case .object(var members) = late, case .object(var notice)? = late["notice"] {
                notice.removeAll { $0.name == "given_on" }
                notice.append(.init("given_on", "2026-11-30"))
                members.removeAll { $0.name == "notice" }
                members.append(.init("notice", .object(notice)))
                late = .object(members)
            }
            let refused = try await room.agree(request, late)
            #expect(refused.status == 422 && refused.errors == ["/notice/given_on too_late"], "\(refused.errors)")
            try await room.bench.apply(Self.announced(2), version: 2)
            #expect(try await room.agree(request, late).status == 201)
        }
    }

    @Test(
        "A provider's time to answer, and the days on which it has places, follow it; an announcement without is none")
    func answerAndPlaces() async throws {
        try await MatcherBench.run { bench in
            try await bench.load(MatcherBench.file(MatcherBench.entry(places: 3)))
            #expect(try await bench.asked().openOffer?.answerBy == "2026-11-25T10:00:00Z")
            try await bench.apply(
                Self.announced(1) {
                    $0.extraHolidays = ["2026-11-24", "2026-11-25"]
                    $0.closures = ["2026-12-08"]
                })
            try await bench.apply(.countyAnnounced(.with { $0.label = "older/1" }), version: 2)
            #expect(try await bench.asked().openOffer?.answerBy == "2026-11-27T10:00:00Z")
            let id = try #require(UUID(uuidString: MatcherBench.first))
            let diary = try await bench.store.pool.withConnection {
                try await Diaries.read([id], during: MatcherBench.days, in: $0)[id]
            }
            let tuesday = try #require(CalendarDate("2026-12-08"))
            #expect(diary?.calendar.days.contains(tuesday) == false)
            #expect(diary?.calendar.days.contains(tuesday.adding(days: 1)) == true)
        }
    }
}
