import Contracts
import EventFlow
import FoundationEssentials
import Hummingbird
import Inclusion
import Logging
import Postgres
import Privacy
import ServiceKit
import SwiftProtobuf

/// What an agency does with a referral of its own after it was posted (domain section 5).
struct LifeAPI: Sendable {
    let host: ServiceHost
    let register: ChildRegister

    func add(to router: HubRouter) {
        router.post("/v1/referrals/{id}/amendments", use: amend)
        router.post("/v1/referrals/{id}/answers", use: answer)
        router.post("/v1/referrals/{id}/headteacher-authorisation", use: authorise)
        router.post("/v1/referrals/{id}/withdrawal", use: withdraw)
        router.post("/v1/referrals/{id}/error", use: markError)
        router.post("/v1/referrals/{id}/lawful-basis", use: changeLawfulBasis)
    }

    private func amend(_ request: Request, _ context: HubContext) async throws -> Response {
        let agency = try ReferralAPI.agency(of: try context.identity)
        let reader = try context.reader(as: .agency)
        let (body, today) = (try await JSONBody(request), LondonTime.day(of: host.now()))
        return try await change(request, context, .amend, body) {
            try AmendmentBody.read(body, from: agency, today: today)
        } then: { amendment, desk in
            try await amendment.command(desk, reader)
        }
    }

    private func answer(_ request: Request, _ context: HubContext) async throws -> Response {
        let body = try await JSONBody(request)
        return try await change(request, context, .answer, body) {
            try LifeBody.answer(body)
        } then: { answer, desk in
            Change(
                .answer(
                    questionID: answer.question.text, words: try desk.seal(words: answer.words), by: desk.subject),
                answered: answer.question)
        }
    }

    private func authorise(_ request: Request, _ context: HubContext) async throws -> Response {
        let reader = try context.reader(as: .agency)
        let (body, today) = (try await JSONBody(request), LondonTime.day(of: host.now()))
        return try await change(request, context, .authorise, body) {
            try LifeBody.authorisation(body, today: today)
        } then: { authorisation, desk in
            var draft = try await desk.content(reader, for: .authoriseOwnReferral)
            draft.asks?.headteacherAuthorisation = authorisation
            let record = HeadteacherAuthorisation.with {
                $0.name = authorisation.name
                $0.on = authorisation.on
            }
            return Change(
                .authorise(authorisation: try desk.seal(record), by: desk.subject), posted: try desk.seal(posted: draft)
            )
        }
    }

    private func withdraw(_ request: Request, _ context: HubContext) async throws -> Response {
        let body = try await JSONBody(request)
        return try await change(request, context, .withdraw, body) {
            try LifeBody.withdrawal(body)
        } then: { withdrawal, desk in
            Change(
                .withdraw(
                    withdrawal.reason, words: try withdrawal.words.map { try desk.seal(words: $0) }, by: desk.subject))
        }
    }

    private func markError(_ request: Request, _ context: HubContext) async throws -> Response {
        let body = try await JSONBody(request)
        return try await change(request, context, .markError, body) {
            try LifeBody.error(body)
        } then: { words, desk in
            Change(.markError(words: try desk.seal(words: words), by: desk.subject))
        }
    }

    private func changeLawfulBasis(_ request: Request, _ context: HubContext) async throws -> Response {
        let reader = try context.reader(as: .agency)
        let (body, today) = (try await JSONBody(request), LondonTime.day(of: host.now()))
        return try await change(request, context, .changeLawfulBasis, body) {
            try LifeBody.lawfulBasis(body, today: today)
        } then: { basis, desk in
            let command = ReferralCommand.changeLawfulBasis(
                LawfulGround(rawValue: basis.basis), record: try desk.seal(basis.record), by: desk.subject)
            guard !basis.basis.isEmpty else { return Change(command) }
            var draft = try await desk.content(reader, for: .changeOwnLawfulBasis)
            draft.lawfulBasis = basis
            return Change(command, posted: try desk.seal(posted: draft))
        }
    }

    // MARK: One way for all

    /// What is to be written beside the events.
    struct Change: Sendable {
        let command: ReferralCommand
        /// What the referral says from now on, sealed; `nil` when that stays.
        var posted: [UInt8]?
        /// The question that was answered.
        var answered: UUID?
        /// The primary need from now on; `nil` when that stays.
        var need: String?

        init(_ command: ReferralCommand, posted: [UInt8]? = nil, answered: UUID? = nil, need: String? = nil) {
            self.command = command
            self.posted = posted
            self.answered = answered
            self.need = need
        }
    }

    /// Reads what is asked, and does it in one transaction: once for its key, and only to the version it is meant for.
    private func change<Asked: Sendable>(
        _ request: Request, _ context: HubContext, _ move: ReferralMove, _ body: JSONBody, reading: () throws -> Asked,
        then: @Sendable (Asked, ChangeDesk) async throws -> Change
    ) async throws -> Response {
        let identity = try context.identity
        try identity.require(.agency)
        let id = try context.id()
        let ifMatch = try IfMatch(request)
        let asked = try reading()
        return try await host.idempotent(request, context, body: body) { transaction in
            let loaded = try await transaction.load(Referral.self, id)
            guard let referral = loaded.state, referral.agency.id == identity.organisation else {
                throw Problem.notFound()
            }
            try ifMatch.require(loaded)
            let desk = try await ChangeDesk(referral, id, subject: identity.subject, register, in: transaction.sql)
            // Before anything is opened or sealed: what is not allowed now is not worth reading a child's details for.
            try Problem.rules { try referral.allow(move, desk.news) }
            let change = try await then(asked, desk)
            return try await commit(change, desk, loaded, in: transaction)
        }
    }

    private func commit(
        _ change: Change, _ desk: ChangeDesk, _ loaded: Loaded<Referral>, in transaction: EventTransaction
    ) async throws -> CommandResponse {
        let time = host.now()
        let events = try Problem.rules { try Referral.decide(loaded.state, change.command, desk.news) }
        guard let referral = Referral.replay(events, after: loaded.state) else { throw Problem.notFound() }
        let version = try await transaction.append(events, to: desk.id, key: desk.id, after: loaded.version, at: time)
        if let need = change.need { try await OpenReferral.moved(desk.id, to: need, in: transaction.sql) }
        var writings = [desk.update(referral, version, change)]
        if referral.ending != nil { writings += OpenReferral.ended(desk.id) }
        _ = try await transaction.sql.pipeline(writings)
        host.logger.info(
            "Referral changed",
            metadata: ["referral": "\(desk.id.text)", "move": "\(change.command.move?.code ?? "")"])
        return .ok(version: version, ReferralJSON.moved(referral, desk.news))
    }
}
