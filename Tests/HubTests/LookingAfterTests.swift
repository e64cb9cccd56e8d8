import Contracts
import EventFlow
import Foundation
import Kafka
import Postgres
import Privacy
import TestSupport
import Testing

@testable import Hub

/// The commands that work on a database: postcodes, erasure, dead letters, refilling.
@Suite(.timeLimit(.minutes(1)))
struct LookingAfterTests {
    /// A service's schema with EventFlow's tables.
    private func makeSchema(_ schema: String, in database: OwnDatabase) async throws {
        let pool = try database.pool(schema: schema)
        try await Migrator(pool, logger: OwnDatabase.logger).apply(EventFlowSchema.migrations, schema: schema)
        await pool.close()
    }

    // MARK: Postcodes

    @Test func postcodesAreSwappedWholeOrNotAtAll() async throws {
        try await OwnDatabase.with { database in
            try await withFolder { folder in
                let file = "\(folder)/postcodes.csv"
                func load(_ rows: String) async throws -> HubProcess.Outcome {
                    try Data("postcode,district,easting,northing\n\(rows)\n".utf8).write(to: URL(fileURLWithPath: file))
                    return try await HubProcess.run(["postcodes", "load", file, "--database", database.url])
                }
                let early = try await load("GL12EH,E07000081,383000,218000")
                #expect(early.status == 1)
                #expect(early.errors.contains("Run `hub migrate` first."))

                try await database.run([
                    "create schema locality_router",
                    """
                    create table locality_router.postcode (postcode text collate "C" primary key,
                        district text not null, easting int not null, northing int not null)
                    """,
                    "create table locality_router.postcode_edition (edition bigint not null)",
                    "insert into locality_router.postcode_edition values (1)",
                ])
                let first = try await load("GL12EH,E07000081,383000,218000\nGL501AA,E07000078,394000,222000")
                #expect(first.status == 0)
                #expect(first.output.contains("2 postcodes in "))
                #expect(first.output.contains("2 new or changed, 0 gone"))

                let second = try await load("GL12EH,E07000081,383000,218000\nGL502AA,E07000078,394000,222000")
                #expect(second.output.contains("1 new or changed, 1 gone"))

                let bad = try await load("GL12EH,E07000081,383000,218000\nGL5,E07000078,394000,222000\nX,Y")
                #expect(bad.status == 1)
                #expect(bad.errors.contains("2 lines to put right"))
                #expect(bad.errors.contains("line 3 has no UK postcode"))
                #expect(bad.errors.contains("line 4 has 2 columns, not 4"))
                let left = try await database.query("select postcode from locality_router.postcode order by 1")
                #expect(try left.decode(String.self) == ["GL12EH", "GL502AA"])
                let edition = try await database.query("select edition from locality_router.postcode_edition")
                #expect(try edition.decodeFirst(Int.self) == 3, "one more for every directory that was loaded")
            }
        }
    }

    // MARK: Erasure

