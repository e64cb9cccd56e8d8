import EventFlow
import FoundationEssentials
import Logging
import Postgres
import ServiceLifecycle

/// Waits for news on behalf of everybody of this process: however many wait, one look at the database at a time serves
/// them all, and there is none while nobody waits.
///
/// News written by this process is found within milliseconds, because the bell is rung for it; another copy's at the next
/// look.
actor FeedWatch {
    /// How far the feeds of these organisations go.
    typealias Look = @Sendable (_ organisations: [String]) async throws -> [String: Int64]

    /// Between two looks when nobody rings.
    static let pause = Duration.milliseconds(250)

    private struct Waiter {
        let organisation: String
        let place: Int64
        let until: ContinuousClock.Instant
        let news: AsyncStream<Void>.Continuation
    }

    private let bell: Signal
    private let logger: Logger
    private let look: Look
    private var waiters: [UUID: Waiter] = [:]
    private var watching: Task<Void, Never>?
    private var isFailing = false

    init(bell: Signal, logger: Logger, look: @escaping Look) {
        self.bell = bell
        self.logger = logger
        self.look = look
    }

    /// Whether anybody waits, so whether the database is looked at.
    var isWatching: Bool { watching != nil }

    /// Returns true as soon as the organisation's feed goes further than `place`; false when it did not for that long, or
    /// when the service stops.
    func hasNews(for organisation: String, after place: Int64, atMost limit: Duration) async -> Bool {
        let id = UUID()
        let (stream, news) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        waiters[id] = Waiter(
            organisation: organisation, place: place, until: ContinuousClock.now + limit, news: news)
        defer { waiters[id] = nil }
        if watching == nil { watching = Task { [weak self] in await self?.watch() } }
        for await _ in stream.cancelOnGracefulShutdown() { return true }
        return false
    }

    private func watch() async {
        while !waiters.isEmpty {
            await tell()
            await bell.wait(atMost: Self.pause)
        }
        watching = nil
    }

    /// Looks, and lets go of everybody who has news or has waited long enough.
    private func tell() async {
        var heads: [String: Int64] = [:]
        do {
            heads = try await look(Set(waiters.values.map(\.organisation)).sorted())
            if isFailing { logger.info("The feed can be watched again") }
            isFailing = false
        } catch {
            if !isFailing {
                let why = error is PostgresError ? "\(error)" : "\(type(of: error))"
                logger.warning("The feed cannot be watched at the moment", metadata: ["why": "\(why)"])
            }
            isFailing = true
        }
        let now = ContinuousClock.now
        for waiter in waiters.values {
            if heads[waiter.organisation, default: 0] > waiter.place { waiter.news.yield() }
            if waiter.until <= now { waiter.news.finish() }
        }
    }
}

extension FeedWatch {
    /// Watches the feeds of a database.
    init(pool: PostgresPool, bell: Signal, logger: Logger) {
        self.init(bell: bell, logger: logger) { organisations in
            let rows = try await pool.query(
                "select organisation, last from feed_head where organisation = any(\(organisations))")
            return Dictionary(uniqueKeysWithValues: try rows.decode(String.self, Int64.self))
        }
    }
}
