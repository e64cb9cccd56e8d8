import Contracts
import FoundationEssentials
import Logging
import Postgres
import Privacy
import TestSupport
import Testing

/// A database of its own with the `keyring` schema in it, on the server the tests use.
struct TestKeyring {
    static let first = "k1:" + base64(of: 1)
    static let second = "k2:" + base64(of: 2)
    static let logger = OwnDatabase.logger

    /// The administrator's connections.
    let pool: PostgresPool
    private let database: OwnDatabase

    /// The administrator's keyring.
    func keyring(_ keys: String = first) throws -> Keyring {
        Keyring(pool: pool, masterKeys: try MasterKeys(keys))
    }

    /// Lends the database, and drops it afterwards.
    static func with(_ body: (TestKeyring) async throws -> Void) async throws {
        try await OwnDatabase.lend("keyring") { database in
            let pool = try database.pool(8)
            let outcome: Result<Void, any Error>
            do {
                try await Migrator(pool, logger: logger).apply(KeyringSchema.migrations, schema: KeyringSchema.name)
                outcome = .success(try await body(TestKeyring(pool: pool, database: database)))
            } catch {
                outcome = .failure(error)
            }
            await pool.close()
            try outcome.get()
        }
    }

    /// Lends connections that have the rights of a service and no more.
    func withService(
        canCreate: Bool, readsLog: Bool = false, _ body: (PostgresPool) async throws -> Void
    ) async throws {
        let role = Self.unique("test role \"service\"")
        try await pool.execute("create role \(identifier: role)")
        for grant in KeyringSchema.grants(role: role, canCreate: canCreate, readsLog: readsLog) {
            try await pool.execute(PostgresQuery(unescaped: grant))
        }
        // One connection only, so that the role set on it stays.
        let service = try database.pool(1)
        let outcome: Result<Void, any Error>
        do {
            try await service.execute("set role \(identifier: role)")
            outcome = .success(try await body(service))
        } catch {
            outcome = .failure(error)
        }
        await service.close()
        try await pool.execute("drop owned by \(identifier: role)")
        try await pool.execute("drop role \(identifier: role)")
        try outcome.get()
    }

    /// A line of the access log.
    struct Line: Equatable {
        var reader: String
        var role: String
        var organisation: String
        var purpose: String
        var child: UUID
        var referral: UUID?
        var trace: String?
    }

    /// The access log, oldest first.
    func accessLog() async throws -> [Line] {
        try await pool.query(
            """
            select reader, role, organisation, purpose, child_id, referral_id, trace_id
            from keyring.access_log order by id
            """
        ).decode(String.self, String.self, String.self, String.self, UUID.self, UUID?.self, String?.self)
            .map(Line.init)
    }

    static func base64(of byte: UInt8) -> String { Data(repeating: byte, count: 32).base64EncodedString() }

    private static func unique(_ name: String) -> String { name + "_" + UUID().uuidString.lowercased().prefix(8) }
}

let coordinator = Reader(
    subject: "coordinator-gloucester", role: "coordinator", organisation: "agency-inclusion-service",
    traceID: "4bf92f35")

/// Details nobody may see by accident.
let details: ReferralDetails = {
    var details = ReferralDetails()
    details.child.givenName = "Rowan"
    details.child.familyName = "Testwell"
    details.concerns = "Rowan has stopped coming in."
    return details
}()

/// The error that `body` must throw.
func privacyError(
    sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
) async throws -> PrivacyError {
    try await #require(throws: PrivacyError.self, sourceLocation: sourceLocation) { try await body() }
}

extension Keyring {
    /// Opens as the coordinator would.
    func read(_ sealed: Sealed) async throws -> ReferralDetails {
        try await open(sealed, as: ReferralDetails.self, by: coordinator, purpose: .readCase, referral: nil)
    }
}

extension TestKeyring {
    /// Returns when a session of this database waits for another's lock.
    func untilSomebodyWaits() async throws {
        let deadline = ContinuousClock.now + .seconds(20)
        while ContinuousClock.now < deadline {
            let waiting = try await pool.query(
                """
                select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
                """)
            if !waiting.isEmpty { return }
            await Task.yield()
        }
        Issue.record("nobody waited")
    }
}
