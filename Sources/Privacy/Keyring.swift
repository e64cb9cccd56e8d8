public import Contracts
import Crypto
public import FoundationEssentials
public import Postgres
public import SwiftProtobuf

/// One key per child, and a trace of every use.
///
/// A child's details are sealed with the child's own key wherever they are kept or sent. The keys lie in the `keyring`
/// schema, each wrapped with a master key. Erasing a child's key makes every copy of the details unreadable, in every
/// table, topic and backup. (Backups of the `keyring` schema itself still have the wrapped key: keep them apart, and no
/// longer than the law allows.)
///
/// Keys are fetched for each call and never kept, so an erasure holds from the instant it commits.
///
/// Every call can also throw `PostgresError`; ``PrivacyError`` is what this room adds.
public struct Keyring: Sendable {
    private let pool: PostgresPool
    private let masterKeys: MasterKeys

    /// - Parameter pool: connections to the database that holds the `keyring` schema. Give the keyring a pool of its
    ///   own where calls are made inside a transaction of another: two connections taken in turn from one bounded pool
    ///   can wait for each other.
    public init(pool: PostgresPool, masterKeys: MasterKeys) {
        self.pool = pool
        self.masterKeys = masterKeys
    }

    // MARK: Sealing

    /// Makes the child's key, or fetches the one there is, in the caller's session: it exists if and when the caller's
    /// transaction commits. One round trip. Two callers at once get the same key; the second waits for the first.
    ///
    /// The session must be on the database that holds the `keyring` schema; where the keyring has a database of its own,
    /// use ``createKey(for:)`` before the transaction. A key that is never used does no harm.
    ///
    /// - Throws: ``PrivacyError/erased`` when the child's key was erased: it is never made again.
    public func createKey(for child: UUID, in session: some PostgresSession) async throws -> ChildKey {
        let new = try makeKey(for: child)
        let rows = try await session.pipeline([
            """
            insert into keyring.child_key (child_id, master_key_id, wrapped)
            values (\(child), \(new.masterKeyID), \(new.wrapped))
            on conflict (child_id) do nothing
            """,
            Self.fetch(child),
        ])
        return try key(of: child, in: rows[1])
    }

    /// As ``createKey(for:in:)``, committed by itself on the keyring's own database.
    public func createKey(for child: UUID) async throws -> ChildKey {
        try await pool.withConnection { try await createKey(for: child, in: $0) }
    }

    /// Makes a key for a child who is new. It can seal at once, and has to be stored together with what it sealed.
    public func makeKey(for child: UUID) throws(PrivacyError) -> NewChildKey {
        let key = SymmetricKey(size: .bits256)
        return NewChildKey(
            key: ChildKey(child: child, key: key), masterKeyID: masterKeys.current.id,
            wrapped: try masterKeys.current.wrap(key, for: child))
    }

    /// The statement that stores keys made by ``makeKey(for:)``, for a session on the keyring's database. It fails with a
    /// unique violation when one of the children has a key.
    public func storing(_ keys: [NewChildKey]) -> PostgresQuery {
        """
        insert into keyring.child_key (child_id, master_key_id, wrapped)
        select * from unnest(\(keys.map(\.child)), \(keys.map(\.masterKeyID)), \(keys.map(\.wrapped)))
        """
    }

    /// Stores keys made by ``makeKey(for:)``, committed by itself on the keyring's own database.
    public func store(_ keys: [NewChildKey]) async throws {
        try await pool.execute(storing(keys))
    }

    /// The keys of several children, to seal with, in the caller's session. Who has none, or an erased one, is left out.
    public func keys(of children: Set<UUID>, in session: some PostgresSession) async throws -> [UUID: ChildKey] {
        let rows = try await session.query(
            """
            select child_id, master_key_id, wrapped from keyring.child_key
            where child_id = any(\(Array(children))) and wrapped is not null
            """)
        var keys: [UUID: ChildKey] = [:]
        for (child, masterKeyID, wrapped) in try rows.decode(UUID.self, String.self, [UInt8].self) {
            keys[child] = ChildKey(child: child, key: try masterKeys.key(masterKeyID).unwrap(wrapped, for: child))
        }
        return keys
    }

