import Contracts
import EventFlow
import Kafka
import Logging
import Postgres
import ServiceLifecycle

/// Everything behind the server: gets the database ready, builds the service, and runs what moves events.
struct EngineService: Service {
    let runtime: ServiceRuntime
    let host: ServiceHost
    let front: FrontDoor

    func run() async throws {
        let flow = FlowCollector(
            pool: host.pool, kafka: host.settings.kafka, service: host.definition.name, logger: host.logger)
        host.metrics.onScrape { await flow.samples() }
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(try await runUntilStopped(flow))
        } catch is CancellationError {
            // Told to stop while it was still starting.
            outcome = .success(())
        } catch {
            outcome = .failure(error)
        }
        await flow.close()
        await host.close()
        try outcome.get()
    }

    private func runUntilStopped(_ flow: FlowCollector) async throws {
        let settings = host.settings
        let verifier = TokenVerifier(
            issuer: settings.authIssuer, audience: settings.authAudience, keySetPath: settings.authKeySet,
            logger: host.logger, now: host.realNow)
        do {
            try await verifier.prepare()
        } catch {
            throw ConfigurationError(problems: [
                SettingProblem(
                    key: "auth.jwks", words: "does not name a usable key set: “\(settings.authKeySet)”.",
                    remedy: "Set --auth-jwks to a JWKS file with the issuer's public keys.")
            ])
        }
        let parts = try await cancelWhenGracefulShutdown {
            try await runtime.migrate(host.pool, health: host.health)
            host.health.phase = .starting("It is being put together.")
            return try await runtime.build(host)
        }
        let services = try eventServices(parts)
        await flow.watch(parts.projections)
        front.open(verifier: verifier, rateLimit: settings.rateLimit, routes: parts.routes)
        addDatabaseCheck()
        host.health.phase = .running
        host.logger.info("Serving", metadata: ["projections": "\(parts.projections.count)"])
        try await ServiceGroup(
            services: services
                + [host.rebuilder(parts), IdempotencyPurge(pool: host.pool, logger: host.logger)] + parts.background,
            logger: quiet(host.logger)
        ).run()
    }

    /// In the order in which they are stopped, backwards: the relay outlives whatever may still append events.
    private func eventServices(_ parts: ServiceParts) throws -> [any Service] {
        var services: [any Service] = []
        let kafka = host.settings.kafka
        if let topic = host.definition.topic {
            services.append(
                try Relay(
                    store: host.events, kafka: kafka, topic: topic, service: host.definition.name, logger: host.logger))
        }
        let topics = Set(parts.projections.flatMap(\.topics)).union([host.definition.topic].compactMap { $0 })
        if !topics.isEmpty {
            let broker = BrokerCheck(kafka: kafka, topics: topics, logger: host.logger)
            host.health.add("broker", .untilFirstSuccess) { await broker.fault() }
        }
        for projection in parts.projections {
            let projector = Projector(
                projection, store: host.events, kafka: kafka, service: host.definition.name, logger: host.logger)
            services.append(projector)
            host.health.add("projection \(projection.name)", .untilFirstSuccess) {
                let status = projector.status.snapshot
                if !status.isAssigned { return "It has not been given its partitions." }
                return status.isStruggling ? "It cannot apply what arrives, and tries again." : nil
            }
        }
        return services
    }

    private func addDatabaseCheck() {
        host.health.add("database", .always) { [pool = host.pool] in
            await within(.seconds(2)) {
                (try? await pool.query("select 1")) == nil ? "The database does not answer." : nil
            } ?? "The database does not answer in time."
        }
    }

    private func quiet(_ logger: Logger) -> Logger {
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .warning)
        return quiet
    }
}
