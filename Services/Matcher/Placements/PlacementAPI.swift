import Contracts
import EventFlow
import FoundationEssentials
import Hummingbird
import Inclusion
import Postgres
import Privacy
import ServiceKit
import SwiftProtobuf

/// Placements: the individual agreement, and what happens until the end. A coordinator sees those of the localities they
/// work in, a provider its own; others do not exist for them.
struct PlacementAPI: Sendable {
    let host: ServiceHost
    let keyring: Keyring

    func add(to router: HubRouter) {
        router.post("/v1/placement-requests/{id}/agreement", use: agree)
        router.get("/v1/placements", use: list)
        router.get("/v1/placements/{id}", use: read)
        router.post("/v1/placements/{id}/start", use: start)
        router.post("/v1/placements/{id}/not-started", use: notStart)
        router.post("/v1/placements/{id}/attendance", use: recordAttendance)
        router.post("/v1/placements/{id}/reviews", use: review)
        router.post("/v1/placements/{id}/extension", use: extend)
        router.post("/v1/placements/{id}/reintegration", use: planReintegration)
        router.post("/v1/placements/{id}/end", use: end)
    }

    // MARK: Looking

    /// In the order of their agreements.
    private func list(_ request: Request, _ context: HubContext) async throws -> Response {
        let identity = try context.identity
        let page = try PageRequest(request, keys: 1)
        var filter = try Self.theirs(identity)
        if let referral = try request.id("referral") {
            filter = "\(fragment: filter) and placement_request.referral_id = \(referral)"
        }
        if let state = try request.code("status", among: Placement.State.allCases) {
            filter = "\(fragment: filter) and placement.state = \(state.code)"
        }
        if let day = try Self.day("review_by", in: request) {
            filter = "\(fragment: filter) and placement.review_by <= \(day.description)::text::date"
        }
        if let last = try page.lastID {
            // A placement is never removed, and its place in the list never changes.
            filter = """
                \(fragment: filter) and (placement.agreed_at, placement.id) >
                    (select agreed_at, id from placement where id = \(last))
                """
        }
        let rows = try await host.pool.query(
            """
            \(fragment: PlacementRow.selection) where \(fragment: filter)
            order by placement.agreed_at, placement.id limit \(page.limit + 1)
            """
        ).map(PlacementRow.init)
        let book = try await LocalityNames.book(in: host.pool)
        return page.response(request, rows, cursor: { [$0.id.text] }) { PlacementJSON.summary($0, in: book) }
    }

    private func read(_ request: Request, _ context: HubContext) async throws -> Response {
        let (identity, id) = (try context.identity, try context.id())
        let answers = try await host.pool.pipeline([try Self.visible(id, to: identity), LocalityNames.question])
        guard let row = try answers[0].map(PlacementRow.init).first else { throw Problem.notFound() }
        let loaded = try await host.events.read(Placement.self, id)
        guard let placement = loaded.state else { throw Problem.notFound() }
        let actor = Self.actor(identity)
        let isProvider = actor.party == .provider
        let opened = try await OpenedPlacement(
            placement, with: keyring, by: try context.reader(as: isProvider ? .provider : .coordinator),
            isProvider: isProvider)
        return .json(
            PlacementJSON.whole(placement, row, opened, for: actor, in: try LocalityNames.book(answers[1])),
            version: loaded.version)
    }

    /// Where the caller may look.
    private static func theirs(_ identity: Identity) throws(Problem) -> PostgresQuery {
        try identity.require(.coordinator, .provider)
        guard identity.has(.coordinator) else { return "placement.provider_id = \(identity.organisation)" }
        return MovedCases.isIn(identity.localities.sorted())
    }

    private static func visible(_ id: UUID, to identity: Identity) throws(Problem) -> PostgresQuery {
        "\(fragment: PlacementRow.selection) where placement.id = \(id) and \(fragment: try theirs(identity))"
    }

    /// Who is both acts as a coordinator.
    static func actor(_ identity: Identity) -> Placement.Actor {
        Placement.Actor(
            subject: identity.subject, party: identity.has(.coordinator) ? .coordinator : .provider,
            organisation: identity.organisation)
    }

    private static func day(_ name: String, in request: Request) throws(Problem) -> CalendarDate? {
        guard let text = request.uri.queryParameters[Substring(name)] else { return nil }
        guard let day = CalendarDate(String(text)) else {
            throw .badRequest(code: "\(name)_invalid", "“\(name)” is a date such as 2027-01-04.")
        }
        return day
    }

    // MARK: Agreeing

