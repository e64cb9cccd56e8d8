extension MatchRound {
    /// The greatest score an option may have, and the most places a provision may.
    public static let most = 1_000_000

    /// Everything that is wrong with what a round is to be made of, at pointers such as `/children/3/options/0/score`.
    public static func problems(children: [WaitingChild], provisions: [OpenProvision]) -> [RuleProblem] {
        var problems: [RuleProblem] = []
        var known: Set<String> = []
        for (place, provision) in provisions.enumerated() {
            let pointer = "/provisions/\(place)"
            note(provision.id, &known, "\(pointer)/id", "provision", &problems)
            if !(0...most).contains(provision.places) { problems.append(outOfRange("\(pointer)/places")) }
        }
        var knownChildren: Set<String> = []
        for (place, child) in children.enumerated() {
            let pointer = "/children/\(place)"
            note(child.id, &knownChildren, "\(pointer)/id", "child", &problems)
            var options: Set<String> = []
            for (place, option) in child.options.enumerated() {
                let at = "\(pointer)/options/\(place)"
                if !options.insert(option.provision).inserted {
                    problems.append(
                        RuleProblem(
                            pointer: "\(at)/provision", code: "repeated", words: "Another option names this provision.")
                    )
                } else if !known.contains(option.provision) {
                    problems.append(unknown("\(at)/provision"))
                }
                if !(0...most).contains(option.score) { problems.append(outOfRange("\(at)/score")) }
            }
            if !child.siblingsAt.isSubset(of: known) { problems.append(unknown("\(pointer)/siblings_at")) }
        }
        return problems
    }

    private static func note(
        _ id: String, _ known: inout Set<String>, _ pointer: String, _ what: String, _ problems: inout [RuleProblem]
    ) {
        if id.isEmpty {
            problems.append(RuleProblem(pointer: pointer, code: "required", words: "This must be given."))
        } else if !known.insert(id).inserted {
            problems.append(RuleProblem(pointer: pointer, code: "repeated", words: "Another \(what) has this id."))
        }
    }

    private static func unknown(_ pointer: String) -> RuleProblem {
        RuleProblem(pointer: pointer, code: "unknown_provision", words: "No provision in the list has this id.")
    }

    private static func outOfRange(_ pointer: String) -> RuleProblem {
        RuleProblem(pointer: pointer, code: "out_of_range", words: "This must be between 0 and \(most).")
    }
}
