public import Contracts

/// A kind of alternative provision (domain section 7).
public enum ApKind: String, Coded {
    case aps
    case apFreeSchool = "ap_free_school"
    case hospitalEducation = "hospital_education"
    case thirdSector = "third_sector"
    case independent

    /// As people say it.
    public var words: String {
        switch self {
        case .aps: "the authority's alternative provision school"
        case .apFreeSchool: "alternative provision free school"
        case .hospitalEducation: "hospital education"
        case .thirdSector: "third sector provider"
        case .independent: "independent provider"
        }
    }

    /// Whether an agency of that kind may refer into this kind of provision: into the third sector anybody;
    /// into the others only the authority, or professionals involved in the child's education or support.
    public func mayBeReferredInto(by agency: AgencyKind) -> Bool {
        self == .thirdSector || Self.authorityAndProfessionals.contains(agency)
    }

    /// The authority, and those involved in a child's education or support. Not police, housing and the
    /// voluntary sector: they go through one of these, or refer into the third sector.
    public static let authorityAndProfessionals: Set<AgencyKind> = [
        .localAuthority, .education, .earlyYears, .post16, .socialCare, .youthJustice, .health,
    ]
}
