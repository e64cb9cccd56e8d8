import FoundationEssentials
import Inclusion
import Postgres
import Privacy

/// Which child a referral is about: the same child always has the same id, whoever refers it.
struct ChildRegister: Sendable {
    let keyring: Keyring
    /// Whether the keys lie in the service's own database, so that a child's key comes and goes with the referral.
    let keysAreHere: Bool

    /// A child's id and key, and what has to be written with the referral to remember it.
    struct Entry: Sendable {
        let key: ChildKey
        let unwritten: [PostgresQuery]

        var id: UUID { key.child }
    }

    /// By what the child of a referral is known: the one place that answers which known child this is. Who shares a mark
    /// is the same child, for certain; a child without marks is always a new one.
    ///
    /// Today the marks are its identifiers, as keyed hashes. Telling children apart by name, date of birth and address
    /// belongs here too; but a likeness is not certain, so it makes no mark: it is a suggestion that a person confirms.
    func marks(of referral: CheckedReferral) -> [[UInt8]] {
        referral.identifiers.map { keyring.blindIndex(system: $0.system.code, value: $0.value) }
    }

    /// Finds the child by any of its marks, or else enters it as `fresh`.
    ///
    /// A child whose key was erased is not found again: it starts anew, and nothing is remembered of what it was.
    func enter(
        _ indexes: [[UInt8]], fresh: UUID, at time: Date, in sql: PostgresTransaction
    ) async throws -> Entry {
        let known = try await claim(indexes, for: fresh, in: sql)
        var erased: [UUID] = []
        // Two children may turn out to be one. The one known longest is taken; its id is the lowest.
        for child in known.filter({ $0 != fresh }).sorted(by: { $0.uuidString < $1.uuidString }) {
            do {
                let key = try await key(of: child, in: sql)
                return Entry(
                    key: key,
                    unwritten: known.contains(fresh) || !erased.isEmpty
                        ? Self.repoint(indexes, from: erased + [fresh], to: child) : [])
            } catch PrivacyError.erased {
                erased.append(child)
            }
        }
        var unwritten = [Self.insert([(fresh, time)])]
        if !erased.isEmpty { unwritten += Self.repoint(indexes, from: erased, to: fresh) }
        return Entry(key: try await key(of: fresh, in: sql), unwritten: unwritten)
    }

    private static func insert(_ children: [(id: UUID, firstReferredAt: Date)]) -> PostgresQuery {
        """
        insert into child (id, first_referred_at)
        select * from unnest(\(children.map(\.id)), \(children.map(\.firstReferredAt)))
        """
    }

    /// Claims the identifiers nobody has for `fresh`, and answers which children they lead to.
    ///
    /// Whoever enters the same identifier at the same moment waits here until the first has committed, and then finds
    /// what the first one decided. All claim in the same order, so no two wait for each other.
    private func claim(
        _ indexes: [[UInt8]], for fresh: UUID, in sql: PostgresTransaction
    ) async throws -> Set<UUID> {
        guard !indexes.isEmpty else { return [] }
        let results = try await sql.pipeline([
            """
            insert into child_identifier (blind_index, child_id)
            select given, \(fresh) from unnest(\(indexes)) as given order by given
            on conflict do nothing
            """,
            "select child_id from child_identifier where blind_index = any(\(indexes)) order by blind_index for update",
        ])
        return Set(try results[1].decode(UUID.self))
    }

    /// Lets identifiers lead to `child`. What else led to an erased child leads nowhere any more; what another referral
    /// holds at this moment is left to it, because waiting out of order could go on for ever.
    private static func repoint(_ indexes: [[UInt8]], from old: [UUID], to child: UUID) -> [PostgresQuery] {
        [
            """
            update child_identifier set child_id = \(child)
            where blind_index = any(\(indexes)) and child_id = any(\(old))
            """,
            """
            delete from child_identifier where blind_index in (
                select blind_index from child_identifier where child_id = any(\(old)) for update skip locked)
            """,
        ]
    }

    private func key(of child: UUID, in sql: PostgresTransaction) async throws -> ChildKey {
        // Elsewhere the key is committed at once. One that is never used does no harm.
        keysAreHere ? try await keyring.createKey(for: child, in: sql) : try await keyring.createKey(for: child)
    }
}

// MARK: - Several at once

extension ChildRegister {
    /// Whose the identifiers are that were somebody's already.
    struct Holders: Sendable {
        var children: [[UInt8]: UUID] = [:]
        /// Those of the children about whom a referral is open.
        var busy: Set<UUID> = []
    }

    /// Claims for each child those of its identifiers that nobody has, and answers whose the others are. Nobody opens a
    /// referral about one of these until the transaction ends.
    ///
    /// It waits as ``enter(_:fresh:at:in:)`` does, and in the same order. No index may come twice.
    /// - Throws: ``Moved``, when an identifier was let go of at this moment.
    func claim(
        _ claims: [(indexes: [[UInt8]], child: UUID)], in sql: PostgresTransaction
    ) async throws -> Holders {
        let indexes = claims.flatMap(\.indexes)
        guard !indexes.isEmpty else { return Holders() }
        let children = claims.flatMap { claim in claim.indexes.map { _ in claim.child } }
        let results = try await sql.pipeline([
            """
            insert into child_identifier (blind_index, child_id)
            select * from unnest(\(indexes), \(children)) as given (blind_index, child_id) order by blind_index
            on conflict do nothing
            """,
            """
            select blind_index, child_id from child_identifier
            where blind_index = any(\(indexes)) and child_id <> all(\(children)) order by blind_index for update
            """,
        ])
        let holders = try results[1].decode([UInt8].self, UUID.self)
        guard results[0].affected + holders.count == indexes.count else { throw Moved() }
        guard !holders.isEmpty else { return Holders() }
        let known = Array(Set(holders.map(\.1)))
        let open = try await sql.pipeline([
            "select id from child where id = any(\(known)) order by id for no key update",
            "select distinct child_id from open_referral where child_id = any(\(known))",
        ])
        return Holders(
            children: Dictionary(holders) { first, _ in first }, busy: Set(try open[1].decode(UUID.self)))
    }

    /// An identifier that was somebody's was nobody's a moment later.
    struct Moved: Error {}

    /// The keys of children that are known; whose key was erased is left out.
    func keys(of children: Set<UUID>, in sql: PostgresTransaction) async throws -> [UUID: ChildKey] {
        keysAreHere ? try await keyring.keys(of: children, in: sql) : try await keyring.keys(of: children)
    }

    /// What has to be written with the referrals to remember these children and their keys.
    func enter(_ children: [(key: NewChildKey, firstReferredAt: Date)]) async throws -> [PostgresQuery] {
        guard !children.isEmpty else { return [] }
        let insert = Self.insert(children.map { ($0.key.child, $0.firstReferredAt) })
        if keysAreHere { return [insert, keyring.storing(children.map(\.key))] }
        // Elsewhere the keys are committed at once. One that is never used does no harm.
        try await keyring.store(children.map(\.key))
        return [insert]
    }
}
