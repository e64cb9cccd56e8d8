import Contracts
import FoundationEssentials
import Inclusion
import Postgres
import Privacy
import ServiceKit
import SwiftProtobuf

/// Something an agency has begun to write: one row of `draft`.
struct DraftRow: Sendable {
    let id: UUID
    let version: Int64
    let createdAt: Date
    let changedAt: Date
    let expiresAt: Date
    private let body: Sealed
    private let key: KeptKey

    /// A draft is kept for so long after it was last saved.
    static let lifetime: TimeInterval = 30 * 86_400

    init(_ row: PostgresRow) throws {
        id = try row.value("id")
        version = try row.value("version")
        createdAt = try row.value("created_at")
        changedAt = try row.value("changed_at")
        expiresAt = try row.value("expires_at")
        key = KeptKey(
            owner: id, masterKeyID: try row.value("master_key_id"), wrapped: try row.value("wrapped_key"))
        let (owner, box) = (id, try row.value("body", as: [UInt8].self))
        body = Sealed.with {
            $0.childID = owner.text
            $0.box = Data(box)
        }
    }

    /// What was written, opened; the access log remembers it under the draft's id.
    func content(_ keyring: Keyring, _ reader: Reader, for purpose: ReadingPurpose) async throws -> JSONBody {
        let text = try await keyring.open(
            body, as: Google_Protobuf_StringValue.self, with: key, by: reader, purpose: purpose)
        return try JSONBody(bytes: Array(text.value.utf8))
    }

    // MARK: Statements

    /// Whose drafts: nobody else's exist.
    struct Owner: Sendable {
        let organisation: String
        let subject: String

        init(_ identity: Identity) {
            organisation = identity.organisation
            subject = identity.subject
        }
    }

    /// The draft, unless it has expired.
    static func query(_ id: UUID, of owner: Owner, at time: Date) -> PostgresQuery {
        """
        select * from draft where id = \(id) and organisation = \(owner.organisation)
            and subject = \(owner.subject) and expires_at > \(time)
        """
    }

    /// Saves a draft that is new, or that is at `version` before. Each time it is sealed with a key of its own.
    static func write(
        _ body: JSONBody, _ id: UUID, of owner: Owner, after version: Int64, at time: Date, _ keyring: Keyring
    ) throws -> PostgresQuery {
        let new = try keyring.makeKey(for: id)
        let box = Array(try new.key.seal(Google_Protobuf_StringValue(body.tree.text)).box)
        let (kept, expires) = (new.kept, time.addingTimeInterval(lifetime))
        return """
            insert into draft (id, organisation, subject, version, created_at, changed_at, expires_at, body,
                master_key_id, wrapped_key)
            values (\(id), \(owner.organisation), \(owner.subject), \(version + 1), \(time), \(time), \(expires), \(box),
                \(kept.masterKeyID), \(kept.wrapped))
            on conflict (id) do update
            set (version, changed_at, expires_at, body, master_key_id, wrapped_key) = row (excluded.version,
                excluded.changed_at, excluded.expires_at, excluded.body, excluded.master_key_id, excluded.wrapped_key)
            """
    }

    /// Body and key are gone together.
    static func delete(_ id: UUID) -> PostgresQuery { "delete from draft where id = \(id)" }
}
