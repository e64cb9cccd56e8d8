public import Postgres

/// The `keyring` schema: one wrapped key per child, and the access log.
///
/// It belongs to the administrator, not to a service. A service's role gets only what ``grants(role:canCreate:readsLog:)`` gives.
public enum KeyringSchema {
    /// The schema's name.
    public static let name = "keyring"

    /// Its history, to be applied by the administrator with schema ``name``.
    public static let migrations: [Migration] = [
        Migration(
            name: "keyring_0001_keys_and_access_log",
            sql: String(decoding: PackageResources.keyring_0001_keys_and_access_log_sql, as: UTF8.self))
    ]

    /// What a service's role may do, a statement each, for the administrator to run after ``migrations``. Running them
    /// again changes nothing; they also take back what an earlier, wider grant gave.
    ///
    /// Every role may fetch keys and add to the access log. Nobody but the administrator may erase a key or change a row of
    /// the access log.
    ///
    /// - Parameters:
    ///   - canCreate: whether the role may also create a child's key: the service children come in through.
    ///   - readsLog: whether the role may also read the access log: the service that shows who has looked.
    public static func grants(role: String, canCreate: Bool, readsLog: Bool) -> [String] {
        let role = "\"" + role.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
        return [
            "revoke all on all tables in schema keyring from \(role)",
            "grant usage on schema keyring to \(role)",
            "grant select\(canCreate ? ", insert" : "") on keyring.child_key to \(role)",
            "grant insert\(readsLog ? ", select" : "") on keyring.access_log to \(role)",
        ]
    }
}
