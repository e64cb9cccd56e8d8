import Contracts
import FoundationEssentials
public import Kafka
public import Logging
public import Postgres
public import ServiceLifecycle

/// Fills projections anew while they serve, when an operator asks for it (``Rebuild/request(_:by:in:)``).
///
/// New tables fill beside those that serve, by the same code, and are swapped in within one transaction: readers see the
/// old ones or the new ones, whole. A copy that dies leaves the rebuild to another, which goes on where it was; before the
/// swap is committed, nothing of it shows.
public struct Rebuilder: Service {
    let readModels: [any ReadModel]
    let views: [any LogView]
    let records: [ProjectionRecord]
    let surroundings: Surroundings

    /// What a rebuild needs around it.
    struct Surroundings: Sendable {
        let pool: PostgresPool
        let makePool: @Sendable (_ searchPath: String) throws -> PostgresPool
        let kafka: KafkaConfiguration
        let service: String
        let topic: Topic?
        let logger: Logger
    }

    /// How many connections a rebuild may use at once: its lock's, its projector's, and its own.
    public static let connections = Projector.lanes + 4

    /// Operators look after a rebuild for minutes: they do not notice seconds.
    private static let idlePoll: Duration = .seconds(2)

    /// - Parameters:
    ///   - pool: connections to the service's schema.
    ///   - makePool: connections to the same database with another search path; for as long as a rebuild takes.
    ///   - topic: what the service writes, which is what views are views of.
    public init(
        projections: [any Projection], views: [any LogView], pool: PostgresPool,
        makePool: @escaping @Sendable (_ searchPath: String) throws -> PostgresPool, kafka: KafkaConfiguration,
        service: String, topic: Topic?, logger: Logger
    ) {
        readModels = projections.compactMap { $0 as? any ReadModel }
        self.views = views
        records = projections.map(ProjectionRecord.init) + views.map(ProjectionRecord.init)
        surroundings = Surroundings(
            pool: pool, makePool: makePool, kafka: kafka, service: service, topic: topic, logger: logger)
    }

    /// Tells operators what is derived here; then runs until graceful shutdown or cancellation. A rebuild under way is
    /// left for the next start, or another copy.
    public func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while try await !attempt(register) { try await Task.sleep(for: Self.idlePoll.jittered()) }
            // A part that ends by itself would take its service with it.
            guard !names.isEmpty else { return try await gracefulShutdown() }
            while true {
                _ = try await attempt(look)
                try await Task.sleep(for: Self.idlePoll.jittered())
            }
        }
    }

    private var names: [String] { readModels.map(\.name) + views.map(\.name) }

    /// Whether it could be done this time.
    private func attempt(_ step: @Sendable () async throws -> Void) async throws -> Bool {
        do {
            try await step()
            return true
        } catch let error where !(error is CancellationError) {
            surroundings.logger.info(
                "Looking after rebuilds was interrupted; it goes on in a moment",
                metadata: ["why": "\(Consequence(of: error))"])
            return false
        }
    }

    private func register() async throws {
        let obsolete: PostgresQuery = "delete from projection where name <> all(\(records.map(\.name)))"
        _ = try await surroundings.pool.pipeline([obsolete] + records.map { $0.write() })
    }

    private func look() async throws {
        let waiting = try await surroundings.pool.withConnection { try await Rebuild.underWay(of: names, in: $0) }
        for rebuild in waiting { try await carryOut(rebuild) }
    }

    /// Unless another copy is at it: who holds the lock's connection works, and lets go of it by dying, too.
    private func carryOut(_ rebuild: Rebuild) async throws {
        let schema = try await schema()
        let shadow = try surroundings.makePool("\(ShadowTables.shadow(of: schema)), \(schema)")
        do {
            try await shadow.withConnection { guardian in
                let isOurs = try await guardian.query(
                    "select pg_try_advisory_lock(hashtextextended(\("rebuild \(schema) \(rebuild.projection)"), 0))"
                ).decodeFirst(Bool.self)
                guard isOurs == true else { return }
                let work = RebuildWork(
                    rebuild: rebuild, schema: schema, tables: tables(of: rebuild.projection), shadowPool: shadow,
                    surroundings: surroundings)
                if let model = readModels.first(where: { $0.name == rebuild.projection }) {
                    try await work.run(ModelFilling(work: work, model: model))
                } else if let view = views.first(where: { $0.name == rebuild.projection }) {
                    try await work.run(view.filling(work))
                }
            }
            await shadow.close()
        } catch {
            await shadow.close()
            throw error
        }
    }

    private func tables(of projection: String) -> [String] {
        readModels.first { $0.name == projection }?.tables ?? views.first { $0.name == projection }?.tables ?? []
    }

    private func schema() async throws -> String {
        try await surroundings.pool.query("select current_schema()::text").decodeFirst(String.self) ?? ""
    }
}

