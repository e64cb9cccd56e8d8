extension MatchRound {
    /// The round as ops/lib/min-cost-flow.py reads it: a line of JSON.
    package var forFlow: String {
        let children = self.children.indices.map { child in
            let options = table.options(of: child).map { "[\(table.provision[$0]),\(table.score[$0])]" }
            return "[\(options.joined(separator: ","))]"
        }
        return "{\"places\":[\(places.map(String.init).joined(separator: ","))],"
            + "\"children\":[\(children.joined(separator: ","))]}"
    }
}
