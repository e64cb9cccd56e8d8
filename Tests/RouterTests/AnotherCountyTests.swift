import Contracts
import Foundation
import HTTPTypes
import Inclusion
import Postgres
import RoutingData
import ServiceKit
import ServiceTestSupport
import Testing

@testable import EventFlow
@testable import LocalityRouter

@Suite("A county of one's own", .timeLimit(.minutes(1)))
struct AnotherCountyTests {
    static let wychavon = "E07000238"

    /// The built-in county with a district of Worcestershire's in the place of Tewkesbury.
    static func text(version: Int = 2) throws -> String {
        try BuiltIn.county().text.replacing("version: 1\n", with: "version: \(version)\n")
            .replacing("name: Tewkesbury, owner: The coordinator for Tewkesbury", with: "name: Wychavon, owner: W")
            .replacing("E07000083", with: wychavon)
    }

    private static let asker = Identity.someone(.coordinator, localities: [CaseDesk.here, wychavon])

    @Test("What localities are called, and which there are, is said by the county that counts")
    func names() async throws {
        try await CaseDesk.run { desk in
            try await desk.bench.activateCounty(try Self.text())
            let queues = try await desk.send(.get, "/v1/queues", as: Self.asker)
            #expect(queues.body.at("items")?.all("locality/name") == ["Wychavon", "Not known where"])

            let (id, _) = try await desk.open()
            let gone = try await desk.move(id, "transfer", ["locality": "E07000083", "why": "w"], as: Self.asker)
            #expect(gone.status == 422 && gone.errors == ["/locality not_allowed"])
            let moved = try await desk.move(
                id, "transfer", ["locality": .string(Self.wychavon), "why": "w"], as: Self.asker)
            #expect(moved.status == 200, "\(moved.errors)")
            let read = try await desk.send(.get, "/v1/cases/\(id.text)", as: Self.asker)
            #expect(read["locality/name"]?.words == "Wychavon")
            #expect(read["reroutings/0/to/name"]?.words == "Wychavon")
            #expect(read["routing/explanation"]?.strings.last?.hasSuffix("to Wychavon.") == true)

            let action: JSON = [
                "locality": .string(Self.wychavon), "theme": "need", "value": "SEMH", "period": "2026-summer",
                "what": "w", "organisation": "o", "owner": "p", "due_on": "2026-12-01",
            ]
            let agreed = try await desk.send(.post, "/v1/themes/actions", action, as: Self.asker)
            #expect(agreed.status == 201, "\(agreed.errors)")
            let list = try await desk.send(.get, "/v1/themes/actions", as: Self.asker)
            #expect(list["items/0/locality/name"]?.words == "Wychavon")
        }
    }

    @Test("A county is announced once by several copies, and again when another one counts")
    func announced() async throws {
        try await RouterBench.run { bench in
            func tell() async throws {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for copy in [0, 1, 0, 1] {
                        group.addTask {
                            let desk = bench.desks[copy]
                            let county = try await bench.stores[copy].pool.withConnection {
                                try await desk.county(in: $0)
                            }
                            try await CountyNews(events: bench.stores[copy], now: { RouterBench.now }).tell(county)
                        }
                    }
                    try await group.waitForAll()
                }
            }
            try await tell()
            try await tell()
            #expect(try await bench.story(of: CountyNews.id) == ["county_announced"])
            try await bench.activateCounty(try Self.text())
            try await tell()
            #expect(try await bench.story(of: CountyNews.id) == ["county_announced", "county_announced"])
            let told = try await bench.store.read(AnnouncedCounty.self, CountyNews.id).state
            #expect(told?.label == "gloucestershire/2" && told?.localities.last?.name == "Wychavon")
            #expect(try told?.calendar == BuiltIn.county().county.calendar, "and it can be read again, to the day")
        }
    }
}

extension RouterBench {
    /// Makes a county's file count, as the operator's command does.
    func activateCounty(_ text: String) async throws {
        let file = try RoutingDataKind.county.read(text)
        let outcome = try await pool.withTransaction {
            try await RoutingDataStore().activate(file, by: "ada", at: Self.now, in: $0)
        }
        guard case .done = outcome else { throw CancellationError() }
    }
}
