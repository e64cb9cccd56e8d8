/// What all checks found, told line by line as it comes, to people or to programs.
struct CheckReport {
    /// Whether lines are objects.
    let json: Bool
    private(set) var right = 0
    private(set) var advice = 0
    private(set) var missing = 0
    private var line = LiveLine()
    /// Elsewhere the findings themselves tell how far it is.
    private let isWatched = Console.Stream.error.isTerminal
    private let tell: (String) -> Void

    init(json: Bool, tell: @escaping (String) -> Void = Console.output) {
        self.json = json
        self.tell = tell
    }

    /// Runs the checks of one server in their order.
    mutating func run(_ part: String, at place: String? = nil, _ checks: [Check]) async {
        if !json { tell(place.map { "\(part) at \($0)" } ?? part) }
        for (index, check) in checks.enumerated() {
            if isWatched { line.show("  … \(check.name)") }
            let findings = await check.findings()
            line.clear()
            for finding in findings { add(finding, of: check.name, part) }
            let rest = checks.dropFirst(index + 1)
            if check.isGate, findings.contains(where: { $0.standing == .missing }), !rest.isEmpty {
                add(.unasked("not asked: \(rest.map(\.name).listed)"), of: "the rest", part)
                break
            }
        }
    }

    /// One more finding, of what the caller did itself.
    mutating func add(_ finding: Finding, of check: String, _ part: String) {
        switch finding.standing {
        case .right: right += 1
        case .advice: advice += 1
        case .missing: missing += 1
        case .unasked: break
        }
        for text in Self.lines(finding, of: check, part, json: json) { tell(text) }
    }

    /// How it ends: a sentence.
    var conclusion: String {
        if missing > 0 {
            return missing == 1
                ? "One thing is missing (✗); what to do stands below it."
                : "\(missing) things are missing (✗); what to do stands below each."
        }
        return advice == 0
            ? "All the hub needs is there." : "All the hub needs is there; \(advice) to know (!)."
    }

    static func lines(_ finding: Finding, of check: String, _ part: String, json: Bool) -> [String] {
        if json {
            let value: JSONValue = [
                "part": .string(part.lowercased()), "check": .string(check),
                "standing": .string(finding.standing.rawValue), "found": .string(finding.found),
                "remedy": .array(finding.remedy.map(JSONValue.string)),
            ]
            return (try? [value.text()]) ?? []
        }
        let name = check.padding(to: 20)
        return ["  \(finding.standing.mark) \(name) \(finding.found)"] + finding.remedy.map { "      → \($0)" }
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
