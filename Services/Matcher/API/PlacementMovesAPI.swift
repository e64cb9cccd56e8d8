import Contracts
import EventFlow
import FoundationEssentials
import Hummingbird
import Inclusion
import Postgres
import Privacy
import ServiceKit
import SwiftProtobuf

/// What a coordinator does about a placement request: asks providers, answers them, reads their declines, and says when
/// nothing fits.
struct PlacementMovesAPI: Sendable {
    let host: ServiceHost
    let keyring: Keyring

    func add(to router: HubRouter) {
        router.post("/v1/placement-requests/{id}/offers", use: ask)
        router.post("/v1/placement-requests/{id}/shortlist", use: rankAgain)
        router.post("/v1/placement-requests/{id}/answers", use: answer)
        router.post("/v1/placement-requests/{id}/offer-withdrawals", use: withdrawOffer)
        router.post("/v1/placement-requests/{id}/decline-confirmations", use: confirmDecline)
        router.post("/v1/placement-requests/{id}/unable-to-match", use: recordUnable)
    }

    /// A request in the coordinator's hands, with the clock and what else a command needs.
    struct Work: Sendable {
        let request: PlacementRequest
        let identity: Identity
        let now: Date
        let clocks: Clocks
        let sql: PostgresTransaction
    }

    private func ask(_ request: Request, _ context: HubContext) async throws -> Response {
        let body = try await JSONBody(request)
        let wish = try AskedOffers(body)
        return try await move(request, context, body: body) { work in
            var overCommit: Sealed?
            if let why = wish.overCommit { overCommit = try await seal(why.message, for: work.request) }
            let asking = ProviderAsking(request: work.request, now: work.now, clocks: work.clocks)
            let offers = try await asking.hold(
                .init(
                    provisions: wish.provisions, urgency: wish.urgency, sessions: wish.sessions,
                    overCommit: overCommit), in: work.sql)
            return .ask(ProvidersAsked(offers, urgency: wish.urgency, by: work.identity.subject))
        }
    }

    private func rankAgain(_ request: Request, _ context: HubContext) async throws -> Response {
        try await move(request, context) { work in
            let match = try Problem.rules {
                try MatchRequest(work.request, today: LondonTime.day(of: work.now))
            }
            return .rankAgain(
                ProvisionMatcher.match(
                    match,
                    among: try await Directory.listed(
                        during: match.days, forNeeds: match.facts.needs, in: work.sql)))
        }
    }

    private func answer(_ request: Request, _ context: HubContext) async throws -> Response {
        let body = try await JSONBody(request)
        let reader = FieldReader(body)
        let question = reader.uuid("question_id").text
        let draft = OfferWordsDraft(words: reader.string("words", max: 2000, multiline: true))
        try reader.finish()
        return try await move(request, context, body: body) { work in
            let answer = QuestionAnswer(questionID: question, by: work.identity.subject)
            return try await sealing(draft.message, work) { .answerQuestion(answer, draft, words: $0) }
        }
    }

    private func withdrawOffer(_ request: Request, _ context: HubContext) async throws -> Response {
        let body = try await JSONBody(request)
        let reader = FieldReader(body)
        let offer = reader.uuid("offer_id").text
        try reader.finish()
        return try await move(request, context, body: body) {
            .withdrawOffer(offerID: offer, by: $0.identity.subject)
        }
    }

    private func confirmDecline(_ request: Request, _ context: HubContext) async throws -> Response {
        let body = try await JSONBody(request)
        let reader = FieldReader(body)
        let offer = reader.uuid("offer_id").text
        let asksNext = reader.optionalBool("ask_next") ?? true
        try reader.finish()
        return try await move(request, context, body: body) { work in
            func confirmation(_ next: DeclineConfirmation.Next) -> PlacementCommand {
                .confirmDecline(DeclineConfirmation(offerID: offer, by: work.identity.subject, next: next))
            }
            // Whether it may be confirmed comes first: then nothing is held in vain.
            try check(confirmation(.chosenLater), work)
            guard asksNext else { return confirmation(.chosenLater) }
            let next = try await ProviderAsking(request: work.request, now: work.now, clocks: work.clocks).holdNext(
                in: work.sql)
            return confirmation(next.map { .ask($0) } ?? .nobodyLeft)
        }
    }

