import Contracts
import EventFlow
import FoundationEssentials
import Hummingbird
import Inclusion
import Postgres
import Privacy
import ServiceKit
import SwiftProtobuf

/// The child's plan: one per child, shared by every case about it.
struct PlanAPI: Sendable {
    let host: ServiceHost
    let keyring: Keyring
    let county: @Sendable () async throws -> County

    func add(to router: HubRouter) {
        router.post("/v1/cases/{id}/plan", use: start)
        router.get("/v1/plans/{id}", use: read)
        router.post("/v1/plans/{id}/cycles", use: startCycle)
        router.post("/v1/plans/{id}/reviews", use: review)
        router.post("/v1/plans/{id}/end", use: end)
    }

    private var bodies: PlanBodies { PlanBodies(newID: host.newID) }

    private func read(_ request: Request, _ context: HubContext) async throws -> Response {
        let reader = try context.reader(as: .coordinator)
        let (id, identity) = (try context.id(), try context.identity)
        let child = try await host.pool.withConnection { try await PlanDesk.child(of: id, for: identity, $0) }
        guard let child else { throw Problem.notFound() }
        let loaded = try await host.events.read(ChildPlan.self, id)
        guard let plan = loaded.state else { throw Problem.notFound() }
        let cases = try await host.pool.query(
            """
            select * from case_file where child_id = \(child) and locality = any(\(identity.localities.sorted()))
            order by opened_at, id
            """
        ).map(CaseRow.init)
        let opened = try await OpenedPlan(plan, with: keyring, by: reader)
        let book = try await county().book
        return .json(PlanJSON.whole(plan, opened, cases, in: book), version: loaded.version)
    }

    private func start(_ request: Request, _ context: HubContext) async throws -> Response {
        let identity = try context.identity
        try identity.require(.coordinator)
        let (caseID, ifMatch, body) = (try context.id(), try IfMatch(request), try await JSONBody(request))
        let lead = try bodies.start(body)
        let (now, id, county) = (host.now(), host.newID(), try await county())
        return try await host.idempotent(request, context, body: body) { transaction in
            let desk = PlanDesk(transaction: transaction, county: county, now: now, by: identity.subject)
            let changed = try await desk.start(id, in: caseID, lead: lead) { loaded in
                let file = try CaseFile.visible(loaded.state, to: identity)
                try ifMatch.require(loaded)
                return file
            }
            let answer = PlanJSON.changed(changed.plan)
            if changed.isLinked { return .ok(version: changed.version, answer) }
            return .created(location: "/v1/plans/\(changed.plan.id)", version: changed.version, answer)
        }
    }

    private func startCycle(_ request: Request, _ context: HubContext) async throws -> Response {
        let body = try await JSONBody(request)
        let draft = try bodies.cycle(body)
        return try await change(request, context, body) { plan, subject in
            .startCycle(draft, words: try await sealed(draft.message, plan), by: subject)
        } trial: { subject in
            .startCycle(draft, words: Sealed(), by: subject)
        }
    }

    private func review(_ request: Request, _ context: HubContext) async throws -> Response {
        let body = try await JSONBody(request)
        let (draft, next) = try bodies.review(body)
        return try await change(request, context, body) { plan, subject in
            var following: PlanCommand.NextCycle?
            if let next { following = .init(draft: next, words: try await sealed(next.message, plan)) }
            return .review(draft, words: try await sealed(draft.message, plan), next: following, by: subject)
        } trial: { subject in
            .review(draft, words: Sealed(), next: next.map { .init(draft: $0, words: Sealed()) }, by: subject)
        }
    }

    private func end(_ request: Request, _ context: HubContext) async throws -> Response {
        let body = try await JSONBody(request)
        let why = try bodies.end(body)
        return try await change(request, context, body) { plan, subject in
            .end(why: why, words: try await sealed(Words.with { $0.words = why }, plan), by: subject)
        } trial: { subject in
            .end(why: why, words: Sealed(), by: subject)
        }
    }

    /// Loads the plan, asks whether `trial` is possible before anything is sealed, and commits what `command` makes of it.
    private func change(
        _ request: Request, _ context: HubContext, _ body: JSONBody,
        _ command: @escaping @Sendable (ChildPlan, String) async throws -> PlanCommand,
        trial: @escaping @Sendable (String) -> PlanCommand
    ) async throws -> Response {
        let identity = try context.identity
        try identity.require(.coordinator)
        let (id, ifMatch, now) = (try context.id(), try IfMatch(request), host.now())
        let county = try await county()
        return try await host.idempotent(request, context, body: body) { transaction in
            let desk = PlanDesk(transaction: transaction, county: county, now: now, by: identity.subject)
            let loaded = try await desk.load(id, for: identity)
            guard let plan = loaded.state else { throw Problem.notFound() }
            try ifMatch.require(loaded)
            try Problem.rules {
                _ = try ChildPlan.decide(plan, trial(identity.subject), now: now, calendar: county.calendar)
            }
            let changed = try await desk.change(id, loaded, try await command(plan, identity.subject))
            return .ok(version: changed.version, PlanJSON.changed(changed.plan))
        }
    }

    private func sealed(_ message: some Message & Sendable, _ plan: ChildPlan) async throws -> Sealed {
        guard let child = UUID(uuidString: plan.childID) else { throw PrivacyError.brokenSeal }
        return try await keyring.seal(message, for: child)
    }
}