    /// As ``keys(of:in:)``, from the keyring's own database.
    public func keys(of children: Set<UUID>) async throws -> [UUID: ChildKey] {
        try await pool.withConnection { try await keys(of: children, in: $0) }
    }

    /// Seals a message with the child's key, which must exist.
    ///
    /// - Throws: ``PrivacyError/noKey`` when it was never made, ``PrivacyError/erased`` when it was erased.
    public func seal(_ message: some Message, for child: UUID) async throws -> Sealed {
        try await pool.withConnection { try await seal(message, for: child, in: $0) }
    }

    /// As ``seal(_:for:)``, fetching the key in the caller's session on the same database.
    public func seal(
        _ message: some Message, for child: UUID, in session: some PostgresSession
    ) async throws -> Sealed {
        try key(of: child, in: try await session.query(Self.fetch(child))).seal(message)
    }

    // MARK: Opening

    /// Opens a sealed message, and leaves a line in the access log first: whether or not the opening succeeds, and
    /// outside any transaction of the caller, so that no rollback takes it away. One round trip.
    ///
    /// - Parameters:
    ///   - purpose: why it is read.
    ///   - referral: the referral it is read for.
    /// - Throws: ``PrivacyError/erased`` when the child's key was erased; ``PrivacyError/brokenSeal`` when the box was
    ///   altered or is not what it is taken for; ``PrivacyError/noKey`` when there never was a key.
    public func open<M: Message>(
        _ sealed: Sealed, as type: M.Type, by reader: Reader, purpose: ReadingPurpose, referral: UUID?
    ) async throws -> M {
        guard let child = UUID(uuidString: sealed.childID) else { throw PrivacyError.brokenSeal }
        let rows = try await pool.pipeline([Self.trace(reader, purpose, child, referral), Self.fetch(child)])
        return try key(of: child, in: rows[1]).open(sealed, as: type)
    }

    /// Opens several things of one child in one reading: with one line in the access log for each of these referrals, or one
    /// that names none where it is read for none; whether or not anything is opened then, and outside any transaction of
    /// the caller. One round trip.
    ///
    /// - Throws: as ``open(_:as:by:purpose:referral:)``, after the lines were left.
    public func reading(
        of child: UUID, by reader: Reader, purpose: ReadingPurpose, referrals: [UUID]
    ) async throws -> ChildReading {
        let readFor: [UUID?] = referrals.isEmpty ? [nil] : referrals
        let traces = readFor.map { Self.trace(reader, purpose, child, $0) }
        let rows = try await pool.pipeline(traces + [Self.fetch(child)])
        return ChildReading(try key(of: child, in: rows[rows.count - 1]))
    }

    /// As ``open(_:as:by:purpose:referral:)``, with a key that is kept elsewhere. It leaves the same line in the access log.
    public func open<M: Message>(
        _ sealed: Sealed, as type: M.Type, with kept: KeptKey, by reader: Reader, purpose: ReadingPurpose
    ) async throws -> M {
        try await pool.execute(Self.trace(reader, purpose, kept.owner, nil))
        let key = try masterKeys.key(kept.masterKeyID).unwrap(kept.wrapped, for: kept.owner)
        return try ChildKey(child: kept.owner, key: key).open(sealed, as: type)
    }

    // MARK: Who has read

    /// Who has read what is kept about a child for these referrals, or for none in particular, newest first. Needs the right
    /// to read the access log, which ``KeyringSchema/grants(role:canCreate:readsLog:)`` gives.
    ///
    /// - Parameter id: only what is older than the line of that id.
    public func readings(
        of child: UUID, for referrals: [UUID], before id: Int64? = nil, limit: Int
    ) async throws -> [AccessLine] {
        let older: PostgresQuery = id.map { "and id < \($0)" } ?? ""
        return try await pool.query(
            """
            select id, at, reader, role, organisation, trace_id, purpose, referral_id from keyring.access_log
            where child_id = \(child) and (referral_id is null or referral_id = any(\(referrals))) \(fragment: older)
            order by id desc limit \(limit)
            """
        ).decode(
            Int64.self, Date.self, String.self, String.self, String.self, String?.self, String.self, UUID?.self
        ).map { id, at, subject, role, organisation, traceID, purpose, referral in
            AccessLine(
                id: id, at: at,
                reader: Reader(subject: subject, role: role, organisation: organisation, traceID: traceID),
                purpose: purpose, referral: referral)
        }
    }

