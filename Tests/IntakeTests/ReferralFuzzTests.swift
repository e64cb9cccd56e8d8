import Contracts
import Foundation
import HTTPTypes
import ServiceKit
import Testing

@testable import ReferralIntake

/// Every field of a referral, filled with what does not belong there: the answer names the field, and never repeats what
/// was in it.
@Suite("Referral body, every field", .timeLimit(.minutes(2)))
struct ReferralFuzzTests {
    /// In every text that is tried, and in no message of ours.
    private static let mark = "Zq7x"

    private static let values: [(json: String, kind: Bodies.Kind?)] = [
        ("true", .flag), ("7", .number), ("-7", .number), ("2.5", nil), ("1e300", nil), ("\"\(mark)\"", .text),
        ("[]", .list), ("{}", .object), ("[null]", .list), ("[{\"a\": [[\"\(mark)\"]]}]", .list),
        (String(repeating: "[", count: 25) + "\"\(mark)\"" + String(repeating: "]", count: 25), .list),
        (String(repeating: "{\"a\":", count: 25) + "\"\(mark)\"" + String(repeating: "}", count: 25), .object),
    ]

    /// Never good, in no field.
    private static let badTexts = [
        mark + String(repeating: "a", count: 5000), mark + String(repeating: "👩‍👩‍👧", count: 1500), mark + "\u{0}",
        mark + "\u{1B}[31m", mark + "\u{85}x", mark + "\u{7F}x", "\u{202E}" + mark, "\u{2066}" + mark + "\u{2069}",
        "\u{FEFF}" + mark + "\u{FEFF}x", " \t ", "",
    ]

    /// Good where people write words; elsewhere refused as any other word is.
    private static let oddTexts = [
        mark + " 👩‍👩‍👧 é 中文", mark + "'; drop table referral; --", "<script>alert('\(mark)')</script>", "\u{200F}" + mark,
        "{{\(mark)}} ${\(mark)} %s %n ../../etc/passwd", mark + "\\u0000 \\", "=cmd|'\(mark)'!A1",
    ]

    private func quoted(_ text: String) throws -> String {
        String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
    }

    /// The problem a body is refused with; nothing when it is accepted, and then it is shown as it was posted.
    private func refusal(_ body: JSONBody) throws -> Problem? {
        do {
            let (draft, _) = try ReferralBody.accept(body, from: Bodies.agency(.education), today: Bodies.today)
            let shown = try JSONBody(bytes: ReferralJSON.posted(draft).bytes)
            #expect(ReferralBody.read(FieldReader(shown)) == draft)
            return nil
        } catch let problem as Problem {
            #expect(problem.status.code == 422)
            let said = problem.json(instance: nil).text
            #expect(!said.contains(Self.mark))
            let faults = problem.errors.map { "\($0.pointer) \($0.code)" }
            #expect(Set(faults).count == faults.count, "each thing once: \(faults)")
            return problem
        }
    }

    @Test func theFullBodyIsGoodAndHasEveryDocumentedField() throws {
        #expect(try Bodies.faults(Bodies.full()) == [])
        let places = try Bodies.places().map { $0.pointer.replacing("/reasons/1", with: "/reasons/0") }
        #expect(try Set(places) == Bodies.documentedPlaces(of: "Referral"))
    }

    @Test func aWrongTypeIsNamedInEveryPlace() throws {
        for place in try Bodies.places() {
            for value in Self.values {
                let problem = try refusal(Bodies.full(changing: [(place.pointer, value.json)]))
                guard value.kind != place.kind else { continue }
                let faults = problem?.errors.filter { $0.pointer == place.pointer }.map(\.code) ?? []
                // Of a list or an object, one that cannot be read; of a number, one that is not whole or far too large.
                #expect(faults == ["wrong_type"], "\(place.pointer): \(value.json.prefix(20))")
            }
        }
    }

    @Test func badTextIsNamedInEveryPlace() throws {
        for place in try Bodies.places() where place.kind == .text {
            for text in Self.badTexts {
                let problem = try refusal(Bodies.full(changing: [(place.pointer, quoted(text))]))
                let pointers = problem?.errors.map(\.pointer) ?? []
                #expect(pointers == [place.pointer], "\(place.pointer): \(pointers)")
            }
        }
    }

    @Test func oddTextIsKeptOrNamed() throws {
        var kept: Set<String> = []
        for place in try Bodies.places() where place.kind == .text {
            for text in Self.oddTexts {
                let body = try Bodies.full(changing: [(place.pointer, quoted(text))])
                if let problem = try refusal(body) {
                    #expect(problem.errors.map(\.pointer).contains(place.pointer))
                } else {
                    kept.insert(place.pointer)
                    let (draft, _) = try ReferralBody.accept(
                        body, from: Bodies.agency(.education), today: Bodies.today)
                    #expect(try Bodies.tree(ReferralJSON.posted(draft).bytes) == Bodies.tree(body.bytes))
                }
            }
        }
        // Words stay words, whatever they look like to a browser or a database.
        #expect(kept.isSuperset(of: ["/concerns", "/views/child", "/child/given_name", "/cycles/0/do", "/asks/words"]))
    }

    @Test func twoFaultsAreBothNamed() throws {
        let places = try Bodies.places().filter { $0.kind != .list && $0.kind != .object }.map(\.pointer)
        for (index, first) in places.enumerated() {
            for second in places.dropFirst(index + 1) {
                let problem = try refusal(Bodies.full(changing: [(first, "2.5"), (second, "2.5")]))
                let pointers = Set(problem?.errors.map(\.pointer) ?? [])
                #expect(pointers.isSuperset(of: [first, second]), "\(first) and \(second): \(pointers)")
            }
        }
    }

    @Test func aChildAtRiskComesFirstWhateverElseIsWrong() throws {
        let risk = ("/safeguarding", Optional(#"{"immediate_risk": true}"#))
        for place in try Bodies.places() where !place.pointer.hasPrefix("/safeguarding") {
            for value in ["2.5", nil] {
                let problem = try refusal(Bodies.full(changing: [risk, (place.pointer, value)]))
                #expect(problem?.code == "safeguarding_interruption", "\(place.pointer)")
            }
        }
        let alone = try refusal(JSONBody(bytes: Array(#"{"safeguarding": {"immediate_risk": true, "x": 1}}"#.utf8)))
        #expect(alone?.code == "safeguarding_interruption")
    }

    @Test func everyExampleOfTheDocumentIsTaken() throws {
        let kinds: [String: AgencyKind] = [
            "ReferralFromSchool": .education, "ReferralMinimal": .housing, "ReferralFromHealth": .health,
            "ReferralFromPolice": .police, "ReferralFromYouthJustice": .youthJustice, "ReferralFromHousing": .housing,
            "ReferralFromSocialCare": .socialCare, "ReferralFromEarlyYears": .earlyYears,
            "ReferralFromThirdSector": .thirdSector, "ReferralFromCollege": .post16,
            "ReferralFromAuthority": .localAuthority,
        ]
        let examples = try Bodies.documentedReferrals()
        #expect(Set(examples.keys) == Set(kinds.keys))
        for (name, body) in examples {
            #expect(try Bodies.faults(body, from: try #require(kinds[name])) == [], "\(name)")
        }
    }
}
