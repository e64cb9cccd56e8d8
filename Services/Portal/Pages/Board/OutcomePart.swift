/// The pages of the board's figures.
enum OutcomePart: String, CaseIterable, Sendable {
    case results, clocks, days, levels, equity, places

    /// What a link to it says.
    var words: String {
        switch self {
        case .results: "Outcomes"
        case .clocks: "Clocks"
        case .days: "Days out of education"
        case .levels: "Level 3 and 4"
        case .equity: "Equity"
        case .places: "Alternative provision"
        }
    }

    var path: String { self == .results ? "/outcomes" : "/outcomes/\(rawValue)" }

    /// The page a figure is on.
    init?(figure code: String) {
        guard let part = Self.allCases.first(where: { code == $0.rawValue || code.hasPrefix($0.rawValue + "-") }) else {
            return nil
        }
        self = part
    }
}
