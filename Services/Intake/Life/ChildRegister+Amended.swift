import FoundationEssentials
import Postgres

extension ChildRegister {
    /// Lets identifiers that lead to nobody lead to the child.
    func note(_ indexes: [[UInt8]], of child: String, in sql: PostgresTransaction) async throws {
        guard let child = UUID(uuidString: child), !indexes.isEmpty else { return }
        try await sql.execute(
            """
            insert into child_identifier (blind_index, child_id)
            select given, \(child) from unnest(\(indexes)) as given order by given
            on conflict do nothing
            """)
    }
}
