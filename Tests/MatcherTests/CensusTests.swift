import Contracts
import Foundation
import HTTPTypes
import Inclusion
import Postgres
import Privacy
import ServiceTestSupport
import SwiftProtobuf
import Testing

@testable import EventFlow
@testable import PlacementMatcher
@testable import ServiceKit

@Suite("The census", .timeLimit(.minutes(1)))
struct CensusTests {
    typealias Room = PlacementRoom

    /// At a provision that is in the register, with these numbers in the directory.
    private func lend(_ numbers: String = "", _ body: @Sendable (Room) async throws -> Void) async throws {
        try await Room.run { room in
            try await room.bench.load(MatcherBench.file(MatcherBench.entry(places: 9)))
            let service = "{\"organization\": {\"organization_identifiers\": [\(numbers)]}}"
            let listed = ProvisionListed.with {
                $0.provisionID = MatcherBench.first
                $0.entry.service = .init(service.utf8)
            }
            let id = try #require(UUID(uuidString: MatcherBench.first))
            try await room.bench.store.transaction {
                let loaded = try await $0.load(DirectoryEntry.self, id)
                _ = try await $0.append(
                    [PlacementEvent.provisionListed(listed)], to: id, key: id, after: loaded.version,
                    at: MatcherBench.now)
            }
            try await body(room)
        }
    }

    private static let urn = "{\"identifier_type\": \"URN\", \"identifier\": \"137482\"}"
    private static let period = "/v1/census?from=2026-12-01&to=2027-01-21"

    @Test("A row for each child, as XML will have it, and as a file; every opening is in the access log")
    func rows() async throws {
        try await lend(Self.urn) { room in
            let id = try await room.placement(
                ("start", Room.start, "2026-12-07"), ("reintegration", Room.reintegration, "2026-12-17"),
                ("end", Room.end, "2026-12-18"))
            // Agreed only: not a row.
            try room.go(to: "2026-11-23")
            _ = try await room.placement()
            let census = try await room.send(.get, Self.period)
            #expect(census.status == 200 && census["invalid"] == [] && census["header/to"]?.words == "2027-01-21")
            #expect(census["pupils"]?.count == 1 && census["pupils/0/placement/id"]?.words == id)
            #expect(census["pupils/0/identifiers/upn"]?.words == "X916401524017")
            #expect(census["pupils/0/placement/urn"]?.words == "137482" && census["pupils/0/placement/ukprn"] == nil)
            #expect(census["pupils/0/placement/setting_type"] == nil)
            #expect(census["pupils/0/placement/leaving_date"]?.words == "2026-12-18")
            #expect(census["pupils/0/placement/attendance_pattern"]?.words == "P")
            #expect(census["pupils/0/placement/sessions_per_week"]?.number == 2)

            let file = try await room.send(.get, Self.period, accept: "text/csv")
            let lines = file.text.split(separator: "\r\n")
            #expect(lines.count == 2 && file.headers[.contentType] == "text/csv; charset=utf-8")
            #expect(
                lines.last == """
                    X916401524017,,Testwell,Rowan,2013-04-09,M,WBRI,K,,137482,,,behaviour,2026-12-07,2026-12-18,P,2,\(id),
                    """)
            let traces = try await room.bench.number(
                "select count(*) from keyring.access_log where purpose = 'census' and reader = 'coordinator-1'")
            #expect(traces == 2)
        }
    }

    @Test("A row that would be sent back is named, with everything that is wrong with it")
    func invalid() async throws {
        try await lend { room in
            let id = try await room.placement(("start", Room.start, "2026-12-07"))
            let census = try await room.send(.get, Self.period)
            #expect(census["pupils"] == [] && census["invalid/0/placement_id"]?.words == id)
            #expect(census["invalid/0/problems/0/pointer"]?.words == "/urn")
            #expect(!census.text.contains("Testwell"))
            let file = try await room.send(.get, Self.period, accept: "text/csv")
            #expect(file.text.hasSuffix(",/urn required\r\n"))
        }
    }

    @Test("Only coordinators read it, for their own localities and for a period")
    func refused() async throws {
        try await lend(Self.urn) { room in
            _ = try await room.placement(("start", Room.start, "2026-12-07"))
            #expect(try await room.send(.get, Self.period, as: Room.elsewhere)["pupils"] == [])
            for person in [Room.provider, Room.school] {
                #expect(try await room.send(.get, Self.period, as: person).status == 403)
            }
            for query in ["", "?from=2026-12-01", "?from=2026-12-02&to=2026-12-01", "?from=2025-01-01&to=2027-01-01"] {
                #expect(try await room.send(.get, "/v1/census\(query)").status == 400)
            }
            let before = try await room.send(.get, "/v1/census?from=2026-11-01&to=2026-12-06")
            #expect(before["pupils"] == [])
        }
    }
}
