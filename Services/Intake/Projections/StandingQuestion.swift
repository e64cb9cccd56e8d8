import Contracts
import FoundationEssentials
import Inclusion
import Postgres
import SwiftProtobuf

/// What a coordinator asked of a referral's agency: one row of `standing_question`.
struct StandingQuestion: Sendable, Equatable {
    let id: UUID
    let askedAt: Date
    /// When the agency is reminded.
    let chaseAt: Date?
    /// When the coordinator has to decide without.
    let answerBy: Date?
    /// When the router had the answer.
    let receivedAt: Date?
    /// A Words.
    let words: Sealed

    init(_ row: PostgresRow) throws {
        id = try row.value("question_id")
        askedAt = try row.value("asked_at")
        chaseAt = try row.value("chase_at")
        answerBy = try row.value("answer_by")
        receivedAt = try row.value("received_at")
        let bytes: [UInt8] = try row.value("question")
        words = try Sealed(serializedBytes: bytes)
    }

    static func query(_ referral: UUID) -> PostgresQuery {
        "select * from standing_question where referral_id = \(referral) order by asked_at, question_id"
    }

    /// The referral whose agency is asked: the one the case was opened for, unless another is named.
    static func asked(_ asked: InformationAsked, of key: UUID) -> UUID {
        UUID(uuidString: asked.askedReferralID) ?? key
    }

    static func write(_ asked: InformationAsked, _ id: UUID, of referral: UUID, at time: Date) throws -> PostgresQuery {
        """
        insert into standing_question (question_id, referral_id, asked_at, chase_at, answer_by, question)
        values (\(id), \(referral), \(time), \(RFC3339.instant(asked.chaseAt) as Date?),
            \(RFC3339.instant(asked.answerBy) as Date?), \(try asked.question.serializedBytes() as [UInt8]))
        on conflict do nothing
        """
    }

    static func received(_ id: UUID, at time: Date) -> PostgresQuery {
        "update standing_question set received_at = \(time) where question_id = \(id)"
    }
}
