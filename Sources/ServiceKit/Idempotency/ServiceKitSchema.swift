import Postgres

/// The tables ServiceKit keeps in the schema of every service.
public enum ServiceKitSchema {
    /// Their history, to be applied in the service's own schema.
    public static let migrations: [Migration] = [
        Migration(
            name: "servicekit_0001_idempotency",
            sql: """
                -- One row per attempt a client named; gone after seven days.
                -- A row without status belongs to a transaction that is still running: nobody else ever sees one.
                create table idempotency (
                    organisation text not null,
                    subject      text not null,
                    key          uuid not null,
                    request      bytea not null,
                    status       integer,
                    location     text,
                    version      bigint,
                    body         bytea,
                    created_at   timestamptz not null default now(),
                    primary key (organisation, subject, key)
                );
                create index idempotency_by_age on idempotency (created_at);
                """)
    ]
}
