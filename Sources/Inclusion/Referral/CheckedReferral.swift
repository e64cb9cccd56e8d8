public import Contracts

/// A referral that satisfies every rule: what routing needs in clear, and what has to be sealed.
public struct CheckedReferral: Sendable, Equatable {
    /// Who posts, with the source of the referral.
    public let agency: Agency
    /// The coded facts that travel in clear.
    public let facts: CodedFacts
    /// Kind of alternative provision asked for; `aps` implies the headteacher's authorisation.
    public let apKind: ApKind?
    /// What identifies the child or quotes a person: to be sealed with the child's key, never published bare.
    public let details: ReferralDetails
    /// The child's identifiers in their one form, for finding the same child again.
    public let identifiers: [ChildIdentifier]
    /// `nil` when none was given.
    public let homePostcode: Postcode?
    /// `nil` when none was given.
    public let schoolPostcode: Postcode?

    /// `nil` when the draft has problems; `ReferralRules.accept` says which.
    init?(checked draft: ReferralDraft, agency: Agency, today: CalendarDate) {
        guard let born = CalendarDate(draft.child.dateOfBirth), let age = ChildAge(bornOn: born, on: today),
            let provision = SendProvision(code: draft.child.send.provision)
        else { return nil }
        var poster = agency
        poster.sourceCode = draft.source
        self.agency = poster
        facts = Self.facts(draft, age, provision)
        apKind = draft.asks?.kind.flatMap(ApKind.init)
        homePostcode = draft.child.homePostcode.flatMap(Postcode.init)
        schoolPostcode = draft.child.school?.postcode.flatMap(Postcode.init)
        identifiers = draft.child.identifiers.compactMap { identifier in
            guard let system = IdentifierSystem(rawValue: identifier.system),
                let value = try? system.normalised(identifier.value)
            else { return nil }
            return ChildIdentifier(system: system, value: value)
        }
        details = Self.details(draft, identifiers, homePostcode, schoolPostcode)
    }

    static func facts(_ draft: ReferralDraft, _ age: ChildAge, _ provision: SendProvision) -> CodedFacts {
        var facts = CodedFacts()
        facts.ageBand = age.band
        facts.ageYears = Int32(clamping: age.years)
        facts.keyStage = age.keyStage
        facts.level = Int32(clamping: draft.level)
        facts.sendProvision = provision
        var statutory = StatutoryStatus()
        statutory.childProtectionPlan = draft.child.care.childProtectionPlan
        statutory.childInNeed = draft.child.care.childInNeed
        statutory.childInCare = draft.child.care.childInCare
        facts.statutory = statutory
        facts.level4Indicators = draft.level4Indicators
        // The unmet needs lead; what is on record beside them follows.
        facts.needs = draft.needs + draft.child.send.needs.filter { !draft.needs.contains($0) }
        facts.mentalHealthNeed = draft.mentalHealthNeed
        facts.apRequested = draft.asks?.alternativeProvision ?? false
        facts.daysOutOfSchool = Int32(clamping: draft.exclusion?.daysOutOfSchool ?? 0)
        facts.permanentlyExcluded = draft.exclusion?.permanent ?? false
        return facts
    }
}
