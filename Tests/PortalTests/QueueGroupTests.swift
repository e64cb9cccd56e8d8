import Contracts
import Foundation
import Inclusion
import ServiceKit
import ServiceTestSupport
import Testing

@testable import Portal

@Suite("Headings of a queue", .timeLimit(.minutes(1)))
struct QueueGroupTests {
    /// Now, by when it is to be acknowledged, and the heading it stands under.
    static let opens: [(now: String, acknowledgeBy: String, group: QueueGroup)] = [
        ("2026-11-24T10:00:00Z", "2026-11-24T09:59:59Z", .overdue),
        ("2026-11-24T10:00:00Z", "2026-11-20T17:00:00Z", .overdue),
        ("2026-11-24T10:00:00Z", "2026-11-24T10:00:00Z", .dueToday),
        ("2026-11-24T10:00:00Z", "2026-11-24T23:59:59Z", .dueToday),
        ("2026-11-24T10:00:00Z", "2026-11-25T00:00:00Z", .new),
        ("2026-11-24T10:00:00Z", "2026-12-01T09:00:00Z", .new),
        // In summer the day ends at 23:00 UTC.
        ("2026-07-14T22:59:00Z", "2026-07-14T22:59:59Z", .dueToday),
        ("2026-07-14T22:59:00Z", "2026-07-14T23:00:00Z", .new),
        ("2026-07-14T23:30:00Z", "2026-07-15T08:00:00Z", .dueToday),
        // The days on which clocks change have 25 and 23 hours.
        ("2026-10-25T00:30:00Z", "2026-10-25T23:59:00Z", .dueToday),
        ("2026-10-25T00:30:00Z", "2026-10-26T00:00:00Z", .new),
        ("2026-03-29T00:30:00Z", "2026-03-29T22:59:00Z", .dueToday),
        ("2026-03-29T00:30:00Z", "2026-03-29T23:00:00Z", .new),
    ]

    @Test("What has to be acknowledged stands where its time says", arguments: opens)
    func open(now: String, acknowledgeBy: String, group: QueueGroup) {
        #expect(QueueGroup.of(QueueSlot(place: .toAcknowledge, at: at(acknowledgeBy)), at: at(now)) == group)
    }

    @Test(
        "What was acknowledged stands where its state says",
        arguments: [
            (CaseState.acknowledged, PlacementState?.none, QueueGroup.other),
            (.acknowledged, .unableToMatch, .other),
            (.awaitingPlacement, nil, .waiting),
            (.awaitingPlacement, .requested, .waiting),
            (.awaitingPlacement, .shortlisted, .other),
            (.awaitingPlacement, .offered, .waiting),
            (.awaitingPlacement, .declined, .other),
            (.awaitingPlacement, .accepted, .waiting),
            (.active, .accepted, .other),
            (.active, nil, .other),
            (.needsInformation, nil, .waiting),
            (.listed, nil, .waiting),
            (.listed, .unableToMatch, .waiting),
        ])
    func later(state: CaseState, search: PlacementState?, group: QueueGroup) throws {
        let item = Samples.item(
            state: state, search: search.map { PlaceSearch(requestID: UUID(), version: 1, state: $0) })
        #expect(QueueGroup.of(try #require(item.slot), at: at("2026-11-24T10:00:00Z")) == group)
    }

    @Test("What has no case, or a closed one, stands nowhere")
    func noCase() {
        #expect(QueueItem(referralID: UUID()).slot == nil)
        #expect(Samples.item(state: .closed).slot == nil)
    }

