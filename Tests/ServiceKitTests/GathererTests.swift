import Synchronization
import Testing

@testable import ServiceKit

@Suite("Gatherer", .timeLimit(.minutes(1)))
struct GathererTests {
    /// Batches as they were done; each waits until it is let go.
    private final class Bench: Sendable {
        let batches = Mutex<[[Int]]>([])
        private let (begun, begin) = AsyncStream.makeStream(of: Int.self)
        private let (allowed, allow) = AsyncStream.makeStream(of: Void.self)

        func work(_ items: [Int]) async -> [Int] {
            batches.withLock { $0.append(items) }
            begin.yield(items.count)
            for await _ in allowed { break }
            return items.map { $0 * 10 }
        }

        /// Waits for a batch to begin, and answers how many are in it.
        func next() async -> Int? {
            for await count in begun { return count }
            return nil
        }

        func letGo() { allow.yield() }
    }

    @Test func oneAloneGoesAtOnce() async {
        let bench = Bench()
        let gatherer = Gatherer<Int, Int>(most: 10, atOnce: 1) { await bench.work($0) }
        async let outcome = gatherer.submit(4)
        #expect(await bench.next() == 1)
        bench.letGo()
        #expect(await outcome == 40)
    }

    @Test func whoComesMeanwhileGoesTogether() async {
        let bench = Bench()
        let gatherer = Gatherer<Int, Int>(most: 3, atOnce: 1) { await bench.work($0) }
        async let first = gatherer.submit(0)
        #expect(await bench.next() == 1)
        let others = Task {
            await withTaskGroup(of: (Int, Int).self) { group in
                for item in 1...5 { group.addTask { (item, await gatherer.submit(item)) } }
                return await group.reduce(into: [Int: Int]()) { $0[$1.0] = $1.1 }
            }
        }
        while gatherer.waiting < 5 { await Task.yield() }
        for expected in [3, 2] {
            bench.letGo()
            #expect(await bench.next() == expected)
        }
        bench.letGo()
        #expect(await others.value == [1: 10, 2: 20, 3: 30, 4: 40, 5: 50])
        #expect(await first == 0)
        #expect(bench.batches.withLock { $0.flatMap(\.self) }.sorted() == [0, 1, 2, 3, 4, 5])
    }

    @Test func aCancelledCallerStillHears() async {
        let bench = Bench()
        let gatherer = Gatherer<Int, Int>(most: 10, atOnce: 1) { await bench.work($0) }
        let caller = Task { await gatherer.submit(7) }
        #expect(await bench.next() == 1)
        caller.cancel()
        bench.letGo()
        #expect(await caller.value == 70)
    }
}
