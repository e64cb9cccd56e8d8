import ServiceKit

/// How much lies under each heading of a queue.
struct QueueCounts: Sendable, Equatable {
    private var numbers = [Int](repeating: 0, count: QueueGroup.allCases.count)
    /// Grows with every change to any item.
    var changes: Int64 = 0

    init() {}

    /// - Parameter numbers: a number per heading, in their order.
    init(_ numbers: [Int], changes: Int64) {
        for (index, number) in numbers.prefix(self.numbers.count).enumerated() { self.numbers[index] = number }
        self.changes = changes
    }

    subscript(group: QueueGroup) -> Int {
        QueueGroup.allCases.firstIndex(of: group).map { numbers[$0] } ?? 0
    }

    /// Under all headings together. It grows with every new referral and shrinks with every case that is closed.
    var total: Int { numbers.reduce(0, +) }

    /// Two queues as one.
    static func + (left: QueueCounts, right: QueueCounts) -> QueueCounts {
        QueueCounts(zip(left.numbers, right.numbers).map { $0 + $1 }, changes: left.changes + right.changes)
    }

    /// The same for the same state of a queue, whichever copy of the portal says it. The numbers are part of it because
    /// time alone moves items from heading to heading.
    var version: String { ([changes] + numbers.map(Int64.init)).map(String.init).joined(separator: ".") }

    /// As browsers and tests read it.
    var json: JSON {
        [
            "version": .string(version),
            "total": .number(total),
            "counts": .object(QueueGroup.allCases.map { JSON.Member($0.code, .number(self[$0])) }),
        ]
    }
}
