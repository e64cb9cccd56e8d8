import Configuration
import Contracts
import EventFlow
import FoundationEssentials
import Hummingbird
import Kafka
import Logging
import NIOCore
import Postgres
import ServiceLifecycle
import UnixSignals

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// One run of a service: the server first, then the database, then everything that needs it; and all of it backwards.
///
/// Stopping: the server takes no more requests and finishes those it has; background parts and projectors end with the
/// transaction in hand; the relay publishes what was committed; the producer is closed; the pool is closed last. All of
/// it within ``patience``; after that what is left is cancelled.
struct ServiceRuntime: Sendable {
    let definition: ServiceDefinition
    let settings: ServiceSettings
    let config: ConfigReader
    let logger: Logger
    let metrics: PrometheusRegistry
    let build: ServiceHost.Build
    var now: @Sendable () -> Date = { Date() }

    static let patience: Duration = .seconds(10)

    /// Brings the schema up to date and returns.
    func migrateOnly() async throws {
        let host = try makeHost()
        do {
            try await migrate(host.pool, health: host.health)
        } catch {
            await host.close()
            throw error
        }
        await host.close()
    }

    private func makeHost() throws -> ServiceHost {
        try ServiceHost(
            definition: definition, settings: settings, config: config, logger: logger, metrics: metrics, now: now,
            health: Health(daysAhead: settings.daysAhead))
    }

    /// Serves until a signal, cancellation, or graceful shutdown of a group around this one.
    ///
    /// - Parameters:
    ///   - onListening: told the port once requests are taken.
    ///   - onStopping: told when stopping begins.
    func serve(
        signals: [UnixSignal], onListening: @escaping @Sendable (Int) -> Void = { _ in },
        onStopping: @escaping @Sendable () -> Void = {}
    ) async throws {
        let host = try makeHost()
        host.showBasics()
        let front = FrontDoor(health: host.health, metrics: metrics, openAPI: OpenAPIDocument.json)
        logger.info(
            "Starting",
            metadata: [
                "http": "\(settings.httpHost):\(settings.httpPort)", "broker": "\(settings.kafka.bootstrap)",
            ])
        if settings.daysAhead > 0 {
            logger.warning(
                "It is later here than it is: clock.ahead is for training and rehearsal alone",
                metadata: ["days": "\(settings.daysAhead)"])
        }
        let server = HTTPServerService(
            front: front, settings: settings, health: host.health, logger: logger, onListening: onListening,
            onStopping: onStopping)
        var configuration = ServiceGroupConfiguration(
            services: [EngineService(runtime: self, host: host, front: front), server],
            gracefulShutdownSignals: signals, logger: quiet)
        configuration.maximumGracefulShutdownDuration = Self.patience
        try await ServiceGroup(configuration: configuration).run()
        logger.info("Stopped")
    }

    /// The lifecycle library speaks of every service that starts or stops; only its warnings matter.
    private var quiet: Logger {
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .warning)
        return quiet
    }

    /// Waits for the database, however long it takes, and brings the schema up to date.
    func migrate(_ pool: PostgresPool, health: Health) async throws {
        let all = EventFlowSchema.migrations + ServiceKitSchema.migrations + definition.migrations
        while true {
            health.phase = .starting("It waits for the database.")
            try await pool.waitUntilAvailable(sayingSoEvery: .seconds(5))
            health.phase = .starting("It brings the database's schema up to date.")
            do {
                return try await Migrator(pool, logger: logger).apply(all, schema: definition.schema)
            } catch let error as PostgresError where error.canRepeat {
                logger.warning("The database went away while migrating; trying again", metadata: ["why": "\(error)"])
                try await Task.sleep(for: .seconds(1))
            }
        }
    }

    /// Words about what stopped the service, free of personal details.
    static func words(_ error: any Error) -> String {
        switch error {
        case let error as IOError where error.errnoCode == EADDRINUSE:
            "The port is taken. Is another copy running? Choose another with --http-port."
        case let error as IOError: "\(error)"
        case let error as KafkaError: "\(error)"
        default: ErrorWords.safe(error)
        }
    }
}
