import Contracts
import FoundationEssentials
import Postgres
import Privacy
import Testing

@Suite("Erasing a child's key", .timeLimit(.minutes(1)))
struct ErasureTests {
    @Test("What was sealed is unreadable at once, says so, and nothing new can be sealed")
    func erased() async throws {
        try await TestKeyring.with { test in
            let keyring = try test.keyring()
            let child = UUID()
            let sealed = try await keyring.createKey(for: child).seal(details)
            #expect(try await keyring.read(sealed) == details)
            #expect(try await keyring.erase(child: child, by: coordinator, reason: "asked by the family"))

            #expect(try await privacyError { _ = try await keyring.read(sealed) } == .erased)
            #expect(PrivacyError.erased.consequence == .gone)
            #expect(try await privacyError { _ = try await keyring.seal(details, for: child) } == .erased)
            #expect(try await privacyError { _ = try await keyring.createKey(for: child) } == .erased)
            // The seal's own state does not matter any more.
            var altered = sealed
            altered.box = Data()
            #expect(try await privacyError { _ = try await keyring.read(altered) } == .erased)

            let row = try await test.pool.query(
                "select wrapped is null, erased_at is not null, erased_by, erase_reason from keyring.child_key"
            ).decode(Bool.self, Bool.self, String.self, String.self)
            #expect(row.count == 1 && row[0] == (true, true, coordinator.subject, "asked by the family"))
        }
    }

    @Test("Other children's details stay readable")
    func others() async throws {
        try await TestKeyring.with { test in
            let keyring = try test.keyring()
            let (one, other) = (UUID(), UUID())
            _ = try await keyring.createKey(for: one)
            let kept = try await keyring.createKey(for: other).seal(details)
            _ = try await keyring.erase(child: one, by: coordinator, reason: "retention")
            #expect(try await keyring.read(kept) == details)
        }
    }

    @Test("Erasing again changes nothing, and says that there was nothing")
    func idempotent() async throws {
        try await TestKeyring.with { test in
            let keyring = try test.keyring()
            let child = UUID()
            #expect(try await !keyring.erase(child: child, by: coordinator, reason: "retention"))
            _ = try await keyring.createKey(for: child)
            #expect(try await keyring.erase(child: child, by: coordinator, reason: "retention"))
            #expect(try await !keyring.erase(child: child, by: .service("hub"), reason: "again"))
            let reasons = try await test.pool.query("select erase_reason from keyring.child_key").decode(String.self)
            #expect(reasons == ["retention"])
        }
    }

    @Test(
        "Not even the administrator brings an erased key back",
        arguments: [
            "update keyring.child_key set wrapped = '\\x00', erased_at = null, erased_by = null, erase_reason = null",
            "update keyring.child_key set child_id = gen_random_uuid()",
            "delete from keyring.child_key",
            "truncate keyring.child_key",
        ])
    func forEver(_ statement: String) async throws {
        try await TestKeyring.with { test in
            let keyring = try test.keyring()
            let child = UUID()
            _ = try await keyring.createKey(for: child)
            _ = try await keyring.erase(child: child, by: coordinator, reason: "retention")
            let error = try await #require(throws: PostgresError.self) {
                try await test.pool.execute(PostgresQuery(unescaped: statement))
            }
            #expect(error.sqlState == "55000")
            #expect(try await privacyError { _ = try await keyring.seal(details, for: child) } == .erased)
        }
    }
}