    private func recordUnable(_ request: Request, _ context: HubContext) async throws -> Response {
        let body = try await JSONBody(request)
        let reader = FieldReader(body)
        let draft = UnableDraft(
            code: reader.code("code", of: Set(UnableReason.allCases.map(\.code))),
            words: reader.string("words", max: 2000, multiline: true))
        try reader.finish()
        return try await move(request, context, body: body) { work in
            try await sealing(draft.words.message, work) {
                .recordUnable(draft, by: work.identity.subject, words: $0)
            }
        }
    }

    // MARK: -

    /// Makes the command that follows from a body, and answers with the request as it is then.
    private func move(
        _ request: Request, _ context: HubContext, body: JSONBody? = nil,
        _ command: @escaping @Sendable (Work) async throws -> PlacementCommand
    ) async throws -> Response {
        let identity = try context.identity
        try identity.require(.coordinator)
        let id = try context.id()
        let ifMatch = try IfMatch(request)
        let moving: @Sendable (EventTransaction) async throws -> CommandResponse = { transaction in
            let loaded = try await transaction.load(PlacementRequest.self, id)
            let answers = try await transaction.sql.pipeline([
                PlacementRequestAPI.visible(id, to: identity), CountyCalendar.question,
            ])
            guard let placement = loaded.state, answers[0].count == 1 else { throw Problem.notFound() }
            try ifMatch.require(loaded)
            let (time, clocks) = (host.now(), try CountyCalendar.read(answers[1]).clocks)
            let command = try await command(
                Work(request: placement, identity: identity, now: time, clocks: clocks, sql: transaction.sql))
            let events = try Problem.rules {
                try PlacementRequest.decide(placement, command, now: time, clocks: clocks)
            }
            let (after, version) = try await PlacementRecord.commit(events, to: id, loaded, at: time, in: transaction)
            return .ok(version: version, PlacementRequestJSON.state(after))
        }
        guard let body else { return try await host.idempotent(request, context, moving) }
        return try await host.idempotent(request, context, body: body, moving)
    }

    private func check(_ command: PlacementCommand, _ work: Work) throws {
        _ = try Problem.rules { try PlacementRequest.decide(work.request, command, now: work.now) }
    }

    /// A command with what somebody wrote sealed. Asked before sealing: what is not allowed now costs nobody a key.
    private func sealing(
        _ message: some Message & Sendable, _ work: Work, _ command: (Sealed) -> PlacementCommand
    ) async throws -> PlacementCommand {
        try check(command(Sealed()), work)
        return command(try await seal(message, for: work.request))
    }

    private func seal(_ message: some Message & Sendable, for request: PlacementRequest) async throws -> Sealed {
        guard let child = UUID(uuidString: request.childID) else { throw PrivacyError.brokenSeal }
        return try await keyring.seal(message, for: child)
    }
}

/// Whom a coordinator asks, as posted.
struct AskedOffers: Sendable {
    let provisions: [UUID]
    let urgency: OfferUrgency
    let sessions: [WeekSession]?
    let overCommit: OfferWordsDraft?

    /// - Throws: `Problem` with everything that is wrong with the body.
    init(_ body: JSONBody) throws(Problem) {
        let reader = FieldReader(body)
        provisions = reader.uuids("provisions", min: 1, max: 10)
        urgency =
            reader.optionalCode("urgency", of: Set(OfferUrgency.allCases.map(\.code)))
            .flatMap(OfferUrgency.init(rawValue:)) ?? .normal
        sessions =
            reader.has("sessions")
            ? reader.codes("sessions", min: 1, max: 10, of: Set(WeekSession.allCases.map(\.code)))
                .compactMap(WeekSession.init(rawValue:)) : nil
        overCommit = reader.optionalObject("over_commit").map { reason in
            OfferWordsDraft(words: reason.string("words", max: 2000, multiline: true))
        }
        try reader.finish()
    }
}
