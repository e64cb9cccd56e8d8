import Contracts
import EventFlow
import FoundationEssentials
import Hummingbird
import Inclusion
import Postgres
import ServiceKit

/// “Accept, next”: gives the caller the case that needs somebody most, so that no two coordinators read the same one.
struct NextCaseAPI: Sendable {
    let host: ServiceHost
    let clocks: ClocksNow

    func add(to router: HubRouter) {
        router.post("/v1/cases/next", use: next)
    }

    /// Looks at so many of a locality's cases for one that no other coordinator is being given at that moment.
    private static let looks = 50

    private func next(_ request: Request, _ context: HubContext) async throws -> Response {
        let identity = try context.identity
        try identity.require(.coordinator)
        let body = try await JSONBody(request)
        let reader = FieldReader(body)
        let locality = reader.optionalString("locality", max: 20)
        let group = reader.optionalCode("group", of: Set(QueueGroup.open.map(\.rawValue))).flatMap(QueueGroup.init)
        let traits = QueueTraits(reader)
        try reader.finish()
        if let locality { try identity.require(locality: locality) }
        let localities = locality.map { [$0] } ?? identity.localities.sorted()
        let moment = QueueMoment(now: host.now(), subject: identity.subject)
        let wanted = traits.conditions + (group.map { [$0.condition(at: moment)] } ?? [])
        return try await host.idempotent(request, context, body: body) { transaction in
            for _ in 0..<Self.looks {
                guard let id = try await Self.candidate(localities, wanted, in: transaction.sql) else { break }
                // Between the look and the lock somebody may have taken it: then the next look does not find it.
                let loaded = try await transaction.load(CaseFile.self, id)
                guard let file = loaded.state, file.isIn(localities), file.isForAnybody else { continue }
                let (time, clocks) = (host.now(), try await clocks(transaction))
                let events = try Problem.rules { try file.taking(by: identity.subject, now: time, clocks) }
                guard let (after, version) = try await CaseRow.commit(events, to: id, loaded, at: time, in: transaction)
                else { throw Problem.notFound() }
                return .ok(version: version, CaseJSON.state(after, for: identity))
            }
            return .noContent()
        }
    }

    /// Locks the case itself, as every move does first: so nobody waits for each other in a circle.
    private static func candidate(
        _ localities: [String], _ wanted: [PostgresQuery], in sql: PostgresTransaction
    ) async throws -> UUID? {
        let among: PostgresQuery = wanted.reduce("") { "\(fragment: $0) and \(fragment: $1)" }
        return try await sql.query(
            """
            select found.id from unnest(\(localities)) as mine (code)
            cross join lateral (
                select id, due_at from case_file
                where locality = mine.code and assigned_to is null and ball = 'coordinator' and place <> 'closed'
                    \(fragment: among)
                order by due_at, id limit \(looks)) as found
            join aggregate a on a.subject = found.id
            order by found.due_at, found.id limit 1 for update of a skip locked
            """
        ).decodeFirst(UUID.self)
    }
}

extension CaseFile {
    /// Whether it is nobody's yet, and a coordinator has the next step.
    fileprivate var isForAnybody: Bool { outcome == nil && assignedTo == nil && ball?.holder == .coordinator }

    /// What happens when somebody takes it: whoever takes a case that nobody has read has read it.
    fileprivate func taking(by person: String, now: Date, _ clocks: Clocks) throws(RuleViolation) -> [CaseEvent] {
        let read =
            state == .open ? try CaseFile.decide(self, .acknowledge(by: person), now: now, clocks: clocks) : []
        let assign = CaseCommand.assign(AssignmentDraft(assignee: person), by: person)
        return read + (try CaseFile.decide(CaseFile.replay(read, after: self), assign, now: now, clocks: clocks))
    }
}
