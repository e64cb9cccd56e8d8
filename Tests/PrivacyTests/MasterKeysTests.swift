import FoundationEssentials
import Privacy
import Testing

@Suite("Master keys from the configuration", .timeLimit(.minutes(1)))
struct MasterKeysTests {
    let one = TestKeyring.base64(of: 1)
    let two = TestKeyring.base64(of: 2)

    @Test("The first entry is current; spaces do not matter")
    func firstIsCurrent() throws {
        #expect(try MasterKeys("k1:\(one)").currentID == "k1")
        #expect(try MasterKeys(" k2 : \(two) ,\n k1:\(one) ").currentID == "k2")
    }

    @Test("The index entry wraps nothing")
    func indexIsNotCurrent() throws {
        #expect(try MasterKeys("index:\(two),k1:\(one)").currentID == "k1")
        #expect(throws: PrivacyError.masterKeys(.none)) { try MasterKeys("index:\(two)") }
    }

    @Test(
        "What is wrong is named by its place",
        arguments: [
            ("", MasterKeyFault.none),
            ("  ", .none),
            ("hunter2hunter2", .notAnEntry(1)),
            ("k1:GOOD,", .notAnEntry(2)),
            (":GOOD", .badID(1)),
            ("k 1:GOOD", .badID(1)),
            ("clé:GOOD", .badID(1)),
            ("k1:GOOD,k2:hunter2*", .notBase64(2)),
            ("k1:aHVudGVyMg==", .wrongLength(1)),
            ("k1:GOOD,k1:GOOD", .repeatedID(2)),
        ])
    func faults(_ text: String, _ fault: MasterKeyFault) throws {
        let configuration = text.split(separator: "GOOD", omittingEmptySubsequences: false).joined(separator: one)
        let error = #expect(throws: PrivacyError.self) { try MasterKeys(configuration) }
        #expect(error == .masterKeys(fault))
        #expect(error?.consequence == .misconfigured)
        for words in ["\(try #require(error))", String(reflecting: try #require(error))] {
            #expect(!words.contains("hunter2"))
            #expect(!words.contains(one))
            #expect(!words.contains("aHVudGVyMg"))
        }
    }

    @Test("Printing master keys shows no key")
    func printing() throws {
        let keys = try MasterKeys("k1:\(one)")
        var dumped = ""
        dump(keys, to: &dumped)
        for words in ["\(keys)", String(reflecting: keys), dumped] {
            #expect(!words.contains(one))
            #expect(!words.contains("1, 1, 1"))
            #expect(!words.contains("Symmetric"))
        }
    }
}
