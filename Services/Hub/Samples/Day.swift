import FoundationEssentials
import Inclusion

/// A day of the hub, played by its people: agencies post while coordinators and providers work, until nothing moves.
struct Day: Sendable {
    let tools: DayTools
    let postings: [AgencyPlayer.Posting]
    let coordinators: [CoordinatorPlayer]
    let providers: [ProviderPlayer]
    let watcher: OperatorPlayer?
    /// Nothing moved for so long: it is over.
    let quiet: Duration
    /// It is over in any case.
    let deadline: Duration

    /// Plays it. `show` is told the counts whenever somebody has looked.
    /// - Returns: the counts at the end.
    /// - Throws: ``Failure`` when a service does not answer.
    func play(_ show: (DayCounts) -> Void) async throws -> DayCounts {
        let agencies = AgencyPlayer(tools: tools)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await agencies.post(postings) }
            let end = ContinuousClock.now + deadline
            var movedAt = ContinuousClock.now
            var mailsAt: ContinuousClock.Instant?
            var last: DayCounts?
            while .now < end {
                try await round()
                // A look at the mails takes many pages after a long day.
                if mailsAt.map({ .now - $0 >= .seconds(1) }) ?? true {
                    try await watcher?.countMails()
                    mailsAt = .now
                }
                let counts = await tools.book.counts
                if counts != last { movedAt = .now }
                last = counts
                show(counts)
                let isPosted = counts.posted + counts.refused == counts.wanted
                let stillness = movedAt.duration(to: .now)
                if isPosted, stillness >= quiet || (counts.isOver && stillness >= min(quiet, .seconds(2))) { break }
                try await Task.sleep(for: .milliseconds(100))
            }
            group.cancelAll()
            try await agencies.lookAtStandings()
            return await tools.book.counts
        }
    }

    /// Everybody looks once at what waits for them, all at the same time.
    private func round() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for coordinator in coordinators { group.addTask { try await coordinator.work() } }
            for provider in providers { group.addTask { try await provider.work() } }
            try await group.waitForAll()
        }
    }
}
