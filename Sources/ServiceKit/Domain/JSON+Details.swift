import Contracts

/// A referral's details, opened: what the referrer wrote. Whoever shows them has opened the seal and is in the
/// access log.
extension JSON {
    /// Everything the referrer wrote.
    public static func details(_ details: ReferralDetails) -> JSON {
        [
            "child": .child(details.child),
            "referrer": .referrer(details.referrer),
            "concerns": .string(details.concerns),
            "tried": .strings(details.tried),
            "views": .views(child: details.childViews, family: details.familyViews),
            "lawful_basis": .lawfulBasis(details.lawfulBasis),
        ]
    }

    /// Who the child is.
    public static func child(_ child: Child) -> JSON {
        .object(leavingOutNil: [
            ("given_name", .string(child.givenName)),
            ("family_name", .string(child.familyName)),
            ("date_of_birth", .string(child.dateOfBirth)),
            ("home_postcode", .given(child.homePostcode)),
            ("school", .school(child)),
            (
                "identifiers",
                .array(child.identifiers.map { ["system": .string($0.system), "value": .string($0.value)] })
            ),
            ("ethnicity", .given(child.ethnicity)),
        ])
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
}
