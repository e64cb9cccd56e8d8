import Logging

extension PostgresPool {
    /// Returns when the database answers: lets a service start while its database is still down.
    ///
    /// Tries again after 100 ms, then ever later up to 2 s, with some randomness so that services do not come all at
    /// once; says so in the log at once and then every `interval`.
    ///
    /// - Throws: `CancellationError` when the task is cancelled, ``PostgresError/Kind/poolClosed`` when the pool is.
    public func waitUntilAvailable(sayingSoEvery interval: Duration = .seconds(5)) async throws {
        var pause = Duration.milliseconds(100)
        var lastSaid: ContinuousClock.Instant?
        while true {
            do {
                _ = try await query("select 1")
                if lastSaid != nil { logger.info("the database is available") }
                return
            } catch let error as PostgresError where error.kind != .poolClosed {
                if lastSaid.map({ $0.duration(to: .now) >= interval }) ?? true {
                    logger.warning("waiting for the database", metadata: ["reason": "\(error)"])
                    lastSaid = .now
                }
            }
            try await Task.sleep(for: pause * Double.random(in: 0.75...1.25))
            pause = min(pause * 2, .seconds(2))
        }
    }
}
