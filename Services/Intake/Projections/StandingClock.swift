import Contracts
import FoundationEssentials
import Inclusion

/// What a referrer may know of a case's clocks: which deadline comes first, and whom it waits for.
struct StandingClock: Sendable, Equatable {
    let dueAt: Date
    let with: BallHolder

    init(dueAt: Date, with: BallHolder) {
        self.dueAt = dueAt
        self.with = with
    }

    /// `nil` when none runs that says when the next step comes: what an agency is asked stands with its question, papers
    /// are for those who meet, and the days out of school run beside the hub's work.
    init?(firstOf clocks: [CaseClock]) {
        let running = clocks.filter { $0.pausedAt.isEmpty && !Self.beside.contains($0.kind) }
        let told = running.compactMap { clock -> StandingClock? in
            guard let with = BallHolder(rawValue: clock.with), with != .referrer,
                let dueAt = RFC3339.instant(clock.dueAt)
            else { return nil }
            return StandingClock(dueAt: dueAt, with: with)
        }
        guard let first = told.min(by: { $0.dueAt < $1.dueAt }) else { return nil }
        self = first
    }

    private static let beside: Set = ["papers", "full_time_education"]
}
