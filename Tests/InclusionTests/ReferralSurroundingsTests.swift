import Contracts
import Testing

@testable import Inclusion

/// What surrounds the child: family, language, cycles, risks. All of it may be left out.
@Suite(.timeLimit(.minutes(1))) struct ReferralSurroundingsTests {
    typealias Slip = ReferralTests.Slip

    private static let cycle = CycleDraft(done: "Mentor", from: "2026-09-01", to: "2026-10-01", outcome: "partly")

    static let slips: [Slip] = [
        Slip(
            name: "everything",
            change: {
                $0 = Samples.fullDraft()
            }, problems: []),
        Slip(name: "since today", change: { $0.concernsSince = "2026-11-23" }, problems: []),
        Slip(
            name: "since tomorrow", change: { $0.concernsSince = "2026-11-24" },
            problems: ["/concerns_since in_the_future"]),
        Slip(name: "since summer", change: { $0.concernsSince = "summer" }, problems: ["/concerns_since not_allowed"]),
        Slip(
            name: "how to speak with the child",
            change: {
                $0.child.preferredName = " "
                $0.child.sex = "X"
                $0.child.language = "Polish, mostly"
                $0.child.communicationNeeds = String(repeating: "a", count: 1001)
            },
            problems: [
                "/child/preferred_name required", "/child/sex not_allowed", "/child/language not_allowed",
                "/child/communication_needs too_long",
            ]),
        Slip(
            name: "family",
            change: {
                $0.family = [
                    FamilyContactDraft(name: "Kim", relationship: "mother"),
                    FamilyContactDraft(
                        name: "", relationship: "\n", telephone: "ring me", email: "at home", language: "x"),
                ]
            },
            problems: [
                "/family/1/name required", "/family/1/relationship required", "/family/1/telephone not_allowed",
                "/family/1/email not_allowed", "/family/1/language not_allowed",
            ]),
        Slip(
            name: "a family of seven",
            change: {
                $0.family = Array(repeating: FamilyContactDraft(name: "Kim", relationship: "aunt"), count: 7)
            },
            problems: ["/family too_many"]),
        Slip(
            name: "level 3, told in cycles",
            change: {
                $0.tried = []
                $0.cycles = [cycle]
            }, problems: []),
        Slip(
            name: "cycles",
            change: {
                $0.cycles = [
                    CycleDraft(), CycleDraft(done: "Mentor", from: "2026-10-01", to: "2026-09-30"),
                    CycleDraft(done: "Mentor", from: "2026-12-01", to: "2026-13-01", outcome: "improved"),
                    CycleDraft(assess: "", plan: " ", done: "Mentor", review: "\u{7}"),
                    CycleDraft(done: "Mentor", from: "2026-11-23", to: "2026-11-23"),
                ]
            },
            problems: [
                "/cycles/0/do required", "/cycles/1/to before_start", "/cycles/2/from in_the_future",
                "/cycles/2/to not_allowed", "/cycles/2/outcome not_allowed", "/cycles/3/assess required",
                "/cycles/3/plan required", "/cycles/3/review not_allowed",
            ]),
        Slip(
            name: "eleven cycles", change: { $0.cycles = Array(repeating: cycle, count: 11) },
            problems: ["/cycles too_many"]),
        Slip(
            name: "risks",
            change: { $0.risks = [RiskDraft(), RiskDraft(kind: "dogs", words: "Bites."), RiskDraft(kind: "self")] },
            problems: [
                "/risks/0/kind required", "/risks/0/words required", "/risks/1/kind not_allowed",
                "/risks/2/words required",
            ]),
        Slip(
            name: "eleven risks",
            change: { $0.risks = Array(repeating: RiskDraft(kind: "other", words: "Roads."), count: 11) },
            problems: ["/risks too_many"]),
        Slip(
            name: "reasons for an exclusion", change: { $0.exclusion?.reasons = ["DB", "XX", "DB", "VA"] },
            problems: [
                "/exclusion/reasons too_many", "/exclusion/reasons/1 not_allowed", "/exclusion/reasons/2 duplicate",
            ]),
        Slip(
            name: "what is asked for, in words",
            change: {
                $0.asks?.words = ""
                $0.asks?.hopedOutcome = String(repeating: "a", count: 2001)
            },
            problems: ["/asks/words required", "/asks/hoped_outcome too_long"]),
    ]

    @Test(arguments: slips) func rules(_ slip: Slip) {
        var draft = Samples.draft()
        slip.change(&draft)
        let problems = ReferralRules.check(draft, agency: slip.agency, today: Samples.today)
        #expect(problems.map { "\($0.pointer) \($0.code)" } == slip.problems)
    }

    @Test func everythingIsInTheDetails() throws {
        let details = try ReferralRules.accept(Samples.fullDraft(), agency: Samples.school, today: Samples.today)
            .details
        #expect(details.child.preferredName == "Ro")
        #expect(details.child.sex == "M")
        #expect(details.child.language == "pl")
        #expect(details.child.hasInterpreterNeeded && !details.child.interpreterNeeded)
        #expect(details.child.communicationNeeds == "Time to answer.")
        #expect(details.concernsSince == "2026-06-15")
        #expect(details.family.map(\.name) == ["Kim Testwell", "Max Testwell"])
        #expect(details.family[0].parentalResponsibility)
        #expect(details.family[1].hasSafeToContact && !details.family[1].safeToContact)
        #expect(!details.family[1].hasParentalResponsibility)
        #expect(details.cycles.map(\.outcome) == ["partly"])
        #expect(details.risks.map(\.kind) == ["missing"])
        #expect(details.exclusionReasons == ["DB", "VA"])
        #expect(details.asksWords == "A small group.")
        #expect(details.hopedOutcome == "Back by Easter.")
        #expect(details.headteacherAuthorisation.name == "Alex Example")
        #expect(details.headteacherAuthorisation.on == "2026-11-20")
        #expect(details.frontDoorReference == "FD-1")
        #expect(details.whatWasTried == ["Part-time timetable", "Mentor"])
    }

    /// Codes travel bare and words do not: what is new is all sealed.
    @Test func nothingNewTravelsBare() throws {
        let full = try ReferralRules.accept(Samples.fullDraft(), agency: Samples.school, today: Samples.today)
        let bare = try ReferralRules.accept(Samples.draft(), agency: Samples.school, today: Samples.today)
        #expect(full.facts == bare.facts)
        #expect(full.agency == bare.agency)
    }

    @Test(arguments: ["en", "PL", "bfi", "pt-BR", "es-419", "zh-Hant", "zh-Hant-HK", "sl-rozaj", "de-CH-1996"])
    func language(_ tag: String) { #expect(LanguageTag.isPlausible(tag)) }

    @Test(arguments: [
        "", "e", "english", "en-", "-en", "en--GB", "en GB", "en_GB", "12", "pł", "en-G", "en-1", "en-GB-GB",
        "zh-Hant-HK-" + String(repeating: "rozaj-", count: 5) + "rozaj",
    ])
    func noLanguage(_ tag: String) { #expect(!LanguageTag.isPlausible(tag)) }
}
