import Contracts

/// The rules a provision must satisfy before it may be asked (domain section 7).
public enum HardRule: String, Coded {
    case age
    case phase
    case needs
    case capacity
    case sessions
    case kind
    case whoMayRefer = "who_may_refer"
    case headteacherAuthorisation = "headteacher_authorisation"
    case assurance
    case excludedByRequest = "excluded_by_request"
    case unregisteredHours = "unregistered_hours"
    case illegalSchool = "illegal_school"

    /// As people say it.
    public var words: String {
        switch self {
        case .age: "outside the age range"
        case .phase: "does not teach the key stage"
        case .needs: "does not take the primary need"
        case .capacity: "no place free"
        case .sessions: "too few sessions a week"
        case .kind: "another kind of provision was asked for"
        case .whoMayRefer: "this agency cannot refer here"
        case .headteacherAuthorisation: "the headteacher's authorisation is missing"
        case .assurance: "quality assurance is out of date"
        case .excludedByRequest: "must not be asked"
        case .unregisteredHours: "too many hours for an unregistered provision"
        case .illegalSchool: "would be an illegal school"
        }
    }

    /// Most hours a week an unregistered provision may give; more is full-time education.
    public static let unregisteredMostHours = 18.0
    /// Hours a week above which an unregistered provision is warned about.
    public static let unregisteredSuggestedHours = 15.0

    /// Why this provision may not be asked, or `nil` when it satisfies the rule.
    func failure(of provision: Provision, for request: MatchRequest) -> String? {
        let facts = request.facts
        switch self {
        case .age:
            let age = Int(facts.ageYears)
            if age < provision.minimumAge { return "Takes children from \(provision.minimumAge)." }
            return age > provision.maximumAge ? "Takes children up to \(provision.maximumAge)." : nil

        case .phase:
            return provision.keyStages.contains(facts.keyStage) ? nil : "Does not teach \(facts.keyStage.words)."

        case .needs:
            // Only the primary need is a bar; the others count as fit. A child without a coded need fits anywhere.
            guard let primary = facts.needs.first else { return nil }
            return provision.needs.contains { $0.code == primary }
                ? nil : "Does not take the primary need: \(SendNeed.words(of: [primary]))."

        case .capacity:
            return provision.shortage(for: request)

        case .sessions:
            return provision.lackOfSessions(for: request)

        case .kind:
            guard let asked = request.apKind, asked != provision.kind else { return nil }
            return "Not the kind asked for, but: \(provision.kind.words)."

        case .whoMayRefer:
            return provision.kind.mayBeReferredInto(by: request.agency)
                ? nil
                : "Only the authority or professionals involved in the child's education or support refer here."

        case .headteacherAuthorisation:
            // Whoever asks for an APS place by kind has shown the authorisation; without the kind nobody has.
            return provision.kind == .aps && request.apKind != .aps
                ? "Needs the headteacher's authorisation: it has to be asked for by kind." : nil

        case .assurance:
            let needed = max(request.today, request.wantedStart)
            if provision.assuredUntil == Provision.neverAssured { return "Nobody has assured its quality." }
            return provision.assuredUntil >= needed
                ? nil : "Quality assurance ends on \(PlainDate.day(provision.assuredUntil)), before the start."

        case .excludedByRequest:
            return request.excludedProvisions.contains(provision.id) ? "The request says not to ask it." : nil

        case .unregisteredHours:
            return provision.registered || provision.weeklyHours <= Self.unregisteredMostHours
                ? nil : "Not a registered school, and gives more than 18 hours a week."

        case .illegalSchool:
            // Full-time (more than 18 hours) without registration, for five or more pupils, or for one with an
            // education, health and care plan or in care (Education and Skills Act 2008, section 92).
            let fullTime = !provision.registered && provision.weeklyHours > Self.unregisteredMostHours
            let pupils = (provision.diary?.children(during: request.days) ?? max(0, provision.taken)) + 1
            guard fullTime, pupils >= 5 || facts.sendProvision == .ehcp || facts.statutory.childInCare else {
                return nil
            }
            return "Full-time without being registered: with this child it would be an illegal school."
        }
    }

    /// What only room stands against: a coordinator may ask beyond it, for a reason that is recorded.
    public static let ofPlaces: Set<String> = [Self.capacity.code, Self.sessions.code]

    /// Every rule of the list that the provision fails, in its order; empty when it may be asked.
    static func failures(of provision: Provision, for request: MatchRequest, among rules: [HardRule]) -> [Reason] {
        rules.compactMap { rule in
            rule.failure(of: provision, for: request).map { Reason.of(rule.code, words: $0) }
        }
    }
}

extension Provision {
    /// The half days in which the child would come: those that are wanted, or as many as are.
    /// - Parameter beyondPlaces: fills up with half days in which there is no room.
    public func sessions(for request: MatchRequest, beyondPlaces: Bool = false) -> [WeekSession] {
        if let sessions = request.sessions { return sessions }
        guard let diary else { return [] }
        let free = diary.sessions(request.sessionsAWeek, request.days, for: CapacityChild(request.facts))
        guard beyondPlaces, free.count < request.sessionsAWeek else { return free }
        let full = WeekSession.allCases.filter { !free.contains($0) }
        let all = Set(free + full.prefix(request.sessionsAWeek - free.count))
        return WeekSession.allCases.filter(all.contains)
    }

    fileprivate func shortage(for request: MatchRequest) -> String? {
        guard let diary else { return free > 0 ? nil : "All places are taken." }
        let child = CapacityChild(request.facts)
        if let sessions = request.sessions {
            let shortages = diary.shortages(sessions, request.days, for: child)
            return shortages.isEmpty ? nil : shortages.map(\.words).joined(separator: " ")
        }
        guard diary.sessions(1, request.days, for: child).isEmpty else { return nil }
        let (first, last) = (PlainDate.day(request.days.lowerBound), PlainDate.day(request.days.upperBound))
        return "No half day of the week is free from \(first) to \(last)."
    }

    fileprivate func lackOfSessions(for request: MatchRequest) -> String? {
        let wanted = request.sessions?.count ?? request.sessionsAWeek
        guard wanted <= sessionsAWeek else { return "Gives at most \(sessionsAWeek) sessions a week." }
        guard diary != nil, request.sessions == nil else { return nil }
        let free = sessions(for: request).count
        // Where there is none at all, the rule on capacity says so.
        return free == 0 || free >= wanted ? nil : "Only \(free) of \(wanted) half days a week are free for so long."
    }
}

extension Reason {
    static func of(_ code: String, points: Int = 0, words: String) -> Reason {
        var reason = Reason()
        reason.code = code
        reason.points = Int32(clamping: points)
        reason.words = words
        return reason
    }
}
