public import Contracts

extension AgencyKind {
    /// The kinds an agency can be, in the order of domain section 2.
    public static let known: [AgencyKind] = [
        .education, .health, .police, .youthJustice, .housing, .socialCare, .thirdSector, .earlyYears, .post16,
        .localAuthority,
    ]

    /// Reads the word used in tokens and JSON, such as `youth_justice`. `nil` for any other.
    public init?(code: String) {
        guard let kind = Self.known.first(where: { $0.code == code }) else { return nil }
        self = kind
    }

    /// The word used in tokens and JSON; empty when not known.
    public var code: String {
        switch self {
        case .education: "education"
        case .health: "health"
        case .police: "police"
        case .youthJustice: "youth_justice"
        case .housing: "housing"
        case .socialCare: "social_care"
        case .thirdSector: "third_sector"
        case .earlyYears: "early_years"
        case .post16: "post16"
        case .localAuthority: "local_authority"
        case .unspecified, .UNRECOGNIZED: ""
        }
    }

    /// As people say it.
    public var words: String {
        switch self {
        case .education: "school or education service"
        case .health: "health service"
        case .police: "police"
        case .youthJustice: "youth justice service"
        case .housing: "housing service"
        case .socialCare: "children's social care"
        case .thirdSector: "voluntary or community organisation"
        case .earlyYears: "early years setting"
        case .post16: "post-16 provider"
        case .localAuthority: "local authority"
        case .unspecified, .UNRECOGNIZED: "unknown kind of agency"
        }
    }
}
