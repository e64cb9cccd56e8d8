import Contracts
import Inclusion
import Yams

/// Reads one rule.
struct RuleReader {
    let book: FaultBook

    func rule(_ node: Node) -> RoutingRule? {
        guard
            let branch = YAMLBranch(
                node, "a rule", needs: ["id", "when", "then", "words"], takes: ["advice"], book)
        else { return nil }
        let id = branch.value("id", "small letters, digits, dots and underscores", Self.id)
        let when = branch["when"].flatMap(condition)
        let then = branch["then"].flatMap(outcome)
        let words = branch.text("words")
        let advice = branch["advice"].flatMap(advice)
        guard let id, let when, let then, let words else { return nil }
        return RoutingRule(id, when: when, then: then, words: words, advice: advice)
    }

    private static func id(_ text: String) -> String? {
        let allowed = "abcdefghijklmnopqrstuvwxyz0123456789._".utf8
        return text.utf8.count <= 60 && text.utf8.allSatisfy { allowed.contains($0) } ? text : nil
    }

    // MARK: Conditions

    private static let flags: [String: RoutingCondition] = [
        "always": .all([]), "child_protection_plan": .childProtectionPlan, "child_in_need": .childInNeed,
        "child_in_care": .childInCare, "ehcp": .ehcp, "level_4_indicators": .level4Indicators,
        "mental_health_need": .mentalHealthNeed, "ap_requested": .alternativeProvisionAsked,
    ]
    private static let parts = ["age_band", "level", "ap_kind", "all", "any", "not"]
    private static let bands = Dictionary(
        uniqueKeysWithValues: [AgeBand.earlyYears, .schoolAge, .post16, .adultSend].map { ($0.code, $0) })

    private func condition(_ node: Node) -> RoutingCondition? {
        switch node {
        case .scalar(let scalar):
            if let flag = Self.flags[scalar.string] { return flag }
            return fault(
                node,
                "“\(scalar.string)” is no condition. There are \(Self.flags.keys.sorted().joined(separator: ", ")); "
                    + "and, with a value, \(Self.parts.joined(separator: ", ")).")
        case .mapping(let mapping):
            guard mapping.count == 1, let (key, value) = mapping.first, let name = key.scalar?.string else {
                return fault(
                    node,
                    mapping.isEmpty
                        ? "The condition is empty." : "A condition is one thing: put several under “all” or “any”.")
            }
            return condition(name, key, value)
        default:
            return fault(node, "A condition is a word or a name with a value: put several under “all” or “any”.")
        }
    }

    private func condition(_ name: String, _ key: Node, _ value: Node) -> RoutingCondition? {
        switch name {
        case "all": several(value).map { .all($0) }
        case "any": several(value).map { .any($0) }
        case "not": condition(value).map { .not($0) }
        case "level": level(value)
        case "age_band":
            codes(value) { Self.bands[$0] }.map { .ageBand($0) }
        case "ap_kind":
            if let kind = value.scalar.flatMap({ ApKind(rawValue: $0.string) }) {
                .kindAsked(kind)
            } else {
                fault(value, "“ap_kind” is one of \(ApKind.allCases.map(\.code).joined(separator: ", ")).")
            }
        default: fault(key, "“\(name)” is no condition. With a value: \(Self.parts.joined(separator: ", ")).")
        }
    }

    private func several(_ node: Node) -> [RoutingCondition]? {
        guard case .sequence(let elements) = node, !elements.isEmpty else {
            return fault(node, "Under “all” and “any” there is a list with at least one condition.")
        }
        let read = elements.map(condition)
        return read.contains { $0 == nil } ? nil : read.compactMap { $0 }
    }

    private func level(_ node: Node) -> RoutingCondition? {
        let ends = (node.scalar?.string ?? "").split(separator: "-", omittingEmptySubsequences: false).map { Int32($0) }
        guard let first = ends.first.flatMap({ $0 }), let last = ends.last.flatMap({ $0 }), ends.count <= 2,
            (1...4).contains(first), (first...4).contains(last)
        else { return fault(node, "“level” is one of the levels 1 to 4, or some of them, such as 1-2.") }
        return .level(first...last)
    }

    /// A code or a list of them.
    private func codes<T>(_ node: Node, _ read: (String) -> T?) -> [T]? {
        let nodes = if case .sequence(let elements) = node { Array(elements) } else { [node] }
        var values: [T] = []
        for element in nodes {
            guard let text = element.scalar?.string, let value = read(text) else {
                return fault(element, "“\(element.scalar?.string ?? "")” is not a code that is known here.")
            }
            values.append(value)
        }
        return values.isEmpty ? fault(node, "The list is empty.") : values
    }

    // MARK: What follows

    private func outcome(_ node: Node) -> RoutingOutcome? {
        if node.scalar?.string == "note" { return .note }
        guard case .mapping(let mapping) = node, mapping.count == 1, let (key, value) = mapping.first else {
            return fault(node, "“then” is note, or one of forum and also_offer with a value.")
        }
        switch (key.scalar?.string, value.scalar?.string) {
        case ("forum", let code?):
            if let forum = Forum(code: code) { return .forum(forum) }
            return fault(
                value,
                "“\(code)” is no forum. There are \(Forum.known.map(\.code).joined(separator: ", ")).")
        case ("also_offer", let service?) where !service.isEmpty: return .alsoOffer(to: service)
        default: return fault(key, "“then” is note, or one of forum and also_offer with a value.")
        }
    }

    private func advice(_ node: Node) -> RoutingAdvice? {
        guard let branch = YAMLBranch(node, "advice", needs: ["to", "words"], book) else { return nil }
        let kinds = branch["to"].flatMap { to in
            to.scalar?.string == "everybody" ? AgencyKind.known : codes(to) { AgencyKind(code: $0) }
        }
        guard let kinds, let words = branch.text("words") else { return nil }
        return RoutingAdvice(to: kinds, words)
    }

    private func fault<T>(_ node: Node, _ words: String) -> T? {
        book.add(node.line, words)
        return nil
    }
}
