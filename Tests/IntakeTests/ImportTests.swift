import Contracts
import EventFlow
import Foundation
import Inclusion
import Logging
import Postgres
import Privacy
import ServiceKit
import SwiftProtobuf
import Synchronization
import Testing

@testable import ReferralIntake

@Suite("Imports", .timeLimit(.minutes(3)))
struct ImportTests {
    private static let logger = Logger(label: "intake.tests") { _ in SwiftLogNoOpLogHandler() }

    /// Takes a file in as the API does, and answers its job.
    private static func take(
        _ text: String, _ bench: IntakeBench, from organisation: String = IntakeBench.organisation
    ) async throws -> UUID {
        let bytes = Array(text.utf8)
        let desk = ImportDesk(keyring: bench.keyring)
        let file = try await ImportFile.read(bytes)
        let arrival = ImportDesk.Arrival(
            id: UUID(), organisation: organisation, agencyKind: AgencyKind.education.code,
            content: desk.content(of: bytes), time: IntakeBench.time)
        _ = try await bench.pool.withTransaction { try await desk.take(file, arrival, in: $0) }
        return try #require(
            try await bench.admin.query(
                """
                select id from referral_import
                where organisation = \(organisation) and content = \(arrival.content)
                """
            ).decodeFirst(UUID.self))
    }

    /// Takes in a file of one portion, sealed with a key in the keyring.
    private static func takeAsBefore(_ text: String, _ bench: IntakeBench) async throws -> UUID {
        let id = try await take(text, bench)
        let rows = text.split(separator: "\r\n", maxSplits: 1)[1]
        let box = try await bench.keyring.createKey(for: id).seal(Google_Protobuf_StringValue(String(rows))).box
        try await bench.admin.execute(
            """
            update referral_import_part set (sealed, master_key_id, wrapped_key) = row (\(Array(box)), null, null)
            where import_id = \(id)
            """)
        return id
    }

    /// A copy of the service that works files.
    private static func worker(_ bench: IntakeBench) -> ImportWorker {
        ImportWorker(
            pool: bench.pool,
            work: RowWork(
                commit: SharedCommit(events: EventStore(pool: bench.pool), register: bench.register),
                keyring: bench.keyring, now: { IntakeBench.time }),
            bell: Signal(), logger: logger)
    }

    private static func work(_ bench: IntakeBench) async throws {
        let worker = worker(bench)
        while try await worker.workPortion() {}
    }

    private static func job(_ id: UUID, _ bench: IntakeBench) async throws -> ImportJob {
        try #require(
            try await bench.admin.query(ImportJob.query(id, of: IntakeBench.organisation)).map(ImportJob.init).first)
    }

    private static func results(_ id: UUID, _ bench: IntakeBench) async throws -> [Int: RowResult] {
        let rows = try await bench.admin.query(
            """
            select done.row, done.referral_id, done.problems, referral.reference
            from referral_import_row as done left join referral on referral.id = done.referral_id
            where import_id = \(id)
            """)
        return Dictionary(uniqueKeysWithValues: try rows.map { try RowResult($0) }.map { ($0.outcome.row, $0) })
    }

    /// Checks that every row was stored once, whole, and that nothing is left of the file.
    private static func expectWhole(_ id: UUID, _ rows: Int, _ bench: IntakeBench) async throws {
        let job = try await job(id, bench)
        #expect(job.state == "done" && job.accepted == rows && job.refused == 0 && job.finishedAt != nil)
        let tables = [
            "referral", "event_log", "outbox", "idempotency where status = 201",
            "referral_import_row join referral on referral.id = referral_id",
            "(select distinct referral_id from referral_import_row) as once",
        ]
        for table in tables {
            #expect(try await bench.number("select count(*) from \(unescaped: table)") == rows, "\(table)")
        }
        #expect(try await bench.number("select count(*) from referral_import_part") == 0)
        try await bench.expectReadable()
    }

    @Test("Each row is stored whole or says everything that is wrong with it, by column, and never what it said")
    func goodAndBad() async throws {
        try await IntakeBench.run { bench in
            let rows = [
                SampleFile.row(2),
                SampleFile.row(
                    3,
                    changing: [
                        "child.given_name": "", "child.date_of_birth": "31/02/2013", "level": "nine",
                        "needs": "SEMH;NOPE",
                        "child.care.child_in_need": "perhaps", "referrer.email": "nobody",
                    ]),
                SampleFile.row(4, changing: ["safeguarding.immediate_risk": "yes"]),
                SampleFile.row(5) + ["", "surplus"],
                SampleFile.row(6),
            ]
            let id = try await Self.take(SampleFile.text(rows), bench)
            #expect(try await Self.job(id, bench).state == "queued")
            try await Self.work(bench)
            let job = try await Self.job(id, bench)
            #expect(job.state == "done" && job.accepted == 2 && job.refused == 3 && job.left == 0)
            let results = try await Self.results(id, bench)
            for row in [2, 6] {
                #expect(results[row]?.reference != nil && results[row]?.outcome.problems == [])
            }
            let bad = try #require(results[3]?.outcome)
            #expect(bad.referral == nil)
            #expect(
                Set(bad.problems.map { $0.column ?? "" }) == [
                    "child.given_name", "child.date_of_birth", "level", "needs", "child.care.child_in_need",
                    "referrer.email",
                ])
            #expect(results[4]?.outcome.problems.map(\.column) == ["safeguarding.front_door_reference"])
            #expect(results[5]?.outcome.problems.map(\.code) == ["too_many_cells"])
            #expect(try await bench.number("select count(*) from referral") == 2)
            for word in ["Rowan", "nobody", "nine", "perhaps", "NOPE", "surplus"] {
                let said = try await bench.number(
                    "select count(*) from referral_import_row where problems::text like \("%\(word)%")")
                #expect(said == 0, "\(word)")
            }
            try await bench.expectReadable()
        }
    }

    @Test("What waits to be worked cannot be read by who has the database, and is gone when it is done")
    func sealed() async throws {
        try await IntakeBench.run { bench in
            let id = try await Self.take(SampleFile.text(rows: 3), bench)
            let parts = try await bench.admin.query("select sealed from referral_import_part").decode([UInt8].self)
            #expect(parts.count == 1)
            #expect(!String(decoding: parts.flatMap { $0 }, as: UTF8.self).contains("Rowan"))
            try await Self.work(bench)
            try await Self.expectWhole(id, 3, bench)
            #expect(
                try await bench.number(
                    "select count(*) from keyring.access_log where purpose = 'import_rows' and child_id = \(id)") == 1)
            let keys = try await bench.number("select count(*) from keyring.child_key where child_id = \(id)")
            #expect(keys == 0, "no key of the file outlives its rows")
        }
    }

    @Test("The same file again, and the same attempt, is the first job; another agency's is another")
    func sameFile() async throws {
        try await IntakeBench.run { bench in
            let text = SampleFile.text(rows: 3)
            let first = try await Self.take(text, bench)
            try await Self.work(bench)
            #expect(try await Self.take(text, bench) == first)
            try await Self.work(bench)
            try await Self.expectWhole(first, 3, bench)
            #expect(try await Self.take(text, bench, from: "agency-other") != first)
        }
    }

    @Test("A row its agency has a word for is stored once in whatever file; with another content it is refused")
    func yourReference() async throws {
        try await IntakeBench.run { bench in
            let word = ["your_reference": "A-1"]
            let first = try await Self.take(SampleFile.text([SampleFile.row(1, changing: word)]), bench)
            try await Self.work(bench)
            let second = try await Self.take(
                SampleFile.text([
                    SampleFile.row(9), SampleFile.row(1, changing: word),
                    SampleFile.row(1, changing: word.merging(["concerns": "Others."]) { $1 }),
                ]), bench)
            // As a week later, when keys of requests are forgotten.
            try await bench.admin.execute("delete from idempotency")
            try await Self.work(bench)
            let before = try #require(try await Self.results(first, bench)[2])
            let after = try await Self.results(second, bench)
            #expect(after[3]?.outcome.referral == before.outcome.referral)
            #expect(
                after[4]?.outcome.problems.map { "\($0.column ?? "") \($0.code)" } == [
                    "your_reference your_reference_taken"
                ])
            #expect(try await bench.number("select count(*) from referral") == 2)
            let twice = try await Self.take(
                SampleFile.text([
                    SampleFile.row(5, changing: ["your_reference": "B"]),
                    SampleFile.row(6, changing: ["your_reference": "B"]),
                ]), bench)
            try await Self.work(bench)
            let job = try await Self.job(twice, bench)
            #expect(job.accepted == 1 && job.refused == 1)
        }
    }

    @Test("Two copies work the same files at once: every row is stored once")
    func twoWorkers() async throws {
        try await IntakeBench.run { bench in
            let id = try await Self.take(SampleFile.text(rows: 450), bench)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<3 { group.addTask { try await Self.work(bench) } }
                try await group.waitForAll()
            }
            try await Self.expectWhole(id, 450, bench)
        }
    }

    @Test("Workers are cancelled and lose their sessions in the middle: nothing is lost and nothing doubled")
    func interrupted() async throws {
        try await IntakeBench.run { bench in
            let id = try await Self.take(SampleFile.text(rows: 450), bench)
            for round in 0..<6 {
                let stored = try await bench.number("select count(*) from referral")
                let hasEnded = Mutex(false)
                let working = Task {
                    defer { hasEnded.withLock { $0 = true } }
                    try await Self.work(bench)
                }
                while !hasEnded.withLock({ $0 }),
                    try await bench.number("select count(*) from referral") == stored
                { await Task.yield() }
                if round.isMultiple(of: 2) { working.cancel() } else { _ = try await bench.endSessions() }
                _ = await working.result
            }
            while try await Self.job(id, bench).left > 0 { try? await Self.work(bench) }
            try await Self.expectWhole(id, 450, bench)
        }
    }

    @Test("Of rows that stand against each other the first in the file is stored, every time")
    func firstInTheFile() async throws {
        try await IntakeBench.run { bench in
            let children = ["9434765919", "9434765870", "9876543210", "4010232137"]
            // Each child three times, written differently, and not side by side.
            let rows = (0..<3).flatMap { round in
                children.map {
                    SampleFile.row(
                        round, changing: ["child.nhs": round == 1 ? " \($0.prefix(3)) \($0.dropFirst(3))" : $0])
                }
            }
            for organisation in ["one", "two", "three"] {
                let id = try await Self.take(SampleFile.text(rows), bench, from: organisation)
                try await Self.work(bench)
                let results = try await Self.results(id, bench)
                #expect(
                    results.values.filter { $0.outcome.referral != nil }.map(\.outcome.row).sorted() == [2, 3, 4, 5])
                let codes = results.values.flatMap(\.outcome.problems).map(\.code)
                #expect(codes == Array(repeating: "duplicate_referral", count: 8))
            }
        }
    }

    /// A valid NHS number with these first nine digits, if there is one.
    private static func nhs(_ number: Int) -> String? {
        let digits = String(number)
        let sum = zip(digits.compactMap(\.wholeNumberValue), (2...10).reversed()).reduce(0) { $0 + $1.0 * $1.1 }
        let check = (11 - sum % 11) % 11
        return check == 10 ? nil : digits + String(check)
    }

    @Test("Rows of one file that stand against each other across portions: one is stored, the others say which")
    func acrossPortions() async throws {
        try await IntakeBench.run { bench in
            // Each child three times, a portion apart; then a row twice, and one reference for two contents.
            let numbers = (943_476_000...).lazy.compactMap(Self.nhs).prefix(ImportFile.rowsInPortion)
            let children = (0..<3).flatMap { round in numbers.map { SampleFile.row(round, changing: ["child.nhs": $0]) }
            }
            let words = (0..<2).flatMap { round in
                (0..<ImportFile.rowsInPortion).map {
                    SampleFile.row($0.isMultiple(of: 2) ? 0 : round, changing: ["your_reference": "R-\($0)"])
                }
            }
            let text = SampleFile.text(children + words)
            let id = try await Self.take(text, bench)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<ImportWorker.portionsAtOnce { group.addTask { try await Self.work(bench) } }
                try await group.waitForAll()
            }
            let results = try await Self.results(id, bench)
            #expect(results.keys.sorted() == Array(2...501))
            let references = Set(
                try await bench.admin.query("select reference from referral").decode(String.self))
            // A hundred children; a hundred references, the even ones twice.
            #expect(references.count == 200)
            for (place, row) in (2...301).enumerated() where results[row]?.outcome.referral == nil {
                let problem = try #require(results[row]?.outcome.problems.first)
                #expect(problem.code == "duplicate_referral")
                let stored = (0..<3).compactMap { results[2 + place % 100 + $0 * 100]?.reference }
                #expect(stored.count == 1 && problem.detail.contains(stored[0]), "it says which one is there")
            }
            for row in 302...401 {
                let pair = [results[row], results[row + 100]]
                let stored = pair.compactMap { $0?.outcome.referral }
                if row.isMultiple(of: 2) {
                    #expect(stored.count == 2 && Set(stored).count == 1)
                } else {
                    #expect(stored.count == 1)
                    #expect(pair.flatMap { $0?.outcome.problems.map(\.code) ?? [] } == ["your_reference_taken"])
                }
            }
            let job = try await Self.job(id, bench)
            #expect(job.state == "done" && job.accepted == 250 && job.refused == 250)
            try await bench.expectReadable()
            // The same file again.
            #expect(try await Self.take(text, bench) == id)
            try await Self.work(bench)
            #expect(try await Self.results(id, bench).mapValues(\.outcome) == results.mapValues(\.outcome))
            for table in ["referral", "event_log", "outbox"] {
                #expect(try await bench.number("select count(*) from \(unescaped: table)") == 200)
            }
        }
    }

    @Test("A worker dies after its rows were stored, and nobody takes over for weeks: they are found, not stored again")
    func weeksLater() async throws {
        try await IntakeBench.run { bench in
            let rows = [
                SampleFile.row(1), SampleFile.row(2, changing: ["child.nhs": "9434765919"]),
                SampleFile.row(3, changing: ["your_reference": "C-3"]), SampleFile.row(4, changing: ["level": "nine"]),
                SampleFile.row(5, changing: ["child.nhs": "9434765919"]),
            ]
            let id = try await Self.take(SampleFile.text(rows), bench)
            try await bench.admin.execute("create table kept as select * from referral_import_part")
            try await Self.work(bench)
            let first = try await Self.results(id, bench).mapValues(\.outcome)
            // As if the rows had been stored, and what came of them never written.
            for statement: PostgresQuery in [
                "delete from referral_import_row", "delete from your_reference", "delete from idempotency",
                "insert into referral_import_part select * from kept",
                "update referral_import set accepted = 0, refused = 0, finished_at = null",
            ] { try await bench.admin.execute(statement) }
            try await Self.work(bench)
            #expect(try await Self.results(id, bench).mapValues(\.outcome) == first)
            #expect(try await bench.number("select count(*) from referral") == 3)
            #expect(try await bench.number("select count(*) from your_reference") == 1)
        }
    }

    @Test("A file that cannot be worked for now does not stop the others")
    func inTrouble() async throws {
        try await IntakeBench.run { bench in
            // A portion for each of the two that work at once.
            let bad = try await Self.take(SampleFile.text(rows: 150), bench)
            // As when a copy of the service was started without one of the master keys.
            try await bench.admin.execute(
                "update referral_import_part set master_key_id = 'm0' where import_id = \(bad)")
            let good = try await Self.take(SampleFile.text([SampleFile.row(2)]), bench)
            try await bench.admin.execute("update referral_import_part set part = 2 where import_id = \(good)")
            let worker = Self.worker(bench)
            let working = Task { try await worker.run() }
            while try await Self.job(good, bench).state != "done" { await Task.yield() }
            working.cancel()
            _ = await working.result
            try await bench.admin.execute("update referral_import_part set master_key_id = 'm1'")
            try await Self.work(bench)
            #expect(try await Self.job(bad, bench).accepted == 150)
        }
    }

    @Test("A short file behind a long one does not wait for its end")
    func turns() async throws {
        try await IntakeBench.run { bench in
            let long = try await Self.take(SampleFile.text(rows: 250), bench)
            let short = try await Self.take(SampleFile.text([SampleFile.row(1000)]), bench)
            let worker = Self.worker(bench)
            for _ in 0..<2 { #expect(try await worker.workPortion()) }
            #expect(try await Self.job(short, bench).state == "done")
            #expect(try await Self.job(long, bench).left == 150)
        }
    }

    @Test(
        "An import of before, whose key lies in the keyring, is worked; when that was erased it says so for every row")
    func erased() async throws {
        try await IntakeBench.run { bench in
            let good = try await Self.takeAsBefore(SampleFile.text([SampleFile.row(1)]), bench)
            let id = try await Self.takeAsBefore(SampleFile.text(rows: 3), bench)
            #expect(try await bench.keyring.erase(child: id, by: .service("tests"), reason: "test"))
            try await Self.work(bench)
            let results = try await Self.results(id, bench)
            #expect(results.values.flatMap(\.outcome.problems).map(\.code) == ["erased", "erased", "erased"])
            #expect(try await Self.job(good, bench).accepted == 1)
        }
    }
}
