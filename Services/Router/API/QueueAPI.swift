import FoundationEssentials
import Hummingbird
import Inclusion
import Postgres
import ServiceKit

/// The queues of a coordinator's localities. Lists never name a child.
struct QueueAPI: Sendable {
    let host: ServiceHost

    func add(to router: HubRouter) {
        router.get("/v1/cases", use: list)
        router.get("/v1/queues", use: queues)
    }

    private func list(_ request: Request, _ context: HubContext) async throws -> Response {
        let identity = try context.identity
        try identity.require(.coordinator)
        let localities = try localities(request, of: identity)
        let page = try PageRequest(request, keys: 3)
        // What is closed is looked up, not worked on: it is there for those who ask for it.
        var filter: PostgresQuery = "and state <> 'closed'"
        if let text = request.uri.queryParameters["status"] {
            guard let state = CaseState(rawValue: String(text)) else {
                throw Problem.badRequest(
                    code: "status_invalid",
                    "“status” is one of \(CaseState.allCases.map(\.code).joined(separator: ", ")).")
            }
            filter = "and state = \(state.code)"
        }
        let rows = try await host.pool.query(
            """
            select * from case_file where locality = any(\(localities)) \(fragment: filter)
            \(fragment: try position(after: page.after))
            order by (state <> 'open'), acknowledge_by, id limit \(page.limit + 1)
            """
        ).map(CaseRow.init)
        let now = host.now()
        return page.response(request, rows, cursor: Self.cursor) { CaseJSON.summary($0, now: now) }
    }

    /// The caller's localities, or the one asked for if it is among them.
    private func localities(_ request: Request, of identity: Identity) throws -> [String] {
        guard let asked = request.uri.queryParameters["locality"] else { return identity.localities.sorted() }
        try identity.require(locality: String(asked))
        return [String(asked)]
    }

    private static func cursor(_ row: CaseRow) -> [String] {
        [row.state == CaseState.open.code ? "open" : "later", RFC3339.text(row.acknowledgeBy), row.id.uuidString]
    }

    private func position(after cursor: [String]) throws -> PostgresQuery {
        guard !cursor.isEmpty else { return "" }
        guard let time = RFC3339.instant(cursor[1]), let id = UUID(uuidString: cursor[2]) else {
            throw Problem.badRequest(
                code: "cursor_invalid", "“cursor” must be the “next” of the page before, unchanged.")
        }
        return "and ((state <> 'open'), acknowledge_by, id) > (\(cursor[0] != "open"), \(time), \(id))"
    }

    private func queues(_ request: Request, _ context: HubContext) async throws -> Response {
        let identity = try context.identity
        try identity.require(.coordinator)
        let now = host.now()
        let rows = try await host.pool.query(
            """
            select locality, state, count(*), count(*) filter (where state = 'open' and acknowledge_by < \(now))
            from case_file where locality = any(\(identity.localities.sorted())) group by locality, state
            """
        ).decode(String.self, String.self, Int.self, Int.self)
        let items = identity.localities.sorted().map { locality -> JSON in
            let mine = rows.filter { $0.0 == locality }
            return [
                "locality": .locality(code: locality),
                "counts": .object(
                    CaseState.allCases.map { state in
                        JSON.Member(state.code, .number(mine.first { $0.1 == state.code }?.2 ?? 0))
                    }),
                "overdue": .number(mine.reduce(0) { $0 + $1.3 }),
            ]
        }
        return .json(["as_of": .instant(now), "items": .array(items)])
    }
}
