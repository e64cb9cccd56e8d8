public import Contracts

/// What keeps an entry of the directory from being listed: something it does not say yet, or that nobody has assured it.
public enum EntryGap: String, Coded {
    case kind = "kind_missing"
    case keyStages = "key_stages_missing"
    case needs = "needs_missing"
    case sessionsAWeek = "sessions_a_week_missing"
    case weeklyHours = "weekly_hours_missing"
    case registered = "registered_missing"
    case assurance = "assurance_missing"

    /// As people say it.
    public var words: String {
        switch self {
        case .kind: "One attribute with a term of taxonomy hub-ap-kind."
        case .keyStages: "At least one term of taxonomy hub-key-stage."
        case .needs: "At least one term of taxonomy hub-need."
        case .sessionsAWeek: "An attribute with term sessions_a_week of hub-figure."
        case .weeklyHours: "An attribute with term weekly_hours of hub-figure."
        case .registered: "An attribute with term registered of hub-figure."
        case .assurance: "A coordinator's assurance that counts today."
        }
    }

    /// Where it belongs: a member of the service or, of an assurance, of the entry.
    public var place: String { self == .assurance ? "assurances" : "attributes" }

    /// The same, to be told of.
    public var problem: RuleProblem { RuleProblem(pointer: "/\(place)", code: code, words: words) }
}

extension ProvisionEntry {
    /// What it does not say yet, in the order in which forms ask.
    public var gaps: [EntryGap] { EntryGap.allCases.filter { missing.contains($0.code) } }

    /// What keeps it from being listed, once it is taken in.
    /// - Parameter until: last day of its assurance; `nil` without one.
    public func gaps(assuredUntil until: CalendarDate?, on today: CalendarDate) -> [EntryGap] {
        gaps + (until.map { $0 >= today } ?? false ? [] : [.assurance])
    }
}
