public import Contracts

/// A kind of special educational need (school census). Never a diagnosis, and never required.
public enum SendNeed: String, Coded {
    case spld = "SPLD"
    case mld = "MLD"
    case sld = "SLD"
    case pmld = "PMLD"
    case semh = "SEMH"
    case slcn = "SLCN"
    case hi = "HI"
    case vi = "VI"
    case msi = "MSI"
    case pd = "PD"
    case asd = "ASD"
    case ds = "DS"
    case oth = "OTH"
    case nsa = "NSA"

    /// As people say it.
    public var words: String {
        switch self {
        case .spld: "specific learning difficulty"
        case .mld: "moderate learning difficulty"
        case .sld: "severe learning difficulty"
        case .pmld: "profound and multiple learning difficulty"
        case .semh: "social, emotional and mental health"
        case .slcn: "speech, language and communication"
        case .hi: "hearing impairment"
        case .vi: "vision impairment"
        case .msi: "multi-sensory impairment"
        case .pd: "physical disability"
        case .asd: "autistic spectrum"
        case .ds: "Down syndrome"
        case .oth: "another difficulty or disability"
        case .nsa: "support without an assessed type of need"
        }
    }
}

/// SEN provision as the school census codes it: N, K, E.
extension SendProvision {
    /// `nil` for anything but N, K and E.
    public init?(code: String) {
        switch code {
        case "N": self = .none
        case "K": self = .support
        case "E": self = .ehcp
        default: return nil
        }
    }

    /// N, K or E; empty when not known.
    public var code: String {
        switch self {
        case .none: "N"
        case .support: "K"
        case .ehcp: "E"
        case .unspecified, .UNRECOGNIZED: ""
        }
    }

    /// As people say it.
    public var words: String {
        switch self {
        case .none: "no special educational provision"
        case .support: "SEN support"
        case .ehcp: "education, health and care plan"
        case .unspecified, .UNRECOGNIZED: "special educational provision not known"
        }
    }
}
