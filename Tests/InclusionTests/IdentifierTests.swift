import Contracts
import FoundationEssentials
import SchoolYear
import Testing

@testable import Inclusion

@Suite(.timeLimit(.minutes(1))) struct IdentifierTests {
    // MARK: UPN

    @Test(arguments: ["B801200005001", "W916400123001", "X916401524017", "G881521019002", "G91640012300A"])
    func validUPN(_ text: String) throws {
        #expect(try UPN(text).value == text)
        #expect(try UPN(" \(text.lowercased()) ").value == text)
        #expect(try UPN(text).isTemporary == text.hasSuffix("A"))
    }

    /// Copied from page to page, and wrong: its letter should be P.
    @Test func widelyCopiedUPNIsWrong() {
        #expect(throws: IdentifierFault.wrongCheckCharacter) { try UPN("Q207000016049") }
        #expect(throws: Never.self) { try UPN("P207000016049") }
    }

    @Test(arguments: [
        ("", IdentifierFault.wrongLength), ("B80120000500", .wrongLength), ("B8012000050011", .wrongLength),
        ("B80120000500I", .wrongCharacter), ("B8012A0005001", .wrongCharacter), ("I801200005001", .wrongCharacter),
        ("1801200005001", .wrongCharacter), ("B80120000500é", .wrongLength), ("W801200005001", .wrongCheckCharacter),
    ])
    func invalidUPN(_ text: String, _ fault: IdentifierFault) {
        #expect(throws: fault) { try UPN(text) }
    }

    @Test func everyWrongDigitOfAUPNIsFound() throws {
        var generator = SplitMix64(seed: 9)
        for _ in 0..<200 {
            let digits = (0..<12).map { _ in Int.random(in: 0...9, using: &generator) }
            let body = digits.map(String.init).joined()
            let letters = "ABCDEFGHJKLMNPQRTUVWXYZ".filter { (try? UPN("\($0)\(body)")) != nil }
            #expect(letters.count == 1)
            for place in 0..<12 {
                var wrong = digits
                wrong[place] = (wrong[place] + Int.random(in: 1...9, using: &generator)) % 10
                #expect(throws: IdentifierFault.wrongCheckCharacter) {
                    try UPN(letters + wrong.map(String.init).joined())
                }
            }
        }
    }

    /// Wherever one character of a true UPN becomes another, it is found. But one: a temporary number's last letter has
    /// the value of a digit, so the two stand for each other.
    @Test(arguments: [true, false]) func everyWrongCharacterOfAUPNIsFound(_ isTemporary: Bool) throws {
        var generator = SplitMix64(seed: 10)
        let signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-é".map(String.init)
        for _ in 0..<50 {
            let serial = (0..<11).map { _ in String(Int.random(in: 0...9, using: &generator)) }
            let last =
                isTemporary
                ? String(UnicodeScalar(try #require(UPN.alphabet.randomElement(using: &generator))))
                : String(Int.random(in: 0...9, using: &generator))
            let body = serial.joined() + last
            let upn = try #require("ABCDEFGHJKLMNPQRTUVWXYZ".map { "\($0)\(body)" }.first { (try? UPN($0)) != nil })
            let right = upn.map(String.init)
            for place in right.indices {
                for sign in signs where sign != right[place] {
                    var wrong = right
                    wrong[place] = sign
                    let isTwin = place == 12 && Self.value(sign) != nil && Self.value(sign) == Self.value(right[place])
                    #expect((try? UPN(wrong.joined())) == nil || isTwin, "place \(place)")
                }
            }
        }
    }

    private static func value(_ sign: String) -> Int? {
        Int(sign) ?? sign.utf8.first.flatMap(UPN.alphabet.firstIndex)
    }

    // MARK: NHS number

    @Test func everyWrongCharacterOfAnNHSNumberIsFound() throws {
        var generator = SplitMix64(seed: 11)
        var seen = 0
        while seen < 200 {
            let stem = (0..<9).map { _ in String(Int.random(in: 0...9, using: &generator)) }
            let fitting = (0...9).filter { (try? NHSNumber(stem.joined() + String($0))) != nil }
            // One stem in eleven has no check digit, and none has two.
            #expect(fitting.count <= 1)
            guard let check = fitting.first else { continue }
            seen += 1
            let right = stem + [String(check)]
            for place in right.indices {
                for sign in "0123456789AOl".map(String.init) where sign != right[place] {
                    var wrong = right
                    wrong[place] = sign
                    #expect((try? NHSNumber(wrong.joined())) == nil, "place \(place)")
                }
            }
        }
    }

    @Test(arguments: ["9434765919", "9876543210", "9990000018", "4010232137"])
    func validNHSNumber(_ text: String) throws {
        #expect(try NHSNumber(text).value == text)
        #expect(try NHSNumber(try NHSNumber(text).spaced).value == text)
    }

    @Test(arguments: ["999000000", "999123456"], 0...9)
    func neverIssuedNHSNumber(_ stem: String, _ last: Int) {
        #expect(throws: IdentifierFault.wrongCheckCharacter) { try NHSNumber("\(stem)\(last)") }
    }

    @Test(arguments: 0...9) func tenEqualDigitsAreRefused(_ digit: Int) {
        #expect(throws: IdentifierFault.allDigitsEqual) { try NHSNumber(String(repeating: "\(digit)", count: 10)) }
    }

    @Test(arguments: [
        ("943476591", IdentifierFault.wrongLength), ("94347659190", .wrongLength),
        ("943476591X", .wrongCharacter), ("9434765918", .wrongCheckCharacter), ("", .wrongLength),
    ])
    func invalidNHSNumber(_ text: String, _ fault: IdentifierFault) {
        #expect(throws: fault) { try NHSNumber(text) }
    }

    // MARK: URN and postcode

    @Test func urn() throws {
        #expect(try URN("137482").value == "137482")
        #expect(throws: IdentifierFault.wrongLength) { try URN("13748") }
        #expect(throws: IdentifierFault.wrongCharacter) { try URN("13748A") }
    }

    @Test(arguments: [
        ("gl501aa", "GL50 1AA"), ("GL1 2EH", "GL1 2EH"), (" g l 1 2eh", "GL1 2EH"), ("m11ae", "M1 1AE"),
        ("B338TH", "B33 8TH"), ("W1A 0AX", "W1A 0AX"), ("EC1A1BB", "EC1A 1BB"), ("gir0aa", "GIR 0AA"),
    ])
    func postcode(_ text: String, _ spaced: String) throws {
        let postcode = try #require(Postcode(text))
        #expect(postcode.spaced == spaced)
        #expect(postcode.compact == spaced.filter { $0 != " " })
    }

    @Test(arguments: [
        "", "GL", "GL50", "GL50 AAA", "GL50 1A", "GL50 1CI", "QL1 2EH", "GI1 2EH", "GL501 2EH", "1GL 2EH", "GL1-2EH",
        "W1Z 0AX", "EC1Z 1BB", "GLÅ 2EH", "GL50 1AAA",
    ])
    func noPostcode(_ text: String) { #expect(Postcode(text) == nil) }

    @Test(arguments: ["a@b.uk", "senco@school.example.org"]) func email(_ text: String) {
        #expect(EmailAddress.isPlausible(text))
    }

    @Test(arguments: [
        "", "a", "a@b", "@b.uk", "a@b.uk\r\nBcc: x@y.z", "a b@c.uk", "a@@b.uk", "a@b..uk", "<a@b.uk>", "a@-b.uk",
    ])
    func noEmail(_ text: String) { #expect(!EmailAddress.isPlausible(text)) }

    // MARK: Reference

    @Test func referenceReadsBackHoweverItIsWritten() throws {
        var generator = SplitMix64(seed: 3)
        for _ in 0..<500 {
            let reference = ReferralReference(using: &generator)
            let text = reference.text
            #expect(text.count == 12)
            #expect(text.hasPrefix("RH-"))
            let plain = text.filter { $0 != "-" }
            for form in [
                text, text.lowercased(), plain, String(plain.dropFirst(2)), " \(text) ",
                plain.map(String.init).joined(separator: " "),
            ] {
                #expect(try ReferralReference(form) == reference)
            }
        }
    }

    /// Every single wrong character, and every exchange of two neighbours, across the dash too.
    @Test func referenceFindsEverySlip() throws {
        var generator = SplitMix64(seed: 4)
        for _ in 0..<200 {
            let right = Array(ReferralReference(using: &generator).text.dropFirst(3).filter { $0 != "-" })
            for place in right.indices {
                for letter in ReferralReference.alphabet.map({ Character(UnicodeScalar($0)) })
                where letter != right[place] {
                    var wrong = right
                    wrong[place] = letter
                    #expect(throws: IdentifierFault.wrongCheckCharacter) { try ReferralReference(String(wrong)) }
                }
                if place > 0, right[place] != right[place - 1] {
                    var wrong = right
                    wrong.swapAt(place, place - 1)
                    #expect(throws: IdentifierFault.wrongCheckCharacter) { try ReferralReference(String(wrong)) }
                }
            }
        }
    }

    @Test func referenceSpellsNothingAndLooksLikeNothingElse() {
        let alphabet = String(decoding: ReferralReference.alphabet, as: UTF8.self)
        #expect(Set(alphabet).count == 23)
        #expect(Set(alphabet).isDisjoint(with: "AEIOUY01BLSZG"))
        #expect(throws: IdentifierFault.wrongCharacter) { try ReferralReference("RH-7K3P-9QWA") }
        #expect(throws: IdentifierFault.wrongLength) { try ReferralReference("RH-7K3P-9QW") }
        #expect(throws: IdentifierFault.wrongLength) { try ReferralReference("") }
    }

    @Test func referencesDoNotCount() {
        var generator = SplitMix64(seed: 5)
        let references = (0..<5000).map { _ in ReferralReference(using: &generator).text }
        #expect(Set(references).count == 5000)
        #expect(references != references.sorted())
    }

    // MARK: UUID

    @Test func uuidVersionAndVariant() throws {
        var generator = SplitMix64(seed: 6)
        for step in 0..<1000 {
            let id = UUID.v7(at: Date(timeIntervalSince1970: 1_795_000_000 + Double(step) * 0.0137), using: &generator)
            let text = Array(id.text)
            #expect(text.count == 36)
            #expect(text[14] == "7")
            #expect("89ab".contains(text[19]))
            #expect(UUID(uuidString: id.text) == id)
        }
    }

    @Test func uuidsSortByTime() {
        var generator = SplitMix64(seed: 7)
        let texts = (0..<2000).map { step in
            UUID.v7(at: Date(timeIntervalSince1970: 1_795_000_000 + Double(step) * 0.001_5), using: &generator).text
        }
        #expect(texts == texts.sorted())
        #expect(Set(texts).count == texts.count)
    }

    @Test func uuidHoldsTheMillisecond() {
        var generator = SplitMix64(seed: 8)
        // The example of RFC 9562, appendix A.6.
        let id = UUID.v7(at: Date(timeIntervalSince1970: 1_645_557_742), using: &generator)
        #expect(id.text.hasPrefix("017f22e2-79b0-7"))
        #expect(UUID.v7(at: Date(timeIntervalSince1970: -1), using: &generator).text.hasPrefix("00000000-0000-7"))
    }
}
