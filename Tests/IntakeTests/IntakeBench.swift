import Contracts
import EventFlow
import Foundation
import HTTPTypes
import Hummingbird
import Inclusion
import Postgres
import Privacy
import ServiceTestSupport
import SwiftProtobuf
import TestSupport
import Testing

@testable import ReferralIntake
@testable import ServiceKit

/// A database of its own with everything the intake keeps, keyring included, and hands to post with.
struct IntakeBench: Sendable {
    /// The service's own connections.
    let pool: PostgresPool
    /// The administrator's, which a test that breaks the service's leaves alone.
    let admin: PostgresPool
    let keyring: Keyring
    let register: ChildRegister
    let commit: SharedCommit
    let database: OwnDatabase

    static let applicationName = "intake tests"
    static let organisation = "agency-sample"

    /// Lends a bench, and drops its database afterwards.
    static func run(keysAreHere: Bool = true, _ body: @Sendable (IntakeBench) async throws -> Void) async throws {
        let definition = ReferralIntake.definition
        try await OwnDatabase.lend("intake") { database in
            try await database.prepare(for: definition)
            let bench = try IntakeBench(
                pool: database.pool(8, schema: definition.schema, application: applicationName),
                admin: database.pool(8, schema: definition.schema), keysAreHere: keysAreHere, database: database)
            let outcome: Result<Void, any Error>
            do { outcome = .success(try await body(bench)) } catch { outcome = .failure(error) }
            await bench.pool.close()
            await bench.admin.close()
            try outcome.get()
        }
    }

    private init(pool: PostgresPool, admin: PostgresPool, keysAreHere: Bool, database: OwnDatabase) throws {
        self.pool = pool
        self.admin = admin
        self.database = database
        // Beside the service's pool, as in the service.
        keyring = Keyring(pool: admin, masterKeys: try MasterKeys(ServiceInProcess.masterKeys))
        register = ChildRegister(keyring: keyring, keysAreHere: keysAreHere)
        commit = SharedCommit(events: EventStore(pool: pool), register: register)
    }

    // MARK: Posting

    static let time = Date(timeIntervalSince1970: 1_795_428_000)  // Monday 23 November 2026, 10:00 UTC

    /// A good referral of a child known by these identifiers.
    static func submission(
        upn: String? = nil, nhs: String? = nil, from organisation: String = organisation,
        reference: ReferralReference? = nil, need: String = "SEMH"
    ) throws -> Submission {
        let identifiers = [("upn", upn), ("nhs", nhs)].compactMap { system, value in
            value.map { #"{"system": "\#(system)", "value": "\#($0)"}"# }
        }
        let body = try Bodies.good(changing: [
            ("/child/identifiers", "[\(identifiers.joined(separator: ", "))]"), ("/needs", #"["\#(need)", "SLCN"]"#),
        ])
        var agency = Bodies.agency(.education)
        agency.id = organisation
        let (draft, referral) = try ReferralBody.accept(body, from: agency, today: Bodies.today)
        var random = SystemRandomNumberGenerator()
        return Submission(
            id: UUID.v7(at: time), time: time, draft: draft, referral: referral,
            reference: reference ?? ReferralReference(using: &random), trace: nil)
    }

    static func attempt(_ key: UUID = UUID(), from organisation: String = organisation, body: UInt8 = 1) -> Attempt {
        Attempt(.init(organisation: organisation, subject: "client", key: key), fingerprint: [body])
    }

    /// What came of a posting.
    enum Answer: Sendable, Equatable {
        /// 201, where it is, and whether that was said before.
        case stored(String, isReplay: Bool)
        /// The problem it was refused with.
        case refused(Int, code: String)

        var isStored: Bool { if case .stored(_, isReplay: false) = self { true } else { false } }
    }

    /// Posts, and hears what a client would hear.
    func post(_ submission: Submission, _ attempt: Attempt = attempt()) async -> Answer {
        do {
            let response = try await commit.store(submission, for: attempt)
            return .stored(
                response.headers[.location] ?? "", isReplay: response.headers[.idempotencyReplayed] == "true")
        } catch {
            let problem = Problem(describing: error)
            return .refused(problem.status.code, code: problem.code)
        }
    }

    /// Makes whoever posts wait, until `body` has returned: then everybody who came meanwhile goes on at once.
    func holdingTheDoor(_ body: @Sendable () async throws -> Void) async throws {
        try await admin.withTransaction { sql in
            try await sql.execute("lock table idempotency in access exclusive mode")
            try await body()
        }
    }

    /// Returns when a session of the service waits for a lock.
    func untilSomebodyWaits() async throws {
        let deadline = ContinuousClock.now + .seconds(50)
        while ContinuousClock.now < deadline {
            let waiting = try await admin.query(
                """
                select 1 from pg_stat_activity where datname = \(database.name) and wait_event_type = 'Lock'
                """)
            if !waiting.isEmpty { return }
            await Task.yield()
        }
        Issue.record("nobody waited")
    }

    /// Ends all of the service's sessions that are doing something, and answers how many there were.
    func endSessions() async throws -> Int {
        try await admin.execute(
            """
            select pg_terminate_backend(pid) from pg_stat_activity
            where datname = \(database.name) and application_name = \(Self.applicationName) and state <> 'idle'
            """)
    }

    // MARK: Looking

    /// The single number a query gives.
    func number(_ query: PostgresQuery) async throws -> Int {
        try await admin.query(query).decodeFirst(Int.self) ?? -1
    }

    /// Checks that so many referrals are there, each written whole, and each only once.
    func expectWhole(
        _ referrals: Int, children: Int, open: Int? = nil, at location: SourceLocation = #_sourceLocation
    ) async throws {
        let openRows = try await number("select count(*) from open_referral")
        #expect(openRows == open ?? referrals, sourceLocation: location)
        let tables = [
            "referral", "aggregate", "event_log", "outbox", "idempotency where status = 201 and body is not null",
            "referral join event_log on (subject = id and key = id and event_log.version = 1) join outbox using (position)",
            "referral join idempotency on (location = '/v1/referrals/' || id and body is not null)",
        ]
        for table in tables {
            let rows = try await number("select count(*) from \(unescaped: table)")
            #expect(rows == referrals, "\(table)", sourceLocation: location)
        }
        for table in ["child", "keyring.child_key", "(select distinct child_id from referral) c"] {
            #expect(
                try await number("select count(*) from \(unescaped: table)") == children, "\(table)",
                sourceLocation: location)
        }
    }

    /// Checks that every referral can be read with its child's key: what the agency posted, and what the event tells.
    func expectReadable(at location: SourceLocation = #_sourceLocation) async throws {
        let rows = try await admin.query(
            "select id, child_id, posted, payload from referral join event_log on subject = id")
        for (id, child, posted, payload) in try rows.decode(UUID.self, UUID.self, [UInt8].self, [UInt8].self) {
            let event = try ReferralSubmitted(serializedBytes: payload)
            #expect(event.referralID == id.text && event.childID == child.text, sourceLocation: location)
            let details = try await keyring.open(
                event.details, as: ReferralDetails.self, by: .service("tests"), purpose: .readOwnReferral, referral: id)
            #expect(details.child.givenName == "Rowan", sourceLocation: location)
            let text = try await keyring.open(
                Sealed.with {
                    $0.childID = child.text
                    $0.box = Data(posted)
                }, as: Google_Protobuf_StringValue.self, by: .service("tests"), purpose: .readOwnReferral, referral: id)
            #expect(text.value.contains("Lessons feel impossible."), sourceLocation: location)
        }
    }
}
