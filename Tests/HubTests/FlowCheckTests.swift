import EventFlow
import Postgres
import TestSupport
import Testing

@testable import Hub

/// What the services' tables say at the end of `hub samples`.
@Suite(.timeLimit(.minutes(1)))
struct FlowCheckTests {
    @Test func countsWhatWaitsInEveryServiceThatHasTables() async throws {
        try await OwnDatabase.with { database in
            #expect(try await FlowCheck.read(database.url) == FlowCheck())
            for schema in ["referral_intake", "portal"] {
                let pool = try database.pool(schema: schema)
                try await Migrator(pool, logger: OwnDatabase.logger).apply(EventFlowSchema.migrations, schema: schema)
                await pool.close()
                try await database.run([
                    """
                    insert into \(schema).event_log (event_id, subject, version, key, partition, type, occurred_at, payload)
                    values (gen_random_uuid(), gen_random_uuid(), 1, gen_random_uuid(), 0, 't', now(), '');
                    insert into \(schema).outbox (position, partition) select position, partition from \(schema).event_log;
                    """
                ])
            }
            #expect(try await FlowCheck.read(database.url) == FlowCheck(unpublished: 2))
        }
    }
}
