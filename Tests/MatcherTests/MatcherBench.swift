import Contracts
import EventFlow
import Foundation
import Inclusion
import Logging
import Postgres
import ServiceKit
import ServiceTestSupport
import Testing

@testable import EventFlow
@testable import PlacementMatcher

/// A database of its own with the matcher's tables, two copies of the service's store on it, and hands to bring
/// decisions in and answers back.
struct MatcherBench: Sendable {
    /// Each with connections of its own, as two processes would have.
    let stores: [EventStore]

    var store: EventStore { stores[0] }

    static let now = Date(timeIntervalSince1970: 1_795_428_000)  // Monday 23 November 2026, 10:00 UTC
    static let provider = "provider-severn-vale"

    static func run(_ body: @Sendable (MatcherBench) async throws -> Void) async throws {
        let url = try #require(
            ProcessInfo.processInfo.environment["HUB_TEST_DATABASE_URL"], "run the tests with ./ops/test")
        let logger = Logger(label: "matcher.tests") { _ in SwiftLogNoOpLogHandler() }
        let schema = "matcher_\(UUID().uuidString.prefix(8).lowercased())"
        let pools = try (0..<2).map { _ in
            PostgresPool(
                try PostgresConfiguration(url: url, applicationName: "tests", poolSize: 8, searchPath: schema),
                logger: logger)
        }
        let outcome: Result<Void, any Error>
        do {
            try await Migrator(pools[0], logger: logger)
                .apply(EventFlowSchema.migrations + PlacementMatcher.definition.migrations, schema: schema)
            outcome = .success(try await body(MatcherBench(stores: pools.map { EventStore(pool: $0) })))
        } catch {
            outcome = .failure(error)
        }
        try await pools[0].execute("drop schema if exists \(identifier: schema) cascade")
        for pool in pools { await pool.close() }
        try outcome.get()
    }

    // MARK: Doing

    /// Brings the directory up to date with a file, as a start of that copy does.
    func load(_ file: DirectoryFile, copy: Int = 0) async throws {
        try await DirectoryFeed(file).load(stores[copy], at: Self.now)
    }

    /// Applies a case's event as the projector would, in a transaction of its own.
    func apply(
        _ event: CaseEvent, id: UUID = UUID(), referral: UUID = UUID(), of file: UUID = UUID(), version: Int64 = 1
    ) async throws {
        let reaction = DecisionReaction(
            now: { Self.now }, logger: Logger(label: "matcher.tests") { _ in SwiftLogNoOpLogHandler() })
        let received = try ReceivedEvent.of(
            event, referral: referral, subject: file, id: id, version: version, time: Self.now)
        for projection in [reaction, MovedCases()] as [any Projection] {
            try await store.transaction { try await projection.apply([received], in: $0) }
        }
    }

    /// Brings in a decision and answers with the request it became.
    @discardableResult
    func request(_ change: (inout ApPlacementDecided) -> Void = { _ in }) async throws -> PlacementRequest {
        let id = UUID()
        try await apply(.apPlacementDecided(Self.decision(change)), id: id)
        return try await current(id)
    }

    /// The same, and asks the first on its shortlist.
    func asked(_ change: (inout ApPlacementDecided) -> Void = { _ in }) async throws -> PlacementRequest {
        let request = try await request(change)
        return try await ask(request, try #require(request.candidates.first).provisionID)
    }

    /// Asks as the API does, in that copy of the service.
    @discardableResult
    func ask(
        _ request: PlacementRequest, _ provisions: String..., copy: Int = 0, at time: Date = now,
        _ change: @Sendable (inout ProviderAsking.Wish) -> Void = { _ in }
    ) async throws -> PlacementRequest {
        var wish = ProviderAsking.Wish(provisions: provisions.compactMap(UUID.init(uuidString:)))
        change(&wish)
        let wanted = wish
        return try await move(request, copy: copy, at: time) { request, sql in
            let clocks = try await CountyCalendar.now(in: sql).clocks
            let asking = ProviderAsking(request: request, now: time, clocks: clocks)
            return .ask(
                ProvidersAsked(try await asking.hold(wanted, in: sql), urgency: wanted.urgency, by: "coordinator"))
        }
    }

    /// Confirms a decline as the API does, and asks the next.
    @discardableResult
    func confirmDecline(_ request: PlacementRequest, of offer: String, asksNext: Bool = true) async throws
        -> PlacementRequest
    {
        try await move(request) { request, sql in
            let asking = ProviderAsking(
                request: request, now: Self.now, clocks: try await CountyCalendar.now(in: sql).clocks)
            let next = asksNext ? try await asking.holdNext(in: sql) : nil
            return .confirmDecline(
                DeclineConfirmation(
                    offerID: offer, by: "coordinator",
                    next: next.map { .ask($0) } ?? (asksNext ? .nobodyLeft : .chosenLater)))
        }
    }

    /// Makes a coordinator's move.
    @discardableResult
    func move(
        _ request: PlacementRequest, copy: Int = 0, at time: Date = now,
        _ command: @Sendable (PlacementRequest, PostgresTransaction) async throws -> PlacementCommand
    ) async throws -> PlacementRequest {
        let id = try #require(UUID(uuidString: request.id))
        return try await stores[copy].transaction { transaction in
            let loaded = try await transaction.load(PlacementRequest.self, id)
            let command = try await command(try #require(loaded.state), transaction.sql)
            let clocks = try await CountyCalendar.now(in: transaction.sql).clocks
            let events = try Problem.rules {
                try PlacementRequest.decide(loaded.state, command, now: time, clocks: clocks)
            }
            return try await PlacementRecord.commit(events, to: id, loaded, at: time, in: transaction).request
        }
    }

    /// Ends what is over at that time, as the keeper does; answers how many requests it went through.
    func keep(at time: Date, copy: Int = 0) async throws -> Int {
        let keeper = OfferKeeper(
            store: stores[copy], now: { time },
            logger: Logger(label: "matcher.tests") { _ in SwiftLogNoOpLogHandler() })
        var count = 0
        while try await keeper.workOne() != nil { count += 1 }
        return count
    }

    /// A decline, with words that seal nothing.
    @discardableResult
    func decline(_ offer: String, copy: Int = 0) async throws -> OfferAnswering.Answered {
        let answering = answering(offer)
        return try await stores[copy].transaction { transaction in
            try await answering.decline(
                DeclineDraft(code: "start_date", words: "Not before January."), in: transaction
            ) { _, child in
                var sealed = Sealed()
                sealed.childID = child.text
                return sealed
            }
        }
    }

    func current(_ id: UUID) async throws -> PlacementRequest {
        try #require(try await store.read(PlacementRequest.self, id).state)
    }

    /// Accepts as the API does, in that copy of the service.
    func accept(
        _ offer: String, as provider: String = provider, copy: Int = 0, at time: Date = now,
        requireVersion: @escaping @Sendable (Loaded<PlacementRequest>) throws -> Void = { _ in }
    ) async throws -> OfferAnswering.Answered {
        let answering = answering(offer, as: provider, at: time, requireVersion)
        return try await stores[copy].transaction { try await answering.accept(in: $0) }
    }

    func answering(
        _ offer: String, as provider: String = provider, at time: Date = now,
        _ requireVersion: @escaping @Sendable (Loaded<PlacementRequest>) throws -> Void = { _ in }
    ) -> OfferAnswering {
        OfferAnswering(
            answer: OfferAnswer(offerID: offer, providerID: provider, by: "provider-user"),
            requireVersion: requireVersion, now: { time })
    }

    // MARK: Looking

    /// The single number a query gives.
    func number(_ query: PostgresQuery) async throws -> Int {
        try await store.pool.query(query).decodeFirst(Int.self) ?? -1
    }

    /// From the wanted start of a sample decision on.
    static let days: ClosedRange<CalendarDate> = {
        let first = LondonTime.day(of: now).adding(days: 14)
        return first...first.adding(days: 83)
    }()

    func listed() async throws -> [Provision] {
        try await store.pool.withConnection { try await Directory.listed(during: Self.days, forNeeds: [], in: $0) }
    }

    /// How many places a provision has, how many are taken and how many held.
    func places(of provision: String) async throws -> [Int] {
        let row = try await store.pool.query(
            """
            select places,
                (select count(*) from booking b where b.provision_id = p.id and b.state = 'taken'),
                (select count(*) from booking b where b.provision_id = p.id and b.state = 'held')
            from provision p where id = \(provision)
            """
        ).decodeFirst(Int.self, Int.self, Int.self)
        let (places, taken, held) = try #require(row)
        return [places, taken, held]
    }

    /// The types of a request's events, in order, without what they all begin and end with.
    func story(of request: String) async throws -> [String] {
        try await store.pool.query("select type from event_log where subject = \(request) order by version")
            .decode(String.self).map { String($0.split(separator: ".").dropLast().last ?? "") }
    }

    // MARK: Samples

    static let first = "5d0f6a3e-2b61-4a0e-9d5c-6a1c8e7f0b11"
    static let second = "9a7c2f10-44be-4c53-8a77-0d1f2e3b4c55"

    /// A provision of the directory file; `change` replaces members or, with an empty text, takes them away.
    static func entry(_ id: String = first, places: Int = 1, _ change: [String: String] = [:]) -> String {
        let members: [String: String] = [
            "id": "\"\(id)\"", "name": "\"Severn Vale Bridge\"",
            "provider": "{\"id\": \"\(provider)\", \"name\": \"Severn Vale Learning Trust\"}",
            "kind": "\"independent\"", "location": "{\"easting_km\": 384, \"northing_km\": 217}", "minimum_age": "11",
            "maximum_age": "16", "key_stages": "[\"ks3\", \"ks4\"]", "needs": "[\"SEMH\", \"SLCN\"]",
            "places": "\(places)", "sessions_a_week": "10", "registered": "true", "weekly_hours": "25",
            "assured_until": "\"2027-12-31\"", "wait_days": "3", "cost_band": "\"low\"",
        ].merging(change) { $1 }.filter { !$0.value.isEmpty }
        let text = members.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }
        return "{\(text.joined(separator: ", "))}"
    }

    static func file(_ entries: String...) throws -> DirectoryFile {
        try DirectoryFile(json: Array("{\"provisions\": [\(entries.joined(separator: ", "))]}".utf8))
    }

    static func decision(_ change: (inout ApPlacementDecided) -> Void = { _ in }) -> ApPlacementDecided {
        var decided = ApPlacementDecided()
        decided.caseID = UUID().text
        decided.referralID = UUID().text
        decided.childID = UUID().text
        decided.reference = "RH-2345-6789"
        decided.locality = "E07000081"
        decided.decidedBy = "coordinator"
        decided.facts.ageBand = .schoolAge
        decided.facts.ageYears = 13
        decided.facts.keyStage = .keyStage3
        decided.facts.level = 3
        decided.facts.needs = ["SEMH"]
        decided.purpose = PlacementPurpose.reintegration.code
        decided.wantedStart = "2026-12-07"
        decided.weeks = 12
        decided.sessionsAWeek = 10
        decided.agency.id = "agency-1"
        decided.agency.kind = .education
        decided.brief.childID = decided.childID
        change(&decided)
        return decided
    }
}
