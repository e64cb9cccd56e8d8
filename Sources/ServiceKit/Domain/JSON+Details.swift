import Contracts

/// A referral's details, opened: what the referrer wrote. Whoever shows them has opened the seal and is in the
/// access log.
extension JSON {
    /// Everything the referrer wrote.
    public static func details(_ details: ReferralDetails) -> JSON {
        .object(leavingOutNil: [
            ("child", .child(details.child)),
            ("referrer", .referrer(details.referrer)),
            ("concerns", .string(details.concerns)),
            ("concerns_since", .given(details.concernsSince)),
            ("tried", .strings(details.tried)),
            ("cycles", .given(details.cycles, JSON.cycle)),
            ("risks", .given(details.risks) { ["kind": .string($0.kind), "words": .string($0.words)] }),
            ("family", .given(details.family, JSON.contact)),
            ("exclusion_reasons", .given(details.exclusionReasons) { .string($0) }),
            ("asks_words", .given(details.asksWords)),
            ("hoped_outcome", .given(details.hopedOutcome)),
            ("headteacher_authorisation", .authorisation(details)),
            ("front_door_reference", .given(details.frontDoorReference)),
            ("views", .views(child: details.childViews, family: details.familyViews)),
            ("lawful_basis", .lawfulBasis(details.lawfulBasis)),
        ])
    }

    /// Who the child is.
    public static func child(_ child: Child) -> JSON {
        .object(leavingOutNil: [
            ("given_name", .string(child.givenName)),
            ("family_name", .string(child.familyName)),
            ("preferred_name", .given(child.preferredName)),
            ("date_of_birth", .string(child.dateOfBirth)),
            ("sex", .given(child.sex)),
            ("home_postcode", .given(child.homePostcode)),
            ("school", .school(child)),
            (
                "identifiers",
                .array(child.identifiers.map { ["system": .string($0.system), "value": .string($0.value)] })
            ),
            ("ethnicity", .given(child.ethnicity)),
            ("language", .given(child.language)),
            ("interpreter_needed", child.hasInterpreterNeeded ? .bool(child.interpreterNeeded) : nil),
            ("communication_needs", .given(child.communicationNeeds)),
        ])
    }

    /// Somebody of the family or who cares for the child.
    public static func contact(_ contact: FamilyContact) -> JSON {
        .object(leavingOutNil: [
            ("name", .string(contact.name)), ("relationship", .string(contact.relationship)),
            ("telephone", .given(contact.telephone)), ("email", .given(contact.email)),
            (
                "parental_responsibility",
                contact.hasParentalResponsibility ? .bool(contact.parentalResponsibility) : nil
            ),
            ("safe_to_contact", contact.hasSafeToContact ? .bool(contact.safeToContact) : nil),
            ("language", .given(contact.language)),
        ])
    }

    /// A round of Assess, Plan, Do, Review.
    public static func cycle(_ cycle: Cycle) -> JSON {
        .object(leavingOutNil: [
            ("assess", .given(cycle.assess)), ("plan", .given(cycle.plan)), ("do", .string(cycle.done)),
            ("review", .given(cycle.review)), ("from", .given(cycle.from)), ("to", .given(cycle.to)),
            ("outcome", .given(cycle.outcome)),
        ])
    }

    /// Which headteacher agreed, and when; `nil` when none did with the referral.
    private static func authorisation(_ details: ReferralDetails) -> JSON? {
        guard details.hasHeadteacherAuthorisation else { return nil }
        let authorisation = details.headteacherAuthorisation
        return ["name": .string(authorisation.name), "on": .string(authorisation.on)]
    }

    /// The school the child is on roll of; `nil` when none was given.
    public static func school(_ child: Child) -> JSON? {
        guard !child.schoolUrn.isEmpty || !child.schoolPostcode.isEmpty else { return nil }
        return .object(leavingOutNil: [
            ("urn", .given(child.schoolUrn)), ("postcode", .given(child.schoolPostcode)),
        ])
    }

    /// Who to speak to.
    public static func referrer(_ referrer: Referrer) -> JSON {
        .object(leavingOutNil: [
            ("name", .string(referrer.name)), ("role", .string(referrer.role)), ("email", .string(referrer.email)),
            ("telephone", .given(referrer.telephone)),
        ])
    }

    /// What child and family think, feel and wish.
    public static func views(child: String, family: String) -> JSON {
        .object(leavingOutNil: [("child", .given(child)), ("family", .given(family))])
    }

    /// Why it may be shared.
    public static func lawfulBasis(_ basis: LawfulBasis) -> JSON {
        .object(leavingOutNil: [
            ("basis", .string(basis.basis)), ("recorded_on", .given(basis.recordedOn)),
            ("source", .given(basis.source)),
        ])
    }

    /// A text, or `nil` when it is empty: contracts have no other word for "not given".
    public static func given(_ text: String) -> JSON? { text.isEmpty ? nil : .string(text) }

    /// A list, or `nil` when it is empty.
    public static func given<Item>(_ items: [Item], _ json: (Item) -> JSON) -> JSON? {
        items.isEmpty ? nil : .array(items.map(json))
    }
}
