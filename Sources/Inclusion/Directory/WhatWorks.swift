/// What came of the objectives of placements that have ended.
public struct OutcomeCount: Sendable, Equatable {
    /// Placements.
    public var placements: Int
    /// Objectives that were achieved.
    public var achieved: Int
    /// Objectives that were achieved in part.
    public var partly: Int
    /// Objectives that were not achieved.
    public var not: Int

    /// From its parts.
    public init(placements: Int = 0, achieved: Int = 0, partly: Int = 0, not: Int = 0) {
        self.placements = placements
        self.achieved = achieved
        self.partly = partly
        self.not = not
    }

    var objectives: Int { achieved + partly + not }
}

/// What works, measured by the hub's own outcomes: the share of objectives that were achieved, with how sure that is.
///
/// Shown from ``fewest`` placements on: fewer say more about the children than about the provision.
public struct WhatWorks: Sendable, Equatable {
    /// Fewer placements than this show no figure.
    public static let fewest = 10

    /// A share of objectives achieved, and the number it rests on.
    public struct Figure: Sendable, Equatable {
        /// Placements it rests on, ``WhatWorks/fewest`` or more.
        public let placements: Int
        /// 0 to 100.
        public let percent: Int
        /// Where the true share lies in 95 of 100 such measurements, from …
        public let low: Int
        /// … to, in percent.
        public let high: Int

        /// `nil` with too few placements, or where no objective was counted.
        ///
        /// The objectives of one child hang together, so the interval (Wilson's, at 95 %) is that of as many observations
        /// as there were placements, not objectives.
        public init?(_ count: OutcomeCount) {
            guard count.placements >= WhatWorks.fewest, count.objectives > 0 else { return nil }
            let share = Double(count.achieved) / Double(count.objectives)
            let (n, z) = (Double(count.placements), 1.96)
            let middle = share + z * z / (2 * n)
            let half = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
            let scale = 1 + z * z / n
            placements = count.placements
            percent = Int((100 * share).rounded())
            low = Int((100 * max(0, (middle - half) / scale)).rounded(.down))
            high = Int((100 * min(1, (middle + half) / scale)).rounded(.up))
        }
    }

    /// For every child who was there; `nil` with too few.
    public let all: Figure?
    /// For children with that need, by its code; those with too few are left out.
    public let byNeed: [String: Figure]

    /// - Parameters:
    ///   - all: of every placement at the provision.
    ///   - byNeed: of those whose child has that need, by its code.
    public init(all: OutcomeCount, byNeed: [String: OutcomeCount]) {
        self.all = Figure(all)
        self.byNeed = byNeed.compactMapValues(Figure.init)
    }

    /// What the ranking goes by for a child with these needs, the primary need first: the figure of that need, otherwise
    /// that of all children.
    public func effectiveness(forNeeds needs: [String]) -> Effectiveness? {
        let figure = needs.first.flatMap { byNeed[$0] } ?? all
        return figure.map { Effectiveness(percent: $0.percent, of: $0.placements) }
    }
}
