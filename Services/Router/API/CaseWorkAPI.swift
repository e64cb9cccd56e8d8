import Contracts
import EventFlow
import FoundationEssentials
import Hummingbird
import Inclusion
import Privacy
import ServiceKit

/// How a coordinator works on a case: who has it, at which level, in which locality; and how it ends and begins again.
struct CaseWorkAPI: Sendable {
    let mover: CaseMover
    let county: CountyNow

    func add(to router: HubRouter) {
        router.post("/v1/cases/{id}/assignment", use: assign)
        router.post("/v1/cases/{id}/questions/{question}/chasers", use: chase)
        router.post("/v1/cases/{id}/level", use: changeLevel)
        router.post("/v1/cases/{id}/transfer", use: transfer)
        router.post("/v1/cases/{id}/closure", use: close)
        router.post("/v1/cases/{id}/reopening", use: reopen)
    }

    private func assign(_ request: Request, _ context: HubContext) async throws -> Response {
        let person = try context.reader(as: .coordinator).subject
        let body = try await JSONBody(request)
        let draft = try CaseBodies.assignment(body, by: person)
        return try await mover.move(request, context, body: body) { _, _ in .assign(draft, by: person) }
    }

    private func chase(_ request: Request, _ context: HubContext) async throws -> Response {
        let person = try context.reader(as: .coordinator).subject
        let question = try context.id("question").text
        return try await mover.move(request, context) { file, _ in
            guard file.questions.contains(where: { $0.id == question }) else { throw Problem.notFound() }
            return .chase(question: question, by: person)
        }
    }

    private func changeLevel(_ request: Request, _ context: HubContext) async throws -> Response {
        let person = try context.reader(as: .coordinator).subject
        let body = try await JSONBody(request)
        let draft = try CaseBodies.level(body)
        return try await mover.move(request, context, body: body) { file, _ in
            try await mover.sealing(words: draft.why, for: file) {
                .changeLevel(ChangeLevel(draft: draft, by: person, why: $0))
            }
        }
    }

    private func transfer(_ request: Request, _ context: HubContext) async throws -> Response {
        let person = try context.reader(as: .coordinator).subject
        let body = try await JSONBody(request)
        let (draft, localities) = (try CaseBodies.transfer(body), try await county().book)
        return try await mover.move(request, context, body: body) { file, _ in
            try await mover.sealing(words: draft.why, for: file) {
                .transfer(TransferCase(draft: draft, by: person, why: $0, localities: localities))
            }
        }
    }

    private func close(_ request: Request, _ context: HubContext) async throws -> Response {
        let person = try context.reader(as: .coordinator).subject
        let body = try await JSONBody(request)
        let draft = try CaseBodies.closure(body)
        return try await mover.move(request, context, body: body) { file, _ in
            try await mover.sealing(draft.message, for: file) {
                .close(CloseCase(draft: draft, by: person, words: $0))
            }
        }
    }

    private func reopen(_ request: Request, _ context: HubContext) async throws -> Response {
        let person = try context.reader(as: .coordinator).subject
        let body = try await JSONBody(request)
        let draft = try CaseBodies.reopening(body)
        let reopening: @Sendable (Sealed, Bool) -> ReopenCase = {
            ReopenCase(draft: draft, by: person, why: $0, anotherIsOpen: $1)
        }
        return try await mover.move(request, context, body: body) { file, transaction in
            // First, so that only a closed case waits for what else happens to the child: an open one may be waited for there.
            try mover.check(.reopen(reopening(Sealed(), false)), on: file)
            let another = try await CaseQueue.isAnotherOpen(
                about: try CaseMover.child(of: file), than: file.id, in: transaction.sql)
            return try await mover.sealing(words: draft.why, for: file) {
                .reopen(reopening($0, another))
            }
        }
    }
}
