import Contracts
import FoundationEssentials
import Postgres
import Privacy
import Testing

@Suite("Changing the master key", .timeLimit(.minutes(1)))
struct RotationTests {
    let both = TestKeyring.second + "," + TestKeyring.first

    @Test("Old keys open, new ones are wrapped with the current one, and rewrapping ends the old one's service")
    func rotation() async throws {
        try await TestKeyring.with { test in
            let (before, after) = (UUID(), UUID())
            let old = try await test.keyring().createKey(for: before).seal(details)
            let rotated = try test.keyring(both)
            #expect(try await rotated.read(old) == details)
            let new = try await rotated.createKey(for: after).seal(details)

            let onlyNew = try test.keyring(TestKeyring.second)
            #expect(try await onlyNew.read(new) == details)
            #expect(try await privacyError { _ = try await onlyNew.read(old) } == .masterKeyMissing(id: "k1"))
            #expect(try await privacyError { _ = try await onlyNew.rewrap() } == .masterKeyMissing(id: "k1"))

            #expect(try await rotated.rewrap() == 1)
            #expect(try await rotated.rewrap() == 0)
            #expect(try await onlyNew.read(old) == details)
            let ids = try await test.pool.query("select master_key_id from keyring.child_key").decode(String.self)
            #expect(ids == ["k2", "k2"])
        }
    }

    @Test("Rewrapping goes in batches and leaves erased children alone")
    func batches() async throws {
        try await TestKeyring.with { test in
            let keyring = try test.keyring()
            let children = (0..<5).map { _ in UUID() }
            for child in children { _ = try await keyring.createKey(for: child) }
            _ = try await keyring.erase(child: children[0], by: coordinator, reason: "retention")
            let rotated = try test.keyring(both)
            #expect(try await rotated.rewrap(batch: 3) == 3)
            #expect(try await rotated.rewrap(batch: 3) == 1)
            #expect(try await rotated.rewrap(batch: 3) == 0)
            #expect(try await privacyError { _ = try await rotated.seal(details, for: children[0]) } == .erased)
        }
    }

    @Test("Another key under the same id opens nothing, and says which")
    func wrongKey() async throws {
        try await TestKeyring.with { test in
            let sealed = try await test.keyring().createKey(for: UUID()).seal(details)
            let wrong = try test.keyring("k1:" + TestKeyring.base64(of: 9))
            let error = try await privacyError { _ = try await wrong.read(sealed) }
            #expect(error == .brokenKey(masterKeyID: "k1"))
            #expect(error.consequence == .misconfigured)
            let words = "\(error)" + String(reflecting: error)
            #expect(
                words.contains("k1") && !words.contains(sealed.childID) && !words.contains(TestKeyring.base64(of: 9)))
        }
    }

    @Test("Blind indexes: equal for equal identifiers, unlike for others, kept by a rotation")
    func blindIndex() async throws {
        try await TestKeyring.with { test in
            func index(_ keys: String, _ system: String = "upn", _ value: String = "W916401524017") throws -> [UInt8] {
                try test.keyring(keys).blindIndex(system: system, value: value)
            }
            let usual = try index(TestKeyring.first)
            #expect(usual.count == 32)
            #expect(try index(TestKeyring.first) == usual)
            #expect(try index(TestKeyring.first, "nhs") != usual)
            #expect(try index(TestKeyring.first, "upn", "W916400123001") != usual)
            #expect(try index(TestKeyring.first, "upnW", "916401524017") != usual)

            // A new current key in front: nothing changes. The last one gone: everything does.
            #expect(try index(both) == usual)
            #expect(try index(TestKeyring.second) != usual)
            // Kept under its own name, the old key may stop wrapping without a change.
            let kept = TestKeyring.second + ",index:" + TestKeyring.base64(of: 1)
            #expect(try index(kept) == usual)
        }
    }
}
