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
}

/// Finds who may be asked for a place.
public enum ProvisionMatcher {
    /// Applies the hard rules, and ranks what is left. The result does not depend on the order of the provisions.
    /// - Parameter evenIfFull: leaves it to the caller to count places.
    public static func match(
        _ request: MatchRequest, among provisions: some Sequence<Provision>, rules: MatchRules = .standard,
        evenIfFull: Bool = false
    ) -> MatchResult {
        let hardRules = HardRule.allCases.filter { !(evenIfFull && $0 == .capacity) }
        var candidates: [Candidate] = []
        var excluded: [Exclusion] = []
        for provision in provisions {
            let failed = HardRule.failures(of: provision, for: request, among: hardRules)
            if failed.isEmpty {
                var candidate = Candidate()
                candidate.provisionID = provision.id
                candidate.providerID = provision.provider.id
                candidate.reasons = rules.reasons(for: provision, request)
                candidate.score = candidate.reasons.reduce(0) { $0 + $1.points }
                candidates.append(candidate)
            } else {
                var exclusion = Exclusion()
                exclusion.provisionID = provision.id
                exclusion.failed = failed
                excluded.append(exclusion)
            }
        }
        candidates.sort { ($1.score, $0.provisionID) < ($0.score, $1.provisionID) }
        excluded.sort { $0.provisionID < $1.provisionID }
        return MatchResult(ruleSet: rules.label, candidates: candidates, excluded: excluded)
    }

    /// Who may be asked, best first, by position in the list: as ``match(_:among:rules:evenIfFull:)``, without saying why.
    public static func rank(
        _ request: MatchRequest, among provisions: [Provision], rules: MatchRules = .standard
    ) -> [(position: Int, score: Int)] {
        var ranked: [(position: Int, score: Int)] = []
        for (position, provision) in provisions.enumerated()
        where HardRule.allCases.allSatisfy({ $0.failure(of: provision, for: request) == nil }) {
            ranked.append((position, rules.score(of: provision, request)))
        }
        ranked.sort { ($1.score, provisions[$0.position].id) < ($0.score, provisions[$1.position].id) }
        return ranked
    }
}
