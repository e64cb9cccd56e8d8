import Contracts
import Foundation
import Kafka
import Logging
import Postgres
import TestSupport
import Testing

@testable import Hub

/// `hub check` against servers that are there, that are not, and that lack something.
@Suite(.timeLimit(.minutes(2)))
struct CheckTests {
    private func check(_ arguments: [String]) async throws -> (status: Int32, lines: [JSONValue], all: String) {
        let outcome = try await HubProcess.run(["check", "--json"] + arguments)
        let lines = try outcome.output.split(separator: "\n").map { try JSONValue(Data($0.utf8)) }
        return (outcome.status, lines, outcome.output + outcome.errors)
    }

    /// Each line that is not simply right, as `check: standing`.
    private func notable(_ lines: [JSONValue]) -> [String] {
        lines.filter { $0["standing"]?.string != "right" }.map {
            "\($0["check"]?.string ?? ""): \($0["standing"]?.string ?? "")"
        }
    }

    private func line(_ name: String, _ standing: String, in lines: [JSONValue]) -> JSONValue? {
        lines.first { $0["check"]?.string == name && $0["standing"]?.string == standing }
    }

    @Test func theEmbeddedBrokerHasWhatTheHubNeeds() async throws {
        let broker = try EmbeddedBroker(topics: Topic.allCases.map { ($0.rawValue, Topic.partitions) })
        defer { broker.stop() }
        let (status, lines, all) = try await check(["--bootstrap", broker.bootstrap, "--profile", "embedded"])
        #expect(status == 0, "\(all)")
        // What is judged by the clock is no matter of this test: a busy machine is slow at everything.
        let byTheClock = ["groups: advice", "waiting for news: advice"]
        #expect(
            notable(lines).filter { !byTheClock.contains($0) } == [
                "topics: advice", "topic settings: advice", "clock: unasked", "left as it was: advice",
            ])
        for name in ["reachable", "publishing", "long events", "groups"] {
            #expect(line(name, "right", in: lines) != nil, "\(name)")
        }
        let producer = try KafkaProducer(
            KafkaConfiguration(bootstrap: broker.bootstrap, profile: .embedded), clientID: "test",
            logger: OwnDatabase.logger)
        for topic in Topic.allCases {
            let ends = try await producer.watermarks(
                topic: topic.rawValue, partitions: Array(0..<Topic.partitions), timeout: .seconds(10))
            #expect(ends.values.allSatisfy { $0.high == 0 }, "nothing was written to \(topic)")
        }
        await producer.close()
    }

    @Test func aBrokerWithoutTheTopicsSaysHowToMakeThem() async throws {
        let broker = try EmbeddedBroker(topics: [("cases", 4)])
        defer { broker.stop() }
        let (status, lines, _) = try await check(["--bootstrap", broker.bootstrap, "--profile", "embedded"])
        #expect(status == 1)
        let missing = lines.filter { $0["check"] == "topics" && $0["standing"] == "missing" }
        #expect(
            missing.compactMap { $0["found"]?.string } == [
                "not there: referrals, placements, notifications", "cases has 4 partitions, and the hub needs 12",
            ])
    }

    @Test func theDatabaseHasWhatTheHubNeedsAndIsLeftAsItWas() async throws {
        try await OwnDatabase.with { database in
            let (status, lines, all) = try await check(["--database", database.url])
            #expect(status == 0, "\(all)")
            #expect(lines.allSatisfy { $0["part"] == "postgresql" })
            #expect(
                notable(lines).filter { !$0.hasPrefix("connections") && !$0.hasPrefix("commits") } == [
                    "disk space: unasked"
                ])
            let left = try await database.query("select nspname::text from pg_namespace where nspname like 'hub%'")
            #expect(left.isEmpty)
        }
    }

    @Test func whatTheDatabaseLacksIsToldWithItsRemedy() async throws {
        try await OwnDatabase.with { database in
            try await database.run([
                "alter database \(database.name) set synchronous_commit = off",
                "alter database \(database.name) set idle_session_timeout = '1min'",
            ])
            let (status, lines, _) = try await check(["--database", database.url, "--copies", "50"])
            #expect(status == 1)
            #expect(
                line("durability", "missing", in: lines)?["remedy"]?.strings == [
                    "alter database \"\(database.name)\" reset synchronous_commit;"
                ])
            #expect(line("timeouts", "advice", in: lines) != nil)
            #expect(line("connections", "missing", in: lines)?["found"]?.string?.contains("3200 connections") == true)
            #expect(line("commits", "unasked", in: lines) != nil)
        }
    }

    @Test func aRoleWithoutRightsIsToldWhichStatementsGiveThem() async throws {
        let role = "check_\(UUID().uuidString.lowercased().prefix(8))"
        try await OwnDatabase.with { database in
            try await database.run(["create role \(role) login password 'hidden'"])
            let (status, lines, all) = try await check(["--database", database.url(as: role, password: "hidden")])
            #expect(status == 1)
            #expect(!all.contains("hidden"))
            #expect(
                line("rights", "missing", in: lines)?["remedy"]?.strings.prefix(2) == [
                    "alter role \"\(role)\" createrole;",
                    "grant create on database \"\(database.name)\" to \"\(role)\";",
                ])
            #expect(line("statements", "unasked", in: lines) != nil)
            #expect(line("commits", "missing", in: lines) == nil)
            // The role's own schema is enough to try things in.
            try await database.run(["create schema \(role) authorization \(role)"])
            let second = try await check(["--database", database.url(as: role, password: "hidden")])
            #expect(line("statements", "right", in: second.lines) != nil)
            let left = try await database.query("select tablename::text from pg_tables where schemaname = \(role)")
            #expect(left.isEmpty)
            try await database.run(["drop schema \(role) cascade"])
        }
        try await OwnDatabase.with { try await $0.run(["drop role \(role)"]) }
    }

    @Test func anotherEncodingAndAnOrderToReadOnlyAreTold() async throws {
        try await OwnDatabase.with { database in
            let name = "\(database.name)_latin"
            try await database.run(["create database \(name) encoding 'LATIN1' locale 'C' template template0"])
            let url = database.url.replacing(database.name, with: name)
            let (status, lines, _) = try await check(["--database", url])
            #expect(status == 1)
            #expect(line("encoding", "missing", in: lines)?["found"]?.string?.contains("LATIN1") == true)
            try await database.run([
                "alter database \(name) set default_transaction_read_only = on"
            ])
            let second = try await check(["--database", url])
            #expect(line("changes", "missing", in: second.lines) != nil)
            #expect(line("the rest", "unasked", in: second.lines) != nil)
            try await database.run(["drop database \(name) with (force)"])
        }
    }

    @Test func deadAddressesAreSaidAndNoSecretIsShown() async throws {
        let (status, lines, all) = try await check([
            "--bootstrap", "127.0.0.1:1", "--database", "postgres://nobody:hidden@127.0.0.1:1/none",
        ])
        #expect(status == 1)
        #expect(
            notable(lines) == [
                "reachable: missing", "the rest: unasked", "reachable: missing", "the rest: unasked",
            ])
        #expect(!all.contains("hidden"))
        let wrong = try await check(["--database", "postgres://nobody:hid%20den@127.0.0.1:1/none?sslmode=never"])
        #expect(wrong.status == 1)
        #expect(!wrong.all.contains("hid"))
    }

    @Test func whatIsNotUnderstoodIsSaidSo() async throws {
        #expect(try await HubProcess.run(["check", "--copies", "0"]).status == 64)
        #expect(try await HubProcess.run(["check", "--bootstrap", "a:1", "--profile", "other"]).status == 64)
        #expect(try await HubProcess.run(["check", "--nonsense"]).status == 64)
    }
}
