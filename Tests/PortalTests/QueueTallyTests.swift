import FoundationEssentials
import Inclusion
import Postgres
import Testing

@testable import Portal

@Suite("What is kept of queues between two looks", .timeLimit(.minutes(1)))
struct QueueTallyTests {
    static let now = at("2026-11-24T10:00:00Z")

    @Test("Nothing is counted anew until an event was applied, or two seconds have passed")
    func counted() async throws {
        try await PortalBench.run { bench in
            let tally = QueueTally(reader: bench.reader)
            func total(after seconds: Double = 0) async throws -> Int {
                let now = Self.now.addingTimeInterval(seconds)
                return try await tally.standing(of: [Samples.gloucester], at: now).counts[Samples.gloucester]?.total
                    ?? 0
            }
            try await bench.open()
            #expect(try await total() == 1)
            // Behind the back of the projector, which is how it shows that nobody counted.
            try await bench.pool.execute("delete from queue_item")
            #expect(try await total(after: 1.9) == 1)
            #expect(try await total(after: 2) == 0, "mended by hand")
            try await bench.open()
            #expect(try await total(after: 2.1) == 1, "an event")
        }
    }

    @Test("What becomes overdue is counted under its heading at that moment, though nothing happens")
    func overdue() async throws {
        try await PortalBench.run { bench in
            let tally = QueueTally(reader: bench.reader)
            try await bench.open(acknowledgeBy: "2026-11-24T10:00:01Z")
            for (seconds, overdue) in [(0.0, 0), (0.9, 0), (1.1, 1)] {
                let now = Self.now.addingTimeInterval(seconds)
                let counts = try await tally.standing(of: [Samples.gloucester], at: now).counts[Samples.gloucester]
                #expect(counts?[.overdue] == overdue && counts?.total == 1, "after \(seconds) s")
            }
        }
    }

    @Test("A row is made anew when its item has changed, or when it is an hour later; else it is as it was")
    func rows() async throws {
        try await PortalBench.run { bench in
            let rows = QueueRows(reader: bench.reader, templates: try PageTemplates())
            func html(_ now: Date = Self.now) async throws -> String {
                let counts = try await bench.reader.standing(of: [Samples.gloucester], at: now)
                let page = QueuePage(
                    QueueWatch.sum(counts.counts, of: [Samples.gloucester]), groups: QueueGroup.allCases, number: 1)
                return try await rows.html(page.sections, of: [Samples.gloucester], QueueFilter(), counts, at: now)
                    .flatMap { $0 }.joined()
            }
            try await bench.open(acknowledgeBy: "2026-11-24T08:30:00Z", reference: "RH-AAAA-AAAA")
            let first = try await html()
            #expect(first.contains("RH-AAAA-AAAA") && first.contains("1 hour late"))
            try await bench.pool.execute("update queue_item set reference = 'RH-BBBB-BBBB'")
            #expect(try await html() == first)
            #expect(try await html(Self.now.addingTimeInterval(1800)).contains("2 hours late"))
            try await bench.pool.execute("update queue_item set changes = changes + 1, reference = 'RH-CCCC-CCCC'")
            #expect(try await html().contains("RH-CCCC-CCCC"))
        }
    }

    @Test("The queues of several localities are one, in order, whatever page", arguments: [1, 2, 3])
    func several(number: Int) async throws {
        try await PortalBench.run { bench in
            let localities = [Samples.gloucester, "E07000078", "E07000082"]
            for minute in 10..<45 {
                try await bench.open(
                    in: localities[minute % 3], acknowledgeBy: "2026-11-30T09:\(minute):00Z")
            }
            let standing = try await bench.reader.standing(of: localities, at: Self.now)
            let page = QueuePage(
                QueueWatch.sum(standing.counts, of: localities), groups: [.new], number: number, size: 15)
            let listed = try await bench.reader.listing(page.sections, of: localities, at: Self.now).flatMap { $0 }
            let items = try await bench.reader.items(listed.map(\.referral))
            let first = 10 + (number - 1) * 15
            #expect(
                listed.compactMap { items[$0.referral]?.slot?.at }
                    == (first..<min(first + 15, 45)).map { at("2026-11-30T09:\($0):00Z") })
        }
    }
}
