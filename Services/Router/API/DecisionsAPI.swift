import Contracts
import EventFlow
import FoundationEssentials
import Hummingbird
import Inclusion
import Privacy
import ServiceKit

/// What a coordinator or a forum decides, each with its record; and further records that correct one.
struct DecisionsAPI: Sendable {
    let mover: CaseMover

    func add(to router: HubRouter) {
        router.post("/v1/cases/{id}/decisions", use: decide)
        router.post("/v1/cases/{id}/decisions/{number}/corrections", use: correct)
    }

    private func decide(_ request: Request, _ context: HubContext) async throws -> Response {
        let reader = try context.reader(as: .coordinator)
        let body = try await JSONBody(request)
        switch try DecisionBody.read(body) {
        case .apPlacement(let draft):
            return try await mover.move(request, context, body: body) { file, transaction in
                let meeting = try await Self.meeting(draft.meetingID, transaction)
                return .decideApPlacement(try await decision(draft, on: file, meeting, reader))
            }
        case .other(let draft):
            return try await mover.move(request, context, body: body) { file, transaction in
                let meeting = try await Self.meeting(draft.meetingID, transaction)
                return .decide(try await decision(draft, on: file, meeting, reader))
            }
        }
    }

    /// Not locked: whoever closes a meeting waits for the cases it has not decided, and this one is held already.
    private static func meeting(_ id: String?, _ transaction: EventTransaction) async throws -> Meeting? {
        guard let id = id.flatMap(UUID.init(uuidString:)) else { return nil }
        return try await transaction.read(Meeting.self, id).state
    }

    private func decision(
        _ draft: ApPlacementDraft, on file: CaseFile, _ meeting: Meeting?, _ reader: Reader
    ) async throws -> DecideApPlacement {
        var decision = DecideApPlacement(
            draft: draft, by: reader.subject, brief: Sealed(), record: Sealed(), meeting: meeting)
        // Asked before opening and sealing: what is not allowed now is not worth reading a child's details for.
        try mover.check(.decideApPlacement(decision), on: file)
        let details = try await mover.keyring.open(
            file.lead.details, as: ReferralDetails.self, by: reader, purpose: .briefProvider,
            referral: UUID(uuidString: file.lead.id))
        decision.brief = try await mover.sealed(draft.brief(from: details), for: file)
        decision.census = try await mover.sealed(draft.census(from: details, file.facts), for: file)
        decision.record = try await mover.sealed(draft.recordMessage, for: file)
        return decision
    }

    private func decision(
        _ draft: OutcomeDraft, on file: CaseFile, _ meeting: Meeting?, _ reader: Reader
    ) async throws -> DecideCase {
        var decision = DecideCase(
            draft: draft, by: reader.subject, words: Sealed(), record: Sealed(), meeting: meeting)
        try mover.check(.decide(decision), on: file)
        decision.words = try await mover.sealed(draft.message, for: file)
        decision.record = try await mover.sealed(draft.recordMessage, for: file)
        return decision
    }

    private func correct(_ request: Request, _ context: HubContext) async throws -> Response {
        let reader = try context.reader(as: .coordinator)
        let body = try await JSONBody(request)
        let draft = try DecisionBody.correction(body)
        guard let number = context.parameters.get("number").flatMap({ Int($0) }) else { throw Problem.notFound() }
        return try await mover.move(request, context, body: body) { file, _ in
            guard file.hasDecision(number) else { throw Problem.notFound() }
            var correction = CorrectDecision(
                decision: number, draft: draft, by: reader.subject, record: Sealed(), why: Sealed())
            try mover.check(.correctDecision(correction), on: file)
            correction.record = try await mover.sealed(draft.record.message(), for: file)
            correction.why = try await mover.sealed(words: draft.why, for: file)
            return .correctDecision(correction)
        }
    }
}
