import Contracts
import EventFlow
import FoundationEssentials
import Hummingbird
import Inclusion
import Postgres
import ServiceKit

/// Where more places would help, for whoever commissions them: no child in it, and no number behind which one could be found.
struct DemandAPI: Sendable {
    let host: ServiceHost

    /// Most places that can be asked about.
    static let most = 100

    func add(to router: HubRouter) {
        router.get("/v1/unmet-demand", use: read)
    }

    private func read(_ request: Request, _ context: HubContext) async throws -> Response {
        try context.identity.require(.coordinator, .board)
        let count = try OpenReferralPage.whole(request, "more", 1...Self.most) ?? 20
        let today = LondonTime.day(of: host.now())
        let (round, kinds) = try await round(on: today)
        return .json(Self.json(PlacesWanted(round, more: count), kinds, on: today))
    }

    /// The children for whom a place is looked for, or was in vain, by the last request of each; and the directory.
    private func round(on today: CalendarDate) async throws -> (MatchRound, [String: String]) {
        let rows = try await host.pool.query(
            """
            select id, requested_at from (
                select distinct on (referral_id) id, state, requested_at from placement_request
                order by referral_id, requested_at desc, id desc
            ) as last
            where state in ('shortlisted', 'offered', 'declined', 'unable_to_match') order by requested_at, id
            """
        ).decode(UUID.self, Date.self)
        var waiting: [WaitingRequest] = []
        for (id, requestedAt) in rows {
            guard let request = try await host.events.read(PlacementRequest.self, id).state else { continue }
            waiting.append(
                WaitingRequest(
                    id: id.text, request: try MatchRequest(request, today: today),
                    requestedOn: LondonTime.day(of: requestedAt)))
        }
        let days = waiting.map(\.request.days)
        let first = days.map(\.lowerBound).min() ?? today
        let all = first...max(first, days.map(\.upperBound).max() ?? first)
        let provisions = try await host.pool.withConnection {
            try await Directory.listed(during: all, forNeeds: [], in: $0)
        }
        return (
            try MatchRound(requests: waiting, provisions: provisions),
            Dictionary(provisions.map { ($0.id, $0.kind.code) }, uniquingKeysWith: { first, _ in first })
        )
    }

    private static func json(_ demand: PlacesWanted, _ kinds: [String: String], on day: CalendarDate) -> JSON {
        .object(leavingOutNil: [
            ("on", .string(day.description)), ("waiting", demand.waiting.map { .number($0) }),
            ("unplaced", demand.unplaced.map { .number($0) }),
            ("more_placed", demand.morePlaced.map { .number($0) }),
            (
                "places",
                .array(
                    demand.places.map { more in
                        .object(leavingOutNil: [
                            ("provision", .provision(more.provision.id, more.provision.name)),
                            ("kind", kinds[more.provision.id].map { .string($0) }),
                            ("free_now", .number(more.provision.places)), ("more", .number(more.places)),
                        ])
                    })
            ),
        ])
    }
}
