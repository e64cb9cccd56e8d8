import Contracts
import FoundationEssentials
import Postgres
import Privacy
import SwiftProtobuf
import Testing

@Suite("Access log and rights", .timeLimit(.minutes(1)))
struct AccessLogTests {
    @Test("Every opening is written: who, for whom, what for")
    func written() async throws {
        try await TestKeyring.with { test in
            let keyring = try test.keyring()
            let (child, referral) = (UUID(), UUID())
            let sealed = try await keyring.createKey(for: child).seal(details)
            #expect(try await test.accessLog().isEmpty)
            _ = try await keyring.open(
                sealed, as: ReferralDetails.self, by: coordinator, purpose: .readCase, referral: referral)
            _ = try await keyring.open(
                sealed, as: ReferralDetails.self, by: .service("locality-router"), purpose: .routing, referral: nil)
            let expected = [
                TestKeyring.Line(
                    reader: "coordinator-gloucester", role: "coordinator", organisation: "agency-inclusion-service",
                    purpose: "read_case", child: child, referral: referral, trace: "4bf92f35"),
                TestKeyring.Line(
                    reader: "locality-router", role: "service", organisation: "referral-hub", purpose: "routing",
                    child: child, referral: nil, trace: nil),
            ]
            #expect(try await test.accessLog() == expected)
        }
    }