/// How one kind of projection is filled.
protocol Filling: Sendable {
    /// Fills the shadow tables from where they are, swaps them in, and returns.
    func fill() async throws
}

/// One rebuild, being carried out.
struct RebuildWork: Sendable {
    let rebuild: Rebuild
    let schema: String
    let tables: [String]
    /// Where the shadow tables are found first.
    let shadowPool: PostgresPool
    let surroundings: Rebuilder.Surroundings

    /// Whose offsets, versions, parked events and dead letters those of the shadow tables are.
    var consumer: String { "\(rebuild.projection)~rebuild" }
    var shadowTables: ShadowTables { ShadowTables(schema: schema, tables: tables) }
    var logger: Logger { surroundings.logger }

    /// The operator gave the rebuild up.
    struct Unwanted: Error {}

    func run(_ filling: some Filling) async throws {
        let about: Logger.Metadata = [
            "rebuild": "\(rebuild.id.text)", "projection": "\(rebuild.projection)", "by": "\(rebuild.requestedBy)",
        ]
        do {
            if rebuild.isUnwanted { throw Unwanted() }
            if rebuild.state == .requested { try await begin() }
            logger.notice("Rebuilding a projection beside the one that serves", metadata: about)
            try await filling.fill()
            KillPoint.rebuildSwapped.pass()
            logger.notice("The rebuilt projection serves", metadata: about)
            try await tidy()
        } catch is Unwanted {
            logger.notice("The rebuild was given up; nothing has changed", metadata: about)
            try await giveUp(.cancelled)
        } catch let failure as Rebuild.Failure {
            logger.error(
                "The rebuild failed; the projection serves as before",
                metadata: about.merging(["code": "\(failure.code)", "why": "\(failure.words)"]) { $1 })
            try await giveUp(.failed, failure)
        }
    }

    /// Nothing of an earlier rebuild stays; from here on whoever carries it on goes on where it is.
    private func begin() async throws {
        try await surroundings.pool.withTransaction { sql in
            try await forget(in: sql)
            try await shadowTables.create(in: sql)
            try await rebuild.begin(in: sql)
        }
    }

    private func giveUp(_ state: Rebuild.State, _ failure: Rebuild.Failure? = nil) async throws {
        try await surroundings.pool.withTransaction { sql in
            guard try await rebuild.end(state, failure, in: sql) else { return }
            try await forget(in: sql)
            try await shadowTables.drop(in: sql)
        }
    }

    private func tidy() async throws {
        try await surroundings.pool.withTransaction { try await forget(in: $0) }
    }

    /// Removes what was known of the shadow tables' progress.
    private func forget(in sql: PostgresTransaction) async throws {
        _ = try await sql.pipeline([
            "delete from consumer_offset where consumer = \(consumer)",
            "delete from applied_version where consumer = \(consumer)",
            "delete from parked_event where consumer = \(consumer)",
            "delete from dead_letter where consumer = \(consumer)",
        ])
    }

    /// Says how far it is. Throws ``Unwanted`` when the operator gave it up.
    func note(done: Int64, of total: Int64) async throws {
        let isWanted = try await surroundings.pool.withConnection {
            try await rebuild.note(done: done, of: total, in: $0)
        }
        if !isWanted { throw Unwanted() }
    }

    /// The last words of the swap's transaction.
    func swap(in sql: PostgresTransaction) async throws {
        try await shadowTables.takeOver(in: sql)
        guard try await rebuild.end(.swapped, in: sql) else { throw Unwanted() }
        KillPoint.rebuildSwapping.pass()
    }
}
