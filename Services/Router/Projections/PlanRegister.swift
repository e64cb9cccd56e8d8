import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Postgres

/// Which child has which plan: a row per plan. The plans' events say all of it.
struct PlanRegister: LogView {
    let name = "plan-register"
    let tables = ["child_plan"]

    func rows(
        _ events: [CaseEvent], to id: UUID, key: UUID, _ before: Loaded<ChildPlan>, at time: Date
    ) -> [PostgresQuery] {
        guard let plan = ChildPlan.replay(events, after: before.state) else { return [] }
        return [
            """
            insert into child_plan (id, child_id, state, version, review_on)
            values (\(id), \(UUID(uuidString: plan.childID)), \(plan.state.code),
                \(before.version + Int64(events.count)), \(plan.reviewOn?.description)::text::date)
            on conflict (id) do update set state = excluded.state, version = excluded.version,
                review_on = excluded.review_on
            """
        ]
    }

    /// The plan of a child; `nil` when it never had one.
    static func plan(of child: UUID, _ sql: some PostgresSession) async throws -> UUID? {
        try await sql.query(plan(of: child)).decodeFirst(UUID.self)
    }

    /// The same, to be sent along with others.
    static func plan(of child: UUID) -> PostgresQuery { "select id from child_plan where child_id = \(child)" }

    /// Holds back everybody else who changes that child's plan or opens a case about it, until the transaction ends. Taken
    /// before any case is locked.
    static func hold(_ child: UUID, _ sql: some PostgresSession) async throws {
        _ = try await sql.query("select pg_advisory_xact_lock(hashtextextended(\(child.text), 0))")
    }
}
