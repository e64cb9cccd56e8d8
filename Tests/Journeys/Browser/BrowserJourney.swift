import Foundation
import Inclusion
import Postgres
import RoutingData
import Testing

@testable import Hub

extension Journeys {
    /// People at a browser, Debian's Chromium, in one town: each walk is a day's task, told in plain words in its file.
    @Suite("Browsers", .serialized, .timeLimit(.minutes(5)), .inOneTown)
    struct BrowserJourney {
        @Test("A SENCo refers a child, is called away, goes on, sends it, and answers what is asked")
        func senco() async throws { try await walk("senco") }

        @Test("A coordinator takes what is new, asks, lists, decides, ranks, and meets a colleague in the same case")
        func coordinator() async throws { try await walk("coordinator") }

        @Test("A provider says yes, no, and asks; reports who came; sets its places and its entry")
        func provider() async throws { try await walk("provider") }

        @Test("A board member reads what came of last term, takes it along, and compares")
        func board() async throws {
            try await lookBack()
            try await walk("board")
        }

        @Test("A data protection officer finds who has looked at a child's details, and takes the list along")
        func officer() async throws { try await walk("officer") }

        @Test("A queue that is left open keeps up through a proxy, moves no row, and comes back with portal and proxy")
        func live() async throws { try await walk("live") }

        @Test("Signed out while typing, back after sending, two clicks, whatever can be pasted")
        func trouble() async throws { try await walk("trouble") }

        @Test("The same days without scripts")
        func withoutScripts() async throws { try await walk("without_scripts") }

        @Test("A coordinator without a mouse")
        func keyboard() async throws { try await walk("keyboard") }

        /// The last: it judges what all others came by.
        @Test("Every link of every role leads to a page that axe, 320 px and the HTML standard find nothing wrong with")
        func withEveryPage() async throws {
            _ = try await town.playDay(12, quiet: 3)
            try await lookBack()
            try await walk("every_page")
            try await walk("valid_html", "60")
        }

        private var town: Town {
            get throws { try #require(Town.current) }
        }

        /// Plays a walk to its end; what was wrong is in the words of its failure.
        private func walk(_ name: String, _ arguments: String...) async throws {
            let town = try town
            try await describe(town)
            let script = Town.root.appending(path: "Tests/Journeys/Browser/\(name).py").path
            let file = town.folder.appending(path: "log/\(name).log")
            try Data().write(to: file)
            let process = try ChildProcess(
                town.surroundings.python, ["-B", script, town.path("town.json")] + arguments,
                output: try FileHandle(forWritingTo: file))
            let status = await process.status()
            let words = try town.text(of: name).suffix(6000)
            #expect(status == 0, "\(words)")
        }

        /// What a walk has to know of the town.
        private func describe(_ town: Town) async throws {
            var tokens: [String: JSONValue] = [:]
            for person in town.people.all { tokens[person.id] = .string(try await town.token(person.id)) }
            let pictures = ProcessInfo.processInfo.environment["HUB_TEST_PICTURES"]
            let description = JSONValue.object([
                "portal": .string(town.address("portal") + "/"),
                "intake": .string(town.address("referral-intake")), "router": .string(town.address("locality-router")),
                "matcher": .string(town.address("placement-matcher")), "folder": .string(town.folder.path),
                "samples": .string(Town.root.appending(path: "ops/samples/referrals.json").path),
                "portal_command": .array(
                    [
                        town.executable("portal"), "--config", town.path("config/portal.json"), "--clock-ahead",
                        String(town.daysAhead),
                    ].map(JSONValue.string)), "today": .string(town.today.description),
                "tokens": .object(tokens), "pictures": pictures.map(JSONValue.string) ?? .null,
            ])
            try JSONEncoder().encode(description).write(to: URL(filePath: town.path("town.json")))
        }

        /// Puts a term into the tables that has ended: no journey can wait for one.
        private func lookBack() async throws {
            let town = try town
            guard try await town.count("select count(*) from portal.closed_case") == 0 else { return }
            let file = Town.root.appending(path: "Tests/Journeys/Browser/last_term.sql")
            let statements = try String(contentsOf: file, encoding: .utf8)
            let today = town.today.description
            try await Town.withPool(town.databaseURL) { pool in
                try await pool.execute("select set_config('town.today', \(today), false)")
                for statement in statements.split(separator: ";\n") {
                    try await pool.execute("\(unescaped: String(statement))")
                }
            }
        }
    }
}

extension Town {
    /// The one that the tests of a suite share.
    @TaskLocal static var current: Town?
}

/// Builds a town before the first test of a suite, and takes it down after the last. It is a day of school there: on another
/// one nobody starts at a provision, or reports who came.
struct InOneTown: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        try await Town.visit(.init(hasSignIn: true)) { town in
            let schoolDays = try RoutingBasis.builtIn().county.calendar.schoolDays
            let day = try #require(schoolDays.date(1, schoolDaysAfter: town.today.adding(days: -1)))
            if day != town.today { try await town.go(to: day) }
            try await Town.$current.withValue(town) { try await function() }
        }
    }
}

extension Trait where Self == InOneTown {
    /// All tests of the suite are in one town, where people can sign in.
    static var inOneTown: Self { Self() }
}
