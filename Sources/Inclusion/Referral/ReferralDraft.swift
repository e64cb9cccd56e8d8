/// What an agency posted about one child: the request's fields as they came, codes and dates still text.
/// What it has to satisfy is said by `ReferralRules`.
public struct ReferralDraft: Sendable, Equatable {
    /// The child it is about.
    public var child = ChildDraft()
    /// Who refers.
    public var referrer = ReferrerDraft()
    /// Source of referral, as in the children-in-need census.
    public var source = ""
    /// Level of the Graduated Pathway, 1 to 4.
    public var level = 0
    /// With an education, health and care plan, these count as level 4 does.
    public var level4Indicators = false
    /// Why the referrer is worried, in their words.
    public var concerns = ""
    /// ISO 8601 date.
    public var concernsSince: String?
    /// What has been tried (the graduated approach so far), a line for each.
    public var tried: [String] = []
    /// What has been tried, told in cycles.
    public var cycles: [CycleDraft] = []
    /// Unmet needs, coded; the first is the primary one.
    public var needs: [String] = []
    /// Also offered to the health single point of access.
    public var mentalHealthNeed = false
    /// What to be careful about.
    public var risks: [RiskDraft] = []
    /// Who is close to the child.
    public var family: [FamilyContactDraft] = []
    /// `nil` when the child is not out of school.
    public var exclusion: ExclusionDraft?
    /// `nil` when nothing particular is asked for.
    public var asks: AsksDraft?
    /// `nil` when nothing was said.
    public var safeguarding: SafeguardingDraft?
    /// What child and family think.
    public var views = ViewsDraft()
    /// Why it may be shared.
    public var lawfulBasis = LawfulBasisDraft()

    /// From its fields, where given.
    public init() {}
}

/// The child, as posted.
public struct ChildDraft: Sendable, Equatable {
    /// 1 to 100 characters.
    public var givenName = ""
    /// 1 to 100 characters.
    public var familyName = ""
    /// What the child wants to be called.
    public var preferredName: String?
    /// A `Sex`.
    public var sex: String?
    /// ISO 8601 date.
    public var dateOfBirth = ""
    /// Decides the locality.
    public var homePostcode: String?
    /// Where the child is on roll.
    public var school: SchoolDraft?
    /// One of each system at most.
    public var identifiers: [IdentifierDraft] = []
    /// An `Ethnicity`.
    public var ethnicity: String?
    /// A language tag: the child's first language.
    public var language: String?
    /// `nil`: not known.
    public var interpreterNeeded: Bool?
    /// How to speak with the child, in words.
    public var communicationNeeds: String?
    /// Provision and needs on record.
    public var send = SendDraft()
    /// Statutory statuses.
    public var care = CareDraft()

    /// From its fields, where given.
    public init() {}
}

/// The school where the child is on roll, as posted.
public struct SchoolDraft: Sendable, Equatable {
    /// Six digits.
    public var urn: String?
    /// Decides the locality when there is no home postcode.
    public var postcode: String?

    /// From its fields, where given.
    public init(urn: String? = nil, postcode: String? = nil) {
        self.urn = urn
        self.postcode = postcode
    }
}

/// An identifier, as posted: `upn` or `nhs`, and its value.
public struct IdentifierDraft: Sendable, Equatable {
    /// An `IdentifierSystem`.
    public var system: String
    /// As it was typed.
    public var value: String

    /// From its fields, where given.
    public init(system: String, value: String) {
        self.system = system
        self.value = value
    }
}

/// Special educational provision and needs on record, as posted.
public struct SendDraft: Sendable, Equatable {
    /// N, K or E.
    public var provision: String
    /// `SendNeed` codes on record.
    public var needs: [String]

    /// From its fields, where given.
    public init(provision: String = "", needs: [String] = []) {
        self.provision = provision
        self.needs = needs
    }
}

/// Statutory statuses, as posted.
public struct CareDraft: Sendable, Equatable {
    /// On a child protection plan.
    public var childProtectionPlan: Bool
    /// A child in need (Children Act 1989, section 17).
    public var childInNeed: Bool
    /// Looked after by an authority.
    public var childInCare: Bool

