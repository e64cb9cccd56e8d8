import Contracts

/// How much each soft preference counts. The most a provision can reach is the sum, 1000 by default.
public struct MatchWeights: Sendable, Equatable {
    /// Points for a short journey.
    public var journey = 240
    /// Points for taking the child's needs.
    public var fitToNeeds = 240
    /// Points for measured outcomes.
    public var effectiveness = 180
    /// Points for being what the child wishes.
    public var wish = 80
    /// Points for knowing the child from before.
    public var continuity = 40
    /// Points for starting when wanted.
    public var waitingTime = 100
    /// Points for starting soon when the child has been out of school for long.
    public var daysOutOfSchool = 60
    /// Points for a low cost.
    public var cost = 60

    /// The defaults.
    public init() {}

    /// The most a provision can reach.
    public var most: Int {
        journey + fitToNeeds + effectiveness + wish + continuity + waitingTime + daysOutOfSchool + cost
    }
}

/// A version of the soft preferences.
public struct MatchRules: Sendable, Equatable {
    /// Its name.
    public var name = "matching-default"
    /// Counts up with every change.
    public var version = 2
    /// How much each preference counts.
    public var weights = MatchWeights()
    /// A journey this long, as the crow flies, gets no points.
    public var farKilometres = 40
    /// A wait this long gets no points.
    public var longWaitDays = 60
    /// From so many days out of school on, a quick start counts fully.
    public var longOutDays = 30

    /// The defaults.
    public init() {}

    /// The defaults.
    public static let standard = MatchRules()

    /// Name and version, as a shortlist keeps them: `matching-default/2`.
    public var label: String { "\(name)/\(version)" }

    /// The reasons for a provision's score; their points are the score.
    func reasons(for provision: Provision, _ request: MatchRequest) -> [Reason] {
        var reasons = ReasonList()
        weigh(provision, request, &reasons)
        if !provision.registered, provision.weeklyHours > HardRule.unregisteredSuggestedHours {
            reasons.add(
                "unregistered_hours", 0, "Not a registered school: 15 hours a week or less is suggested.")
        }
        return reasons.list
    }

    /// The same without saying why: for ranking many.
    func score(of provision: Provision, _ request: MatchRequest) -> Int {
        var sum = ScoreSum()
        weigh(provision, request, &sum)
        return sum.score
    }

    private func weigh(_ provision: Provision, _ request: MatchRequest, _ parts: inout some ScoreParts) {
        journey(provision, request, &parts)
        fit(provision, request, &parts)
        effectiveness(provision, &parts)
        wish(provision, request, &parts)
        continuity(provision, request, &parts)
        waiting(provision, request, &parts)
        urgency(provision, request, &parts)
        cost(provision, &parts)
    }

    // Whole numbers throughout, so that a score is the same on every machine.

    private func journey(_ provision: Provision, _ request: MatchRequest, _ parts: inout some ScoreParts) {
        guard let home = request.location, let there = provision.location else {
            return parts.add("journey", 0, "How far it is is not known.")
        }
        let east = Double(home.eastingKm) - Double(there.eastingKm)
        let north = Double(home.northingKm) - Double(there.northingKm)
        let kilometres = Int((east * east + north * north).squareRoot().rounded())
        parts.add(
            "journey", share(weights.journey, farKilometres - kilometres, of: farKilometres),
            "About \(kilometres) km away.")
    }

    /// The primary need counts twice.
    private func fit(_ provision: Provision, _ request: MatchRequest, _ parts: inout some ScoreParts) {
        let needs = request.facts.needs
        guard !needs.isEmpty else { return parts.add("fit_to_needs", max(0, weights.fitToNeeds), "No need is named.") }
        func isTaken(_ need: String) -> Bool { provision.needs.contains { $0.code == need } }
        let met = needs.enumerated().reduce(0) { $0 + (isTaken($1.element) ? ($1.offset == 0 ? 2 : 1) : 0) }
        func words() -> String {
            let all = needs.filter(isTaken)
            let named = all.isEmpty ? "." : ": \(SendNeed.words(of: all))."
            return "Takes \(all.count) of \(needs.count) needs\(named)"
        }
        parts.add("fit_to_needs", share(weights.fitToNeeds, met, of: needs.count + 1), words())
    }

