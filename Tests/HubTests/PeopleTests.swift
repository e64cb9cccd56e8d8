import Foundation
import Postgres
import TestSupport
import Testing

@testable import Hub

/// `hub people`
@Suite(.timeLimit(.minutes(1)))
struct PeopleTests {
    private static let issuer = "https://login.example.org"

    /// The table as the portal's migration makes it.
    private static var table: String {
        get throws {
            let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL
            let file = root.appending(path: "Services/Portal/Schema/portal_0008_access_grants.sql")
            let sql = try String(contentsOf: file, encoding: .utf8)
            return String(sql[..<(sql.range(of: "-- Sign-ins that were begun")?.lowerBound ?? sql.endIndex)])
        }
    }

    private static func run(
        _ body: (OwnDatabase, _ people: ([String]) async throws -> HubProcess.Outcome) async throws -> Void
    ) async throws {
        try await OwnDatabase.with { database in
            try await body(database) {
                try await HubProcess.run(["people"] + $0, environment: ["DATABASE_URL": database.url, "USER": "ada"])
            }
        }
    }

    private static func prepare(_ database: OwnDatabase) async throws {
        try await database.run(["create schema portal; set search_path = portal; \(try table)"])
    }

    private static let sam = [
        "grant", "s-1", "--issuer", issuer, "--name", "Sam Specimen", "--organisation", "agency-larkrise-academy",
        "--role", "agency", "--agency-kind", "education", "--reason", "new SENCo",
    ]

    @Test func isGivenListedAndTakenBack() async throws {
        try await Self.run { database, people in
            let early = try await people(Self.sam)
            #expect(early.status == 1 && early.errors.contains("Run `hub migrate` first."))
            try await Self.prepare(database)
            #expect(try await people(["list"]).output == "Nobody has access.\n")
            let given = try await people(Self.sam)
            #expect(given.status == 0 && given.output.hasPrefix("1 granted, 0 changed, 0 as they were, by ada at "))
            #expect(try await people(Self.sam).output.contains("1 as they were"))
            let list = try await people(["list"]).output
            #expect(list.contains("s-1") && list.contains("Sam Specimen") && list.contains("education"))

            let changed = try await people(Self.sam + ["--until", "2100-01-01T00:00:00Z"])
            #expect(changed.output.contains("1 changed"))
            #expect(try await people(["list"]).output.contains("until 2100-01-01T00:00:00Z"))
            let other = try await people(Self.sam.map { $0 == Self.issuer ? "https://other.example" : $0 })
            #expect(other.status == 1 && other.errors.contains("somebody of another issuer"))

            let gone = try await people(["revoke", "s-1", "--reason", "has left"])
            #expect(gone.status == 0 && gone.output.hasPrefix("s-1: revoked, by ada at "))
            let again = try await people(["revoke", "s-1", "--reason", "has left"])
            #expect(again.status == 1 && again.errors.contains("has no access"))
            #expect(try await people(["list", "--json"]).output == "[]\n")
            let story = try await database.query(
                "select granted_because || ', ' || revoked_by || ': ' || revoked_because from portal.access_grant order by 1"
            )
            #expect(try story.decode(String.self) == ["new SENCo, ada: has left", "new SENCo, ada: new SENCo"])
        }
    }

    @Test func aListIsTakenWholeOrNotAtAll() async throws {
        try await Self.run { database, people in
            try await Self.prepare(database)
            let samples = Places.sample("people.json")
            let all = ["grant", "--file", samples, "--issuer", "http://127.0.0.1:9400", "--reason", "trying out"]
            let given = try await people(all)
            let count = try People(file: samples).all.count
            #expect(given.status == 0 && given.output.contains("\(count) granted"))
            #expect(try await people(all).output.contains("0 granted, 0 changed"))

            try await withFolder { folder in
                let file = "\(folder)/people.json"
                try Data(
                    """
                    {"people": [
                      {"id": "good", "name": "Good", "roles": ["dpo"], "org": "o"},
                      {"id": "good", "name": "Again", "roles": ["dpo"], "org": "o"},
                      {"id": "é", "name": "", "roles": ["wizard"], "org": "o", "agency_kind": "circus"},
                      {"id": "c", "name": "C", "roles": ["coordinator", "agency"], "org": "o"}
                    ]}
                    """.utf8
                ).write(to: URL(fileURLWithPath: file))
                let bad = try await people(["grant", "--file", file, "--issuer", "login", "--reason", "x"])
                #expect(bad.status == 1)
                for words in [
                    "Nobody was given access", "The issuer is an address", "“good” is in the list twice", "1 to 255",
                    "Name and organisation", "Roles are one or several", "The kind of agency", "needs its kind",
                    "A coordinator needs",
                ] { #expect(bad.errors.contains(words), "\(words)") }
            }
            let rows = try await database.query("select count(*) from portal.access_grant where subject = 'good'")
            #expect(try rows.decodeFirst(Int.self) == 0)
        }
    }

    @Test(
        arguments: [
            ["grant", "--issuer", issuer, "--reason", "x"], ["grant", "s", "--issuer", issuer, "--reason", "x"],
            ["grant", "--file", "f", "--name", "n", "--issuer", issuer, "--reason", "x"],
            sam + ["--until", "tomorrow"], sam + ["--until", "2001-01-01T00:00:00Z"],
        ])
    func saysWhatIsMissing(arguments: [String]) async throws {
        #expect(try await HubProcess.run(["people"] + arguments).status == 64)
    }
}