    /// From its fields, where given.
    public init(childProtectionPlan: Bool = false, childInNeed: Bool = false, childInCare: Bool = false) {
        self.childProtectionPlan = childProtectionPlan
        self.childInNeed = childInNeed
        self.childInCare = childInCare
    }
}

/// Who refers, as posted.
public struct ReferrerDraft: Sendable, Equatable {
    /// 1 to 200 characters.
    public var name: String
    /// 1 to 200 characters.
    public var role: String
    /// Where the referrer hears.
    public var email: String
    /// 7 to 20 digits, blanks or dashes.
    public var telephone: String?

    /// From its fields, where given.
    public init(name: String = "", role: String = "", email: String = "", telephone: String? = nil) {
        self.name = name
        self.role = role
        self.email = email
        self.telephone = telephone
    }
}

/// Exclusion from school, as posted.
public struct ExclusionDraft: Sendable, Equatable {
    /// Permanently excluded.
    public var permanent: Bool
    /// School days out of education so far.
    public var daysOutOfSchool: Int
    /// `ExclusionReason` codes, three at most.
    public var reasons: [String]

    /// From its fields, where given.
    public init(permanent: Bool = false, daysOutOfSchool: Int = 0, reasons: [String] = []) {
        self.permanent = permanent
        self.daysOutOfSchool = daysOutOfSchool
        self.reasons = reasons
    }
}

/// What the referrer asks for, as posted.
public struct AsksDraft: Sendable, Equatable {
    /// Alternative provision is asked for.
    public var alternativeProvision: Bool
    /// An `ApKind`; `nil`: any.
    public var kind: String?
    /// Needed for `aps`.
    public var headteacherAuthorisation: AuthorisationDraft?
    /// What would help, in the referrer's words.
    public var words: String?
    /// How one would see that it has helped.
    public var hopedOutcome: String?

    /// From its fields, where given.
    public init(
        alternativeProvision: Bool = false, kind: String? = nil, headteacherAuthorisation: AuthorisationDraft? = nil,
        words: String? = nil, hopedOutcome: String? = nil
    ) {
        self.alternativeProvision = alternativeProvision
        self.kind = kind
        self.headteacherAuthorisation = headteacherAuthorisation
        self.words = words
        self.hopedOutcome = hopedOutcome
    }
}

/// Who authorised, and on which day, as posted.
public struct AuthorisationDraft: Sendable, Equatable {
    /// 1 to 200 characters.
    public var name: String
    /// ISO 8601 date.
    public var on: String

    /// From its fields, where given.
    public init(name: String, on: String) {
        self.name = name
        self.on = on
    }
}

/// Whether the child is safe now, as posted.
public struct SafeguardingDraft: Sendable, Equatable {
    /// The child may be in danger now.
    public var immediateRisk: Bool
    /// Of a concern already reported to the Front Door.
    public var frontDoorReference: String?

    /// From its fields, where given.
    public init(immediateRisk: Bool = false, frontDoorReference: String? = nil) {
        self.immediateRisk = immediateRisk
        self.frontDoorReference = frontDoorReference
    }
}

/// What child and family think, feel and wish, as posted; `nil` when nobody has asked yet.
public struct ViewsDraft: Sendable, Equatable {
    /// What the child thinks, feels and wishes.
    public var child: String?
    /// What the family thinks, feels and wishes.
    public var family: String?

    /// From its fields, where given.
    public init(child: String? = nil, family: String? = nil) {
        self.child = child
        self.family = family
    }
}

/// On what lawful basis it is shared, as posted.
public struct LawfulBasisDraft: Sendable, Equatable {
    /// A `LawfulGround`.
    public var basis: String
    /// ISO 8601 date.
    public var recordedOn: String?
    /// Who recorded it, or where it is written.
    public var source: String?

    /// From its fields, where given.
    public init(basis: String = "", recordedOn: String? = nil, source: String? = nil) {
        self.basis = basis
        self.recordedOn = recordedOn
        self.source = source
    }
}
