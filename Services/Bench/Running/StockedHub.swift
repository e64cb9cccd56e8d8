import Postgres

/// The hub with all its services, which several measurements share one after the other: it is started when the first
/// asks for it, and fills up with referrals.
///
/// Unchecked because measurements follow one another.
final class StockedHub: @unchecked Sendable {
    private let surroundings: Surroundings
    private let sizes: Sizes
    private let progress: Progress
    private var started: (hub: RunningHub, agencies: Agencies)?
    private var latencies: [Int: Latencies] = [:]
    /// Set when filling up took too long: from then on it stays as it is.
    private var isFullEnough = false

    init(_ surroundings: Surroundings, _ sizes: Sizes, _ progress: Progress) {
        self.surroundings = surroundings
        self.sizes = sizes
        self.progress = progress
    }

    /// The running hub.
    func hub() async throws -> RunningHub { try await start().hub }

    /// Who posts.
    func agencies() async throws -> Agencies { try await start().agencies }

    func stop() async {
        await started?.hub.stop()
        started = nil
    }

    private func start() async throws -> (hub: RunningHub, agencies: Agencies) {
        if let started { return started }
        progress.say("  starting the hub")
        let mail = try MailSink()
        let hub = try await RunningHub.start(
            "bench_hub", RunningHub.services, smtpPort: mail.port, in: surroundings)
        do {
            let all = (hub, try await Agencies(to: hub))
            started = all
            return all
        } catch {
            await hub.stop()
            throw error
        }
    }

    // MARK: Filling

    /// How many referrals stand in a queue.
    private func stored() async throws -> Int {
        try await hub().number("select count(*) from portal.queue_item where case_id is not null")
    }

    /// Posts until so many referrals are stored and stand in their queues, or until that took too long.
    ///
    /// In portions, each waited for before the one after next: the embedded broker keeps 5 MB a partition, and who
    /// falls back further than that misses what it dropped.
    /// - Returns: how many there are.
    func fill(to count: Int) async throws -> Int {
        let (hub, agencies) = try await start()
        let deadline = ContinuousClock.now + .seconds(sizes.stockSeconds)
        let portion = max(count / 40, 50)
        while agencies.accepted < count, !isFullEnough {
            let next = min(portion, count - agencies.accepted)
            _ = try await agencies.post(.closedCount(next), connections: 16)
            isFullEnough = try await !settle(to: agencies.accepted - portion, by: deadline)
            if agencies.accepted * 5 / count != (agencies.accepted - next) * 5 / count {
                progress.say("  \(Figure.text(Double(agencies.accepted))) referrals posted")
            }
        }
        if try await !settle(to: agencies.accepted, by: deadline + .seconds(30)) { isFullEnough = true }
        try await untilMailIsOut(by: deadline + .seconds(60))
        // As autovacuum would have done in the course of a day.
        try await surroundings.withPool(hub.database) { _ = try await $0.execute("analyze") }
        return try await stored()
    }

    /// Waits until no mail about them is left, which would be measured with what comes next.
    private func untilMailIsOut(by deadline: ContinuousClock.Instant) async throws {
        let hub = try await hub()
        while try await hub.number("select count(*) from notifier.delivery where status = 'queued'") > 0 {
            guard ContinuousClock.now < deadline else { return progress.say("  mails are still going out") }
            try await Task.sleep(for: .milliseconds(200))
        }
    }

    /// Waits until everybody has read so many; false when the deadline came first.
    private func settle(to count: Int, by deadline: ContinuousClock.Instant) async throws -> Bool {
        while try await read() < count {
            guard ContinuousClock.now < deadline else { return false }
            try await Task.sleep(for: .milliseconds(100))
        }
        return true
    }

    /// How many referrals have come to the end of their journey with everybody: each is one event of topic `referrals`
    /// and one of `cases`, so positions tell, and asking costs nothing.
    private func read() async throws -> Int {
        try await hub().number(
            """
            select min(read)::bigint from (
                select coalesce(sum(next_offset), 0) from portal.consumer_offset where topic = 'referrals'
                union all select coalesce(sum(next_offset), 0) from portal.consumer_offset where topic = 'cases'
                union all select coalesce(sum(next_offset), 0) from notifier.consumer_offset where topic = 'referrals'
                union all select coalesce(sum(next_offset), 0) from notifier.consumer_offset where topic = 'cases'
                union all select coalesce(sum(next_offset), 0) from referral_intake.consumer_offset where topic = 'cases'
                union all select coalesce(sum(next_offset), 0) from placement_matcher.consumer_offset where topic = 'cases'
            ) as progress (read)
            """)
    }

    // MARK: Latencies

    /// Latencies with so many referrals stored: measured when they are first asked for.
    func latencies(at count: Int) async throws -> (stored: Int, latencies: Latencies) {
        if let known = latencies[count] { return (count, known) }
        let stored = try await fill(to: count)
        progress.say("  latencies with \(Figure.text(Double(stored))) referrals stored")
        let (hub, agencies) = try await start()
        let measured = try await Latencies.measure(hub, agencies, sizes)
        latencies[count] = measured
        return (stored, measured)
    }
}
