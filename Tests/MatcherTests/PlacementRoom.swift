import Contracts
import Foundation
import HTTPTypes
import Inclusion
import Postgres
import Privacy
import ServiceKit
import ServiceTestSupport
import SwiftProtobuf
import TestSupport
import Testing

@testable import EventFlow
@testable import PlacementMatcher

/// The placements' routes, on a database of their own with a keyring, and hands to bring a child to a provider.
struct PlacementRoom: ServiceDesk {
    let bench: MatcherBench
    let service: ServiceInProcess

    static let caller = Identity.someone(.coordinator, localities: ["E07000081"])
    static let elsewhere = Identity.someone(.coordinator, subject: "coordinator-2", localities: ["E07000082"])
    static let provider = Identity.someone(.provider, organisation: MatcherBench.provider)
    static let stranger = Identity.someone(.provider, organisation: "provider-other")
    static let school = Identity.someone(.agency, subject: "senco")

    var host: ServiceHost { service.host }

    static func run(_ body: @Sendable (PlacementRoom) async throws -> Void) async throws {
        let definition = PlacementMatcher.definition
        try await OwnDatabase.lend("matcher") { database in
            try await database.prepare(for: definition)
            let pools = try (0..<2).map { _ in try database.pool(6, schema: definition.schema) }
            let outcome: Result<Void, any Error>
            do {
                let bench = MatcherBench(stores: pools.map { EventStore(pool: $0) })
                try await ServiceInProcess.lend(
                    definition, on: database, at: MatcherBench.now, settings: ["DIRECTORY_FILE": #filePath],
                    routes: Self.routes
                ) { service in try await body(PlacementRoom(bench: bench, service: service)) }
                outcome = .success(())
            } catch {
                outcome = .failure(error)
            }
            for pool in pools { await pool.close() }
            try outcome.get()
        }
    }

    private static func routes(_ host: ServiceHost, _ router: HubRouter) throws {
        let keyring = try host.keyring
        PlacementAPI(host: host, keyring: keyring).add(to: router)
        CensusAPI(desk: CensusDesk(host: host, keyring: keyring)).add(to: router)
        PlacementRequestAPI(host: host, keyring: keyring).add(to: router)
        OfferAPI(host: host, keyring: keyring).add(to: router)
        DemandAPI(host: host).add(to: router)
        ProvisionAPI(host: host).add(to: router)
        OpenReferralAPI(host: host).add(to: router)
    }

    /// From now on it is ten o'clock on that day.
    func go(to day: String) throws {
        service.set(LondonTime(date: try #require(CalendarDate(day)), hour: 10).instant)
    }

    // MARK: A placement

    /// A request to which the provider has said yes, about a child with a key.
    func accepted(
        of child: UUID = UUID(), _ change: (inout ApPlacementDecided) -> Void = { _ in }
    ) async throws -> PlacementRequest {
        let key = try await host.keyring.createKey(for: child)
        let census = try key.seal(PlacementRoom.censusChild)
        let brief = try key.seal(PlacementBrief.with { $0.purpose = "A calm place" })
        let request = try await bench.asked { decided in
            (decided.childID, decided.brief, decided.census) = (child.text, brief, census)
            decided.registration = "dual"
            change(&decided)
        }
        _ = try await bench.accept(try #require(request.openOffer).id)
        return try await bench.current(try #require(UUID(uuidString: request.id)))
    }

    static let censusChild = CensusChild.with {
        $0.upn = "X916401524017"
        $0.givenName = "Rowan"
        $0.familyName = "Testwell"
        $0.dateOfBirth = "2013-04-09"
        $0.sex = "M"
        $0.ethnicity = "WBRI"
        $0.senProvision = "K"
        $0.schoolUrn = "137482"
    }

    /// Agrees the placement; answers with its id.
    @discardableResult
    func agree(_ request: PlacementRequest, _ body: JSON = agreement, as person: Identity = caller) async throws
        -> Reply
    {
        let id = try #require(UUID(uuidString: request.id))
        let version = try await bench.store.read(PlacementRequest.self, id).version
        return try await send(
            .post, "/v1/placement-requests/\(request.id)/agreement", body, as: person, match: Int(version))
    }

    /// A placement that was agreed, in the state that the moves lead to.
    func placement(of child: UUID = UUID(), _ moves: (String, JSON, String)...) async throws -> String {
        let reply = try await agree(try await accepted(of: child))
        #expect(reply.status == 201, "\(reply.errors)")
        let id = try #require(reply["id"]?.words)
        for (path, body, day) in moves { try await make(id, path, body, on: day) }
        return id
    }

    /// Makes a move with the version the placement has now.
    @discardableResult
    func move(_ id: String, _ path: String, _ body: JSON, as person: Identity = provider) async throws -> Reply {
        let version = try await bench.store.read(Placement.self, try #require(UUID(uuidString: id))).version
        return try await send(.post, "/v1/placements/\(id)/\(path)", body, as: person, match: Int(version))
    }

    /// The same, which must be possible.
    @discardableResult
    func make(
        _ id: String, _ path: String, _ body: JSON, as person: Identity = provider, on day: String
    ) async throws -> Reply {
        try go(to: day)
        let reply = try await move(id, path, body, as: person)
        #expect(reply.status == 200, "\(path): \(reply.errors)")
        return reply
    }

    static let agreement: JSON = [
        "objectives": ["In class four days a week", "Reads every day"], "from": "2026-12-07", "to": "2027-02-12",
        "sessions": ["mon_am", "wed_pm"], "session_times": "9:15 to 12:00", "transport": "Taxi",
        "contacts": [["name": "Sam Example", "role": "tutor", "telephone": "01452 000101"]], "risks": ["None known"],
        "views": ["child": "I want to go.", "family": "We agree."], "reintegration": "In steps from January.",
        "primary_reason": "behaviour",
        "notice": [
            "given_on": "2026-11-23", "address": "1 Mill Lane", "report_to": "Sam Example", "reasons": "A small group.",
        ],
    ]
    static let start: JSON = ["started_on": "2026-12-07"]
    static let notStarted: JSON = ["reason": "family_declined", "words": "They have moved."]
    static let attendance: JSON = [
        "marks": [
            ["date": "2026-12-07", "session": "am", "mark": "present", "code": "B"],
            ["date": "2026-12-09", "session": "pm", "mark": "absent_unauthorised"],
        ]
    ]
    static let review: JSON = [
        "reviewed_on": "2026-12-16", "recommendation": "continue",
        "objectives": [["objective": 1, "outcome": "partly"]], "progress": "Comes every day.",
        "child_views": "It is calm here.", "family_views": "Mornings are easier.",
    ]
    static let longer: JSON = ["until": "2027-03-25", "words": "More time to settle."]
    static let reintegration: JSON = ["destination": "mainstream", "from": "2027-01-18", "words": "Mornings first."]
    static let end: JSON = [
        "ended_on": "2026-12-18", "ended_as": "reintegrated",
        "objectives": [["objective": 1, "outcome": "achieved"], ["objective": 2, "outcome": "not"]],
        "words": "Likes to read aloud.",
    ]
}