    private func agree(_ request: Request, _ context: HubContext) async throws -> Response {
        let identity = try context.identity
        try identity.require(.coordinator)
        let (id, ifMatch, body) = (try context.id(), try IfMatch(request), try await JSONBody(request))
        let draft = try PlacementBodies.agreement(body)
        let now = host.now()
        return try await host.idempotent(request, context, body: body) { transaction in
            let loaded = try await transaction.load(PlacementRequest.self, id)
            let answers = try await transaction.sql.pipeline([
                PlacementRequestAPI.visible(id, to: identity), CountyCalendar.question,
            ])
            guard let placementRequest = loaded.state, answers[0].count == 1 else { throw Problem.notFound() }
            try ifMatch.require(loaded)
            let (actor, clocks) = (Self.actor(identity), try CountyCalendar.read(answers[1]).clocks)
            let desk = PlacementDesk(transaction: transaction, clocks: clocks, now: now, actor: actor)
            // Asked before sealing: what is not possible now needs no key.
            try desk.check(
                nil, .agree(.init(request: placementRequest, draft: draft, details: Sealed(), movesBefore: 0)))
            let details = try await sealed(draft.message, for: placementRequest.childID)
            let changed = try await desk.agree(placementRequest, draft, details)
            return .created(
                location: "/v1/placements/\(changed.placement.id)", version: changed.version,
                PlacementJSON.changed(changed.placement, for: actor))
        }
    }

    // MARK: Moves

    private func start(_ request: Request, _ context: HubContext) async throws -> Response {
        let body = try await JSONBody(request)
        let day = try PlacementBodies.start(body)
        return try await move(request, context, body) { row, _ in
            .start(on: day, counted: LondonTime.day(of: row.requestedAt))
        }
    }

    private func notStart(_ request: Request, _ context: HubContext) async throws -> Response {
        let body = try await JSONBody(request)
        let draft = try PlacementBodies.notStarted(body)
        return try await move(request, context, body, saying: Self.words(draft.words)) { _, words in
            .notStart(draft, words: words)
        }
    }

    private func recordAttendance(_ request: Request, _ context: HubContext) async throws -> Response {
        let body = try await JSONBody(request)
        let draft = try PlacementBodies.attendance(body)
        return try await move(request, context, body) { row, _ in .recordAttendance(draft, at: row.kind) }
    }

    private func review(_ request: Request, _ context: HubContext) async throws -> Response {
        let body = try await JSONBody(request)
        let draft = try PlacementBodies.review(body)
        return try await move(request, context, body, saying: draft.message) { _, words in .review(draft, words: words)
        }
    }

    private func extend(_ request: Request, _ context: HubContext) async throws -> Response {
        let body = try await JSONBody(request)
        let draft = try PlacementBodies.longer(body)
        return try await move(request, context, body, saying: Self.words(draft.words)) { _, words in
            .extend(draft, words: words)
        }
    }

    private func planReintegration(_ request: Request, _ context: HubContext) async throws -> Response {
        let body = try await JSONBody(request)
        let draft = try PlacementBodies.reintegration(body)
        return try await move(request, context, body, saying: Self.words(draft.words)) { _, words in
            .planReintegration(draft, words: words)
        }
    }

    private func end(_ request: Request, _ context: HubContext) async throws -> Response {
        let body = try await JSONBody(request)
        let draft = try PlacementBodies.end(body)
        return try await move(request, context, body, saying: Self.words(draft.words)) { _, words in
            .end(draft, words: words)
        }
    }

    private static func words(_ text: String) -> OfferWords { .with { $0.words = text } }

    /// Loads the placement, asks whether the move is possible before anything is sealed, and commits it.
    /// - Parameter message: what somebody wrote; `nil` where nobody did.
    private func move(
        _ request: Request, _ context: HubContext, _ body: JSONBody, saying message: (any Message & Sendable)? = nil,
        _ command: @escaping @Sendable (PlacementRow, Sealed) -> Placement.Command
    ) async throws -> Response {
        let identity = try context.identity
        let (id, ifMatch, now) = (try context.id(), try IfMatch(request), host.now())
        let (actor, visible) = (Self.actor(identity), try Self.visible(id, to: identity))
        return try await host.idempotent(request, context, body: body) { transaction in
            let loaded = try await transaction.load(Placement.self, id)
            let answers = try await transaction.sql.pipeline([visible, CountyCalendar.question])
            let row = try answers[0].map(PlacementRow.init).first
            guard let placement = loaded.state, let row else { throw Problem.notFound() }
            try ifMatch.require(loaded)
            let clocks = try CountyCalendar.read(answers[1]).clocks
            let desk = PlacementDesk(transaction: transaction, clocks: clocks, now: now, actor: actor)
            var words = Sealed()
            if let message {
                try desk.check(placement, command(row, words))
                words = try await sealed(message, for: placement.agreed.childID)
            }
            let changed = try await desk.change(id, loaded, command(row, words))
            return .ok(version: changed.version, PlacementJSON.changed(changed.placement, for: actor))
        }
    }

    private func sealed(_ message: some Message & Sendable, for child: String) async throws -> Sealed {
        guard let child = UUID(uuidString: child) else { throw PrivacyError.brokenSeal }
        return try await keyring.seal(message, for: child)
    }
}