    @Test("A reading of several things is one line for each referral it touches, and stays with its child")
    func reading() async throws {
        try await TestKeyring.with { test in
            let keyring = try test.keyring()
            let (child, other, referrals) = (UUID(), UUID(), [UUID(), UUID()])
            let key = try await keyring.createKey(for: child)
            let strange = try await keyring.createKey(for: other).seal(details)
            let words = Words.with { $0.words = "What the school was asked" }
            let (first, second) = (try key.seal(details), try key.seal(words))
            let reading = try await keyring.reading(
                of: child, by: coordinator, purpose: .readCase, referrals: referrals)
            #expect(try reading.open(first, as: ReferralDetails.self) == details)
            #expect(try reading.open(second, as: Words.self) == words)
            #expect(throws: PrivacyError.brokenSeal) { try reading.open(strange, as: ReferralDetails.self) }
            #expect(throws: PrivacyError.brokenSeal) { try reading.open(first, as: Words.self) }
            let lines = try await test.accessLog()
            #expect(lines.map(\.referral) == referrals)
            #expect(lines.allSatisfy { $0.child == child && $0.purpose == "read_case" })
            _ = try await keyring.reading(of: child, by: coordinator, purpose: .readPlan, referrals: [])
            let line = try #require(try await test.accessLog().last)
            #expect(
                line.purpose == "read_plan" && line.child == child && line.referral == nil, "nothing is read untraced")
            _ = try await keyring.erase(child: child, by: coordinator, reason: "retention")
            #expect(
                try await privacyError {
                    _ = try await keyring.reading(
                        of: child, by: coordinator, purpose: .readCase, referrals: referrals)
                } == .erased)
            #expect(try await test.accessLog().count == 5)
        }
    }

    @Test(
        "Whoever may read it finds a child's readings for some referrals, newest first, page after page, and no other's"
    )
    func readings() async throws {
        try await TestKeyring.with { test in
            let keyring = try test.keyring()
            let (child, other, mine, elsewhere) = (UUID(), UUID(), UUID(), UUID())
            for child in [child, other] { _ = try await keyring.createKey(for: child) }
            func read(_ purpose: ReadingPurpose, of child: UUID, for referrals: [UUID]) async throws {
                _ = try await keyring.reading(of: child, by: coordinator, purpose: purpose, referrals: referrals)
            }
            try await read(.routing, of: child, for: [mine])
            try await read(.readCase, of: child, for: [elsewhere])
            try await read(.readPlan, of: child, for: [])
            try await read(.readCase, of: other, for: [mine])
            try await read(.readCase, of: child, for: [mine])
            try await test.withService(canCreate: false, readsLog: true) { service in
                let keyring = Keyring(pool: service, masterKeys: try MasterKeys(TestKeyring.first))
                let first = try await keyring.readings(of: child, for: [mine], limit: 2)
                #expect(first.map(\.purpose) == ["read_case", "read_plan"] && first.map(\.referral) == [mine, nil])
                #expect(first.allSatisfy { $0.reader == coordinator })
                let rest = try await keyring.readings(of: child, for: [mine], before: first.last?.id, limit: 2)
                #expect(rest.map(\.purpose) == ["routing"])
            }
            try await test.withService(canCreate: true) { service in
                let keyring = Keyring(pool: service, masterKeys: try MasterKeys(TestKeyring.first))
                await #expect(throws: PostgresError.self) {
                    try await keyring.readings(of: child, for: [mine], limit: 2)
                }
            }
        }
    }

    @Test("It is written also when the opening fails")
    func writtenOnFailure() async throws {
        try await TestKeyring.with { test in
            let keyring = try test.keyring()
            let child = UUID()
            let sealed = try await keyring.createKey(for: child).seal(details)
            var altered = sealed
            altered.box[20] ^= 0xFF
            #expect(try await privacyError { _ = try await keyring.read(altered) } == .brokenSeal)
            #expect(try await test.accessLog().count == 1)
            _ = try await keyring.erase(child: child, by: coordinator, reason: "retention")
            #expect(try await privacyError { _ = try await keyring.read(sealed) } == .erased)
            #expect(try await test.accessLog().count == 2)
        }
    }

    @Test(
        "Nobody changes, removes or empties it, the administrator included",
        arguments: [
            "update keyring.access_log set reader = 'nobody'",
            "update keyring.access_log set purpose = purpose where false",
            "delete from keyring.access_log",
            "truncate keyring.access_log",
        ])
    func onlyGrows(_ statement: String) async throws {
        try await TestKeyring.with { test in
            let keyring = try test.keyring()
            _ = try await keyring.read(try await keyring.createKey(for: UUID()).seal(details))
            let error = try await #require(throws: PostgresError.self) {
                try await test.pool.execute(PostgresQuery(unescaped: statement))
            }
            #expect(error.sqlState == "55000")
            try await test.withService(canCreate: true) { service in
                let refused = try await #require(throws: PostgresError.self) {
                    try await service.execute(PostgresQuery(unescaped: statement))
                }
                #expect(refused.kind == .permission)
            }
            #expect(try await test.accessLog().count == 1)
        }
    }

    @Test("A service that takes children in may create, seal and open, and no more")
    func creator() async throws {
        try await TestKeyring.with { test in
            try await test.withService(canCreate: true) { service in
                let keyring = Keyring(pool: service, masterKeys: try MasterKeys(TestKeyring.first))
                let child = UUID()
                let sealed = try await keyring.createKey(for: child).seal(details)
                #expect(try await keyring.read(sealed) == details)
                let refused = try await #require(throws: PostgresError.self) {
                    _ = try await keyring.erase(child: child, by: coordinator, reason: "no right to")
                }
                #expect(refused.kind == .permission)
                await #expect(throws: PostgresError.self) { _ = try await keyring.rewrap() }
                await #expect(throws: PostgresError.self) {
                    try await service.query("select reader from keyring.access_log")
                }
                await #expect(throws: PostgresError.self) { try await service.execute("delete from keyring.child_key") }
            }
        }
    }

    @Test("Any other service may seal and open for children who are there")
    func user() async throws {
        try await TestKeyring.with { test in
            let child = UUID()
            _ = try await test.keyring().createKey(for: child)
            try await test.withService(canCreate: false) { service in
                let keyring = Keyring(pool: service, masterKeys: try MasterKeys(TestKeyring.first))
                #expect(try await keyring.read(try await keyring.seal(details, for: child)) == details)
                let refused = try await #require(throws: PostgresError.self) {
                    _ = try await keyring.createKey(for: UUID())
                }
                #expect(refused.kind == .permission)
            }
        }
    }
}
