import EventFlow
import Foundation
import Postgres
import TestSupport
import Testing

@testable import Hub

/// `hub rebuild` on a database where the test plays the service.
@Suite(.timeLimit(.minutes(1)))
struct RebuildTests {
    private func withPortal(_ body: (OwnDatabase) async throws -> Void) async throws {
        try await OwnDatabase.with { database in
            let pool = try database.pool(schema: "portal")
            try await Migrator(pool, logger: OwnDatabase.logger).apply(EventFlowSchema.migrations, schema: "portal")
            await pool.close()
            try await database.run([
                """
                create table portal.queue_item (id int primary key);
                insert into portal.projection (name, kind, topics, tables)
                values ('show-queue', 'read_model', '{cases}', '{queue_item}'), ('decide', 'reaction', '{cases}', '{}');
                """
            ])
            try await body(database)
        }
    }

    private func rebuild(_ arguments: String..., on database: OwnDatabase) async throws -> HubProcess.Outcome {
        try await HubProcess.run(["rebuild"] + arguments + ["--database", database.url, "--by", "ada"])
    }

    /// Does what the service would, to the first wish it sees.
    private func play(_ change: String, in database: OwnDatabase) async throws {
        let deadline = ContinuousClock.now + .seconds(20)
        while .now < deadline {
            let rows = try await database.query(
                "update portal.rebuild set \(unescaped: change) where state = 'requested'")
            if rows.affected == 1 { return }
            await Task.yield()
        }
        Issue.record("nobody asked in time")
    }

    @Test func listsWhatCanBeFilledAnew() async throws {
        try await withPortal { database in
            let list = try await rebuild(on: database)
            #expect(list.status == 0, "\(list.errors)")
            #expect(list.output.contains("show-queue") && list.output.contains("read model"))
            #expect(list.output.contains("the beginning"))
            let json = try JSONValue(Data(try await rebuild("--json", on: database).output.utf8)).elements
            let model = try #require(json.first { $0["projection"] == "show-queue" })
            #expect((model["bytes"]?.int ?? 0) > 0)
            #expect(model["topics"]?.strings == ["cases"])
        }
    }

    @Test func isWatchedUntilTheNewTablesServe() async throws {
        try await withPortal { database in
            async let running = rebuild("portal", "show-queue", on: database)
            try await play(
                "state = 'swapped', done = 7, total = 7, started_at = now(), finished_at = now()", in: database)
            let outcome = try await running
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("portal/show-queue: the new tables serve (7 read"))
            #expect(outcome.errors.contains("of portal/show-queue asked by ada at "))
            #expect(try await rebuild(on: database).output.contains("swapped "))
        }
    }

    @Test func aFailureIsExplainedWithWhatToDo() async throws {
        try await withPortal { database in
            async let running = rebuild("portal", "show_queue", on: database)
            try await play(
                "state = 'failed', finished_at = now(), code = 'topics_incomplete', words = 'Events are missing.'",
                in: database)
            let outcome = try await running
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("topics_incomplete"))
            #expect(outcome.errors.contains("Events are missing."))
            #expect(outcome.errors.contains("The old tables go on serving."))
            #expect(outcome.errors.contains("`hub rebuild portal show-queue --refill`"))
        }
    }

    @Test func aWishCanBeLeftFollowedAndTakenBack() async throws {
        try await withPortal { database in
            let asked = try await rebuild("portal", "show-queue", "--no-wait", "--json", on: database)
            #expect(asked.status == 0)
            #expect(try JSONValue(Data(asked.output.utf8))["state"] == "requested")
            let stuck = try await rebuild("portal", "show-queue", "--patience", "0", on: database)
            #expect(stuck.status == 1)
            #expect(stuck.errors.contains("was under way, asked by ada"))
            #expect(stuck.errors.contains("Is portal running"))
            #expect(try await rebuild("portal", "show-queue", "--cancel", on: database).status == 0)
            let unwanted = try await database.query("select is_unwanted from portal.rebuild").decodeFirst(Bool.self)
            #expect(unwanted == true)
            try await play("state = 'cancelled', finished_at = now()", in: database)
            let late = try await rebuild("portal", "show-queue", "--cancel", on: database)
            #expect(late.status == 1)
            #expect(late.errors.contains("No rebuild of portal/show-queue is under way."))
        }
    }

    @Test func theWatchingEndsWithoutTheRebuild() async throws {
        try await withPortal { database in
            let running = try HubProcess.start(["rebuild", "portal", "show-queue", "--database", database.url])
            let deadline = ContinuousClock.now + .seconds(20)
            while .now < deadline, try await database.query("select 1 from portal.rebuild").isEmpty {
                await Task.yield()
            }
            running.send(SIGINT)
            let outcome = try await running.outcome()
            #expect(outcome.status == 130)
            #expect(outcome.errors.contains("goes on without being watched"))
            let state = try await database.query("select state from portal.rebuild where not is_unwanted").decodeFirst(
                String.self)
            #expect(state == "requested")
        }
    }

    @Test func whatCannotBeRebuiltIsSaidSo() async throws {
        try await withPortal { database in
            let reaction = try await rebuild("portal", "decide", on: database)
            #expect(reaction.status == 1)
            #expect(reaction.errors.contains("it decides"))
            let unknown = try await rebuild("portal", "nothing", on: database)
            #expect(unknown.errors.contains("One of: decide, show-queue"))
            #expect(try await rebuild("notifier", "x", on: database).errors.contains("has not said what it derives"))
            #expect(try await rebuild("nobody", "x", on: database).status == 1)
            #expect(try await rebuild("--cancel", on: database).status == 64)
        }
    }
}
