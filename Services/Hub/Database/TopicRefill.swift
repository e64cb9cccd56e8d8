import Contracts
import EventFlow
import Postgres

/// Publishing a topic again from its writer's event log, watched until it is done.
struct TopicRefill {
    let topic: Topic
    let url: String
    /// How long nothing may move.
    let patience: Duration

    /// - Throws: ``Failure`` when nobody publishes.
    func run(_ tell: (String) -> Void) async throws {
        let service = try HubService.writer(of: topic)
        let started = ContinuousClock.now
        let total = try await Database.ifThere("outbox", of: service, url) { connection in
            let total = try await connection.withTransaction { try await Refill.start(in: $0) }
            try await watch(total, service, connection)
            return total
        }
        guard let total else {
            throw Failure("\(service.name) has no tables in this database.", "`hub migrate` makes them.")
        }
        tell("\(topic.rawValue): \(total) events are in the topic again (\(started.duration(to: .now).inSeconds) s).")
    }

    private func watch(_ total: Int, _ service: HubService, _ session: some PostgresSession) async throws {
        var line = LiveLine()
        var (remaining, movedAt) = (total, ContinuousClock.now)
        while remaining > 0 {
            let now = try await Refill.remaining(in: session)
            if now != remaining { movedAt = .now }
            remaining = now
            let published = max(0, total - remaining)
            line.show("\(topic.rawValue) \(LiveLine.bar(published, of: total)) \(published) of \(total)")
            if movedAt.duration(to: .now) > patience {
                line.clear()
                throw Failure(
                    "\(remaining) of \(total) events wait, and nobody has published one for "
                        + "\(patience.components.seconds) s.",
                    "Is \(service.name) running, and can it reach the broker? They are published once it does.")
            }
            if remaining > 0 { try await Task.sleep(for: .milliseconds(200)) }
        }
        line.clear()
    }
}
