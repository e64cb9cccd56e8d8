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

    /// What the agency is told. Nothing in it has to be looked up, so it is known before anything is stored.
    static func answer(_ id: UUID, _ reference: ReferralReference) -> CommandResponse {
        .created(
            location: "/v1/referrals/\(id.text)", version: 1, ReferralJSON.receipt(id, reference))
    }

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
            id: id, reference: reference, child: key.child, organisation: referral.agency.id, time: time,
            posted: Array(posted.box), story: try Beginning(events, of: id, key: id, at: time, trace: trace))
    }

    /// Writes everything there is to write, in the caller's transaction: child, key, referral and event.
    /// - Returns: what the agency is told.
    func commit(_ register: ChildRegister, in transaction: EventTransaction) async throws -> CommandResponse {
        let child = try await register.enter(
            referral.identifiers, fresh: UUID.v7(at: time), at: time, in: transaction.sql)
        var unwritten = child.unwritten
        var reference = reference
        var random = SystemRandomNumberGenerator()
        for _ in 0..<Self.draws {
            let sealed = try sealed(with: child.key, as: reference)
            let results = try await transaction.sql.pipeline(unwritten + [SealedSubmission.insert([sealed])])
            if results.last?.count == 1 {
                try await transaction.append([sealed.story])
                return Self.answer(id, reference)
            }
            unwritten = []
            reference = ReferralReference(using: &random)
        }
        throw Problem.unavailable("No free reference was found. Nothing was stored. Send the same request again.")
    }
}

/// A submission as it is written: a row of `referral`, and the event its story begins with.
struct SealedSubmission: Sendable {
    let id: UUID
    let reference: ReferralReference
    let child: UUID
    let organisation: String
    let time: Date
    /// A `StringValue`, sealed: the JSON as posted.
    let posted: [UInt8]
    let story: Beginning

    /// Inserts the rows whose references nobody has, and returns their ids.
    static func insert(_ rows: [SealedSubmission]) -> PostgresQuery {
        """
        insert into referral (id, reference, child_id, organisation, version, submitted_at, posted)
        select id, reference, child_id, organisation, 1, submitted_at, posted
        from unnest(
            \(rows.map(\.id)), \(rows.map(\.reference.text)), \(rows.map(\.child)), \(rows.map(\.organisation)),
            \(rows.map(\.time)), \(rows.map(\.posted))
        ) as given (id, reference, child_id, organisation, submitted_at, posted)
        on conflict (reference) do nothing
        returning id
        """
    }
}
