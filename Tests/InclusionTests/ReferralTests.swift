import Contracts
import SchoolYear
import Testing

@testable import Inclusion

@Suite(.timeLimit(.minutes(1))) struct ReferralTests {
    /// One thing wrong with an otherwise good referral, and the problems it brings.
    struct Slip: Sendable, CustomTestStringConvertible {
        var name: String
        var agency: AgencyKind = .education
        var change: @Sendable (inout ReferralDraft) -> Void
        /// `pointer code`, in order.
        var problems: [String]
        var testDescription: String { name }
    }

    static let slips: [Slip] = [
        Slip(name: "good", change: { _ in }, problems: []),
        Slip(
            name: "no names",
            change: {
                $0.child.givenName = " "
                $0.child.familyName = ""
            },
            problems: ["/child/given_name required", "/child/family_name required"]),
        Slip(
            name: "long name", change: { $0.child.givenName = String(repeating: "a", count: 101) },
            problems: ["/child/given_name too_long"]),
        Slip(
            name: "control character", change: { $0.child.familyName = "Test\u{0}well" },
            problems: ["/child/family_name not_allowed"]),
        Slip(
            name: "no such day", change: { $0.child.dateOfBirth = "2013-02-30" },
            problems: ["/child/date_of_birth not_allowed"]),
        Slip(
            name: "born tomorrow", change: { $0.child.dateOfBirth = "2026-11-24" },
            problems: ["/child/date_of_birth in_the_future"]),
        Slip(
            name: "26 years old", change: { $0.child.dateOfBirth = "2000-11-23" },
            problems: ["/child/date_of_birth age_over_25"]),
        Slip(name: "25 with SEND", change: { $0.child.dateOfBirth = "2000-11-24" }, problems: []),
        Slip(
            name: "19 with a plan",
            change: {
                $0.child.dateOfBirth = "2007-11-23"
                $0.child.send.provision = "E"
            },
            problems: []),
        Slip(
            name: "19 without SEND",
            change: {
                $0.child.dateOfBirth = "2007-11-23"
                $0.child.send.provision = "N"
            },
            problems: ["/child/send/provision send_needed_from_19"]),
        Slip(
            name: "18 without SEND",
            change: {
                $0.child.dateOfBirth = "2007-11-24"
                $0.child.send.provision = "N"
            },
            problems: []),
        Slip(
            name: "postcodes",
            change: {
                $0.child.homePostcode = "GL1"
                $0.child.school?.postcode = ""
            },
            problems: ["/child/home_postcode not_allowed", "/child/school/postcode not_allowed"]),
        Slip(
            name: "nowhere",
            change: {
                $0.child.homePostcode = nil
                $0.child.school = nil
            }, problems: []),
        Slip(
            name: "school's URN", change: { $0.child.school?.urn = "12345" },
            problems: ["/child/school/urn not_allowed"]),
        Slip(
            name: "identifiers",
            change: {
                $0.child.identifiers = [
                    IdentifierDraft(system: "upn", value: "Q207000016049"),
                    IdentifierDraft(system: "nhs", value: "1111111111"),
                    IdentifierDraft(system: "nino", value: "x"), IdentifierDraft(system: "upn", value: "B801200005001"),
                ]
            },
            problems: [
                "/child/identifiers/0/value check_digit", "/child/identifiers/1/value not_allowed",
                "/child/identifiers/2/system not_allowed", "/child/identifiers/3/system duplicate",
            ]),
        Slip(
            name: "codes",
            change: {
                $0.child.ethnicity = "XXXX"
                $0.child.send = SendDraft(provision: "S", needs: ["SEMH", "semh", "SEMH"])
            },
            problems: [
                "/child/ethnicity not_allowed", "/child/send/provision not_allowed", "/child/send/needs/1 not_allowed",
                "/child/send/needs/2 duplicate",
            ]),
        Slip(
            name: "no ethnicity, no diagnosis",
            change: {
                $0.child.ethnicity = nil
                $0.needs = ["NSA"]
            }, problems: []),
        Slip(
            name: "referrer",
            change: {
                $0.referrer = ReferrerDraft(name: "", role: "", email: "a@b.uk\nBcc: c@d.uk", telephone: "ring me")
            },
            problems: [
                "/referrer/name required", "/referrer/role required", "/referrer/email not_allowed",
                "/referrer/telephone not_allowed",
            ]),
        Slip(name: "telephone", change: { $0.referrer.telephone = "+44 (0)1452 000-000" }, problems: []),
        Slip(name: "no such source", change: { $0.source = "2C" }, problems: ["/source not_allowed"]),
        Slip(name: "no source", change: { $0.source = "" }, problems: ["/source required"]),
        Slip(name: "a school as police", change: { $0.source = "6" }, problems: ["/source not_for_this_agency"]),
        Slip(name: "a school for a parent", change: { $0.source = "1A" }, problems: []),
        Slip(name: "level 0", change: { $0.level = 0 }, problems: ["/level out_of_range"]),
        Slip(name: "level 3, nothing tried", change: { $0.tried = [] }, problems: ["/tried required"]),
        Slip(
            name: "level 4, nothing tried",
            change: {
                $0.level = 4
                $0.tried = []
            }, problems: ["/tried required"]),
        Slip(name: "level 3, a blank tried", change: { $0.tried = ["", "Mentor"] }, problems: ["/tried/0 required"]),
        Slip(
            name: "level 2, nothing tried",
            change: {
                $0.level = 2
                $0.tried = []
            }, problems: []),
        Slip(name: "no concerns", change: { $0.concerns = "\n " }, problems: ["/concerns required"]),
        Slip(name: "concerns in lines", change: { $0.concerns = "One.\r\n\tTwo." }, problems: []),
        Slip(name: "no needs", change: { $0.needs = [] }, problems: ["/needs required"]),
        Slip(
            name: "too many needs", change: { $0.needs = ["SEMH", "SLCN", "HI", "VI", "PD", "ASD"] },
            problems: ["/needs too_many"]),
        Slip(
            name: "days out", change: { $0.exclusion?.daysOutOfSchool = -1 },
            problems: ["/exclusion/days_out_of_school out_of_range"]),
        Slip(
            name: "APS without authorisation", change: { $0.asks?.headteacherAuthorisation = nil },
            problems: ["/asks/headteacher_authorisation required"]),
        Slip(
            name: "authorised tomorrow", change: { $0.asks?.headteacherAuthorisation?.on = "2026-11-24" },
            problems: ["/asks/headteacher_authorisation/on in_the_future"]),
        Slip(
            name: "authorised by nobody", change: { $0.asks?.headteacherAuthorisation?.name = "" },
            problems: ["/asks/headteacher_authorisation/name required"]),
        Slip(
            name: "independent without authorisation",
            change: { $0.asks = AsksDraft(alternativeProvision: true, kind: "independent") }, problems: []),
        Slip(
            name: "a kind not asked for", change: { $0.asks?.alternativeProvision = false },
            problems: ["/asks/alternative_provision required"]),
        Slip(name: "any kind", change: { $0.asks = AsksDraft(alternativeProvision: true) }, problems: []),
        Slip(name: "no such kind", change: { $0.asks?.kind = "boarding" }, problems: ["/asks/kind not_allowed"]),
        Slip(
            name: "police into independent", agency: .police,
            change: {
                $0.source = "6"
                $0.asks = AsksDraft(alternativeProvision: true, kind: "independent")
            },
            problems: ["/asks/kind may_not_refer"]),
        Slip(
            name: "police into third sector", agency: .police,
            change: {
                $0.source = "6"
                $0.asks = AsksDraft(alternativeProvision: true, kind: "third_sector")
            },
            problems: []),
        Slip(
            name: "consent without proof", change: { $0.lawfulBasis = LawfulBasisDraft(basis: "consent") },
            problems: ["/lawful_basis/recorded_on required", "/lawful_basis/source required"]),
        Slip(
            name: "consent",
            change: {
                $0.lawfulBasis = LawfulBasisDraft(basis: "consent", recordedOn: "2026-11-20", source: "Form on file")
            }, problems: []),
        Slip(
            name: "consent tomorrow",
            change: {
                $0.lawfulBasis = LawfulBasisDraft(basis: "consent", recordedOn: "2026-11-24", source: "Form on file")
            }, problems: ["/lawful_basis/recorded_on in_the_future"]),
        Slip(name: "no basis", change: { $0.lawfulBasis.basis = "" }, problems: ["/lawful_basis/basis required"]),
        Slip(
            name: "views", change: { $0.views = ViewsDraft(child: "", family: String(repeating: "a", count: 2001)) },
            problems: ["/views/child required", "/views/family too_long"]),
    ]

    @Test(arguments: slips) func rules(_ slip: Slip) throws {
        var draft = Samples.draft()
        slip.change(&draft)
        let problems = ReferralRules.check(draft, agency: slip.agency, today: Samples.today)
        #expect(problems.map { "\($0.pointer) \($0.code)" } == slip.problems)
        var agency = Samples.school
        agency.kind = slip.agency
        if slip.problems.isEmpty {
            #expect(throws: Never.self) { try ReferralRules.accept(draft, agency: agency, today: Samples.today) }
        } else {
            #expect(throws: RuleViolation(.invalid, problems)) {
                try ReferralRules.accept(draft, agency: agency, today: Samples.today)
            }
        }
    }

    @Test func anEmptyReferralNamesEverythingAtOnceAndRepeatsNothing() {
        let problems = ReferralRules.check(ReferralDraft(), agency: .education, today: Samples.today)
        #expect(problems.count == 12)
        #expect(Set(problems.map(\.code)) == ["required", "out_of_range"])
    }

    @Test func problemsNeverRepeatWhatWasSent() {
        var draft = Samples.draft()
        let secret = "Zanzibar"
        draft.child.dateOfBirth = secret
        draft.child.homePostcode = secret
        draft.child.identifiers = [IdentifierDraft(system: secret, value: secret)]
        draft.child.ethnicity = secret
        draft.child.send = SendDraft(provision: secret, needs: [secret])
        draft.referrer.email = secret
        draft.source = secret
        draft.asks?.kind = secret
        draft.lawfulBasis.basis = secret
        for problem in ReferralRules.check(draft, agency: .education, today: Samples.today) {
            #expect(!"\(problem)".contains(secret))
        }
    }

    @Test(arguments: [AgencyKind.education, .police, .thirdSector])
    func immediateRiskInterruptsBeforeAnythingElse(_ kind: AgencyKind) throws {
        var draft = ReferralDraft()
        draft.safeguarding = SafeguardingDraft(immediateRisk: true, frontDoorReference: " ")
        var agency = Agency()
        agency.kind = kind
        let violation = #expect(throws: RuleViolation.self) {
            try ReferralRules.accept(draft, agency: agency, today: Samples.today)
        }
        #expect(violation?.kind == .safeguardingInterruption)
        #expect(violation?.problems.map(\.pointer) == ["/safeguarding/front_door_reference"])
        #expect(violation?.problems.first?.words.contains("999") == true)
        #expect(violation?.problems.first?.words.contains("Front Door") == true)
    }

    @Test func theFrontDoorsReferenceLetsItGoOn() throws {
        var draft = Samples.draft()
        draft.safeguarding = SafeguardingDraft(immediateRisk: true, frontDoorReference: "FD-123")
        #expect(ReferralRules.interruption(draft) == nil)
        #expect(throws: Never.self) { try ReferralRules.accept(draft, agency: Samples.school, today: Samples.today) }
    }

    @Test func factsAreCodedAndDetailsAreWhole() throws {
        let referral = try ReferralRules.accept(Samples.draft(), agency: Samples.school, today: Samples.today)
        #expect(referral.agency.sourceCode == "2A")
        #expect(referral.facts.ageBand == .schoolAge)
        #expect(referral.facts.ageYears == 13)
        #expect(referral.facts.keyStage == .keyStage3)
        #expect(referral.facts.needs == ["SEMH", "SLCN"])
        #expect(referral.facts.daysOutOfSchool == 8)
        #expect(referral.facts.apRequested)
        #expect(referral.apKind == .aps)
        #expect(referral.homePostcode?.spaced == "GL1 2EH")
        #expect(referral.details.child.homePostcode == "GL1 2EH")
        #expect(referral.identifiers.map(\.value) == ["X916401524017", "9434765919"])
        #expect(referral.details.child.identifiers.map(\.value) == ["X916401524017", "9434765919"])
        #expect(referral.details.concerns == "Lessons feel impossible.")
    }

    @Test func submitOnce() throws {
        let submitted = try Samples.submitted()
        #expect(submitted.apKind == "aps")
        #expect(submitted.details == Samples.sealed())
        #expect(submitted.referralID == Samples.id(1).text)
        let state = try #require(Referral.evolve(nil, .submitted(submitted)))
        #expect(state.state(CaseNews()) == .submitted)
        #expect(state.reference == submitted.reference)
        let violation = #expect(throws: RuleViolation.self) {
            var generator = SplitMix64(seed: 2)
            let referral = try ReferralRules.accept(Samples.draft(), agency: Samples.school, today: Samples.today)
            return try Referral.decide(
                state,
                .submit(
                    SubmitReferral(
                        id: Samples.id(1), reference: ReferralReference(using: &generator), childID: Samples.id(2),
                        referral: referral, details: Samples.sealed())))
        }
        #expect(violation?.kind == .notAllowedNow)
    }

    @Test(arguments: AgencyKind.known) func everyAgencyHasASource(_ kind: AgencyKind) {
        #expect(ReferralSource.fitting(kind).isSuperset(of: ReferralSource.individuals))
        #expect(ReferralSource.fitting(kind).count > ReferralSource.individuals.count)
        #expect(ApKind.thirdSector.mayBeReferredInto(by: kind))
    }
}
