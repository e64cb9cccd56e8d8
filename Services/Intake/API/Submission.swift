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
    let register: ChildRegister

    /// References are drawn, not counted. With a million in use, one draw in three thousand meets one of them: five in a
    /// row mean that something else is wrong.
    private static let draws = 5

    /// Writes everything there is to write, in the caller's transaction: child, key, referral and event.
    /// - Returns: the reference people use on the telephone, and the referral's version.
    func commit(in transaction: EventTransaction) async throws -> (ReferralReference, version: Int64) {
        let child = try await register.enter(
            referral.identifiers, fresh: UUID.v7(at: time), at: time, in: transaction.sql)
        let reference = try await writeRow(child, in: transaction.sql)
        let events = try Problem.rules {
            try Referral.decide(
                nil,
                .submit(
                    SubmitReferral(
                        id: id, reference: reference, childID: child.id, referral: referral,
                        details: try child.key.seal(referral.details))))
        }
        let version = try await transaction.append(events, to: id, key: id, after: 0, at: time)
        return (reference, version)
    }

    /// Writes the referral's row, and what is still to be written of the child, under a reference nobody else has.
    private func writeRow(
        _ child: ChildRegister.Entry, in sql: PostgresTransaction
    ) async throws -> ReferralReference {
        let posted = try child.key.seal(Google_Protobuf_StringValue(ReferralJSON.posted(draft).text))
        var unwritten = child.unwritten
        var random = SystemRandomNumberGenerator()
        for _ in 0..<Self.draws {
            let reference = ReferralReference(using: &random)
            let results = try await sql.pipeline(
                unwritten + [
                    """
                    insert into referral (id, reference, child_id, organisation, version, submitted_at, posted)
                    values (\(id), \(reference.text), \(child.id), \(referral.agency.id), 1, \(time), \(Array(posted.box)))
                    on conflict (reference) do nothing
                    """
                ])
            if results.last?.affected == 1 { return reference }
            unwritten = []
        }
        throw Problem.unavailable("No free reference was found. Nothing was stored. Send the same request again.")
    }
}
