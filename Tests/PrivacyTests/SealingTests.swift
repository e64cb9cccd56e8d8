import Contracts
import FoundationEssentials
import Postgres
import Privacy
import SwiftProtobuf
import Testing

@Suite("Sealing and opening", .timeLimit(.minutes(1)))
struct SealingTests {
    @Test("What was sealed opens again, and shows nothing until then")
    func roundTrip() async throws {
        try await TestKeyring.with { test in
            let keyring = try test.keyring()
            let child = UUID.v7(at: Date())
            let sealed = try await keyring.createKey(for: child).seal(details)
            #expect(sealed.childID == child.text)
            #expect(sealed.box.count == 12 + (try details.serializedData()).count + 16)
            for secret in ["Rowan", "Testwell", "stopped"] { #expect(!contains(sealed.box, secret)) }
            #expect(try await keyring.read(sealed) == details)
            // Sealing with a key that is there already: the same content never gives the same box.
            let again = try await keyring.seal(details, for: child)
            #expect(again.box != sealed.box)
            #expect(try await keyring.read(again) == details)
            var empty = try await keyring.seal(ReferralDetails(), for: child)
            #expect(try await keyring.read(empty) == ReferralDetails())
            empty.childID = child.uuidString
            #expect(try await keyring.read(empty) == ReferralDetails())
        }
    }

    @Test("Any byte changed, cut off or added breaks the seal")
    func tampering() async throws {
        try await TestKeyring.with { test in
            let keyring = try test.keyring()
            let sealed = try await keyring.createKey(for: UUID()).seal(details)
            for place in sealed.box.indices {
                var altered = sealed
                altered.box[place] ^= 0x01
                #expect(try await privacyError { _ = try await keyring.read(altered) } == .brokenSeal, "byte \(place)")
            }
            for length in [0, 1, 12, 27, 28, sealed.box.count - 1] {
                var short = sealed
                short.box = sealed.box.prefix(length)
                #expect(try await privacyError { _ = try await keyring.read(short) } == .brokenSeal, "\(length) bytes")
            }
            var long = sealed
            long.box.append(0)
            #expect(try await privacyError { _ = try await keyring.read(long) } == .brokenSeal)
        }
    }

    @Test("A box handed to another child does not open")
    func anotherChild() async throws {
        try await TestKeyring.with { test in
            let keyring = try test.keyring()
            let (one, other) = (UUID(), UUID())
            var sealed = try await keyring.createKey(for: one).seal(details)
            _ = try await keyring.createKey(for: other)
            sealed.childID = other.text
            #expect(try await privacyError { _ = try await keyring.read(sealed) } == .brokenSeal)
            sealed.childID = "not an id"
            #expect(try await privacyError { _ = try await keyring.read(sealed) } == .brokenSeal)
        }
    }

    @Test("Nor does it when another child's wrapped key is put in its row")
    func swappedKeys() async throws {
        try await TestKeyring.with { test in
            let keyring = try test.keyring()
            let (one, other) = (UUID(), UUID())
            var sealed = try await keyring.createKey(for: one).seal(details)
            _ = try await keyring.createKey(for: other)
            try await test.pool.execute(
                """
                update keyring.child_key set wrapped = (select wrapped from keyring.child_key where child_id = \(one))
                where child_id = \(other)
                """)
            sealed.childID = other.text
            let error = try await privacyError { _ = try await keyring.read(sealed) }
            #expect(error == .brokenKey(masterKeyID: "k1"))
        }
    }

    @Test("A box does not open as another type of message")
    func anotherType() async throws {
        try await TestKeyring.with { test in
            let keyring = try test.keyring()
            var words = DeclineWords()
            words.words = "No place before January."
            let sealed = try await keyring.createKey(for: UUID()).seal(words)
            #expect(try await privacyError { _ = try await keyring.read(sealed) } == .brokenSeal)
            let opened = try await keyring.open(
                sealed, as: DeclineWords.self, by: coordinator, purpose: .readDecline, referral: nil)
            #expect(opened == words)
        }
    }

    @Test("Without a key nothing is sealed or opened")
    func noKey() async throws {
        try await TestKeyring.with { test in
            let keyring = try test.keyring()
            #expect(try await privacyError { _ = try await keyring.seal(details, for: UUID()) } == .noKey)
            var sealed = Sealed()
            sealed.childID = UUID().text
            #expect(try await privacyError { _ = try await keyring.read(sealed) } == .noKey)
        }
    }

    @Test("A key exists only if its transaction commits")
    func rolledBack() async throws {
        struct Rollback: Error {}
        try await TestKeyring.with { test in
            let keyring = try test.keyring()
            let child = UUID()
            await #expect(throws: Rollback.self) {
                try await test.pool.withTransaction { transaction in
                    let key = try await keyring.createKey(for: child, in: transaction)
                    _ = try await keyring.seal(details, for: child, in: transaction)
                    _ = try key.seal(details)
                    throw Rollback()
                }
            }
            #expect(try await privacyError { _ = try await keyring.seal(details, for: child) } == .noKey)
        }
    }

    @Test("Two transactions that make one child's key at once get the same key")
    func oneKey() async throws {
        try await TestKeyring.with { test in
            let keyring = try test.keyring()
            let child = UUID()
            let (isMade, made) = AsyncStream.makeStream(of: Void.self)
            async let second: Sealed = {
                for await _ in isMade { break }
                return try await test.pool.withTransaction { transaction in
                    try await keyring.createKey(for: child, in: transaction).seal(details)
                }
            }()
            let first = try await test.pool.withTransaction { transaction in
                let sealed = try await keyring.createKey(for: child, in: transaction).seal(details)
                made.yield()
                // Commit only once the other is seen to wait for us.
                try await test.untilSomebodyWaits()
                return sealed
            }
            #expect(try await keyring.read(first) == details)
            #expect(try await keyring.read(await second) == details)
        }
    }

    @Test("Twenty tasks at once make one key")
    func manyAtOnce() async throws {
        try await TestKeyring.with { test in
            let keyring = try test.keyring()
            let child = UUID()
            let boxes = try await withThrowingTaskGroup(of: Sealed.self) { group in
                for _ in 0..<20 { group.addTask { try await keyring.createKey(for: child).seal(details) } }
                return try await group.reduce(into: [Sealed]()) { $0.append($1) }
            }
            for box in boxes { #expect(try await keyring.read(box) == details) }
        }
    }

    @Test("Printing a child's key shows no key")
    func printing() async throws {
        try await TestKeyring.with { test in
            let key = try await test.keyring().createKey(for: UUID())
            var dumped = ""
            dump(key, to: &dumped)
            #expect("\(key)" == "ChildKey" && String(reflecting: key) == "ChildKey")
            #expect(!dumped.contains("Symmetric"))
        }
    }

    private func contains(_ data: Data, _ text: String) -> Bool {
        let (bytes, wanted) = (Array(data), Array(text.utf8))
        return bytes.indices.contains { bytes[$0...].starts(with: wanted) }
    }
}
