import Contracts
import Inclusion
import RoutingData
import Testing

@Suite(.timeLimit(.minutes(1))) struct RuleSetFileTests {
    /// A rule set with these rules, the first of which begins in line 4.
    private static func text(_ rules: String) -> String { "name: trial\nversion: 2\nrules:\n" + rules }

    private static func faults(_ text: String) -> [FileFault] {
        do throws(FileFaults) {
            _ = try RuleSetFile(text)
            return []
        } catch {
            return error.all
        }
    }

    static let everybody = "  - { id: all, when: always, then: { forum: talc }, words: Everybody. }\n"

    struct Wrong: Sendable, CustomTestStringConvertible {
        let text: String
        let lines: [Int]
        let words: [String]
        var testDescription: String { words.joined(separator: " | ") }
    }

    static let wrong: [Wrong] = [
        Wrong(text: "", lines: [1], words: ["empty"]),
        Wrong(text: "- a\n", lines: [1], words: ["should be a rule set"]),
        Wrong(text: "name: a\nversion: [\n", lines: [3], words: ["not YAML"]),
        Wrong(text: "name: a\nname: b\n", lines: [1], words: ["stands here twice"]),
        Wrong(text: "name: trial\nversion: 2\nrules: []\n", lines: [3], words: ["not one rule"]),
        Wrong(
            text: "name: Trial One\nversion: x\nrule: []\n", lines: [1, 1, 2, 3],
            words: ["“rules” is missing", "should be small letters", "should be a number", "“rule” is no part"]),
        Wrong(
            text: text("  - { id: a, when: sunny, then: { forum: talc }, words: W. }\n" + everybody), lines: [4],
            words: ["“sunny” is no condition"]),
        Wrong(
            text: text("  - { id: a, when: { mood: 3 }, then: { forum: talc }, words: W. }\n" + everybody), lines: [4],
            words: ["“mood” is no condition"]),
        Wrong(
            text: text("  - { id: a, when: { level: 0-9 }, then: { forum: nowhere }, words: W. }\n" + everybody),
            lines: [4, 4], words: ["levels 1 to 4", "“nowhere” is no forum"]),
        Wrong(
            text: text("  - { id: a, when: { age_band: [old] }, then: { forum: talc }, words: W. }\n" + everybody),
            lines: [4], words: ["“old” is not a code"]),
        Wrong(
            text: text("  - id: a\n    when: { all: [] }\n    then: note\n    words: W.\n" + everybody), lines: [5],
            words: ["at least one condition"]),
        Wrong(
            text: text("  - id: a\n    when: {}\n    then: note\n    words: ''\n" + everybody), lines: [5, 7],
            words: ["condition is empty", "“words” should be a text"]),
        Wrong(
            text: text("  - id: a\n    when: { level: 1, not: ehcp }\n    then: go\n    words: W.\n" + everybody),
            lines: [5, 6], words: ["one thing", "“then” is note"]),
        Wrong(
            text: text(
                "  - id: a\n    when: ehcp\n    then: note\n    words: W.\n    advice: { to: [nobody], words: W. }\n"
                    + everybody), lines: [8], words: ["“nobody” is not a code"]),
        Wrong(
            text: text(everybody + everybody), lines: [5, 5],
            words: ["id of an earlier rule", "can never win"]),
        Wrong(
            text: text(
                "  - { id: never, when: { all: [{ level: 1 }, { level: 2 }] }, then: note, words: W. }\n" + everybody),
            lines: [4], words: ["“never” can never fire"]),
        // A kind of provision is named only where provision is asked for.
        Wrong(
            text: text(
                "  - id: unasked\n    when: { all: [{ ap_kind: aps }, { not: ap_requested }] }\n    then: note\n"
                    + "    words: W.\n" + everybody), lines: [4], words: ["“unasked” can never fire"]),
        Wrong(
            text: text(
                everybody + "  - { id: late, when: { level: 4 }, then: { forum: intervention_circle }, words: W. }\n"),
            lines: [5], words: ["“late” contradicts “all”"]),
        // Two together take all that is left for a third.
        Wrong(
            text: text(
                "  - { id: low, when: { level: 1-2 }, then: { forum: inclusion_advice }, words: W. }\n"
                    + "  - { id: high, when: { level: 3-4 }, then: { forum: talc }, words: W. }\n"
                    + "  - { id: late, when: ehcp, then: { forum: post_16 }, words: W. }\n"),
            lines: [6], words: ["“late” can never win: “low”, “high” always name a forum"]),
        Wrong(
            text: text("  - { id: low, when: { level: 1-3 }, then: { forum: talc }, words: W. }\n"), lines: [1],
            words: ["2688 of 10752 combinations of facts have no forum, such as: under compulsory school age, level 4"]),
    ]

    @Test(arguments: wrong) func everythingWrongIsToldWithItsLine(_ wrong: Wrong) {
        let faults = Self.faults(wrong.text)
        #expect(faults.map(\.line) == wrong.lines, "\(faults)")
        for (fault, words) in zip(faults, wrong.words) { #expect(fault.words.contains(words), "\(fault)") }
    }

    @Test func rulesThatOverlapAreFineBecauseTheFirstWins() throws {
        let text = Self.text(
            "  - { id: plan, when: ehcp, then: { forum: intervention_circle }, words: W. }\n" + Self.everybody)
        let rules = try RuleSetFile(text).rules
        #expect(rules.label == "trial/2")
        #expect(rules.rules.map(\.id) == ["plan", "all"])
        #expect(rules.faults().isEmpty)
    }

    @Test func conditionsAreReadAsTheyAreMeant() throws {
        let when = """
              - id: a
                when:
                  any:
                    - { level: 2-3 }
                    - all: [{ age_band: [school_age, post16] }, { ap_kind: aps }]
                    - not: child_in_care
                then: { also_offer: somebody }
                words: W.
                advice: { to: everybody, words: A. }

            """
        let rule = try #require(try RuleSetFile(Self.text(when + Self.everybody)).rules.rules.first)
        #expect(
            rule.when
                == .any([
                    .level(2...3), .all([.ageBand([.schoolAge, .post16]), .kindAsked(.aps)]), .not(.childInCare),
                ]))
        #expect(rule.then == .alsoOffer(to: "somebody"))
        #expect(rule.advice == RoutingAdvice(to: AgencyKind.known, "A."))
    }

    @Test func whatIsBuiltInIsRight() throws {
        let rules = try BuiltIn.rules().rules
        #expect(rules.label == "gloucestershire-default/1")
        #expect(rules.rules.count == 9)
        #expect(rules.rules.allSatisfy { $0.words.hasSuffix(".") && !$0.words.contains("\n") })
    }
}
