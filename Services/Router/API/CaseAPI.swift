import Contracts
import EventFlow
import FoundationEssentials
import Hummingbird
import Inclusion
import Postgres
import Privacy
import ServiceKit

/// One case: read it, acknowledge it, decide.
struct CaseAPI: Sendable {
    let host: ServiceHost
    let keyring: Keyring

    func add(to router: HubRouter) {
        router.get("/v1/cases/{id}", use: read)
        router.post("/v1/cases/{id}/acknowledgement", use: acknowledge)
        router.post("/v1/cases/{id}/decisions", use: decide)
    }

    private func read(_ request: Request, _ context: HubContext) async throws -> Response {
        let reader = try context.reader(as: .coordinator)
        let id = try context.id()
        let loaded = try await host.events.read(CaseFile.self, id)
        let file = try visible(loaded.state, to: try context.identity)
        let row = try await host.pool.query("select * from case_file where id = \(id)").map(CaseRow.init).first
        guard let row else { throw Problem.notFound() }
        let decidedAt = try await host.pool.query(
            """
            select occurred_at from event_log
            where subject = \(id) and type = \(CaseEvent.Kind.apPlacementDecided.rawValue) order by version
            """
        ).decode(Date.self)
        var details: ReferralDetails?
        do {
            details = try await keyring.open(
                file.details, as: ReferralDetails.self, by: reader, purpose: "read_case", referral: row.referralID)
        } catch PrivacyError.erased {
            details = nil
        }
        return .json(
            CaseJSON.whole(file, row, details: details, decidedAt: decidedAt, now: host.now()), version: loaded.version)
    }

    private func acknowledge(_ request: Request, _ context: HubContext) async throws -> Response {
        let identity = try context.identity
        try identity.require(.coordinator)
        let id = try context.id()
        let ifMatch = try IfMatch(request)
        return try await host.idempotent(request, context) { transaction in
            let loaded = try await transaction.load(CaseFile.self, id)
            _ = try visible(loaded.state, to: identity)
            try ifMatch.require(loaded)
            return try await commit(.acknowledge(by: identity.subject), id, loaded, in: transaction)
        }
    }

    private func decide(_ request: Request, _ context: HubContext) async throws -> Response {
        let reader = try context.reader(as: .coordinator)
        let identity = try context.identity
        let id = try context.id()
        let ifMatch = try IfMatch(request)
        let body = try await JSONBody(request)
        let draft = try DecisionBody.read(body)
        return try await host.idempotent(request, context, body: body) { transaction in
            let loaded = try await transaction.load(CaseFile.self, id)
            let file = try visible(loaded.state, to: identity)
            try ifMatch.require(loaded)
            // Ask before opening and sealing: what is not allowed now is not worth reading a child's details for.
            try Problem.rules {
                _ = try CaseFile.decide(
                    file, .decideApPlacement(.init(draft: draft, by: identity.subject, brief: Sealed())),
                    now: host.now())
            }
            let brief = try await sealedBrief(draft, file, reader)
            return try await commit(
                .decideApPlacement(.init(draft: draft, by: identity.subject, brief: brief)), id, loaded, in: transaction
            )
        }
    }

    private func sealedBrief(_ draft: ApPlacementDraft, _ file: CaseFile, _ reader: Reader) async throws -> Sealed {
        guard let child = UUID(uuidString: file.childID) else { throw PrivacyError.brokenSeal }
        let details = try await keyring.open(
            file.details, as: ReferralDetails.self, by: reader, purpose: "brief_provider",
            referral: UUID(uuidString: file.referralID))
        return try await keyring.seal(draft.brief(from: details), for: child)
    }

    /// A case of another locality is as good as none: the caller does not learn that it exists.
    private func visible(_ file: CaseFile?, to identity: Identity) throws -> CaseFile {
        guard let file, file.isIn(identity.localities) else { throw Problem.notFound() }
        return file
    }

    private func commit(
        _ command: CaseCommand, _ id: UUID, _ loaded: Loaded<CaseFile>, in transaction: EventTransaction
    ) async throws -> CommandResponse {
        let time = host.now()
        let events = try Problem.rules { try CaseFile.decide(loaded.state, command, now: time) }
        guard let (file, version) = try await CaseRow.commit(events, to: id, loaded, at: time, in: transaction) else {
            throw Problem.notFound()
        }
        return .ok(version: version, CaseJSON.state(file))
    }
}
