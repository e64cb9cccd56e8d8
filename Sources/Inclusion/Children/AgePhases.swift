public import Contracts

extension AgeBand {
    /// As it travels in JSON and in routing facts; empty when not known.
    public var code: String {
        switch self {
        case .earlyYears: "early_years"
        case .schoolAge: "school_age"
        case .post16: "post16"
        case .adultSend: "adult_send"
        case .unspecified, .UNRECOGNIZED: ""
        }
    }

    /// As people say it.
    public var words: String {
        switch self {
        case .earlyYears: "under compulsory school age"
        case .schoolAge: "of compulsory school age"
        case .post16: "past compulsory school age"
        case .adultSend: "19 to 25 with special educational needs"
        case .unspecified, .UNRECOGNIZED: "age not known"
        }
    }
}

extension KeyStage {
    /// As it travels in JSON: `early_years`, `ks1` … `ks5`. `nil` for anything else.
    public init?(code: String) {
        switch code {
        case "early_years": self = .earlyYears
        case "ks1": self = .keyStage1
        case "ks2": self = .keyStage2
        case "ks3": self = .keyStage3
        case "ks4": self = .keyStage4
        case "ks5": self = .keyStage5
        default: return nil
        }
    }

    /// `early_years`, `ks1` … `ks5`; empty when not known.
    public var code: String {
        switch self {
        case .earlyYears: "early_years"
        case .keyStage1: "ks1"
        case .keyStage2: "ks2"
        case .keyStage3: "ks3"
        case .keyStage4: "ks4"
        case .keyStage5: "ks5"
        case .unspecified, .UNRECOGNIZED: ""
        }
    }

    /// As people say it.
    public var words: String {
        switch self {
        case .earlyYears: "early years"
        case .keyStage1: "key stage 1"
        case .keyStage2: "key stage 2"
        case .keyStage3: "key stage 3"
        case .keyStage4: "key stage 4"
        case .keyStage5: "key stage 5"
        case .unspecified, .UNRECOGNIZED: "no key stage"
        }
    }
}