    // MARK: Erasing and rotating

    /// Erases the child's key, for ever. Needs the administrator's rights. Doing it again changes nothing.
    ///
    /// - Parameter reason: in words the code owns or an operator chose; kept beside the erased key. Nothing about the child.
    /// - Returns: whether there was a key to erase.
    public func erase(child: UUID, by reader: Reader, reason: String) async throws -> Bool {
        let erased = try await pool.execute(
            """
            update keyring.child_key
            set wrapped = null, erased_at = now(), erased_by = \(reader.subject), erase_reason = \(reason)
            where child_id = \(child) and wrapped is not null
            """)
        return erased > 0
    }

    /// Wraps keys that an older master key wraps with the current one. Needs the administrator's rights.
    ///
    /// - Parameter batch: how many at most.
    /// - Returns: how many it found; 0 when no older master key is needed any more.
    public func rewrap(batch: Int = 500) async throws -> Int {
        let current = masterKeys.current
        return try await pool.withTransaction { transaction in
            let found = try await transaction.query(
                """
                select child_id, master_key_id, wrapped from keyring.child_key
                where master_key_id <> \(current.id) and wrapped is not null
                order by child_id limit \(batch) for update skip locked
                """
            ).decode(UUID.self, String.self, [UInt8].self)
            let updates = try found.map { child, masterKeyID, wrapped -> PostgresQuery in
                let key = try masterKeys.key(masterKeyID).unwrap(wrapped, for: child)
                let again = try current.wrap(key, for: child)
                return """
                    update keyring.child_key set master_key_id = \(current.id), wrapped = \(again)
                    where child_id = \(child)
                    """
            }
            if !updates.isEmpty { _ = try await transaction.pipeline(updates) }
            return updates.count
        }
    }

    // MARK: Finding without reading

    /// A value to find an identifier by without storing it: HMAC-SHA256 over system and value, 32 bytes. Equal
    /// identifiers give equal values; without the master keys nobody can tell which identifier it was, nor try them out.
    ///
    /// Hand in the identifier in its one canonical form (upper case, no spaces). ``MasterKeys`` says what a change of
    /// keys means for values that are already stored.
    public func blindIndex(system: String, value: String) -> [UInt8] {
        var code = HMAC<SHA256>(key: masterKeys.indexKey)
        // The length keeps ("ab", "c") and ("a", "bc") apart.
        withUnsafeBytes(of: UInt32(system.utf8.count).bigEndian) { code.update(data: $0) }
        code.update(data: Array(system.utf8))
        code.update(data: Array(value.utf8))
        return Array(code.finalize())
    }

    // MARK: -

    private static func trace(
        _ reader: Reader, _ purpose: ReadingPurpose, _ child: UUID, _ referral: UUID?
    ) -> PostgresQuery {
        """
        insert into keyring.access_log (reader, role, organisation, purpose, child_id, referral_id, trace_id)
        values (\(reader.subject), \(reader.role), \(reader.organisation), \(purpose.code), \(child),
                \(referral as UUID?), \(reader.traceID as String?))
        """
    }

    private static func fetch(_ child: UUID) -> PostgresQuery {
        "select master_key_id, wrapped from keyring.child_key where child_id = \(child)"
    }

    private func key(of child: UUID, in rows: PostgresRows) throws -> ChildKey {
        guard let (masterKeyID, wrapped) = try rows.decodeFirst(String.self, [UInt8]?.self) else {
            throw PrivacyError.noKey
        }
        guard let wrapped else { throw PrivacyError.erased }
        return ChildKey(child: child, key: try masterKeys.key(masterKeyID).unwrap(wrapped, for: child))
    }
}
