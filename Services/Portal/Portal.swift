import FoundationEssentials
import Logging
import Postgres
import ServiceKit

/// What people with a browser use: read models of its own, and the services' APIs with the person's identity.
@main
struct Portal {
    static let definition = ServiceDefinition(
        name: "portal", schema: "portal", topic: nil, defaultPort: 8085,
        migrations: [
            Migration(
                name: "portal_0001_queue", sql: String(decoding: PackageResources.portal_0001_queue_sql, as: UTF8.self)),
            Migration(
                name: "portal_0002_sessions",
                sql: String(decoding: PackageResources.portal_0002_sessions_sql, as: UTF8.self)),
            Migration(
                name: "portal_0003_states_of_a_case",
                sql: String(decoding: PackageResources.portal_0003_states_of_a_case_sql, as: UTF8.self)),
            Migration(
                name: "portal_0004_plan_of_a_case",
                sql: String(decoding: PackageResources.portal_0004_plan_of_a_case_sql, as: UTF8.self)),
            Migration(
                name: "portal_0005_clocks_of_a_case",
                sql: String(decoding: PackageResources.portal_0005_clocks_of_a_case_sql, as: UTF8.self)),
            LocalityNames.migration,
            Migration(
                name: "portal_0006_offers",
                sql: String(decoding: PackageResources.portal_0006_offers_sql, as: UTF8.self)),
            Migration(
                name: "portal_0007_roles_of_a_session",
                sql: String(decoding: PackageResources.portal_0007_roles_of_a_session_sql, as: UTF8.self)),
            Migration(
                name: "portal_0008_access_grants",
                sql: String(decoding: PackageResources.portal_0008_access_grants_sql, as: UTF8.self)),
            Migration(
                name: "portal_0010_outcomes",
                sql: String(decoding: PackageResources.portal_0010_outcomes_sql, as: UTF8.self)),
            Migration(
                name: "portal_0011_who_works_on_a_case",
                sql: String(decoding: PackageResources.portal_0011_who_works_on_a_case_sql, as: UTF8.self)),
            Migration(
                name: "portal_0012_outcomes_by_day",
                sql: String(decoding: PackageResources.portal_0012_outcomes_by_day_sql, as: UTF8.self)),
        ],
        settings: [
            Setting(
                "portal.demonstration", .flag, default: "false",
                meaning: "say on every page that this is a demonstration"),
            Setting("portal.assets", meaning: "folder with govuk-frontend.css"),
            Setting("portal.name", default: Brand.standard.name, meaning: "what the pages call the service"),
            Setting(
                "portal.colour", default: Brand.standard.colour,
                meaning: "the pages' colour, such as #0b4f57, dark enough for white letters"),
            Setting(
                "portal.security.contact",
                meaning: "whom to tell of a weakness, for security.txt: mailto:, https:// or tel:"),
            Setting(
                "live.heartbeat", .wholeNumber(1...300), default: String(QueueWatch.usualHeartbeat),
                meaning: "seconds after which a page that listens hears something, for proxies that end what is silent"),
            Setting(
                "token.keys", .file,
                meaning: "file with the private key that signs what the portal asks for people (JWK or JWKS)"),
        ] + SignInSettings.settings
            + HubService.allCases.map {
                Setting(
                    $0.setting, .address(schemes: ["http", "https"]), default: $0.usualURL,
                    meaning: "where the service is, without a slash at its end")
            }, needsKeyring: false)

    static func main() async { await ServiceHost.run(definition, build) }

