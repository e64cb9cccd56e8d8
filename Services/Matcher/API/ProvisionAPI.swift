import FoundationEssentials
import Hummingbird
import Inclusion
import Postgres
import ServiceKit

/// The directory of alternative provision, for those who look for a place and those who have one.
struct ProvisionAPI: Sendable {
    let host: ServiceHost

    func add(to router: HubRouter) {
        router.get("/v1/provisions", use: list)
    }

    private func list(_ request: Request, _ context: HubContext) async throws -> Response {
        try context.identity.require(.coordinator, .provider)
        let page = try PageRequest(request, keys: 1)
        var filter: PostgresQuery = ""
        if let last = try page.lastID {
            filter = "and (name, id) > (select name, id from provision where id = \(last))"
        }
        let rows = try await host.pool.query(
            "select * from provision where listed \(fragment: filter) order by name, id limit \(page.limit + 1)"
        ).map(Provision.init)
        return page.response(request, rows, cursor: { [$0.id] }, item: Self.json)
    }

    private static func json(_ provision: Provision) -> JSON {
        .object(leavingOutNil: [
            ("id", .string(provision.id)),
            ("name", .string(provision.name)),
            ("provider", ["id": .string(provision.provider.id), "name": .string(provision.provider.name)]),
            ("kind", .string(provision.kind.code)),
            ("minimum_age", .number(provision.minimumAge)),
            ("maximum_age", .number(provision.maximumAge)),
            ("key_stages", .strings(provision.keyStages.map(\.code))),
            ("needs", .strings(provision.needs.map(\.code))),
            (
                "places",
                [
                    "total": .number(provision.places), "taken": .number(provision.taken),
                    "free": .number(provision.free),
                ]
            ),
            ("sessions_a_week", .number(provision.sessionsAWeek)),
            ("registered", .bool(provision.registered)),
            ("weekly_hours", .double(provision.weeklyHours)),
            ("assured_until", .string(provision.assuredUntil.description)),
            (
                "effectiveness",
                provision.effectiveness.map { ["score": .number($0.percent), "based_on": .number($0.of)] }
            ),
            ("wait_days", .number(provision.waitDays)),
            ("cost_band", .string(provision.costBand.code)),
        ])
    }
}
