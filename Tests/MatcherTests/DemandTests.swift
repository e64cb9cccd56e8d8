import Contracts
import Foundation
import HTTPTypes
import Inclusion
import ServiceKit
import ServiceTestSupport
import Testing

@testable import PlacementMatcher

/// Where more places would help, in numbers behind which nobody can be found.
@Suite("Unmet demand", .timeLimit(.minutes(1)))
struct DemandTests {
    typealias Room = PlacementRoom

    static let board = Identity.someone(.board, localities: [])

    private func read(_ room: Room, _ query: String = "") async throws -> Reply {
        try await room.send(.get, "/v1/unmet-demand\(query)", as: Self.board)
    }

    @Test("With two places and nine who wait, seven more help; while fewer than five wait, nothing is said")
    func places() async throws {
        try await Room.run { room in
            try await room.bench.load(MatcherBench.file(MatcherBench.entry(places: 2)))
            let nobody = try await read(room)
            #expect(nobody["waiting"]?.number == 0 && nobody["places"] == [])
            for _ in 0..<4 { _ = try await room.bench.request() }
            let few = try await read(room)
            #expect(few["waiting"] == nil && few["more_placed"] == nil && few["places"] == [])
            for _ in 0..<5 { _ = try await room.bench.request() }
            // Seven go without: to say so, or that two do not, would say that it is two.
            let some = try await read(room)
            #expect(some["waiting"]?.number == 9 && some["unplaced"] == nil)
            #expect(some["places/0/more"]?.number == 7 && some["places/0/free_now"]?.number == 2)
            #expect(some["places/0/kind"]?.words == "independent" && some["places"]?.count == 1, "\(some.text)")
            #expect(try await read(room, "?more=3")["places/0/more"]?.number == 3)
            for _ in 0..<3 { _ = try await room.bench.request() }
            #expect(try await read(room)["places/0/more"]?.number == 10)
        }
    }

    @Test("Every documented answer is given; nobody but coordinators and the board is told")
    func documented() async throws {
        try await Room.run { room in
            let told = try await read(room)
            #expect(told.status == 200)
            #expect(try await room.send(.get, "/v1/unmet-demand").status == 200)
            #expect(try await read(room, "?more=0").status == 400)
            #expect(try await room.send(.get, "/v1/unmet-demand", as: nil).status == 401)
            #expect(try await room.send(.get, "/v1/unmet-demand", as: Room.provider).status == 403)
        }
    }
}
