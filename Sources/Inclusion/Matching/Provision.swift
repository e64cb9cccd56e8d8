public import Contracts

/// A row of the directory of alternative provision: whom it is for, what is free, what is known about it.
public struct Provision: Sendable, Equatable {
    /// UUID text.
    public var id: String
    /// Who runs it.
    public var provider: ProvisionProvider
    /// Its name.
    public var name: String
    /// What kind it is.
    public var kind: ApKind
    /// National Grid, whole kilometres; `nil` when not known.
    public var location: CoarseLocation?
    /// Youngest age taken, in years.
    public var minimumAge: Int
    /// Oldest age taken, in years.
    public var maximumAge: Int
    /// Key stages it teaches.
    public var keyStages: [KeyStage]
    /// Needs it takes.
    public var needs: [SendNeed]
    /// Children it has room for.
    public var places: Int
    /// Places given.
    public var taken: Int
    /// Most sessions (half days) a week for one child.
    public var sessionsAWeek: Int
    /// A registered school.
    public var registered: Bool
    /// Hours a week it gives one child.
    public var weeklyHours: Double
    /// Last day on which its quality assurance is in date.
    public var assuredUntil: CalendarDate
    /// `nil` when nothing was measured.
    public var effectiveness: Effectiveness?
    /// Days until a child can usually start.
    public var waitDays: Int
    /// What a place costs, compared with others.
    public var costBand: CostBand

    /// From its parts.
    public init(
        id: String, provider: ProvisionProvider, name: String, kind: ApKind, location: CoarseLocation? = nil,
        minimumAge: Int, maximumAge: Int, keyStages: [KeyStage], needs: [SendNeed], places: Int, taken: Int = 0,
        sessionsAWeek: Int, registered: Bool, weeklyHours: Double, assuredUntil: CalendarDate,
        effectiveness: Effectiveness? = nil, waitDays: Int, costBand: CostBand = .medium
    ) {
        self.id = id
        self.provider = provider
        self.name = name
        self.kind = kind
        self.location = location
        self.minimumAge = minimumAge
        self.maximumAge = maximumAge
        self.keyStages = keyStages
        self.needs = needs
        self.places = places
        self.taken = taken
        self.sessionsAWeek = sessionsAWeek
        self.registered = registered
        self.weeklyHours = weeklyHours
        self.assuredUntil = assuredUntil
        self.effectiveness = effectiveness
        self.waitDays = waitDays
        self.costBand = costBand
    }

    /// Places free; never below zero, even after a recorded over-commit.
    public var free: Int { max(0, places - taken) }
}

/// The organisation that runs a provision.
public struct ProvisionProvider: Sendable, Hashable, Codable {
    /// The organisation in its people's tokens.
    public var id: String
    /// Its name.
    public var name: String

    /// From its parts.
    public init(id: String, name: String) {
        self.id = id
        self.name = name
    }
}

/// How many of the children a provision worked with reached their objectives.
public struct Effectiveness: Sendable, Hashable, Codable {
    /// 0 to 100.
    public var percent: Int
    /// Of how many children.
    public var of: Int

    /// From its parts.
    public init(percent: Int, of: Int) {
        self.percent = percent
        self.of = of
    }
}

/// What a place costs, compared with others.
public enum CostBand: String, Coded {
    case low, medium, high

    /// As people say it.
    public var words: String {
        switch self {
        case .low: "low cost"
        case .medium: "medium cost"
        case .high: "high cost"
        }
    }
}

extension Provision: Decodable {
    enum CodingKeys: String, CodingKey {
        case id, provider, name, kind, location, needs, places, taken, registered, effectiveness
        case minimumAge = "minimum_age"
        case maximumAge = "maximum_age"
        case keyStages = "key_stages"
        case sessionsAWeek = "sessions_a_week"
        case weeklyHours = "weekly_hours"
        case assuredUntil = "assured_until"
        case waitDays = "wait_days"
        case costBand = "cost_band"
    }

    private struct GridPoint: Decodable {
        var easting: Int32
        var northing: Int32

        enum CodingKeys: String, CodingKey {
            case easting = "easting_km"
            case northing = "northing_km"
        }
    }

    /// Reads an entry of the directory file. `taken` is 0 and `cost_band` medium when left out.
    public init(from decoder: any Decoder) throws {
        let entry = try decoder.container(keyedBy: CodingKeys.self)
        let keyStages = try entry.decode([String].self, forKey: .keyStages).map { code in
            guard let keyStage = KeyStage(code: code) else {
                throw DecodingError.dataCorruptedError(
                    forKey: .keyStages, in: entry, debugDescription: "no such key stage: early_years, ks1 … ks5")
            }
            return keyStage
        }
        let location = try entry.decodeIfPresent(GridPoint.self, forKey: .location).map { point in
            var location = CoarseLocation()
            location.eastingKm = point.easting
            location.northingKm = point.northing
            return location
        }
        self.init(
            id: try entry.decode(String.self, forKey: .id),
            provider: try entry.decode(ProvisionProvider.self, forKey: .provider),
            name: try entry.decode(String.self, forKey: .name),
            kind: try entry.decode(ApKind.self, forKey: .kind),
            location: location,
            minimumAge: try entry.decode(Int.self, forKey: .minimumAge),
            maximumAge: try entry.decode(Int.self, forKey: .maximumAge),
            keyStages: keyStages,
            needs: try entry.decode([SendNeed].self, forKey: .needs),
            places: try entry.decode(Int.self, forKey: .places),
            taken: try entry.decodeIfPresent(Int.self, forKey: .taken) ?? 0,
            sessionsAWeek: try entry.decode(Int.self, forKey: .sessionsAWeek),
            registered: try entry.decode(Bool.self, forKey: .registered),
            weeklyHours: try entry.decode(Double.self, forKey: .weeklyHours),
            assuredUntil: try entry.decode(CalendarDate.self, forKey: .assuredUntil),
            effectiveness: try entry.decodeIfPresent(Effectiveness.self, forKey: .effectiveness),
            waitDays: try entry.decode(Int.self, forKey: .waitDays),
            costBand: try entry.decodeIfPresent(CostBand.self, forKey: .costBand) ?? .medium)
    }
}
