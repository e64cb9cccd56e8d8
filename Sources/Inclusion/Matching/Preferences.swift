import Contracts

/// How much each soft preference counts. The most a provision can reach is the sum, 1000 by default.
public struct MatchWeights: Sendable, Equatable {
    /// Points for a short journey.
    public var journey = 280
    /// Points for taking the child's needs.
    public var fitToNeeds = 280
    /// Points for measured outcomes.
    public var effectiveness = 200
    /// Points for starting when wanted.
    public var waitingTime = 120
    /// Points for starting soon when the child has been out of school for long.
    public var daysOutOfSchool = 60
    /// Points for a low cost.
    public var cost = 60

    /// The defaults.
    public init() {}

    /// The most a provision can reach.
    public var most: Int { journey + fitToNeeds + effectiveness + waitingTime + daysOutOfSchool + cost }
}

/// A version of the soft preferences.
public struct MatchRules: Sendable, Equatable {
    /// Its name.
    public var name = "matching-default"
    /// Counts up with every change.
    public var version = 1
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

    /// Name and version, as a shortlist keeps them: `matching-default/1`.
    public var label: String { "\(name)/\(version)" }

    /// The reasons for a provision's score; their points are the score.
    func reasons(for provision: Provision, _ request: MatchRequest) -> [Reason] {
        var reasons = [
            journey(provision, request), fit(provision, request), effectiveness(provision), waiting(provision, request),
            urgency(provision, request), cost(provision),
        ]
        if !provision.registered, provision.weeklyHours > HardRule.unregisteredSuggestedHours {
            reasons.append(
                .of("unregistered_hours", words: "Not a registered school: 15 hours a week or less is suggested."))
        }
        return reasons
    }

    // Whole numbers throughout, so that a score is the same on every machine.

    private func journey(_ provision: Provision, _ request: MatchRequest) -> Reason {
        guard let home = request.location, let there = provision.location else {
            return .of("journey", words: "How far it is is not known.")
        }
        let east = Double(home.eastingKm) - Double(there.eastingKm)
        let north = Double(home.northingKm) - Double(there.northingKm)
        let kilometres = Int((east * east + north * north).squareRoot().rounded())
        let points = share(weights.journey, farKilometres - kilometres, of: farKilometres)
        return .of("journey", points: points, words: "About \(kilometres) km away.")
    }

    /// The primary need counts twice.
    private func fit(_ provision: Provision, _ request: MatchRequest) -> Reason {
        let needs = request.facts.needs
        guard !needs.isEmpty else {
            return .of("fit_to_needs", points: max(0, weights.fitToNeeds), words: "No need is named.")
        }
        let taken = Set(provision.needs.map(\.code))
        let met = needs.enumerated().reduce(0) { $0 + (taken.contains($1.element) ? ($1.offset == 0 ? 2 : 1) : 0) }
        let points = share(weights.fitToNeeds, met, of: needs.count + 1)
        let all = needs.filter(taken.contains)
        return .of(
            "fit_to_needs", points: points,
            words:
                "Takes \(all.count) of \(needs.count) needs\(all.isEmpty ? "." : ": \(all.joined(separator: ", ")).")")
    }

    /// As if ten more children had been measured with half of them reaching their objectives: 3 of 3 says less
    /// than 80 of 100.
    private func effectiveness(_ provision: Provision) -> Reason {
        let measured = provision.effectiveness.map { (min(max($0.percent, 0), 100), min(max($0.of, 0), 100_000)) }
        let (percent, of) = measured ?? (50, 0)
        let points = share(weights.effectiveness, percent * of + 50 * 10, of: 100 * (of + 10))
        return .of(
            "effectiveness", points: points,
            words: measured == nil
                ? "Not measured yet." : "\(percent) of 100 reached their objectives, measured on \(of).")
    }

    private func waiting(_ provision: Provision, _ request: MatchRequest) -> Reason {
        let days = lateness(provision, request)
        return .of(
            "waiting_time", points: share(weights.waitingTime, longWaitDays - days, of: longWaitDays),
            words: days == 0 ? "Can start when wanted." : "Can start \(days) days after the wanted start.")
    }

    /// The longer a child is out of school, the more a quick start counts.
    private func urgency(_ provision: Provision, _ request: MatchRequest) -> Reason {
        let out = max(0, Int(request.facts.daysOutOfSchool))
        let urgent = request.facts.permanentlyExcluded ? longOutDays : min(out, longOutDays)
        let quick = max(0, longWaitDays - lateness(provision, request))
        return .of(
            "days_out_of_school",
            points: share(weights.daysOutOfSchool, urgent * quick, of: longOutDays * longWaitDays),
            words: request.facts.permanentlyExcluded
                ? "The child is permanently excluded." : "The child has been out of school for \(out) days.")
    }

    private func cost(_ provision: Provision) -> Reason {
        let half =
            switch provision.costBand {
            case .low: 2
            case .medium: 1
            case .high: 0
            }
        return .of("cost", points: share(weights.cost, half, of: 2), words: "Has a \(provision.costBand.words).")
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
