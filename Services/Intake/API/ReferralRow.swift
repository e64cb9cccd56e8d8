import Contracts
import FoundationEssentials
import Postgres
import SwiftProtobuf

/// A referral as its agency may read it: one row of `referral`.
struct ReferralRow: Sendable {
    let id: UUID
    let reference: String
    let version: Int64
    let submittedAt: Date
    /// A `StringValue`: the JSON as posted.
    let posted: Sealed

    init(_ row: PostgresRow) throws {
        id = try row.value("id")
        reference = try row.value("reference")
        version = try row.value("version")
        submittedAt = try row.value("submitted_at")
        let child: UUID = try row.value("child_id")
        let box: [UInt8] = try row.value("posted")
        posted = Sealed.with {
            $0.childID = child.text
            $0.box = Data(box)
        }
    }

    /// The referral of that id, if it is that organisation's: anybody else's is as good as none.
    static func query(_ id: UUID, of organisation: String) -> PostgresQuery {
        """
        select id, reference, version, submitted_at, child_id, posted from referral
        where id = \(id) and organisation = \(organisation)
        """
    }
}
