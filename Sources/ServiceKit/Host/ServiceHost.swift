import Configuration
import Contracts
import EventFlow
import FoundationEssentials
import Hummingbird
import Logging
import Postgres
import Privacy

/// What a service finds ready made when it is put together: its settings, its database, its events, its keys.
///
///     @main
///     struct LocalityRouter {
///         static func main() async {
///             await ServiceHost.run(definition) { host in
///                 ServiceParts(routes: { CaseAPI(host).add(to: $0) }, projections: [ReferralReaction(host)])
///             }
///         }
///     }
public struct ServiceHost: Sendable {
    /// What the service said it is.
    public let definition: ServiceDefinition
    /// Everybody's settings, and the service's own by key.
    public let settings: ServiceSettings
    /// The raw configuration, for what has no ``Setting``.
    public let config: ConfigReader
    /// Speaks for the service as a whole.
    public let logger: Logger
    /// Connections to the service's own schema.
    public let pool: PostgresPool
    /// The one way to change the service's state.
    public let events: EventStore
    /// The metrics shown at `/metrics`.
    public let metrics: PrometheusRegistry
    /// The clock. Handed on to whatever decides, so that tests can hold it still and a rehearsal can be
    /// ``ServiceSettings/daysAhead``.
    public let now: @Sendable () -> Date
    /// The real time, also in a rehearsal: for who may come in. Tokens, and those who give them, know no other.
    public let realNow: @Sendable () -> Date
    let health: Health
    private let keys: Keyring?
    let keyringPool: PostgresPool?

    init(
        definition: ServiceDefinition, settings: ServiceSettings, config: ConfigReader, logger: Logger,
        metrics: PrometheusRegistry, now: @escaping @Sendable () -> Date, health: Health
    ) throws {
        self.definition = definition
        self.settings = settings
        self.config = config
        self.logger = logger
        self.metrics = metrics
        let ahead = TimeInterval(settings.daysAhead) * 86_400
        self.now = { now().addingTimeInterval(ahead) }
        realNow = now
        self.health = health
        pool = PostgresPool(
            try PostgresConfiguration(
                url: settings.databaseURL, applicationName: definition.name, poolSize: settings.databasePool,
                searchPath: definition.schema), logger: logger)
        events = EventStore(pool: pool)
        if let masterKeys = settings.masterKeys {
            // Apart from the service's own pool: keys are fetched inside its transactions, and two connections taken
            // in turn from one pool can wait for each other.
            let keyringPool = PostgresPool(
                try PostgresConfiguration(
                    url: settings.keyringDatabaseURL, applicationName: "\(definition.name) keyring",
                    poolSize: settings.databasePool), logger: logger)
            keys = Keyring(pool: keyringPool, masterKeys: masterKeys)
            self.keyringPool = keyringPool
        } else {
            keys = nil
            keyringPool = nil
        }
    }

    /// What fills the service's tables anew when an operator asks for it.
    func rebuilder(_ parts: ServiceParts) -> Rebuilder {
        let (settings, name, logger) = (settings, definition.name, logger)
        return Rebuilder(
            projections: parts.projections, views: parts.views, pool: pool,
            makePool: { searchPath in
                PostgresPool(
                    try PostgresConfiguration(
                        url: settings.databaseURL, applicationName: "\(name) rebuild",
                        poolSize: Rebuilder.connections, searchPath: searchPath), logger: logger)
            }, kafka: settings.kafka, service: name, topic: definition.topic, logger: logger)
    }

    /// Closes all connections to the databases.
    func close() async {
        await keyringPool?.close()
        await pool.close()
    }

    /// The children's keys.
    /// - Throws: ``ConfigurationError`` in a service that was defined as not needing them.
    public var keyring: Keyring {
        get throws(ConfigurationError) {
            guard let keys else {
                throw ConfigurationError(problems: [
                    SettingProblem(
                        key: "privacy.master.keys", words: "is not read by this service.",
                        remedy: "Define the service with needsKeyring: true.")
                ])
            }
            return keys
        }
    }

    /// A new id: UUID version 7, of this moment.
    public func newID() -> UUID { UUID.v7(at: now()) }

    /// Runs a command once for its `Idempotency-Key`; see ``Idempotency/run(_:_:body:_:)``.
    public func idempotent(
        _ request: Request, _ context: HubContext, body: JSONBody,
        _ command: @Sendable (EventTransaction) async throws -> CommandResponse
    ) async throws -> Response {
        try await Idempotency(events: events).run(request, context, body: body.bytes, command)
    }

    /// The same for a command without a body.
    public func idempotent(
        _ request: Request, _ context: HubContext,
        _ command: @Sendable (EventTransaction) async throws -> CommandResponse
    ) async throws -> Response {
        try await Idempotency(events: events).run(request, context, body: [], command)
    }
}
