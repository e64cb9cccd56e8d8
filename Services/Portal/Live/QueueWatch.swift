import FoundationEssentials
import Logging
import Postgres

/// Watches the queues for everybody of this process who listens: ten short looks a second while there
/// is a listener, and none while there is nobody.
actor QueueWatch {
    /// What a look found.
    struct Sight: Sendable, Equatable {
        /// By what is looked at, and by locality.
        var counts: [QueueFilter: [String: QueueCounts]]
        /// Hashes of the tokens of the listeners' sessions that have not ended.
        var livingSessions: Set<String>
    }

    /// Looks at the queues of these localities, each filter's own, and at these sessions.
    typealias Look =
        @Sendable (_ localities: [QueueFilter: Set<String>], _ sessions: [String]) async throws -> Sight

    /// How long between two looks.
    static let interval = Duration.milliseconds(100)
    /// Listeners hear something after so many seconds at the latest, unless it is set otherwise.
    static let usualHeartbeat = 15

    private struct Listener {
        let session: String
        let localities: [String]
        let filter: QueueFilter
        let news: AsyncStream<News>.Continuation
    }

    /// What a listener hears.
    enum News: Sendable, Equatable {
        /// How its queue stands now, which need not be another than before.
        case counts(QueueCounts)
        /// Its session has ended; nothing comes after this.
        case signedOut
    }

    private let look: Look
    private let interval: Duration
    private let heartbeat: Duration
    private let logger: Logger
    private var listeners: [UUID: Listener] = [:]
    private var watching: Task<Void, Never>?
    private var lastSight: Sight?
    /// For whom the last look looked. A listener who came during it has not been looked for, and must not be taken for
    /// somebody whose session has ended.
    private var lookedFor: Set<UUID> = []
    private var lastSpoke = ContinuousClock.now
    private var hasNewcomers = false

    init(
        interval: Duration = QueueWatch.interval, heartbeat: Duration, logger: Logger,
        look: @escaping Look
    ) {
        self.interval = interval
        self.heartbeat = heartbeat
        self.logger = logger
        self.look = look
    }

    /// Whether anybody listens, so whether the database is looked at.
    var isWatching: Bool { watching != nil }

    /// What happens to a queue from now on, as far as it is looked at, beginning with how it stands; ends with the session,
    /// or when the caller stops listening. Who is slow hears only the latest.
    func news(
        of localities: [String], _ filter: QueueFilter = QueueFilter(), for session: SessionToken
    ) -> AsyncStream<News> {
        let id = UUID()
        let (stream, continuation) = AsyncStream.makeStream(of: News.self, bufferingPolicy: .bufferingNewest(1))
        continuation.onTermination = { [weak self] _ in
            Task { await self?.leave(id) }
        }
        listeners[id] = Listener(
            session: session.hash, localities: localities, filter: filter, news: continuation)
        hasNewcomers = true
        if watching == nil { watching = Task { [weak self] in await self?.watch() } }
        return stream
    }

    private func leave(_ id: UUID) {
        listeners[id] = nil
        guard listeners.isEmpty else { return }
        watching?.cancel()
        watching = nil
        lastSight = nil
    }

    private func watch() async {
        var isFailing = false
        while !Task.isCancelled {
            let present = Set(listeners.keys)
            do {
                let wanted = listeners.values.reduce(into: [QueueFilter: Set<String>]()) {
                    $0[$1.filter, default: []].formUnion($1.localities)
                }
                let sight = try await look(wanted, Set(listeners.values.map(\.session)).sorted())
                if isFailing { logger.info("The queues can be watched again") }
                isFailing = false
                lookedFor = present
                if !Task.isCancelled { tell(sight) }
            } catch is CancellationError {
                return
            } catch {
                if !isFailing {
                    logger.warning("The queues cannot be watched at the moment", metadata: Self.why(error))
                }
                isFailing = true
                // Nothing new is known, but connections still have to be kept open.
                if let lastSight { tell(lastSight) }
            }
            try? await Task.sleep(for: interval)
        }
    }

    private func tell(_ sight: Sight) {
        let now = ContinuousClock.now
        guard sight != lastSight || hasNewcomers || now - lastSpoke >= heartbeat else { return }
        lastSight = sight
        lastSpoke = now
        hasNewcomers = listeners.keys.contains { !lookedFor.contains($0) }
        for (id, listener) in listeners where lookedFor.contains(id) {
            if sight.livingSessions.contains(listener.session) {
                let counts = sight.counts[listener.filter] ?? [:]
                listener.news.yield(.counts(Self.sum(counts, of: listener.localities)))
            } else {
                listener.news.yield(.signedOut)
                listener.news.finish()
            }
        }
    }

    /// The queues of some localities as one.
    static func sum(_ counts: [String: QueueCounts], of localities: [String]) -> QueueCounts {
        localities.compactMap { counts[$0] }.reduce(QueueCounts(), +)
    }

    private static func why(_ error: any Error) -> Logger.Metadata {
        ["why": error is PostgresError ? "\(error)" : "\(type(of: error))"]
    }
}

extension QueueWatch {
    /// Watches the queues of a database, for those whose sessions are there.
    init(
        sessions: SessionStore, tally: QueueTally, heartbeat: Duration = .seconds(usualHeartbeat), logger: Logger,
        now: @escaping @Sendable () -> Date
    ) {
        self.init(heartbeat: heartbeat, logger: logger) { wanted, hashes in
            let now = now()
            let living = try await sessions.living(of: hashes)
            var counts: [QueueFilter: [String: QueueCounts]] = [:]
            for (filter, localities) in wanted {
                counts[filter] = try await tally.standing(of: localities.sorted(), filter, at: now).counts
            }
            return Sight(counts: counts, livingSessions: Set(living))
        }
    }
}