    static let build: ServiceHost.Build = { host in
        let brand = try Brand(
            name: host.settings.text("portal.name") ?? Brand.standard.name,
            colour: host.settings.text("portal.colour") ?? Brand.standard.colour)
        let securityContact = try SecurityText.contact(host.settings.text("portal.security.contact"))
        let assets = Assets(folder: host.settings.text("portal.assets"), brand: brand, logger: host.logger)
        let press = PagePress(
            templates: try PageTemplates(), assets: assets,
            isDemonstration: host.settings.flag("portal.demonstration"))
        let gate = Gate(sessions: SessionStore(pool: host.pool, now: host.realNow))
        let grants = GrantStore(pool: host.pool, now: host.realNow)
        let signIn = SignInDesk(
            settings: try SignInSettings(host.settings), pending: PendingSignIns(pool: host.pool, now: host.realNow),
            grants: grants, ask: IssuerClient.ask, now: host.realNow)
        let signInLimit = host.settings.quota("sign.in.rate.limit").map { RateLimiter("sign-in", $0) }
        let tally = QueueTally(reader: QueueReader(pool: host.pool))
        let calls = HubCalls(
            addresses: Dictionary(
                HubService.allCases.map { ($0, host.settings.text($0.setting) ?? $0.usualURL) },
                uniquingKeysWith: { first, _ in first }),
            signer: try await signer(host.settings, host.logger), now: host.realNow)
        let routes = routes(
            calls: calls, press: press, tally: tally, grants: grants, pool: host.pool, now: host.now)
        let watch = QueueWatch(
            sessions: gate.sessions, tally: tally,
            heartbeat: .seconds(host.settings.int("live.heartbeat") ?? QueueWatch.usualHeartbeat), logger: host.logger,
            now: host.now)
        return ServiceParts(
            routes: { router in
                // What scripts read keeps the errors of an API; whatever is added after them has pages for errors.
                LiveAPI(gate: gate, tally: tally, watch: watch, now: host.now).add(to: router)
                SessionAPI(gate: gate).add(to: router)
                router.add(middleware: PageErrors(press: press))
                assets.add(to: router)
                StatementPages(gate: gate, press: press, securityContact: securityContact, now: host.realNow).add(
                    to: router)
                SignInPages(gate: gate, press: press, desk: signIn, limit: signInLimit, logger: host.logger).add(
                    to: router)
                for route in routes { route.add(to: router, behind: gate) }
            },
            projections: [QueueProjection(logger: host.logger), OutcomeProjection()])
    }

    /// Every page somebody has to be signed in for, and whose it is.
    static func routes(
        calls: HubCalls, press: PagePress, tally: QueueTally, grants: GrantStore, pool: PostgresPool,
        now: @escaping @Sendable () -> Date
    ) -> [PageRoute] {
        let reader = QueueReader(pool: pool)
        let cases = CasePages(calls: calls, press: press, grants: grants, now: now)
        let coordinators =
            QueuePages(
                press: press, tally: tally, rows: QueueRows(reader: reader, templates: press.templates), now: now
            ).routes + cases.routes
            + AssignmentPages(calls: calls, press: press, reader: reader, grants: grants).routes
            + PlacePages(calls: calls, press: press, cases: cases).routes
            + ActionPages(calls: calls, press: press).routes + MeetingPages(calls: calls, press: press).routes
            + PlanPages(calls: calls, press: press, cases: cases).routes
        let themes =
            ThemePages(calls: calls, press: press, localities: reader.localities, now: now).routes
            + ThemeActionPages(calls: calls, press: press).routes
        let providers =
            RequestPages(calls: calls, press: press, now: now).routes
            + ChildrenPages(calls: calls, press: press, now: now).routes
            + CapacityPages(calls: calls, press: press, now: now).routes
            + EntryPages(calls: calls, press: press, now: now).routes
        return coordinators + themes + providers + ReferrerPages(calls: calls, press: press).routes
            + OutcomePages(calls: calls, press: press, reader: OutcomeReader(pool: pool), now: now).routes
            + AccessPages(calls: calls, press: press).routes
    }

    /// Without a key pages show what the portal knows itself, and say what they cannot reach.
    private static func signer(_ settings: ServiceSettings, _ logger: Logger) async throws -> TokenSigner? {
        guard let path = settings.text("token.keys") else {
            logger.notice("Pages cannot ask the other services anything: token.keys is not set")
            return nil
        }
        return try await TokenSigner(file: path, setting: "token.keys", settings)
    }
}
