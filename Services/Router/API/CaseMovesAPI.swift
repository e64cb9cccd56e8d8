import Contracts
import FoundationEssentials
import Hummingbird
import Inclusion
import Privacy
import ServiceKit

/// What a coordinator does with a case before deciding: acknowledge, ask.
struct CaseMovesAPI: Sendable {
    let mover: CaseMover

    func add(to router: HubRouter) {
        router.post("/v1/cases/{id}/acknowledgement", use: acknowledge)
        router.post("/v1/cases/{id}/questions", use: ask)
    }

    private func acknowledge(_ request: Request, _ context: HubContext) async throws -> Response {
        let person = try context.reader(as: .coordinator).subject
        return try await mover.move(request, context) { _, _ in .acknowledge(by: person) }
    }

    private func ask(_ request: Request, _ context: HubContext) async throws -> Response {
        let person = try context.reader(as: .coordinator).subject
        let body = try await JSONBody(request)
        let draft = try CaseBodies.question(body)
        let id = UUID.v7(at: mover.host.now())
        return try await mover.move(request, context, body: body) { file, _ in
            try await mover.sealing(draft.message, for: file) {
                .ask(AskForInformation(questionID: id, draft: draft, by: person, question: $0))
            }
        }
    }
}
