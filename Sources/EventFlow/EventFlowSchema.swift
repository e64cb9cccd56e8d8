public import Postgres

/// The tables EventFlow keeps in the schema of every service.
public enum EventFlowSchema {
    /// Their history, oldest first; applied before the service's own.
    public static let migrations: [Migration] = [
        Migration(name: "eventflow_0001_log_and_outbox", sql: text(PackageResources.eventflow_0001_log_and_outbox_sql)),
        Migration(name: "eventflow_0002_projections", sql: text(PackageResources.eventflow_0002_projections_sql)),
        Migration(name: "eventflow_0003_rebuild", sql: text(PackageResources.eventflow_0003_rebuild_sql)),
        Migration(
            name: "eventflow_0004_published_runs", sql: text(PackageResources.eventflow_0004_published_runs_sql)),
        Migration(
            name: "eventflow_0005_fewer_indexes", sql: text(PackageResources.eventflow_0005_fewer_indexes_sql)),
    ]

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
