public import Contracts

extension Forum {
    /// Every forum there is.
    public static let known: [Forum] = allCases.filter { !$0.code.isEmpty }

    /// The forum of that code, if there is one.
    public init?(code: String) {
        guard let forum = Self.known.first(where: { $0.code == code }) else { return nil }
        self = forum
    }

    /// As it travels in JSON; empty when not known.
    public var code: String {
        switch self {
        case .earlyYearsTier3: "early_years_tier_3"
        case .talc: "talc"
        case .interventionCircle: "intervention_circle"
        case .inclusionAdvice: "inclusion_advice"
        case .post16: "post_16"
        case .unspecified, .UNRECOGNIZED: ""
        }
    }

    /// As people say it.
    public var words: String {
        switch self {
        case .earlyYearsTier3: "Early Years Tier 3 group"
        case .talc: "Team Around the Locality Cluster"
        case .interventionCircle: "Intervention Circle"
        case .inclusionAdvice: "Inclusion Service advice"
        case .post16: "Post-16 forum"
        case .unspecified, .UNRECOGNIZED: "No forum yet"
        }
    }
}
