import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Logging
import Postgres

/// What agencies do with their referrals: a new one finds its case or gets one, and what follows is noted in it.
struct ReferralReaction: Reaction {
    let now: @Sendable () -> Date
    let desk: RoutingDesk
    let logger: Logger

    let name = "open-cases"
    let topics = [Topic.referrals]

    func react(to event: ReceivedEvent, in transaction: EventTransaction) async throws {
        switch try event.decode(ReferralEvent.self) {
        case .submitted(let referral): try await take(referral, event, transaction)
        case .amended(let amended): try await amend(amended, event, transaction)
        case .answered(let answered): try await note(.noteAnswer(answered), event, transaction)
        case .headteacherAuthorised(let authorised):
            try await note(.noteHeadteacherAuthorised(authorised), event, transaction)
        case .withdrawn(let withdrawn):
            try await leave(withdrawn.referralID, as: .withdrawn, event, transaction)
        case .enteredInError(let marked):
            try await leave(marked.referralID, as: .enteredInError, event, transaction)
        case .lawfulBasisChanged(let changed): try await note(.noteLawfulBasis(changed), event, transaction)
        }
    }

    private func note(_ command: CaseCommand, _ event: ReceivedEvent, _ transaction: EventTransaction) async throws {
        let (id, clocks) = (try await caseID(of: event, transaction), try await desk.clocks(in: transaction.sql))
        try await transaction.note(command, in: id, at: now(), by: clocks)
    }

    /// Notes what changed and, where the case rests on it, asks the rules again.
    private func amend(
        _ amended: ReferralAmended, _ event: ReceivedEvent, _ transaction: EventTransaction
    ) async throws {
        let (id, clocks) = (try await caseID(of: event, transaction), try await desk.clocks(in: transaction.sql))
        try await transaction.note(.noteAmended(amended), in: id, at: now(), by: clocks) { file in
            guard file.lead.id == amended.referralID, file.outcome == nil else { return nil }
            return .reroute(try await desk.route(again: file, changed: amended.changed, in: transaction.sql))
        }
    }

    /// Notes who left and, where the case rested on that referral, asks the rules about what is left.
    private func leave(
        _ referral: String, as reason: CaseOutcome, _ event: ReceivedEvent, _ transaction: EventTransaction
    ) async throws {
        let (id, clocks) = (try await caseID(of: event, transaction), try await desk.clocks(in: transaction.sql))
        let command = CaseCommand.noteLeft(referralID: referral, as: reason)
        try await transaction.note(command, in: id, at: now(), by: clocks) { file in
            guard file.outcome == nil, file.hasNewLead(since: referral) else { return nil }
            return .reroute(try await desk.route(byNewLead: file, in: transaction.sql))
        }
    }

    private func caseID(of event: ReceivedEvent, _ transaction: EventTransaction) async throws -> UUID {
        guard let id = try await CaseQueue.caseID(of: event.key, in: transaction.sql) else {
            throw ProjectionTrouble.poison(code: "no_such_case", words: "The referral it is about has no case.")
        }
        return id
    }

    /// Joins the open case about the child or, where there is none, opens one.
    private func take(
        _ referral: ReferralSubmitted, _ event: ReceivedEvent, _ transaction: EventTransaction
    ) async throws {
        let child = try UUID(inEvent: referral.childID)
        let time = now()
        let (belonging, plan) = try await CaseQueue.belonging(of: event.key, about: child, in: transaction.sql)
        switch belonging {
        case .settled: return
        case .alone: break
        case .joins(let id):
            let loaded = try await transaction.load(CaseFile.self, id)
            // A coordinator may have closed it just now.
            if let file = loaded.state, file.outcome == nil {
                let clocks = try await desk.clocks(in: transaction.sql)
                let events = try CaseFile.decide(file, .join(referral), now: time, clocks: clocks)
                _ = try await CaseRow.commit(events, to: id, loaded, at: time, in: transaction)
                logger.info(
                    "Referral joined a case", metadata: ["case": "\(id.text)", "referral": "\(event.key.text)"])
                return
            }
        }
        try await open(referral, event, plan: plan, at: time, transaction)
    }

    /// - Parameter plan: the child's, if it ever had one; while that runs, the case is about it too.
    private func open(
        _ referral: ReferralSubmitted, _ event: ReceivedEvent, plan: UUID?, at time: Date,
        _ transaction: EventTransaction
    ) async throws {
        let (routing, county) = try await desk.route(referral, event.key, in: transaction.sql)
        let clocks = Clocks(county)
        let caseID = UUID.v7(at: time)
        var events = try CaseFile.decide(
            nil, .open(OpenCase(caseID: caseID, referral: referral, routing: routing)), now: time, clocks: clocks)
        // Nobody changes the plan meanwhile: the child is held since the referral was taken.
        if let plan, let running = try await transaction.read(ChildPlan.self, plan).state, running.ended == nil {
            let note = CaseCommand.notePlan(running.id, nextOn: running.nextDate(now: time, county.calendar))
            events += try CaseFile.decide(CaseFile.replay(events, after: nil), note, now: time, clocks: clocks)
        }
        _ = try await CaseRow.commit(events, to: caseID, .none, at: time, in: transaction)
        logger.info(
            "Case opened",
            metadata: [
                "case": "\(caseID.text)", "referral": "\(event.key.text)",
                "locality": "\(routing.locality.code)", "forum": "\(routing.forum.code)",
            ])
    }
}