    /// As if ten more placements had been measured with half of their objectives achieved: 10 of 10 says less than 90 of
    /// 100.
    private func effectiveness(_ provision: Provision, _ parts: inout some ScoreParts) {
        let measured = provision.effectiveness.map { (min(max($0.percent, 0), 100), min(max($0.of, 0), 100_000)) }
        let (percent, of) = measured ?? (50, 0)
        parts.add(
            "effectiveness", share(weights.effectiveness, percent * of + 50 * 10, of: 100 * (of + 10)),
            measured == nil
                ? "Not measured yet." : "\(percent) of 100 objectives were achieved, measured on \(of) placements.")
    }

    private func wish(_ provision: Provision, _ request: MatchRequest, _ parts: inout some ScoreParts) {
        let isWished = request.wishedProvisions.contains(provision.id)
        parts.add(
            "wish", isWished ? max(0, weights.wish) : 0,
            isWished
                ? "The child wishes for it."
                : request.wishedProvisions.isEmpty ? "The child has named no wish." : "Not what the child wishes for.")
    }

    private func continuity(_ provision: Provision, _ request: MatchRequest, _ parts: inout some ScoreParts) {
        let isKnown = request.knownProvisions.contains(provision.id)
        parts.add(
            "continuity", isKnown ? max(0, weights.continuity) : 0,
            isKnown ? "Knows the child from before." : "Does not know the child yet.")
    }

    private func waiting(_ provision: Provision, _ request: MatchRequest, _ parts: inout some ScoreParts) {
        let days = lateness(provision, request)
        parts.add(
            "waiting_time", share(weights.waitingTime, longWaitDays - days, of: longWaitDays),
            days == 0 ? "Can start when wanted." : "Can start \(days) days after the wanted start.")
    }

    /// The longer a child is out of school, the more a quick start counts.
    private func urgency(_ provision: Provision, _ request: MatchRequest, _ parts: inout some ScoreParts) {
        let out = max(0, Int(request.facts.daysOutOfSchool))
        let urgent = request.facts.permanentlyExcluded ? longOutDays : min(out, longOutDays)
        let quick = max(0, longWaitDays - lateness(provision, request))
        parts.add(
            "days_out_of_school", share(weights.daysOutOfSchool, urgent * quick, of: longOutDays * longWaitDays),
            request.facts.permanentlyExcluded
                ? "The child is permanently excluded." : "The child has been out of school for \(out) days.")
    }

    private func cost(_ provision: Provision, _ parts: inout some ScoreParts) {
        let half =
            switch provision.costBand {
            case .low: 2
            case .medium: 1
            case .high: 0
            }
        parts.add("cost", share(weights.cost, half, of: 2), "Has a \(provision.costBand.words).")
    }

    /// Days from the wanted start (today, when that has passed) until it can start.
    private func lateness(_ provision: Provision, _ request: MatchRequest) -> Int {
        let wanted = max(0, request.today.days(until: request.wantedStart))
        return max(0, min(max(0, provision.waitDays), 10_000) - wanted)
    }

    /// That part of the weight, rounded down, between none and all of it.
    private func share(_ weight: Int, _ part: Int, of whole: Int) -> Int {
        guard whole > 0, weight > 0 else { return 0 }
        return weight * min(max(part, 0), whole) / whole
    }
}

/// Takes a score part by part; the words are made only for whoever wants them.
private protocol ScoreParts {
    mutating func add(_ code: String, _ points: Int, _ words: @autoclosure () -> String)
}

private struct ScoreSum: ScoreParts {
    var score = 0

    mutating func add(_ code: String, _ points: Int, _ words: @autoclosure () -> String) { score += points }
}

private struct ReasonList: ScoreParts {
    var list: [Reason] = []

    mutating func add(_ code: String, _ points: Int, _ words: @autoclosure () -> String) {
        list.append(.of(code, points: points, words: words()))
    }
}
