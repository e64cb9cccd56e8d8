import Contracts
import FoundationEssentials
import Inclusion
import Postgres
import Privacy
import ServiceKit
import SwiftProtobuf

/// A referral as its agency may read it: one row of `referral`.
struct ReferralRow: Sendable {
    let id: UUID
    let reference: String
    let version: Int64
    let submittedAt: Date
    let child: UUID
    /// A `StringValue`: the JSON as posted.
    let posted: Sealed

    init(_ row: PostgresRow) throws {
        id = try row.value("id")
        reference = try row.value("reference")
        version = try row.value("version")
        submittedAt = try row.value("submitted_at")
        child = try row.value("child_id")
        let (child, box) = (child, try row.value("posted", as: [UInt8].self))
        posted = Sealed.with {
            $0.childID = child.text
            $0.box = Data(box)
        }
    }

    /// What was posted, as amended. Opening it leaves a line in the access log.
    func content(_ keyring: Keyring, _ reader: Reader, for purpose: ReadingPurpose) async throws -> ReferralDraft {
        try content(try await keyring.reading(of: child, by: reader, purpose: purpose, referrals: [id]))
    }

    /// The same, in a reading that has left its line.
    func content(_ reading: ChildReading) throws -> ReferralDraft {
        let text = try reading.open(posted, as: Google_Protobuf_StringValue.self)
        return ReferralBody.read(FieldReader(try JSONBody(bytes: Array(text.value.utf8))))
    }

    /// The referral of that id, if it is that organisation's: anybody else's is as good as none.
    static func query(_ id: UUID, of organisation: String) -> PostgresQuery {
        """
        select id, reference, version, submitted_at, child_id, posted from referral
        where id = \(id) and organisation = \(organisation)
        """
    }
}
