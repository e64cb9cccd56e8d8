import Inclusion
import ServiceKit

/// A referral in the shape in which it was posted: reading it again gives the same draft.
extension ReferralJSON {
    static func posted(_ draft: ReferralDraft) -> JSON {
        .object(leavingOutNil: [
            ("child", child(draft.child)),
            ("referrer", referrer(draft.referrer)),
            ("source", .string(draft.source)),
            ("level", .number(draft.level)),
            ("level_4_indicators", draft.level4Indicators ? true : nil),
            ("concerns", .string(draft.concerns)),
            ("concerns_since", given(draft.concernsSince)),
            ("tried", given(draft.tried)),
            ("cycles", .given(draft.cycles, cycle)),
            ("needs", .strings(draft.needs)),
            ("mental_health_need", draft.mentalHealthNeed ? true : nil),
            ("risks", .given(draft.risks) { ["kind": .string($0.kind), "words": .string($0.words)] }),
            ("family", .given(draft.family, contact)),
            ("exclusion", draft.exclusion.map(exclusion)),
            ("asks", draft.asks.map(asks)),
            ("safeguarding", draft.safeguarding.map(safeguarding)),
            ("views", .views(child: draft.views.child ?? "", family: draft.views.family ?? "")),
            (
                "lawful_basis",
                .object(leavingOutNil: [
                    ("basis", .string(draft.lawfulBasis.basis)), ("recorded_on", given(draft.lawfulBasis.recordedOn)),
                    ("source", given(draft.lawfulBasis.source)),
                ])
            ),
        ])
    }

    private static func child(_ child: ChildDraft) -> JSON {
        .object(leavingOutNil: [
            ("given_name", .string(child.givenName)),
            ("family_name", .string(child.familyName)),
            ("preferred_name", given(child.preferredName)),
            ("date_of_birth", .string(child.dateOfBirth)),
            ("sex", given(child.sex)),
            ("home_postcode", given(child.homePostcode)),
            (
                "school",
                child.school.map {
                    .object(leavingOutNil: [("urn", given($0.urn)), ("postcode", given($0.postcode))])
                }
            ),
            (
                "identifiers",
                .given(child.identifiers) { ["system": .string($0.system), "value": .string($0.value)] }
            ),
            ("ethnicity", given(child.ethnicity)),
            ("language", given(child.language)),
            ("interpreter_needed", given(child.interpreterNeeded)),
            ("communication_needs", given(child.communicationNeeds)),
            (
                "send",
                .object(leavingOutNil: [
                    ("provision", .string(child.send.provision)), ("needs", given(child.send.needs)),
                ])
            ),
            (
                "care",
                [
                    "child_protection_plan": .bool(child.care.childProtectionPlan),
                    "child_in_need": .bool(child.care.childInNeed),
                    "child_in_care": .bool(child.care.childInCare),
                ]
            ),
        ])
    }

    private static func referrer(_ referrer: ReferrerDraft) -> JSON {
        .object(leavingOutNil: [
            ("name", .string(referrer.name)), ("role", .string(referrer.role)), ("email", .string(referrer.email)),
            ("telephone", given(referrer.telephone)),
        ])
    }

    private static func contact(_ contact: FamilyContactDraft) -> JSON {
        .object(leavingOutNil: [
            ("name", .string(contact.name)), ("relationship", .string(contact.relationship)),
            ("telephone", given(contact.telephone)), ("email", given(contact.email)),
            ("parental_responsibility", given(contact.parentalResponsibility)),
            ("safe_to_contact", given(contact.safeToContact)), ("language", given(contact.language)),
        ])
    }

    private static func cycle(_ cycle: CycleDraft) -> JSON {
        .object(leavingOutNil: [
            ("assess", given(cycle.assess)), ("plan", given(cycle.plan)), ("do", .string(cycle.done)),
            ("review", given(cycle.review)), ("from", given(cycle.from)), ("to", given(cycle.to)),
            ("outcome", given(cycle.outcome)),
        ])
    }

    private static func exclusion(_ exclusion: ExclusionDraft) -> JSON {
        .object(leavingOutNil: [
            ("permanent", .bool(exclusion.permanent)), ("days_out_of_school", .number(exclusion.daysOutOfSchool)),
            ("reasons", given(exclusion.reasons)),
        ])
    }

    private static func asks(_ asks: AsksDraft) -> JSON {
        .object(leavingOutNil: [
            ("alternative_provision", .bool(asks.alternativeProvision)),
            ("kind", given(asks.kind)),
            (
                "headteacher_authorisation",
                asks.headteacherAuthorisation.map { ["name": .string($0.name), "on": .string($0.on)] }
            ),
            ("words", given(asks.words)),
            ("hoped_outcome", given(asks.hopedOutcome)),
        ])
    }

    private static func safeguarding(_ safeguarding: SafeguardingDraft) -> JSON {
        .object(leavingOutNil: [
            ("immediate_risk", .bool(safeguarding.immediateRisk)),
            ("front_door_reference", given(safeguarding.frontDoorReference)),
        ])
    }

    private static func given(_ text: String?) -> JSON? { text.map { .string($0) } }

    private static func given(_ flag: Bool?) -> JSON? { flag.map { .bool($0) } }

    private static func given(_ texts: [String]) -> JSON? { texts.isEmpty ? nil : .strings(texts) }
}
