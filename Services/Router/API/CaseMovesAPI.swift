import Contracts
import EventFlow
import FoundationEssentials
import Hummingbird
import Inclusion
import Postgres
import Privacy
import ServiceKit
import SwiftProtobuf

/// What a coordinator does with a case: acknowledge, ask, list, decide. Whatever people wrote is sealed before it is kept.
struct CaseMovesAPI: Sendable {
    let host: ServiceHost
    let keyring: Keyring

    func add(to router: HubRouter) {
        router.post("/v1/cases/{id}/acknowledgement", use: acknowledge)
        router.post("/v1/cases/{id}/questions", use: ask)
        router.post("/v1/cases/{id}/listings", use: list)
        router.post("/v1/cases/{id}/decisions", use: decide)
    }

    private func acknowledge(_ request: Request, _ context: HubContext) async throws -> Response {
        let identity = try context.identity
        try identity.require(.coordinator)
        return try await move(request, context) { _ in .acknowledge(by: identity.subject) }
    }

    private func ask(_ request: Request, _ context: HubContext) async throws -> Response {
        let identity = try context.identity
        try identity.require(.coordinator)
        let body = try await JSONBody(request)
        let draft = try CaseBodies.question(body)
        let id = UUID.v7(at: host.now())
        @Sendable func command(_ question: Sealed) -> CaseCommand {
            .ask(AskForInformation(questionID: id, draft: draft, by: identity.subject, question: question))
        }
        return try await move(request, context, body: body) { file in
            try check(command(Sealed()), on: file)
            return command(try await sealed(draft.message, for: file))
        }
    }

    private func list(_ request: Request, _ context: HubContext) async throws -> Response {
        let identity = try context.identity
        try identity.require(.coordinator)
        let body = try await JSONBody(request)
        let draft = try CaseBodies.listing(body)
        return try await move(request, context, body: body) { _ in .list(draft, by: identity.subject) }
    }

    private func decide(_ request: Request, _ context: HubContext) async throws -> Response {
        let reader = try context.reader(as: .coordinator)
        let body = try await JSONBody(request)
        switch try DecisionBody.read(body) {
        case .apPlacement(let draft):
            @Sendable func command(_ brief: Sealed) -> CaseCommand {
                .decideApPlacement(DecideApPlacement(draft: draft, by: reader.subject, brief: brief))
            }
            return try await move(request, context, body: body) { file in
                // Asked before opening and sealing: what is not allowed now is not worth reading a child's details for.
                try check(command(Sealed()), on: file)
                return command(try await sealedBrief(draft, file, reader))
            }
        case .other(let draft):
            @Sendable func command(_ words: Sealed) -> CaseCommand {
                .decide(DecideCase(draft: draft, by: reader.subject, words: words))
            }
            return try await move(request, context, body: body) { file in
                try check(command(Sealed()), on: file)
                return command(try await sealed(draft.message, for: file))
            }
        }
    }

    // MARK: Parts

    /// Loads the case, has `command` made for it, and commits what follows.
    private func move(
        _ request: Request, _ context: HubContext, body: JSONBody? = nil,
        _ command: @escaping @Sendable (CaseFile) async throws -> CaseCommand
    ) async throws -> Response {
        let identity = try context.identity
        let id = try context.id()
        let ifMatch = try IfMatch(request)
        let moving: @Sendable (EventTransaction) async throws -> CommandResponse = { transaction in
            let loaded = try await transaction.load(CaseFile.self, id)
            let file = try CaseFile.visible(loaded.state, to: identity)
            try ifMatch.require(loaded)
            let command = try await command(file)
            let time = host.now()
            let events = try Problem.rules { try CaseFile.decide(file, command, now: time) }
            guard let (after, version) = try await CaseRow.commit(events, to: id, loaded, at: time, in: transaction)
            else { throw Problem.notFound() }
            return .ok(version: version, CaseJSON.state(after))
        }
        guard let body else { return try await host.idempotent(request, context, moving) }
        return try await host.idempotent(request, context, body: body, moving)
    }

    private func check(_ command: CaseCommand, on file: CaseFile) throws {
        try Problem.rules { _ = try CaseFile.decide(file, command, now: host.now()) }
    }

    private func sealed(_ message: some Message & Sendable, for file: CaseFile) async throws -> Sealed {
        guard let child = UUID(uuidString: file.childID) else { throw PrivacyError.brokenSeal }
        return try await keyring.seal(message, for: child)
    }

    private func sealedBrief(_ draft: ApPlacementDraft, _ file: CaseFile, _ reader: Reader) async throws -> Sealed {
        let details = try await keyring.open(
            file.lead.details, as: ReferralDetails.self, by: reader, purpose: "brief_provider",
            referral: UUID(uuidString: file.lead.id))
        return try await sealed(draft.brief(from: details), for: file)
    }
}
