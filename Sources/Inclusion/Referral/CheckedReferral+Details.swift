import Contracts

/// What has to be sealed: everything that identifies the child or quotes a person.
extension CheckedReferral {
    static func details(
        _ draft: ReferralDraft, _ identifiers: [ChildIdentifier], _ home: Postcode?, _ school: Postcode?
    ) -> ReferralDetails {
        var details = ReferralDetails()
        details.child = child(draft.child, identifiers, home, school)
        details.referrer = referrer(draft.referrer)
        details.concerns = draft.concerns
        details.concernsSince = draft.concernsSince ?? ""
        details.tried = draft.tried
        details.cycles = draft.cycles.map(cycle)
        details.family = draft.family.map(contact)
        details.risks = draft.risks.map(risk)
        details.exclusionReasons = draft.exclusion?.reasons ?? []
        details.asksWords = draft.asks?.words ?? ""
        details.hopedOutcome = draft.asks?.hopedOutcome ?? ""
        if let authorisation = draft.asks?.headteacherAuthorisation {
            details.headteacherAuthorisation.name = authorisation.name.trimmed
            details.headteacherAuthorisation.on = authorisation.on
        }
        details.frontDoorReference = draft.safeguarding?.frontDoorReference ?? ""
        details.childViews = draft.views.child ?? ""
        details.familyViews = draft.views.family ?? ""
        details.lawfulBasis = lawfulBasis(draft.lawfulBasis)
        return details
    }

    private static func child(
        _ draft: ChildDraft, _ identifiers: [ChildIdentifier], _ home: Postcode?, _ school: Postcode?
    ) -> Child {
        var child = Child()
        child.givenName = draft.givenName.trimmed
        child.familyName = draft.familyName.trimmed
        child.preferredName = draft.preferredName?.trimmed ?? ""
        child.dateOfBirth = draft.dateOfBirth
        child.sex = draft.sex ?? ""
        child.homePostcode = home?.spaced ?? ""
        child.schoolUrn = draft.school?.urn?.trimmed ?? ""
        child.schoolPostcode = school?.spaced ?? ""
        child.identifiers = identifiers.map { known in
            var identifier = Identifier()
            identifier.system = known.system.code
            identifier.value = known.value
            return identifier
        }
        child.ethnicity = draft.ethnicity ?? ""
        child.language = draft.language ?? ""
        if let needed = draft.interpreterNeeded { child.interpreterNeeded = needed }
        child.communicationNeeds = draft.communicationNeeds ?? ""
        return child
    }

    private static func referrer(_ draft: ReferrerDraft) -> Referrer {
        var referrer = Referrer()
        referrer.name = draft.name.trimmed
        referrer.role = draft.role.trimmed
        referrer.email = draft.email
        referrer.telephone = draft.telephone ?? ""
        return referrer
    }

    private static func contact(_ draft: FamilyContactDraft) -> FamilyContact {
        var contact = FamilyContact()
        contact.name = draft.name.trimmed
        contact.relationship = draft.relationship.trimmed
        contact.telephone = draft.telephone ?? ""
        contact.email = draft.email ?? ""
        if let responsible = draft.parentalResponsibility { contact.parentalResponsibility = responsible }
        if let safe = draft.safeToContact { contact.safeToContact = safe }
        contact.language = draft.language ?? ""
        return contact
    }

    private static func cycle(_ draft: CycleDraft) -> Cycle {
        var cycle = Cycle()
        cycle.assess = draft.assess ?? ""
        cycle.plan = draft.plan ?? ""
        cycle.done = draft.done
        cycle.review = draft.review ?? ""
        cycle.from = draft.from ?? ""
        cycle.to = draft.to ?? ""
        cycle.outcome = draft.outcome ?? ""
        return cycle
    }

    private static func risk(_ draft: RiskDraft) -> Risk {
        var risk = Risk()
        risk.kind = draft.kind
        risk.words = draft.words
        return risk
    }

    private static func lawfulBasis(_ draft: LawfulBasisDraft) -> LawfulBasis {
        var basis = LawfulBasis()
        basis.basis = draft.basis
        basis.recordedOn = draft.recordedOn ?? ""
        basis.source = draft.source ?? ""
        return basis
    }
}