    @Test func erasingAKeyIsAskedForAndHappensOnce() async throws {
        try await OwnDatabase.with { database in
            let pool = try database.pool()
            try await Migrator(pool, logger: OwnDatabase.logger).apply(
                KeyringSchema.migrations, schema: KeyringSchema.name)
            let child = UUID()
            let keys = try MasterKeys("a:\(Data(count: 32).base64EncodedString())")
            _ = try await Keyring(pool: pool, masterKeys: keys).createKey(for: child)
            await pool.close()

            func erase(_ child: UUID, _ extra: [String] = []) async throws -> HubProcess.Outcome {
                try await HubProcess.run(
                    ["erase", child.uuidString, "--database", database.url, "--reason", "asked for", "--by", "ada"]
                        + extra)
            }
            let unasked = try await erase(child)
            #expect(unasked.status == 1)
            #expect(unasked.errors.contains("--yes"))
            let done = try await erase(child, ["--yes"])
            #expect(done.status == 0)
            #expect(done.output.contains("Erased, by ada"))
            let rows = try await database.query(
                "select erased_by, erase_reason from keyring.child_key where wrapped is null")
            let row = try #require(try rows.decodeFirst(String.self, String.self))
            #expect(row == ("ada", "asked for"))
            let again = try await erase(child, ["--yes"])
            #expect(again.status == 0)
            #expect(again.output.contains("erased before"))
            #expect(try await erase(UUID(), ["--yes"]).status == 1)
            #expect(
                try await HubProcess.run([
                    "erase", "Ash Nemo", "--database", database.url, "--reason", "x", "--by", "y",
                ]).status == 1)
        }
    }

    // MARK: Dead letters

    private func writeLetter(_ id: UUID, in database: OwnDatabase) async throws {
        _ = try await database.query(
            """
            insert into locality_router.dead_letter
                (id, consumer, topic, partition, "offset", subject, version, key, value, headers, code, words)
            values (\(id), 'referrals', 'referrals', 3, 17, \(UUID()), 2, null, '\\x00', '[]', 'broken_seal',
                'The seal is broken.')
            """)
    }

    /// Does what a running projection would: settles the first wish it sees.
    private func settle(_ id: UUID, as state: String, in database: OwnDatabase) async throws {
        let deadline = ContinuousClock.now + .seconds(20)
        while .now < deadline {
            let settled = try await database.query(
                """
                update locality_router.dead_letter set state = \(state), attempts = attempts + 1
                where id = \(id) and state like '%_requested'
                """)
            if settled.affected == 1 { return }
            await Task.yield()
        }
        Issue.record("nobody asked in time")
    }

    @Test func deadLettersAreListedShownReplayedAndDiscarded() async throws {
        try await OwnDatabase.with { database in
            try await makeSchema("locality_router", in: database)
            let letter = UUID()
            let name = letter.uuidString.lowercased()
            try await writeLetter(letter, in: database)
            func run(_ arguments: String...) async throws -> HubProcess.Outcome {
                try await HubProcess.run(["deadletters"] + arguments + ["--database", database.url])
            }
            let list = try await run("list")
            #expect(list.status == 0)
            #expect(
                list.output.contains(name) && list.output.contains("referrals/3@17")
                    && list.output.contains("broken_seal"))
            #expect(try await run("list", "--service", "notifier").output.contains("No dead letters."))
            #expect(
                try JSONValue(Data(try await run("list", "--json").output.utf8)).elements.first?["id"]?.string == name)
            let show = try await run("show", name)
            #expect(show.output.contains("not an event of the hub"))

            let alone = try await run("replay", name, "--by", "ada", "--wait", "0")
            #expect(alone.status == 1)
            #expect(alone.errors.contains("locality-router has not done it"))
            let acted = try await database.query(
                "select acted_by, acted_at is not null from locality_router.dead_letter")
            #expect(try #require(try acted.decodeFirst(String.self, Bool.self)) == ("ada", true))
            #expect(
                alone.output.contains("replay of \(name) (locality-router/referrals, broken_seal) asked by ada at "))
            #expect(try await run("show", name).output.contains("ada, at "))

            try await settle(letter, as: "waiting", in: database)
            async let refusal = run("replay", name, "--by", "ada")
            try await settle(letter, as: "waiting", in: database)
            let refused = try await refusal
            #expect(refused.status == 1)
            #expect(refused.errors.contains("refused it again: broken_seal"))

            #expect(try await run("discard", name).errors.contains("--yes"))
            async let discarding = run("discard", name, "--yes", "--by", "ada")
            try await settle(letter, as: "discarded", in: database)
            let discarded = try await discarding
            #expect(discarded.status == 0)
            #expect(discarded.output.contains("asked by ada"))
            #expect(try await run("replay", name).errors.contains("it is discarded"))
            #expect(try await run("show", UUID().uuidString).status == 1)
        }
    }

    // MARK: Refill

    @Test func aRefillNobodyCarriesOutSaysSo() async throws {
        try await OwnDatabase.with { database in
            try await makeSchema("locality_router", in: database)
            let empty = try await HubProcess.run(["refill", "cases", "--database", database.url])
            #expect(empty.status == 0)
            #expect(empty.output.contains("cases: 0 events"))
            _ = try await database.query(
                """
                insert into locality_router.event_log
                    (event_id, subject, version, key, partition, type, occurred_at, payload)
                values (\(UUID()), \(UUID()), 1, \(UUID()), 0, 'referralhub.cases.opened.v1', now(), '')
                """)
            let stuck = try await HubProcess.run(["refill", "cases", "--database", database.url, "--patience", "0"])
            #expect(stuck.status == 1)
            #expect(stuck.errors.contains("1 of 1 events wait"))
            #expect(stuck.errors.contains("Is locality-router running"))
        }
    }
}
