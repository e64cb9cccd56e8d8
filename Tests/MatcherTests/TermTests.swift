import Contracts
import EventFlow
import Foundation
import HTTPTypes
import Inclusion
import ServiceKit
import ServiceTestSupport
import SwiftProtobuf
import Testing

@testable import PlacementMatcher

/// A provider from a feed hosts children for a term; the next child sees what came of it.
@Suite("A term", .timeLimit(.minutes(2)))
struct TermTests {
    typealias Room = PlacementRoom

    /// One more than the fewest placements from which what works is shown.
    private static let children = 11

    @Test(
        "Imported, assured, asked, agreed, a term of sessions, reviewed, ended: the next child sees the better figure")
    func term() async throws {
        try await Room.run { room in
            try await listed(room)
            let before = try await room.bench.request(Self.decision)
            #expect(effectiveness(before) == "Not measured yet.")
            var stays: [String] = []
            for _ in 0..<Self.children {
                let reply = try await room.agree(try await room.accepted(Self.decision), Self.agreement)
                stays.append(try #require(reply["id"]?.words, "\(reply.errors)"))
            }
            for id in stays { try await room.make(id, "start", Room.start, on: "2026-12-07") }
            for id in stays { try await room.make(id, "reviews", Room.review, on: "2026-12-16") }
            let marks = Self.marks
            try await room.make(stays[0], "attendance", ["marks": .array(marks)], on: "2027-02-12")
            try await room.make(stays[0], "reintegration", Room.reintegration, on: "2027-02-12")
            for (number, id) in stays.enumerated() {
                let end: JSON = [
                    "ended_on": "2027-02-12", "ended_as": number == 0 ? "reintegrated" : "completed",
                    "objectives": [
                        ["objective": 1, "outcome": "achieved"],
                        ["objective": 2, "outcome": number == 0 ? "partly" : "achieved"],
                    ], "words": "Likes to read aloud.",
                ]
                try await room.make(id, "end", end, on: "2027-02-12")
            }
            let read = try await room.send(.get, "/v1/placements/\(stays[0])")
            #expect(read["attendance/required"]?.number == marks.count && marks.count == 30)
            #expect(read["attendance/attended"]?.number == marks.count - 1)
            // 21 of 22 objectives.
            let after = try await room.bench.request(Self.decision)
            #expect(
                effectiveness(after) == "95 of 100 objectives were achieved, measured on \(Self.children) placements.")
            #expect(try #require(after.candidates.first).score > (try #require(before.candidates.first).score))
            let shown = try await room.send(.get, "/services/\(FeedSample.first)", as: nil)
            #expect(shown.text.contains("of \(Self.children) placements"))
        }
    }

    /// From the feed into the directory, and assured.
    private func listed(_ room: Room) async throws {
        let service = try FeedSample.service(
            FeedSample.first,
            [
                "organization": """
                {"id": "\(FeedSample.organization)", "name": "Severn Bank Arts", "organization_identifiers":
                 [{"identifier_scheme": "referral-hub", "identifier": "\(MatcherBench.provider)"}]}
                """,
                "capacities": "[{\"available\": 20, \"maximum\": 20, \"unit\": {\"name\": \"place\"}}]",
            ])
        let given = DirectoryImport(
            feed: "https://studio.example", isWhole: true, isToBeApplied: true, services: .array([service]))
        try await room.bench.store.transaction { _ = try await given.apply(UUID(), at: MatcherBench.now, in: $0) }
        let path = "/v1/provisions/\(FeedSample.first)"
        let version = try await room.bench.store.read(
            DirectoryEntry.self, try #require(UUID(uuidString: FeedSample.first))
        ).version
        let assured = try await room.send(
            .post, path + "/assurances",
            [
                "assurer": "Inclusion Service", "standard": "County AP standard 2026", "assured_on": "2026-01-05",
                "until": "2028-01-04", "evidence": [["kind": "visit", "seen_on": "2026-01-05"]],
            ], match: Int(version))
        #expect(assured.status == 201, "\(assured.errors)")
    }

    @Sendable private static func decision(_ decided: inout ApPlacementDecided) {
        decided.sessionsAWeek = 4
        decided.registration = "dual"
    }

    /// Four of the half days that are booked.
    private static let agreement = PlacementRoom.agreement.with([
        "sessions": ["mon_am", "mon_pm", "tue_am", "tue_pm"]
    ])

    /// Every agreed half day of the school days from 7 December to 12 February; one was missed.
    private static let marks: [JSON] = {
        let mondays = [
            "2026-12-07", "2026-12-14", "2027-01-11", "2027-01-18", "2027-01-25", "2027-02-01", "2027-02-08",
        ].compactMap { CalendarDate($0) }
        // School began again on Tuesday 5 January.
        let days = mondays.flatMap { [$0, $0.adding(days: 1)] } + [CalendarDate("2027-01-05")].compactMap { $0 }
        let sessions = days.flatMap { day in ["am", "pm"].map { (day, $0) } }
        return sessions.enumerated().map { number, session in
            [
                "date": .string(session.0.description), "session": .string(session.1),
                "mark": number == 5 ? "absent_authorised" : "present",
            ]
        }
    }()

    /// What the ranking says of the provision's results.
    private func effectiveness(_ request: PlacementRequest) -> String? {
        request.candidates.first?.reasons.first { $0.code == "effectiveness" }?.words
    }
}
