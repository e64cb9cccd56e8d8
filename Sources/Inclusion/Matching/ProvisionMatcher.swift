public import Contracts

/// Who may be asked, best first, and who may not, with the reasons for both.
public struct MatchResult: Sendable, Equatable {
    /// Name and version of the rules.
    public var ruleSet: String
    /// Best first: by score, then by id.
    public var candidates: [Candidate]
    /// By id, each with every hard rule it fails.
    public var excluded: [Exclusion]

    /// From its parts.
    public init(ruleSet: String, candidates: [Candidate], excluded: [Exclusion]) {
        self.ruleSet = ruleSet
        self.candidates = candidates
        self.excluded = excluded
    }

    /// How many provisions failed each hard rule: unmet demand, by cause.
    public var failedRules: [String: Int32] {
        excluded.flatMap(\.failed).reduce(into: [:]) { $0[$1.code, default: 0] += 1 }
    }

    /// Whether some provision only has no room: a coordinator might still ask it, for a reason.
    public var fitsBeyondPlaces: Bool {
        excluded.contains { exclusion in exclusion.failed.allSatisfy { HardRule.ofPlaces.contains($0.code) } }
    }
}

/// Finds who may be asked for a place.
public enum ProvisionMatcher {
    /// Applies the hard rules, and ranks what is left. The result does not depend on the order of the provisions.
    /// - Parameter evenIfFull: leaves it to the caller to count places.
    public static func match(
        _ request: MatchRequest, among provisions: [Provision], rules: MatchRules = .standard, evenIfFull: Bool = false
    ) -> MatchResult {
        let ranked = rank(request, among: provisions, rules: rules, evenIfFull: evenIfFull)
        let candidates = ranked.map { position, score in
            var candidate = Candidate()
            candidate.provisionID = provisions[position].id
            candidate.providerID = provisions[position].provider.id
            candidate.reasons = rules.reasons(for: provisions[position], request)
            candidate.score = Int32(clamping: score)
            return candidate
        }
        let hardRules = HardRule.counting(evenIfFull: evenIfFull)
        var excluded = Set(provisions.indices).subtracting(ranked.map(\.position)).map { position in
            var exclusion = Exclusion()
            exclusion.provisionID = provisions[position].id
            exclusion.failed = HardRule.failures(of: provisions[position], for: request, among: hardRules)
            return exclusion
        }
        excluded.sort { $0.provisionID < $1.provisionID }
        return MatchResult(ruleSet: rules.label, candidates: candidates, excluded: excluded)
    }

    /// Who may be asked, best first, by position in the list, without the reasons: by score, then by id.
    public static func rank(
        _ request: MatchRequest, among provisions: [Provision], rules: MatchRules = .standard, evenIfFull: Bool = false
    ) -> [(position: Int, score: Int)] {
        let hardRules = HardRule.counting(evenIfFull: evenIfFull)
        var ranked: [(position: Int, score: Int)] = []
        for (position, provision) in provisions.enumerated()
        where hardRules.allSatisfy({ $0.failure(of: provision, for: request) == nil }) {
            ranked.append((position, rules.score(of: provision, request)))
        }
        ranked.sort { ($1.score, provisions[$0.position].id) < ($0.score, provisions[$1.position].id) }
        return ranked
    }
}

extension HardRule {
    /// Those that count: all, or all but the one about free places.
    fileprivate static func counting(evenIfFull: Bool) -> [HardRule] {
        evenIfFull ? allCases.filter { $0 != .capacity } : allCases
    }
}
