import Contracts
import EventFlow
import FoundationEssentials
import Hummingbird
import Inclusion
import Postgres
import ServiceKit

/// Gives many cases to one person. Each is looked at on its own: those that can be given are, and the answer says which
/// could not, and why.
struct AssignmentsAPI: Sendable {
    let host: ServiceHost
    let clocks: ClocksNow

    func add(to router: HubRouter) {
        router.post("/v1/cases/assignments", use: assign)
    }

    private static let atOnce = 100

    /// A case in the version the caller has seen.
    private struct Wanted: Sendable {
        let id: UUID
        let version: Int
    }

    private func assign(_ request: Request, _ context: HubContext) async throws -> Response {
        let identity = try context.identity
        try identity.require(.coordinator)
        let body = try await JSONBody(request)
        let (person, wanted) = try Self.read(body)
        return try await host.idempotent(request, context, body: body) { transaction in
            var (answers, failed): ([UUID: JSON], Int) = ([:], 0)
            // In the order of their ids, so that two who assign the same cases at once do not wait for each other in a circle.
            for one in wanted.sorted(by: { $0.id.uuidString < $1.id.uuidString }) {
                do {
                    let version = try await assign(one, to: person, identity, transaction)
                    answers[one.id] = ["id": .string(one.id.text), "done": true, "version": .number(version)]
                } catch let problem as Problem {
                    failed += 1
                    answers[one.id] = Self.refusal(of: one, problem)
                }
            }
            let items = wanted.compactMap { answers[$0.id] }
            return .ok([
                "assigned_to": .string(person), "failed": .number(failed), "items": .array(items),
            ])
        }
    }

    private static func read(_ body: JSONBody) throws -> (String, [Wanted]) {
        let reader = FieldReader(body)
        let person = reader.string("assigned_to", max: 200)
        var seen: Set<UUID> = []
        let wanted = reader.objects("cases", min: 1, max: atOnce).map { item in
            let one = Wanted(id: item.uuid("id"), version: item.int("version", in: 1...Int.max))
            if !seen.insert(one.id).inserted {
                item.note("id", code: "repeated", "This is in the list already.")
            }
            return one
        }
        try reader.finish()
        return (person, wanted)
    }

    private static func refusal(of wanted: Wanted, _ problem: Problem) -> JSON {
        .object(
            [
                .init("id", .string(wanted.id.text)), .init("done", false), .init("code", .string(problem.code)),
                .init("detail", .string(problem.detail)),
            ] + problem.members.filter { $0.name == "current_version" })
    }

    /// - Throws: ``Problem`` before anything is written, so that the others are not touched by it.
    private func assign(
        _ wanted: Wanted, to person: String, _ identity: Identity, _ transaction: EventTransaction
    ) async throws -> Int64 {
        let loaded = try await transaction.load(CaseFile.self, wanted.id)
        let file = try CaseFile.visible(loaded.state, to: identity)
        guard Int64(wanted.version) == loaded.version else { throw Problem.stale(current: loaded.version) }
        let (time, clocks) = (host.now(), try await clocks(transaction))
        let assign = CaseCommand.assign(AssignmentDraft(assignee: person), by: identity.subject)
        let events = try Problem.rules { try CaseFile.decide(file, assign, now: time, clocks: clocks) }
        guard let (_, version) = try await CaseRow.commit(events, to: wanted.id, loaded, at: time, in: transaction)
        else { throw Problem.notFound() }
        return version
    }
}
