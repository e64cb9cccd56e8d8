import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Logging
import Postgres
import Privacy
import SwiftProtobuf

/// What agencies do with their referrals: a new one finds its case or gets one, and what follows is noted in it.
struct ReferralReaction: Reaction {
    let now: @Sendable () -> Date
    let keyring: Keyring
    let logger: Logger

    let name = "open-cases"
    let topics = [Topic.referrals]

    func react(to event: ReceivedEvent, in transaction: EventTransaction) async throws {
        switch try event.decode(ReferralEvent.self) {
        case .submitted(let referral): try await take(referral, event, transaction)
        case .amended(let amended): try await note(.noteAmended(amended), event, transaction)
        case .answered(let answered): try await note(.noteAnswer(answered), event, transaction)
        case .headteacherAuthorised(let authorised):
            try await note(.noteHeadteacherAuthorised(authorised), event, transaction)
        case .withdrawn(let withdrawn):
            try await note(.noteLeft(referralID: withdrawn.referralID, as: .withdrawn), event, transaction)
        case .enteredInError(let marked):
            try await note(.noteLeft(referralID: marked.referralID, as: .enteredInError), event, transaction)
        case .lawfulBasisChanged(let changed): try await note(.noteLawfulBasis(changed), event, transaction)
        }
    }

    private func note(_ command: CaseCommand, _ event: ReceivedEvent, _ transaction: EventTransaction) async throws {
        guard let id = try await CaseQueue.caseID(of: event.key, in: transaction.sql) else {
            throw ProjectionTrouble.poison(code: "no_such_case", words: "The referral it is about has no case.")
        }
        try await transaction.note(command, in: id, at: now())
    }

    /// Joins the open case about the child or, where there is none, opens one.
    private func take(
        _ referral: ReferralSubmitted, _ event: ReceivedEvent, _ transaction: EventTransaction
    ) async throws {
        let child = try UUID(inEvent: referral.childID)
        let time = now()
        switch try await CaseQueue.belonging(of: event.key, about: child, in: transaction.sql) {
        case .settled: return
        case .alone: break
        case .joins(let id):
            let loaded = try await transaction.load(CaseFile.self, id)
            // A coordinator may have closed it just now.
            if let file = loaded.state, file.outcome == nil {
                let events = try CaseFile.decide(file, .join(referral), now: time)
                _ = try await CaseRow.commit(events, to: id, loaded, at: time, in: transaction)
                logger.info(
                    "Referral joined a case", metadata: ["case": "\(id.text)", "referral": "\(event.key.text)"])
                return
            }
        }
        try await open(referral, event, at: time, transaction)
    }

    private func open(
        _ referral: ReferralSubmitted, _ event: ReceivedEvent, at time: Date, _ transaction: EventTransaction
    ) async throws {
        let postcodes = try await postcodes(of: referral, event)
        let findings = try await find([postcodes.home, postcodes.school], in: transaction.sql)
        let routing = ReferralRouter.route(referral, home: findings[0], school: findings[1])
        let caseID = UUID.v7(at: time)
        let events = try CaseFile.decide(
            nil, .open(OpenCase(caseID: caseID, referral: referral, routing: routing)), now: time)
        _ = try await CaseRow.commit(events, to: caseID, .none, at: time, in: transaction)
        logger.info(
            "Case opened",
            metadata: [
                "case": "\(caseID.text)", "referral": "\(event.key.text)",
                "locality": "\(routing.locality.code)", "forum": "\(routing.forum.code)",
            ])
    }

    /// The postcodes lie in the sealed block. When the child's key has been erased meanwhile, there are none any
    /// more, and the case goes to the queue for that.
    private func postcodes(
        of referral: ReferralSubmitted, _ event: ReceivedEvent
    ) async throws -> (home: String, school: String) {
        do {
            let details = try await keyring.open(
                referral.details, as: ReferralDetails.self,
                by: .service("locality-router", traceID: TraceContext.current?.traceID), purpose: "routing",
                referral: event.key)
            return (details.child.homePostcode, details.child.schoolPostcode)
        } catch PrivacyError.erased {
            return ("", "")
        }
    }

    /// What is known of each postcode, in the order they are given in.
    private func find(_ postcodes: [String], in sql: some PostgresSession) async throws -> [PostcodeFinding] {
        let wanted = postcodes.map { $0.filter { $0 != " " } }
        let rows = try await sql.query(
            "select postcode, district, easting, northing from postcode where postcode = any(\(wanted))"
        ).decode(String.self, String.self, Int32.self, Int32.self)
        return wanted.map { postcode in
            guard !postcode.isEmpty else { return .notGiven }
            guard let (_, district, easting, northing) = rows.first(where: { $0.0 == postcode }) else {
                return .notFound
            }
            let location = CoarseLocation.with {
                $0.eastingKm = easting / 1000
                $0.northingKm = northing / 1000
            }
            return .found(PostcodePlace(district: district, location: location))
        }
    }
}
