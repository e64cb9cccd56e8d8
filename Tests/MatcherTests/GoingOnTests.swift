import Contracts
import Foundation
import HTTPTypes
import Inclusion
import ServiceKit
import ServiceTestSupport
import Testing

@testable import PlacementMatcher

/// From a request, and from an offer, whoever has the next step finds the way to the placement.
@Suite("From a request to its placement", .timeLimit(.minutes(1)))
struct GoingOnTests {
    typealias Room = PlacementRoom

    @Test("An accepted request may be agreed; then it shows the placement, and what each party may do with it")
    func goingOn() async throws {
        try await Room.run { room in
            try await room.bench.load(MatcherBench.file(MatcherBench.entry(places: 5)))
            let request = try await room.accepted()
            let path = "/v1/placement-requests/\(request.id)"
            let offer = "/v1/offers/\(try #require(request.acceptedOffer).id)"
            let before = try await room.send(.get, path)
            #expect(before.status == 200 && before["allowed_moves"]?.strings == ["agree"])
            #expect(before["placement"] == nil)
            let id = try #require(try await room.agree(request)["id"]?.words)
            let after = try await room.send(.get, path)
            #expect(after["allowed_moves"]?.strings == [] && after["placement/id"]?.words == id)
            #expect(
                after["placement/status"]?.words == "confirmed" && after["placement/review_by"]?.words == "2026-12-18")
            #expect(after["placement/allowed_moves"]?.strings == ["start", "not_start"])
            let asked = try await room.send(.get, offer, as: Room.provider)
            #expect(asked["placement/id"]?.words == id && asked["allowed_moves"]?.strings == [])
            try await room.make(id, "start", Room.start, on: "2026-12-07")
            let running = try await room.send(.get, offer, as: Room.provider)
            #expect(
                running["placement/allowed_moves"]?.strings == [
                    "record_attendance", "review", "plan_reintegration", "end",
                ])
            #expect(
                try await room.send(.get, path)["placement/allowed_moves"]?.strings == [
                    "review", "extend", "plan_reintegration", "end",
                ])
        }
    }

    @Test("What of the standard the public directory does not answer it refuses, and never passes over")
    func notAnswered() async throws {
        try await Room.run { room in
            for list in ["services", "service_at_locations"] {
                for name in [
                    "postcode=GL1%201AA", "coverage=GL1%201AA", "start_time=09:00", "end_time=15:00", "vocabulary=x",
                ] {
                    let reply = try await room.send(.get, "/\(list)?\(name)", as: nil)
                    #expect(reply.status == 400 && reply.text.contains("_not_supported"), "\(list)?\(name)")
                }
                #expect(try await room.send(.get, "/\(list)?search=x", as: nil).status == 200)
            }
        }
    }
}
