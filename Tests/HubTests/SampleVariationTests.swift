import Foundation
import Inclusion
import Testing

@testable import Hub

@Suite(.timeLimit(.minutes(1)))
struct SampleVariationTests {
    private let body: JSONValue = [
        "child": [
            "given_name": "Ash", "family_name": "Nemo", "date_of_birth": "2013-04-09", "home_postcode": "GL1 2EH",
            "identifiers": [
                ["system": "upn", "value": "B801200005001"], ["system": "nhs", "value": "9434765919"],
            ],
        ],
        "concerns": "Ash's mornings are hard. Ashes and splash stay. They miss Ash.", "level": 3,
        "tried": ["Ash had a mentor"],
    ]

    @Test(arguments: [0, 1, 7, 999_999_999, UInt64.max])
    func childrenAreDistinctAndTheirIdentifiersTrue(_ seed: UInt64) throws {
        let variation = SampleVariation(seed: seed)
        var names: Set<String> = []
        var upns: Set<String> = []
        var numbers: Set<String> = []
        for index in 0..<400 {
            let child = variation.vary(body, index: index)["child"]
            let given = try #require(child?["given_name"]?.string)
            let family = try #require(child?["family_name"]?.string)
            names.insert("\(given) \(family)")
            let identifiers = child?["identifiers"]?.elements ?? []
            let upn = try #require(identifiers[0]["value"]?.string)
            let number = try #require(identifiers[1]["value"]?.string)
            upns.insert(try UPN(upn).value)
            numbers.insert(try NHSNumber(number).value)
        }
        #expect(names.count == 400)
        #expect(upns.count == 400)
        #expect(numbers.count == 400)
    }

    @Test func onlyWhoItIsChanges() throws {
        var varied = SampleVariation(seed: 3).vary(body, index: 1)
        let given = try #require(varied["child"]?["given_name"]?.string)
        #expect(varied["child"]?["date_of_birth"] == "2013-04-09")
        #expect(varied["child"]?["home_postcode"] == "GL1 2EH")
        #expect(
            varied["concerns"]?.string == "\(given)'s mornings are hard. Ashes and splash stay. They miss \(given).")
        #expect(varied["tried"] == .array([.string("\(given) had a mentor")]))
        varied["child"] = nil
        #expect(varied["level"] == 3)
    }

    @Test func theSameSeedInventsTheSameChildren() {
        let one = SampleVariation(seed: 42).vary(body, index: 9)
        #expect(one == SampleVariation(seed: 42).vary(body, index: 9))
        #expect(one != SampleVariation(seed: 43).vary(body, index: 9))
    }

    @Test func aChildWithoutIdentifiersGetsNone() {
        var bare = body
        bare["child"]?["identifiers"] = nil
        #expect(SampleVariation(seed: 1).vary(bare, index: 0)["child"]?["identifiers"] == nil)
    }
}
