import FoundationEssentials
import Hummingbird
import Inclusion
import Postgres
import ServiceKit

/// The queues of a coordinator's localities, in the order of what needs doing. Lists never name a child.
struct QueueAPI: Sendable {
    let host: ServiceHost
    let county: CountyNow

    func add(to router: HubRouter) {
        router.get("/v1/cases", use: list)
        router.get("/v1/queues", use: queues)
    }

    private func list(_ request: Request, _ context: HubContext) async throws -> Response {
        let identity = try context.identity
        try identity.require(.coordinator)
        let page = try PageRequest(request, keys: 4)
        let filter = try QueueFilter(request, of: identity)
        let (position, asOf) = try Self.position(page.after)
        // Whoever turns pages goes on with the groups as they were on the first one: nothing is skipped because time went on.
        let moment = QueueMoment(now: asOf ?? host.now(), subject: identity.subject)
        let rows = try await QueueReader(pool: host.pool).page(
            filter, at: moment, after: position, limit: page.limit + 1)
        let book = try await county().book
        return page.response(request, rows) { row in
            [
                QueueGroup(row, at: moment).rawValue, RFC3339.text(row.dueAt), row.id.uuidString,
                RFC3339.text(moment.now),
            ]
        } item: {
            CaseJSON.summary($0, at: moment, in: book)
        }
    }

    private static func position(_ cursor: [String]) throws(Problem) -> (QueueReader.Position?, Date?) {
        guard !cursor.isEmpty else { return (nil, nil) }
        guard let group = QueueGroup(rawValue: cursor[0]), let time = RFC3339.instant(cursor[1]),
            let id = UUID(uuidString: cursor[2]), let asOf = RFC3339.instant(cursor[3])
        else {
            throw .badRequest(code: "cursor_invalid", "“cursor” must be the “next” of the page before, unchanged.")
        }
        return (QueueReader.Position(group: group, dueAt: time, id: id), asOf)
    }

    private func queues(_ request: Request, _ context: HubContext) async throws -> Response {
        let identity = try context.identity
        try identity.require(.coordinator)
        let (moment, localities) = (
            QueueMoment(now: host.now(), subject: identity.subject), identity.localities.sorted()
        )
        let counts = try await QueueReader(pool: host.pool).counts(localities, at: moment)
        let book = try await county().book
        let items = localities.map { locality -> JSON in
            let mine = counts[locality] ?? QueueCounts()
            return [
                "locality": .locality(code: locality, in: book),
                "counts": .object(CaseState.allCases.map { JSON.Member($0.code, .number(mine[$0])) }),
                "groups": .object(QueueGroup.open.map { JSON.Member($0.rawValue, .number(mine[$0])) }),
                "overdue": .number(mine[.overdue]),
            ]
        }
        return .json(["as_of": .instant(moment.now), "items": .array(items)])
    }
}
