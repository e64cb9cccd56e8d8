import Contracts
import Inclusion

/// What `hub match run` says.
struct MatchReport {
    let outcome: MatchOutcome
    /// Name and version of the rules that scored.
    let rules: String?
    /// What other places would change, when that was asked.
    let whatIf: MatchComparison?
    /// Where so many more places would help the most.
    let gaps: [OneMorePlace]?

    private let provisions: [ProvisionAccount]
    private let children: [ChildAccount]
    private let oneMore: [OneMorePlace]
    private let names: [String: String]

    init(_ outcome: MatchOutcome, rules: String?, whatIf: MatchComparison?, gaps: [OneMorePlace]?) {
        self.outcome = outcome
        self.rules = rules
        self.whatIf = whatIf
        self.gaps = gaps
        provisions = outcome.provisionAccounts()
        children = outcome.childAccounts()
        oneMore = outcome.ifOneMore()
        names = Dictionary(
            outcome.round.provisions.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    }

    private func name(_ provision: String) -> String { names[provision] ?? provision }

    // MARK: For people

    var lines: [String] {
        var lines = [
            outcome.method.words, "\(outcome.placed) of \(children.count) children placed, score \(outcome.totalScore)",
        ]
        if let rules { lines.append("scored by \(rules)") }
        lines += ["", "provisions"]
        lines += Table.lines(
            [["  provision", "places", "given", "free", "others who want it more", "one more place"]]
                + zip(provisions, oneMore).map { account, more in
                    [
                        "  \(account.provision.name)", "\(account.provision.places)", "\(account.given)",
                        "\(account.free)", "\(account.wanted)", words(more),
                    ]
                })
        lines += ["", "children, in the order of their turns"]
        for account in children { lines += self.lines(account) }
        if let gaps { lines += gapLines(gaps) }
        if let whatIf { lines += whatIfLines(whatIf) }
        return lines
    }

    private func lines(_ account: ChildAccount) -> [String] {
        var lines = ["  \(account.id): \(words(account))"]
        lines += account.passedOver.map { passed in
            let because = TurnReason.allCases.compactMap { reason in
                passed.because[reason].map { "\($0) \(reason.words)" }
            }
            let givenTo = because.isEmpty ? "has no place to give" : "is full: \(because.joined(separator: ", "))"
            return "      \(name(passed.option.provision)) (\(passed.option.score)) \(givenTo)"
        }
        if account.options == 0 {
            lines += account.excluded.map { excluded in
                "      \(name(excluded.provisionID)): \(excluded.failed.map(\.words).joined(separator: " "))"
            }
        }
        return lines
    }

    private func words(_ account: ChildAccount) -> String {
        if let place = account.place, let rank = account.rank {
            return "\(name(place.provision)) (\(place.score)), choice \(rank) of \(account.options)"
        }
        switch account.options {
        case 0: return "no place: it fits nowhere"
        case 1: return "no place: there is none at its only choice"
        default: return "no place: there is none at any of its \(account.options) choices"
        }
    }

    private func words(_ more: OneMorePlace) -> String {
        guard more.newlyPlaced != nil || more.scoreGained != 0 else { return "helps nobody" }
        let placed = more.newlyPlaced.map { "places a child \($0.words), " } ?? ""
        let gained = more.scoreGained < 0 ? "\(more.scoreGained)" : "+\(more.scoreGained)"
        return "\(placed)score \(gained), \(more.moved) \(more.moved == 1 ? "child moves" : "children move")"
    }

    private func gapLines(_ gaps: [OneMorePlace]) -> [String] {
        let placed = gaps.reduce(0) { $0 + $1.morePlaced }
        return ["", "\(gaps.count) more places that help the most: \(placed) more children placed"]
            + Table.lines(
                gaps.enumerated().map { ["  \($0.offset + 1)", $0.element.provision.name, words($0.element)] })
    }

    private func whatIfLines(_ whatIf: MatchComparison) -> [String] {
        [
            "",
            "what if: \(signed(whatIf.morePlaced)) placed, score \(signed(whatIf.scoreGained)), "
                + "\(whatIf.changes.count) would be elsewhere",
        ]
            + Table.lines(
                whatIf.changes.map { change in
                    ["  \(change.child)", words(change.before), "→", words(change.after)]
                })
    }

    private func words(_ place: MatchOption?) -> String {
        place.map { "\(name($0.provision)) (\($0.score))" } ?? "no place"
    }

    private func signed(_ number: Int) -> String { number > 0 ? "+\(number)" : "\(number)" }
}

/// For programs.
extension MatchReport {
    var json: JSONValue {
        var json: JSONValue = [
            "method": .string(outcome.method.code), "placed": .int(outcome.placed),
            "score": .int(outcome.totalScore), "children": .array(children.map(Self.json)),
            "provisions": .array(zip(provisions, oneMore).map(Self.json)),
        ]
        json["rules"] = rules.map { .string($0) }
        json["gaps"] = gaps.map { .array($0.map(Self.json)) }
        json["what_if"] = whatIf.map(Self.json)
        return json
    }

    private static func json(_ account: ChildAccount) -> JSONValue {
        [
            "id": .string(account.id), "place": json(account.place), "choice": account.rank.map { .int($0) } ?? .null,
            "choices": .int(account.options),
            "passed_over": .array(
                account.passedOver.map { passed in
                    [
                        "provision": .string(passed.option.provision), "score": .int(passed.option.score),
                        "places": .int(passed.places), "given_to": counts(passed.givenTo),
                        "because": counts(passed.because),
                    ]
                }),
            "excluded": .array(
                account.excluded.map { excluded in
                    [
                        "provision": .string(excluded.provisionID),
                        "failed": .array(
                            excluded.failed.map { ["code": .string($0.code), "words": .string($0.words)] }),
                    ]
                }),
        ]
    }

    private static func json(_ account: ProvisionAccount, _ more: OneMorePlace) -> JSONValue {
        [
            "id": .string(account.provision.id), "name": .string(account.provision.name),
            "places": .int(account.provision.places), "given": .int(account.given), "free": .int(account.free),
            "wanted": .int(account.wanted), "one_more": json(more),
        ]
    }

    private static func json(_ more: OneMorePlace) -> JSONValue {
        [
            "provision": .string(more.provision.id), "more_placed": .int(more.morePlaced),
            "newly_placed": more.newlyPlaced.map { .string($0.code) } ?? .null, "score": .int(more.scoreGained),
            "moved": .int(more.moved),
        ]
    }

    private static func json(_ whatIf: MatchComparison) -> JSONValue {
        [
            "more_placed": .int(whatIf.morePlaced), "score": .int(whatIf.scoreGained),
            "changes": .array(
                whatIf.changes.map { change in
                    ["child": .string(change.child), "before": json(change.before), "after": json(change.after)]
                }),
        ]
    }

    private static func json(_ place: MatchOption?) -> JSONValue {
        place.map { ["provision": .string($0.provision), "score": .int($0.score)] } ?? .null
    }

    private static func counts<Code: Coded>(_ counts: [Code: Int]) -> JSONValue {
        .object(Dictionary(counts.map { ($0.key.code, .int($0.value)) }, uniquingKeysWith: { first, _ in first }))
    }
}
