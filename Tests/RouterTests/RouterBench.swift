import Contracts
import Foundation
import Inclusion
import Logging
import Postgres
import Privacy
import ServiceKit
import ServiceTestSupport
import SwiftProtobuf
import TestSupport
import Testing

@testable import EventFlow
@testable import LocalityRouter

/// A database of its own with everything the router keeps, keyring included; two copies of the service on it; and hands to
/// bring in what agencies do.
struct RouterBench: Sendable {
    /// Each with connections of its own, as two processes would have.
    let stores: [EventStore]
    let keyring: Keyring
    /// One a copy.
    let desks: [RoutingDesk]
    let database: OwnDatabase

    var store: EventStore { stores[0] }
    var pool: PostgresPool { stores[0].pool }

    static let now = Date(timeIntervalSince1970: 1_795_428_000)  // Monday 23 November 2026, 10:00 UTC
    static let logger = OwnDatabase.logger
    static let coordinator = Reader(subject: "coordinator-1", role: "coordinator", organisation: "authority")

    /// Lends a bench, and drops its database afterwards.
    static func run(_ body: @Sendable (RouterBench) async throws -> Void) async throws {
        try await OwnDatabase.lend("router") { database in
            try await database.prepare(for: LocalityRouter.definition)
            let pools = try (0..<3).map { _ in try database.pool(6, schema: LocalityRouter.definition.schema) }
            let outcome: Result<Void, any Error>
            do {
                let keyring = Keyring(pool: pools[2], masterKeys: try MasterKeys(ServiceInProcess.masterKeys))
                let bench = RouterBench(
                    stores: pools[..<2].map { EventStore(pool: $0) }, keyring: keyring,
                    desks: (0..<2).map { _ in RoutingDesk(keyring: keyring, logger: logger) }, database: database)
                outcome = .success(try await body(bench))
            } catch {
                outcome = .failure(error)
            }
            for pool in pools { await pool.close() }
            try outcome.get()
        }
    }

    /// Lends the service in this process on the bench's database.
    func service(
        at time: Date = now, settings: [String: String] = [:], routes: (ServiceHost, HubRouter) throws -> Void,
        _ body: (ServiceInProcess) async throws -> Void
    ) async throws {
        try await ServiceInProcess.lend(
            LocalityRouter.definition, on: database, at: time, settings: settings, routes: routes, body)
    }

    // MARK: Doing

    /// Applies a referral's event as the projector would, in a transaction of its own, in that copy of the service.
    func apply(_ event: ReferralEvent, of referral: UUID, copy: Int = 0) async throws {
        let reaction = ReferralReaction(now: { Self.now }, desk: desks[copy], logger: Self.logger)
        let received = try ReceivedEvent.of(event, referral: referral, time: Self.now)
        try await stores[copy].transaction { try await reaction.apply([received], in: $0) }
    }

    /// Applies a placement's event.
    func apply(placement event: PlacementEvent, of referral: UUID) async throws {
        let reaction = PlacementReaction(now: { Self.now }, desk: desks[0])
        let received = try ReceivedEvent.of(event, referral: referral, time: Self.now)
        try await store.transaction { try await reaction.apply([received], in: $0) }
    }

    /// A referral about a child, sealed as the intake would.
    func submitted(
        _ referral: UUID, about child: UUID, by agency: String = "agency-1", home: String = "", level: Int32 = 3,
        reference: String = "RH-2345-6789"
    ) async throws -> ReferralEvent {
        let key = try await keyring.createKey(for: child)
        var submitted = ReferralSubmitted()
        submitted.referralID = referral.text
        submitted.childID = child.text
        submitted.reference = reference
        submitted.agency.id = agency
        submitted.agency.kind = .education
        submitted.facts.ageBand = .schoolAge
        submitted.facts.level = level
        submitted.facts.sendProvision = .support
        submitted.facts.needs = ["SEMH"]
        submitted.details = try key.seal(
            ReferralDetails.with {
                $0.concerns = "Words of \(agency)"
                $0.child.homePostcode = home
            })
        return .submitted(submitted)
    }

    /// An amendment as the intake says it: the facts and details that hold now.
    func amended(
        _ referral: UUID, about child: UUID, home: String, level: Int32 = 3, changed: [String]
    ) async throws -> ReferralEvent {
        var amended = ReferralAmended()
        amended.referralID = referral.text
        amended.facts.ageBand = .schoolAge
        amended.facts.level = level
        amended.facts.sendProvision = .support
        amended.details = try await keyring.seal(
            ReferralDetails.with { $0.child.homePostcode = home }, for: child)
        amended.changed = changed
        return .amended(amended)
    }

    /// Puts postcodes into the router's directory, as the operator's command does.
    func know(_ postcodes: [String: String]) async throws {
        for (postcode, district) in postcodes {
            try await pool.execute(
                """
                insert into postcode (postcode, district, easting, northing) values (\(postcode), \(district), 383000, 218000)
                on conflict (postcode) do update set district = excluded.district
                """)
        }
        try await pool.execute("update postcode_edition set edition = edition + 1")
    }

    /// A record with nothing missing.
    static let record: DecisionRecordDraft = {
        var record = DecisionRecordDraft()
        (record.optionsConsidered, record.evidence) = (["Zebedee option"], ["Zebedee evidence"])
        (record.views, record.present) = (ViewsDraft(child: "c", family: "f"), ["Coordinator"])
        for question in DecisionQuestion.allCases { record.tests[question] = .init(answer: "yes") }
        return record
    }()

    func seal(_ words: String, for child: UUID) async throws -> Sealed {
        try await keyring.seal(Words.with { $0.words = words }, for: child)
    }

    /// Does as a coordinator does.
    func tell(_ command: CaseCommand, to id: UUID) async throws {
        try await store.transaction { try await $0.note(command, in: id, at: Self.now, by: .standard) }
    }

    // MARK: Looking

    func caseID(of referral: UUID) async throws -> UUID {
        let found = try await pool.withConnection { try await CaseQueue.caseID(of: referral, in: $0) }
        return try #require(found)
    }

    func file(_ id: UUID) async throws -> CaseFile {
        try #require(try await store.read(CaseFile.self, id).state)
    }

    /// The single number a query gives.
    func number(_ query: PostgresQuery) async throws -> Int {
        try await pool.query(query).decodeFirst(Int.self) ?? -1
    }

    /// The types of a case's events, in order, without what they all begin and end with.
    func story(of id: UUID) async throws -> [String] {
        try await pool.query("select type from event_log where subject = \(id) order by version")
            .decode(String.self).map { String($0.split(separator: ".").dropLast().last ?? "") }
    }

    /// All the rows of the view, as text.
    func rows() async throws -> [String] {
        try await pool.query(
            """
            select to_jsonb(case_file)::text from case_file union all
            select to_jsonb(case_referral)::text from case_referral union all
            select to_jsonb(case_clock)::text from case_clock order by 1
            """
        ).decode(String.self)
    }
}
