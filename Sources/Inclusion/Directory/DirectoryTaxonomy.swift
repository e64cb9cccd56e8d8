import Contracts
public import FoundationEssentials

/// What the hub says about a provision beyond the fields of Open Referral UK: attributes of a service, each with a term
/// of one of these taxonomies.
public enum DirectoryTaxonomy: String, CaseIterable, Sendable {
    /// Which kind of alternative provision it is: one term.
    case kind = "hub-ap-kind"
    /// Key stages it teaches: one term or more.
    case keyStage = "hub-key-stage"
    /// Needs it takes: one term or more.
    case need = "hub-need"
    /// What a place costs, compared with others: one term.
    case costBand = "hub-cost-band"
    /// What is counted or measured: the attribute's `value` has it.
    case figure = "hub-figure"

    /// The same for ever.
    public var id: UUID { UUID(named: "taxonomy \(rawValue)") }

    /// As people say it.
    public var words: String {
        switch self {
        case .kind: "Kind of alternative provision"
        case .keyStage: "Key stages it teaches"
        case .need: "Needs it takes, as the school census codes them"
        case .costBand: "What a place costs, compared with others"
        case .figure: "Figures about a place, in the attribute's value"
        }
    }

    /// A term of a taxonomy.
    public struct Term: Sendable, Equatable {
        /// Its code, unique in its taxonomy.
        public let code: String
        /// As people say it.
        public let words: String
        /// Its taxonomy.
        public let taxonomy: DirectoryTaxonomy

        /// The same for ever.
        public var id: UUID { UUID(named: "term \(taxonomy.rawValue) \(code)") }
    }

    /// Its terms, in order.
    public var terms: [Term] {
        switch self {
        case .kind: terms(ApKind.self)
        case .need: terms(SendNeed.self)
        case .costBand: terms(CostBand.self)
        case .figure: terms(DirectoryFigure.self)
        case .keyStage:
            KeyStage.allCases.filter { !$0.code.isEmpty }.map { Term(code: $0.code, words: $0.words, taxonomy: self) }
        }
    }

    private func terms<Code: Coded>(_ type: Code.Type) -> [Term] {
        Code.allCases.map { Term(code: $0.code, words: $0.words, taxonomy: self) }
    }
}

/// What is said of a place in numbers: terms of taxonomy `hub-figure`.
public enum DirectoryFigure: String, Coded {
    case sessionsAWeek = "sessions_a_week"
    case weeklyHours = "weekly_hours"
    case waitDays = "wait_days"
    case registered
    case eastingKm = "easting_km"
    case northingKm = "northing_km"
    case objectivesAchieved = "objectives_achieved"

    /// As people say it.
    public var words: String {
        switch self {
        case .sessionsAWeek: "most sessions (half days) a week for one child, 1 to 10"
        case .weeklyHours: "hours a week it gives one child"
        case .waitDays: "days until a child can usually start"
        case .registered: "whether it is a registered school: true or false"
        case .eastingKm: "easting on the National Grid, whole kilometres; for places without latitude and longitude"
        case .northingKm: "northing on the National Grid, whole kilometres"
        case .objectivesAchieved: "percent of objectives achieved, measured by the hub; never read from a feed"
        }
    }
}

extension UUID {
    /// The id of something that has a name and no id of its own: version 8 (RFC 9562, section 5.8), two FNV-1a hashes of
    /// the name. For what the code or the authority names; nobody is kept from finding two names with one id.
    public init(named name: String) {
        func hash(_ basis: UInt64) -> UInt64 {
            name.utf8.reduce(basis) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        }
        let halves = [hash(0xCBF2_9CE4_8422_2325), hash(0x6C62_272E_07BB_0142)]
        var bytes = halves.flatMap { half in
            stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: half >> UInt64($0)) }
        }
        bytes[6] = 0x80 | (bytes[6] & 0x0F)
        bytes[8] = 0x80 | (bytes[8] & 0x3F)
        self = bytes.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
    }
}
