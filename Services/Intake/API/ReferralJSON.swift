import Contracts
import FoundationEssentials
import Inclusion
import ServiceKit

/// Referrals as the agencies' API shows them.
enum ReferralJSON {
    /// What a post answers. Kept in clear with its idempotency key, so it says nothing of the child.
    static func receipt(
        _ id: UUID, _ reference: ReferralReference, moves: [ReferralMove], knownToAnother: Bool
    ) -> JSON {
        [
            "id": .string(id.text),
            "reference": .string(reference.text),
            "status": .string(StandingStatus.submitted.code),
            "allowed_moves": .strings(moves.map(\.code)),
            "known_to_another_agency": .bool(knownToAnother),
            "what_happens_next": .string(StandingStatus.submitted.nextWords),
        ]
    }

    // MARK: What was posted

    /// The referral in the shape in which it was posted: reading it again gives the same draft.
    static func posted(_ draft: ReferralDraft) -> JSON {
        .object(leavingOutNil: [
            ("child", child(draft.child)),
            ("referrer", referrer(draft.referrer)),
            ("source", .string(draft.source)),
            ("level", .number(draft.level)),
            ("level_4_indicators", draft.level4Indicators ? true : nil),
            ("concerns", .string(draft.concerns)),
            ("tried", given(draft.tried)),
            ("needs", .strings(draft.needs)),
            ("mental_health_need", draft.mentalHealthNeed ? true : nil),
            (
                "exclusion",
                draft.exclusion.map {
                    ["permanent": .bool($0.permanent), "days_out_of_school": .number($0.daysOutOfSchool)]
                }
            ),
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
            ("date_of_birth", .string(child.dateOfBirth)),
            ("home_postcode", given(child.homePostcode)),
            (
                "school",
                child.school.map {
                    .object(leavingOutNil: [("urn", given($0.urn)), ("postcode", given($0.postcode))])
                }
            ),
            ("identifiers", child.identifiers.isEmpty ? nil : .array(child.identifiers.map(identifier))),
            ("ethnicity", given(child.ethnicity)),
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

    private static func identifier(_ identifier: IdentifierDraft) -> JSON {
        ["system": .string(identifier.system), "value": .string(identifier.value)]
    }

    private static func referrer(_ referrer: ReferrerDraft) -> JSON {
        .object(leavingOutNil: [
            ("name", .string(referrer.name)), ("role", .string(referrer.role)), ("email", .string(referrer.email)),
            ("telephone", given(referrer.telephone)),
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
        ])
    }

    private static func safeguarding(_ safeguarding: SafeguardingDraft) -> JSON {
        .object(leavingOutNil: [
            ("immediate_risk", .bool(safeguarding.immediateRisk)),
            ("front_door_reference", given(safeguarding.frontDoorReference)),
        ])
    }

    private static func given(_ text: String?) -> JSON? { text.map { .string($0) } }

    private static func given(_ texts: [String]) -> JSON? { texts.isEmpty ? nil : .strings(texts) }
}
