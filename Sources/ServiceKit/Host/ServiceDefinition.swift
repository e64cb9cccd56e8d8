import Contracts
import EventFlow
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceLifecycle

/// What a service is, before anything of it runs.
public struct ServiceDefinition: Sendable {
    /// The executable's name, such as `referral-intake`.
    public let name: String
    /// Its PostgreSQL schema, which is also its login role.
    public let schema: String
    /// The one topic it writes; `nil` for a service that writes none.
    public let topic: Topic?
    /// The port it listens on unless told otherwise.
    public let defaultPort: Int
    /// Its own tables. EventFlow's and ServiceKit's are applied before them.
    public let migrations: [Migration]
    /// Settings of its own, read and checked with everybody's; see ``ServiceSettings/text(_:)``.
    public let settings: [Setting]
    /// Whether it seals or opens children's details, so needs master keys.
    public let needsKeyring: Bool

    /// A definition; see the properties for what each part means.
    public init(
        name: String, schema: String, topic: Topic?, defaultPort: Int, migrations: [Migration],
        settings: [Setting] = [], needsKeyring: Bool = true
    ) {
        self.name = name
        self.schema = schema
        self.topic = topic
        self.defaultPort = defaultPort
        self.migrations = migrations
        self.settings = settings
        self.needsKeyring = needsKeyring
    }
}

/// What a service is made of: its endpoints, what it derives from topics, and what else runs with it.
public struct ServiceParts: Sendable {
    /// Adds the service's endpoints. Every path under `/v1` requires a token.
    public var routes: @Sendable (HubRouter) -> Void
    /// Each runs in a projector of its own.
    public var projections: [any Projection]
    /// What shows the service's own aggregates, written with their events.
    public var views: [any LogView]
    /// Further long-running parts; stopped before the projectors.
    public var background: [any Service]

    /// The parts of a service; each may be left out.
    public init(
        routes: @escaping @Sendable (HubRouter) -> Void = { _ in }, projections: [any Projection] = [],
        views: [any LogView] = [], background: [any Service] = []
    ) {
        self.routes = routes
        self.projections = projections
        self.views = views
        self.background = background
    }
}
