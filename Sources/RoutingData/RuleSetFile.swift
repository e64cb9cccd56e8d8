import Contracts
public import Inclusion
import Yams

/// A file of routing rules.
public struct RuleSetFile: Sendable {
    /// The file as it stands.
    public let text: String
    /// What it says.
    public let rules: RuleSet

    /// Reads and checks the whole file.
    /// - Throws: ``FileFaults`` with everything that is wrong with it.
    public init(_ text: String) throws(FileFaults) {
        let book = FaultBook()
        let root = try YAMLDocument.read(text)
        var lines: [Int] = []
        var rules: [RoutingRule] = []
        let branch = YAMLBranch(root, "a rule set", needs: ["name", "version", "rules"], book)
        for node in branch?.list("rules") ?? [] {
            guard let rule = RuleReader(book: book).rule(node) else { continue }
            rules.append(rule)
            lines.append(node.line)
        }
        let name = branch?.value("name", DataName.form, DataName.init)?.text ?? ""
        let version = branch?.number("version", 1...1_000_000) ?? 0
        if let branch, branch["rules"] != nil, branch.list("rules").isEmpty {
            branch.fault("rules", "There is not one rule.")
        }
        // What the rules say together can be judged only once each of them is understood.
        try book.close()
        let set = RuleSet(name: name, version: version, rules: rules)
        for fault in set.faults() { book.add(fault.rule.map { lines[$0] } ?? root.line, fault.words) }
        try book.close()
        self.text = text
        self.rules = set
    }
}

/// A name that can stand in a label, an address and a file's name.
struct DataName {
    static let form = "small letters, digits and dashes"
    let text: String

    init?(_ text: String) {
        guard (1...60).contains(text.utf8.count),
            text.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 })
        else { return nil }
        self.text = text
    }
}
