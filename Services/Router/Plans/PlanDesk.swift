import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Postgres
import ServiceKit

/// What happens to a child's plan, and what every open case of the child notes of it: all in one transaction.
struct PlanDesk: Sendable {
    let transaction: EventTransaction
    let county: County
    let now: Date
    /// Subject of the token.
    let by: String

    /// A plan after a change.
    struct Changed: Sendable {
        let plan: ChildPlan
        let version: Int64
        /// Whether it ran already, so that a case was only linked to it.
        var isLinked = false
    }

    /// Starts the child's plan in a case or, where it runs already, links the case to it.
    /// - Parameters:
    ///   - id: what a first plan is called.
    ///   - check: gives the case if it is the caller's to plan in.
    func start(
        _ id: UUID, in caseID: UUID, lead: (organisation: String, person: String),
        _ check: (Loaded<CaseFile>) throws -> CaseFile
    ) async throws -> Changed {
        let child = try await transaction.sql.query("select child_id from case_file where id = \(caseID)")
            .decodeFirst(UUID?.self)
        guard let child, let child else { throw Problem.notFound() }
        try await PlanRegister.hold(child, transaction.sql)
        let planID = try await PlanRegister.plan(of: child, transaction.sql) ?? id
        let before = try await transaction.load(ChildPlan.self, planID)
        let loaded = try await transaction.load(CaseFile.self, caseID)
        let file = try check(loaded)
        if let plan = before.state, plan.ended == nil {
            return try await link(caseID, loaded, file, plan, before.version)
        }
        let start = StartPlan(
            planID: planID.text, file: file, leadOrganisation: lead.organisation, lead: lead.person, by: by)
        return try await commit(.start(start), to: planID, before, of: child)
    }

    private func link(
        _ id: UUID, _ loaded: Loaded<CaseFile>, _ file: CaseFile, _ plan: ChildPlan, _ version: Int64
    ) async throws -> Changed {
        let command = CaseCommand.notePlan(plan.id, nextOn: plan.nextDate(now: now, calendar))
        guard file.outcome == nil, file.plan?.id != plan.id || file.plan?.reviewOn == nil else {
            throw Problem.conflict(
                code: "plan_exists", "This case has a plan already, or is closed.",
                members: [.init("plan_id", .string(plan.id))])
        }
        let events = try Problem.rules { try CaseFile.decide(file, command, now: now, clocks: clocks) }
        _ = try await CaseRow.commit(events, to: id, loaded, at: now, in: transaction)
        return Changed(plan: plan, version: version, isLinked: true)
    }

    /// What `command` makes of a plan that was loaded.
    func change(_ id: UUID, _ before: Loaded<ChildPlan>, _ command: PlanCommand) async throws -> Changed {
        guard let child = before.state.flatMap({ UUID(uuidString: $0.childID) }) else { throw Problem.notFound() }
        return try await commit(command, to: id, before, of: child)
    }

    /// The plan as it is now, locked together with everything about the child.
    /// - Throws: ``Problem`` 404 unless the child has a case in one of the caller's localities.
    func load(_ id: UUID, for identity: Identity) async throws -> Loaded<ChildPlan> {
        guard let child = try await Self.child(of: id, for: identity, transaction.sql) else { throw Problem.notFound() }
        try await PlanRegister.hold(child, transaction.sql)
        return try await transaction.load(ChildPlan.self, id)
    }

    /// The child a plan is about; `nil` unless it has a case in one of the caller's localities.
    static func child(of plan: UUID, for identity: Identity, _ sql: some PostgresSession) async throws -> UUID? {
        try await sql.query(
            """
            select p.child_id from child_plan p where p.id = \(plan) and exists (
                select from case_file c
                where c.child_id = p.child_id and c.locality = any(\(identity.localities.sorted())))
            """
        ).decodeFirst(UUID.self)
    }

    // MARK: Parts

    private var calendar: SchoolCalendar { county.calendar }
    private var clocks: Clocks { Clocks(county) }

    private func commit(
        _ command: PlanCommand, to id: UUID, _ before: Loaded<ChildPlan>, of child: UUID
    ) async throws -> Changed {
        let events = try Problem.rules { try ChildPlan.decide(before.state, command, now: now, calendar: calendar) }
        let version = try await transaction.append(events, to: id, key: id, before, at: now, showing: PlanRegister())
        guard let plan = ChildPlan.replay(events, after: before.state) else { throw Problem.notFound() }
        try await note(plan, of: child)
        return Changed(plan: plan, version: version)
    }

    /// Every open case of the child notes the plan's next date.
    private func note(_ plan: ChildPlan, of child: UUID) async throws {
        let command = CaseCommand.notePlan(plan.id, nextOn: plan.nextDate(now: now, calendar))
        let ids = try await transaction.sql.query(
            "select id from case_file where child_id = \(child) and state <> 'closed' order by id"
        ).decode(UUID.self)
        for id in ids {
            let loaded = try await transaction.load(CaseFile.self, id)
            let events = try Problem.rules { try CaseFile.decide(loaded.state, command, now: now, clocks: clocks) }
            _ = try await CaseRow.commit(events, to: id, loaded, at: now, in: transaction)
        }
    }
}
