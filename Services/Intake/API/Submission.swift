import Contracts
import EventFlow
import FoundationEssentials
import Inclusion
import Postgres
import Privacy
import ServiceKit
import SwiftProtobuf

/// A referral that satisfies every rule, on its way to disk.
struct Submission: Sendable {
    let id: UUID
    let time: Date
    let draft: ReferralDraft
    let referral: CheckedReferral
    /// The reference people use on the telephone, unless another referral has it.
    let reference: ReferralReference
    /// The trace of the request.
    let trace: TraceContext?

    /// References are drawn, not counted. With a million in use, one draw in three thousand meets one of them: five in a
    /// row mean that something else is wrong.
    private static let draws = 5

    /// What the agency is told.
    /// - Parameter knownToAnother: whether another agency has an open referral about the child. That there is one is all
    ///   that is told: not whose, and nothing of what it says.
    func answer(_ reference: ReferralReference, knownToAnother: Bool) -> CommandResponse {
        .created(
            location: "/v1/referrals/\(id.text)", version: 1,
            ReferralJSON.receipt(
                id, reference, moves: Referral.movesAfterPosting(referral), knownToAnother: knownToAnother))
    }

    /// The first of the unmet needs: one referral for each may be open.
    var primaryNeed: String { draft.needs.first ?? "" }

    /// What is written for it, sealed with the key of the child it is about.
    func sealed(with key: ChildKey, as reference: ReferralReference) throws -> SealedSubmission {
        let events = try Problem.rules {
            try Referral.decide(
                nil,
                .submit(
                    SubmitReferral(
                        id: id, reference: reference, childID: key.child, referral: referral,
                        details: try key.seal(referral.details))))
        }
        let posted = try key.seal(Google_Protobuf_StringValue(ReferralJSON.posted(draft).text))
        return SealedSubmission(
            id: id, reference: reference, child: key.child, organisation: referral.agency.id,
            need: primaryNeed, time: time, posted: Array(posted.box),
            story: try Beginning(events, of: id, key: id, at: time, trace: trace))
    }

    /// Writes everything there is to write, in the caller's transaction: child, key, referral and event.
    /// - Returns: what the agency is told.
    /// - Throws: ``Problem`` 409 `duplicate_referral`, 503 when there is no free reference.
    func commit(_ register: ChildRegister, in transaction: EventTransaction) async throws -> CommandResponse {
        let child = try await register.enter(
            register.marks(of: referral), fresh: UUID.v7(at: time), at: time, in: transaction.sql)
        var unwritten = child.unwritten
        var reference = reference
        var random = SystemRandomNumberGenerator()
        for _ in 0..<Self.draws {
            let open = try await OpenReferral.about(child.id, in: transaction.sql)
            let (own, others) = (open.filter { $0.organisation == referral.agency.id }, open.count)
            if let same = own.first(where: { $0.need == primaryNeed }) { throw same.duplicate }
            let sealed = try sealed(with: child.key, as: reference)
            let results = try await transaction.sql.pipeline(unwritten + [SealedSubmission.insert([sealed])])
            if results.last?.count == 1 {
                try await transaction.append([sealed.story])
                return answer(reference, knownToAnother: others > own.count)
            }
            unwritten = []
            reference = ReferralReference(using: &random)
        }
        throw Problem.unavailable("No free reference was found. Nothing was stored. Send the same request again.")
    }
}

extension Submission {
    /// Checks a body by every rule, and gives the referral its ids.
    /// - Throws: as ``ReferralBody/accept(_:from:today:)``.
    init(_ body: JSONBody, from agency: Agency, at time: Date, trace: TraceContext?) throws {
        let (draft, referral) = try ReferralBody.accept(body, from: agency, today: LondonTime.day(of: time))
        var random = SystemRandomNumberGenerator()
        self.init(
            id: UUID.v7(at: time), time: time, draft: draft, referral: referral,
            reference: ReferralReference(using: &random), trace: trace)
    }
}

/// A submission as it is written: a row of `referral`, and the event its story begins with.
struct SealedSubmission: Sendable {
    let id: UUID
    let reference: ReferralReference
    let child: UUID
    let organisation: String
    /// The primary need.
    let need: String
    let time: Date
    /// A `StringValue`, sealed: the JSON as posted.
    let posted: [UInt8]
    let story: Beginning

    /// Inserts the rows whose references nobody has, as open ones, and returns their ids.
    ///
    /// A row whose agency has an open one for the same child and need is inserted too, but not returned: whoever finds an
    /// id missing undoes the transaction.
    static func insert(_ rows: [SealedSubmission]) -> PostgresQuery {
        """
        with stored as (
            insert into referral (id, reference, child_id, organisation, version, submitted_at, posted)
            select id, reference, child_id, organisation, 1, submitted_at, posted
            from unnest(
                \(rows.map(\.id)), \(rows.map(\.reference.text)), \(rows.map(\.child)),
                \(rows.map(\.organisation)), \(rows.map(\.time)), \(rows.map(\.posted))
            ) as given (id, reference, child_id, organisation, submitted_at, posted)
            on conflict (reference) do nothing
            returning id, child_id, organisation)
        insert into open_referral (child_id, organisation, need, referral_id)
        select child_id, organisation, need, id
        from stored join unnest(\(rows.map(\.id)), \(rows.map(\.need))) as given (id, need) using (id)
        on conflict do nothing
        returning referral_id
        """
    }
}
