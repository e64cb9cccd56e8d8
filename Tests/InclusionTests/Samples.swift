import Contracts
import FoundationEssentials
import SchoolYear
import Testing

@testable import Inclusion

/// A date that the test itself wrote, so it must exist.
func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

/// An instant that the test itself wrote.
func instant(_ text: String) throws -> Date { try #require(RFC3339.instant(text)) }

enum Samples {
    /// 23 November 2026, a Monday.
    static let today = CalendarDate(dayNumber: 20_780)

    static let school: Agency = {
        var agency = Agency()
        agency.id = "agency-sample-academy"
        agency.kind = .education
        return agency
    }()

    /// A referral that satisfies every rule.
    static func draft() -> ReferralDraft {
        var draft = ReferralDraft()
        draft.child.givenName = "Rowan"
        draft.child.familyName = "Testwell"
        draft.child.dateOfBirth = "2013-04-09"
        draft.child.homePostcode = "gl1 2eh"
        draft.child.school = SchoolDraft(urn: "137482", postcode: "GL50 1AA")
        draft.child.identifiers = [
            IdentifierDraft(system: "upn", value: "x916401524017"),
            IdentifierDraft(system: "nhs", value: "943 476 5919"),
        ]
        draft.child.ethnicity = "WBRI"
        draft.child.send = SendDraft(provision: "K", needs: ["SEMH", "SLCN"])
        draft.referrer = ReferrerDraft(name: "Mo Sample", role: "SENCo", email: "senco@school.example.org")
        draft.source = "2A"
        draft.level = 3
        draft.concerns = "Lessons feel impossible."
        draft.tried = ["Part-time timetable"]
        draft.needs = ["SEMH"]
        draft.exclusion = ExclusionDraft(permanent: false, daysOutOfSchool: 8)
        draft.asks = AsksDraft(
            alternativeProvision: true, kind: "aps",
            headteacherAuthorisation: AuthorisationDraft(name: "Alex Example", on: "2026-11-20"))
        draft.lawfulBasis = LawfulBasisDraft(basis: "public_task")
        return draft
    }

    /// The same with everything said that can be said.
    static func fullDraft() -> ReferralDraft {
        var draft = draft()
        draft.child.preferredName = "Ro"
        draft.child.sex = "M"
        draft.child.language = "pl"
        draft.child.interpreterNeeded = false
        draft.child.communicationNeeds = "Time to answer."
        draft.concernsSince = "2026-06-15"
        draft.family = [
            FamilyContactDraft(
                name: "Kim Testwell", relationship: "mother", telephone: "01452 000102", email: "kim@home.example.org",
                parentalResponsibility: true, safeToContact: true, language: "pl"),
            FamilyContactDraft(name: "Max Testwell", relationship: "uncle", safeToContact: false),
        ]
        draft.cycles = [
            CycleDraft(
                assess: "Mornings are hard.", plan: "A mentor.", done: "Mentor", review: "Came in more often.",
                from: "2026-09-07", to: "2026-10-02", outcome: "partly")
        ]
        draft.risks = [RiskDraft(kind: "missing", words: "Leaves the site.")]
        draft.exclusion?.reasons = ["DB", "VA"]
        draft.asks?.words = "A small group."
        draft.asks?.hopedOutcome = "Back by Easter."
        draft.safeguarding = SafeguardingDraft(immediateRisk: true, frontDoorReference: "FD-1")
        return draft
    }

    static func sealed(_ child: String = "child") -> Sealed {
        var sealed = Sealed()
        sealed.childID = child
        sealed.box = .init([1, 2, 3])
        return sealed
    }

    static func id(_ number: UInt64) -> UUID {
        var generator = SplitMix64(seed: number)
        return UUID.v7(at: Date(timeIntervalSince1970: 1_795_000_000), using: &generator)
    }

    /// The event that a submitted sample brings.
    static func submitted(_ draft: ReferralDraft = draft(), by agency: Agency = school) throws -> ReferralSubmitted {
        var generator = SplitMix64(seed: 1)
        let referral = try ReferralRules.accept(draft, agency: agency, today: today)
        let events = try Referral.decide(
            nil,
            .submit(
                SubmitReferral(
                    id: id(1), reference: ReferralReference(using: &generator), childID: id(2), referral: referral,
                    details: sealed())))
        guard case .submitted(let submitted) = try #require(events.first) else { throw Missing() }
        return submitted
    }

    struct Missing: Error {}

    static func place(_ district: String, east: Int32 = 383, north: Int32 = 218) -> PostcodeFinding {
        var location = CoarseLocation()
        location.eastingKm = east
        location.northingKm = north
        return .found(PostcodePlace(district: district, location: location))
    }
}
