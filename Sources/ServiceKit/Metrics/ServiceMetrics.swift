import Contracts
import EventFlow
import Postgres

/// What every service shows at `/metrics` beside what its flow of events counts ( ``EventFlow/FlowMetrics`` ).
///
/// Names: what only this hub has begins with `hub_`; `http_` and `process_` are as everywhere, so that ready-made
/// dashboards fit. Which service and which copy it is, Prometheus adds itself as `job` and `instance`.
enum ServiceMetrics {
    static let meanings: [MetricMeaning] = [
        MetricMeaning("hub_build_info", "Always 1; the version of the program is its label."),
        MetricMeaning("hub_ready", "Whether requests are served, as /health/ready says: 1 or 0."),
        MetricMeaning("hub_database_up", "Whether the service's own database answered at this scrape: 1 or 0."),
        MetricMeaning("hub_broker_up", "Whether the broker told the ends of the logs at this scrape: 1 or 0."),
        MetricMeaning("hub_postgres_connections", "Connections to the database, by pool and whether they are in use."),
        MetricMeaning("hub_postgres_connections_limit", "Most connections the pool opens."),
        MetricMeaning("hub_postgres_waiting_callers", "Callers that wait for a connection."),
        MetricMeaning(
            "hub_outbox_events", "Events to be published. Exact to 10,000, then no fewer than there are."),
        MetricMeaning(
            "hub_outbox_oldest_event_age_seconds",
            "How long ago the oldest event to be published happened; in a refill that is long."),
        MetricMeaning(
            "hub_projection_offset", "The next offset a consumer will apply, as the database has committed it."),
        MetricMeaning(
            "hub_projection_lag_events", "How many events a consumer is behind the end of a partition's log."),
        MetricMeaning("hub_parked_events", "Events that cannot be applied yet. Counted to 10,001."),
        MetricMeaning("hub_parked_keys", "Aggregates that have parked events. Counted to 10,001."),
        MetricMeaning("hub_parked_oldest_age_seconds", "How long the oldest parked event has waited."),
        MetricMeaning("hub_dead_letters", "Dead letters that nobody has settled. Counted to 10,001."),
        MetricMeaning("hub_dead_letters_oldest_age_seconds", "How long the oldest unsettled dead letter has waited."),
        MetricMeaning(
            "http_request_duration_seconds",
            "Time to answer a request, by route (never the path), method and class of status."),
        MetricMeaning(
            "http_problems_total", "Requests answered with a problem, by its code: “unauthorised” is a bad token."),
        MetricMeaning("process_resident_memory_bytes", "Memory in use."),
        MetricMeaning("process_virtual_memory_bytes", "Address space in use."),
        MetricMeaning("process_cpu_seconds_total", "Processor time used, by the process and by the system for it."),
        MetricMeaning("process_threads", "Threads."),
        MetricMeaning("process_start_time_seconds", "When the process started, in seconds since 1970."),
        MetricMeaning("process_open_fds", "Open file descriptors."),
        MetricMeaning("process_max_fds", "Most file descriptors the process may open."),
    ]
}

extension ServiceHost {
    /// Shows what can be told from the first moment, with or without a database.
    func showBasics() {
        metrics.onScrape { ProcessSamples.now() }
        metrics.onScrape { [health] in
            [
                .gauge("hub_build_info", 1, [("version", HubVersion.text)]),
                .gauge("hub_ready", await health.report().isReady ? 1 : 0),
            ]
        }
        let limit = settings.databasePool
        metrics.onScrape { [pool, keyringPool] in
            Self.samples(of: pool, "service", limit)
                + (keyringPool.map { Self.samples(of: $0, "keyring", limit) } ?? [])
        }
    }

    private static func samples(of pool: PostgresPool, _ name: String, _ limit: Int) -> [MetricSample] {
        let statistics = pool.statistics
        return [
            .gauge(
                "hub_postgres_connections", Double(statistics.open - statistics.idle),
                [("pool", name), ("state", "busy")]),
            .gauge("hub_postgres_connections", Double(statistics.idle), [("pool", name), ("state", "idle")]),
            .gauge("hub_postgres_connections_limit", Double(limit), [("pool", name)]),
            .gauge("hub_postgres_waiting_callers", Double(statistics.waiting), [("pool", name)]),
        ]
    }

    /// Asks the service's own database at a scrape. While it does not answer within two seconds the samples are absent.
    public func onScrape(
        _ meanings: [MetricMeaning],
        _ read: @escaping @Sendable (PostgresTransaction) async throws -> [MetricSample]
    ) {
        metrics.describe(meanings)
        metrics.onScrape { [pool] in await pool.glance(read) ?? [] }
    }
}

extension PostgresPool {
    /// Reads something quickly or not at all: `nil` when it takes more than two seconds, or fails.
    func glance<Value: Sendable>(
        _ read: @escaping @Sendable (PostgresTransaction) async throws -> Value
    ) async -> Value? {
        await within(.seconds(2)) {
            try? await self.withTransaction(readOnly: true) { sql in
                // Compiling a query that is over in a few milliseconds would take longer than the query.
                _ = try await sql.query(
                    "select set_config('statement_timeout', '1s', true), set_config('jit', 'off', true)")
                return try await read(sql)
            }
        } ?? nil
    }
}
