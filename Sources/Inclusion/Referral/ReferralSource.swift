public import Contracts

/// Who first raised the worry, as the children-in-need census codes it ("source of referral").
public enum ReferralSource: String, Coded {
    case individualFamily = "1A"
    case individualAcquaintance = "1B"
    case individualSelf = "1C"
    case individualOther = "1D"
    case schools = "2A"
    case educationServices = "2B"
    case generalPractice = "3A"
    case healthVisitor = "3B"
    case schoolNurse = "3C"
    case otherPrimaryHealth = "3D"
    case emergencyDepartment = "3E"
    case otherHealth = "3F"
    case housing = "4"
    case authoritySocialCare = "5A"
    case authorityOtherInternal = "5B"
    case authorityExternal = "5C"
    case authorityEarlyHelp = "5D"
    case police = "6"
    case otherLegal = "7"
    case other = "8"
    case anonymous = "9"
    case unknown = "10"

    /// As people say it.
    public var words: String {
        switch self {
        case .individualFamily: "family member, relative or carer"
        case .individualAcquaintance: "acquaintance"
        case .individualSelf: "the child or young person"
        case .individualOther: "another individual"
        case .schools: "school"
        case .educationServices: "education service"
        case .generalPractice: "general practice"
        case .healthVisitor: "health visitor"
        case .schoolNurse: "school nurse"
        case .otherPrimaryHealth: "other primary health service"
        case .emergencyDepartment: "emergency department"
        case .otherHealth: "other health service"
        case .housing: "housing"
        case .authoritySocialCare: "authority: social care"
        case .authorityOtherInternal: "authority: another department"
        case .authorityExternal: "another authority"
        case .authorityEarlyHelp: "authority: early help"
        case .police: "police"
        case .otherLegal: "other legal agency"
        case .other: "other, such as a voluntary organisation"
        case .anonymous: "anonymous"
        case .unknown: "not known"
        }
    }

    static let individuals: Set<ReferralSource> = [
        .individualFamily, .individualAcquaintance, .individualSelf, .individualOther,
    ]

    /// The codes that fit an agency of that kind. Any agency may pass on the worry of an individual; only the
    /// authority itself takes worries whose source nobody knows.
    public static func fitting(_ kind: AgencyKind) -> Set<ReferralSource> {
        let own: Set<ReferralSource> =
            switch kind {
            case .education, .post16: [.schools, .educationServices]
            case .earlyYears: [.schools, .educationServices, .other]
            case .health:
                [
                    .generalPractice, .healthVisitor, .schoolNurse, .otherPrimaryHealth, .emergencyDepartment,
                    .otherHealth,
                ]
            case .police: [.police]
            case .youthJustice: [.authorityOtherInternal, .otherLegal]
            case .housing: [.housing]
            case .socialCare:
                [
                    .authoritySocialCare, .authorityOtherInternal, .authorityExternal, .authorityEarlyHelp, .anonymous,
                    .unknown,
                ]
            case .localAuthority: Set(ReferralSource.allCases)
            case .thirdSector: [.other]
            case .unspecified, .UNRECOGNIZED: []
            }
        return own.union(individuals)
    }
}
