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
    /// Last day on which its quality assurance is in date; ``neverAssured`` while nobody has looked at it.
    public var assuredUntil: CalendarDate
    /// Measured by the hub's own outcomes, for the needs that are looked for; `nil` when too little was measured.
    public var effectiveness: Effectiveness?
    /// Days until a child can usually start.
    public var waitDays: Int
    /// What a place costs, compared with others.
    public var costBand: CostBand
    /// Its calendar and who is booked; `nil` where places are only counted.
    public var diary: CapacityDiary?

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

    /// Stands for the last day of an assurance that was never given.
    public static let neverAssured = CalendarDate(dayNumber: 0)

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

/// How many of the objectives of children who were there were achieved.
public struct Effectiveness: Sendable, Hashable, Codable {
    /// 0 to 100.
    public var percent: Int
    /// Measured on how many placements.
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
