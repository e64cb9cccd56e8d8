import Inclusion

/// Makes many children out of few: each with a name and identifiers of its own, all of them invented. Dates of birth
/// stay, because routing goes by them.
struct SampleVariation: Sendable {
    /// Decides all that is drawn: two runs with the same one invent the same children.
    let seed: UInt64

    /// The body as a child of its own. Different indexes below ten million give different children.
    func vary(_ body: JSONValue, index: Int) -> JSONValue {
        let name = name(index)
        let oldName = body["child"]?["given_name"]?.string ?? ""
        var varied = body.mappingStrings { Self.replacing(oldName, with: name.given, in: $0) }
        varied["child"]?["given_name"] = .string(name.given)
        varied["child"]?["family_name"] = .string(name.family)
        if let identifiers = body["child"]?["identifiers"]?.elements {
            varied["child"]?["identifiers"] = .array(identifiers.map { identifier($0, index: index) })
        }
        return varied
    }

    /// A name nobody else of this run has.
    func name(_ index: Int) -> (given: String, family: String) {
        let given = Self.givenNames
        let family = Self.familyNames
        // From somewhere else in each run; the order of combinations is the same, so no two indexes meet.
        let place = index + Int(seed % 1_000_003)
        let first = family[place / given.count % family.count]
        let second = family[place / (given.count * family.count) % family.count]
        let round = place / (given.count * family.count * family.count)
        let third = round == 0 ? "" : "-" + family[round % family.count]
        return (given[place % given.count], "\(first)-\(second)\(third)")
    }

    private func identifier(_ old: JSONValue, index: Int) -> JSONValue {
        switch old["system"]?.string {
        case "upn"?: ["system": "upn", "value": .string(upn(index) ?? old["value"]?.string ?? "")]
        case "nhs"?: ["system": "nhs", "value": .string(nhsNumber(index) ?? old["value"]?.string ?? "")]
        default: old
        }
    }

    /// A UPN of the authority 916, its check letter found by trying all 23.
    func upn(_ index: Int) -> String? {
        let digits = "916" + Self.padded((Int(seed % 1_000_000_000) + index) % 1_000_000_000, to: 9)
        return "ABCDEFGHJKLMNPQRTUVWXYZ".lazy.compactMap { try? UPN("\($0)\(digits)").value }.first
    }

    /// An NHS number of the range kept for tests (999 …). One number in eleven has no check digit, so each index has a
    /// few to choose from.
    func nhsNumber(_ index: Int) -> String? {
        let place = (Int(seed % 250_000) + index) % 250_000
        return (0..<4).lazy.compactMap { offset in
            let digits = "999" + Self.padded(place * 4 + offset, to: 6)
            return (0...9).lazy.compactMap { try? NHSNumber("\(digits)\($0)").value }.first
        }.first
    }

    private static func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// Whole words only: “Ash” in “Ash's” but not in “Ashes”.
    static func replacing(_ old: String, with new: String, in text: String) -> String {
        guard !old.isEmpty, text.contains(old) else { return text }
        var result = ""
        var rest = text[...]
        while let range = rest.firstRange(of: old) {
            let before = rest[..<range.lowerBound].last ?? result.last
            let after = rest[range.upperBound...].first
            let isWord = !(before?.isLetter ?? false) && !(after?.isLetter ?? false)
            result += rest[..<range.lowerBound]
            result += isWord ? new : old
            rest = rest[range.upperBound...]
        }
        return result + rest
    }

    /// None of them says anything about who a child is.
    static let givenNames = [
        "Acorn", "Alder", "Amber", "Ash", "Aspen", "Aster", "Bay", "Birch", "Bramble", "Briar", "Bryony", "Cedar",
        "Clover",
        "Coral", "Dale", "Elm", "Fern", "Finch", "Flint", "Forest", "Gale", "Hazel", "Heath", "Heron", "Holly",
        "Indigo",
        "Ivy", "Jay", "Juniper", "Kestrel", "Lake", "Lark", "Linden", "Linnet", "Maple", "Marlow", "Martin", "Meadow",
        "Merle", "Moss", "Oakley", "Pebble", "Plover", "Quill", "Rain", "Reed", "River", "Robin", "Rowan", "Rush",
        "Sage",
        "Skye", "Sorrel", "Starling", "Stone", "Storm", "Swift", "Tarn", "Teal", "Thorn", "Vale", "Willow", "Wren",
        "Yarrow",
    ]

    /// Plainly invented, so that nobody takes a sample for a person.
    static let familyNames = [
        "Anonimo", "Dummett", "Elsewhere", "Examplar", "Fauxley", "Fictionby", "Fixture", "Hypothet", "Imaginary",
        "Inventson", "Makebelieve", "Mockingham", "Mockridge", "Nemo", "Notional", "Placebo", "Pretender", "Sampleford",
        "Samplewood", "Specimen", "Standen", "Testament", "Testwell", "Unreal",
    ]
}