    @Test("The database counts under the same headings, and lists in order")
    func database() async throws {
        try await PortalBench.run { bench in
            for (_, acknowledgeBy, _) in Self.opens { try await bench.open(acknowledgeBy: acknowledgeBy) }
            try await bench.open(in: "E07000078")
            for now in Set(Self.opens.map(\.now)) {
                let counts = try await bench.reader.standing(of: [Samples.gloucester], at: at(now)).counts
                #expect(Set(counts.keys) == [Samples.gloucester])
                let mine = try #require(counts[Samples.gloucester])
                let expected = Self.opens.map {
                    QueueGroup.of(QueueSlot(place: .toAcknowledge, at: at($0.acknowledgeBy)), at: at(now))
                }
                for group in QueueGroup.allCases {
                    #expect(mine[group] == expected.count { $0 == group }, "\(group) at \(now)")
                }
                #expect(mine.total == Self.opens.count)
                #expect(mine.changes == Int64(Self.opens.count))
                let page = QueuePage(mine, groups: QueueGroup.allCases, number: 1)
                let listed = try await bench.reader.listing(page.sections, of: [Samples.gloucester], at: at(now))
                #expect(listed.map(\.count) == page.sections.map(\.shown))
                let items = try await bench.reader.items(listed.joined().map(\.referral))
                let times = listed.joined().compactMap { items[$0.referral]?.slot?.at }
                #expect(times.count == items.count)
                #expect(times == times.sorted())
            }
        }
    }
}

@Suite("Pages of a queue", .timeLimit(.minutes(1)))
struct QueuePageTests {
    @Test("A page holds 25 rows, cut wherever that falls")
    func cut() {
        let counts = QueueCounts([3, 0, 60, 0, 2], changes: 0)
        let all = QueueGroup.allCases
        let pages = (1...3).map { QueuePage(counts, groups: all, number: $0) }
        #expect(pages.map(\.count) == [3, 3, 3])
        #expect(pages[0].sections.map(\.group) == [.overdue, .new])
        #expect(pages[0].sections.map(\.shown) == [3, 22])
        #expect(pages[1].sections == [.init(group: .new, total: 60, skipped: 22, shown: 25)])
        #expect(pages[2].sections.map(\.group) == [.new, .other])
        #expect(pages[2].sections.map(\.skipped) == [47, 0])
        #expect(pages[2].sections.map(\.shown) == [13, 2])
    }

    @Test("Every row is on one page, no heading without a row on any, and no page is longer than 25", arguments: 0..<60)
    func everyRowOnce(seed: Int) {
        let numbers = (0..<5).map { (seed * 7 + $0 * 13) % 31 }
        let counts = QueueCounts(numbers, changes: 0)
        let last = QueuePage(counts, groups: QueueGroup.allCases, number: .max)
        let pages = (1...last.count).map { QueuePage(counts, groups: QueueGroup.allCases, number: $0) }
        #expect(pages.last == last)
        for group in QueueGroup.allCases {
            let sections = pages.flatMap(\.sections).filter { $0.group == group }
            #expect(sections.allSatisfy { $0.shown > 0 })
            var next = 0
            for section in sections {
                #expect(section.skipped == next)
                next += section.shown
            }
            #expect(next == counts[group])
        }
        #expect(pages.allSatisfy { $0.sections.reduce(0) { $0 + $1.shown } <= QueuePage.sizes[0] })
    }

    @Test("A page that does not exist is the nearest that does")
    func nearest() {
        let counts = QueueCounts([1, 0, 0, 0, 0], changes: 0)
        #expect(QueuePage(counts, groups: [.overdue], number: -3).number == 1)
        #expect(QueuePage(counts, groups: [.overdue], number: 9).number == 1)
        let empty = QueuePage(QueueCounts(), groups: QueueGroup.allCases, number: 1)
        #expect(empty.count == 1 && empty.sections.isEmpty)
    }

    @Test("The version tells any two states of a queue apart")
    func version() {
        let one = QueueCounts([1, 2, 3, 4, 5], changes: 9)
        #expect(one.version == "9.1.2.3.4.5")
        #expect((one + one).version == "18.2.4.6.8.10")
        #expect(
            one.json.text
                == #"{"version":"9.1.2.3.4.5","total":15,"counts":{"overdue":1,"due_today":2,"new":3,"waiting":4,"other":5}}"#
        )
    }
}
