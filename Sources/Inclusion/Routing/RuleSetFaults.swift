/// What is wrong with a rule set as a whole.
public struct RuleSetFault: Sendable, Equatable {
    /// Place of the rule it is about; `nil` when it is about all of them.
    public let rule: Int?
    /// A sentence.
    public let words: String
}

extension RuleSet {
    /// Rules with the same id, rules that can never fire or never win, and children no rule has a forum for. Asked of
    /// every child there can be.
    public func faults() -> [RuleSetFault] {
        let points = FactSpace.points
        var faults = sameIDs()
        /// By point, the rule that names the forum.
        var winner = [Int?](repeating: nil, count: points.count)
        for (place, rule) in rules.enumerated() {
            let fits = points.indices.filter { rule.when.holds(points[$0].facts, apKind: points[$0].apKind) }
            guard !fits.isEmpty else {
                faults.append(
                    RuleSetFault(rule: place, words: "“\(rule.id)” can never fire: its conditions exclude each other."))
                continue
            }
            guard case .forum = rule.then else { continue }
            let before = Set(fits.compactMap { winner[$0] })
            let free = fits.filter { winner[$0] == nil }
            if free.isEmpty { faults.append(shadowed(place, by: before.sorted())) }
            for point in free { winner[point] = place }
        }
        let left = points.indices.filter { winner[$0] == nil }
        if let first = left.first {
            faults.append(
                RuleSetFault(
                    rule: nil,
                    words: "\(left.count) of \(points.count) combinations of facts have no forum, such as: "
                        + "\(points[first].words). End with a rule whose condition is “always”."))
        }
        return faults
    }

    private func sameIDs() -> [RuleSetFault] {
        var first: [String: Int] = [:]
        return rules.enumerated().compactMap { place, rule in
            guard first.updateValue(place, forKey: rule.id) != nil else { return nil }
            return RuleSetFault(rule: place, words: "“\(rule.id)” is the id of an earlier rule, too.")
        }
    }

    private func shadowed(_ place: Int, by earlier: [Int]) -> RuleSetFault {
        let names = earlier.map { "“\(rules[$0].id)”" }.joined(separator: ", ")
        let contradicts = earlier.count == 1 && earlier.contains { rules[$0].then != rules[place].then }
        return RuleSetFault(
            rule: place,
            words: contradicts
                ? "“\(rules[place].id)” contradicts \(names), which sends the same children to another forum first."
                : "“\(rules[place].id)” can never win: \(names) always name\(earlier.count == 1 ? "s" : "") a forum "
                    + "before it.")
    }
}
