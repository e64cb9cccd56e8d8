import Kafka
import Testing

@testable import EventFlow

@Suite("What to do with a batch")
struct BatchPlanTests {
    private func record(_ offset: Int64, epoch: String? = nil) -> ConsumerRecord {
        ConsumerRecord(
            offset: offset, timestamp: 0, key: nil, value: nil,
            headers: epoch.map { [KafkaHeader(name: "epoch", text: $0)] } ?? [])
    }

    private func plan(
        _ records: [ConsumerRecord], at next: Int64, epoch: Int32 = 0, expecting hole: ExpectedHole? = nil
    ) -> (offsets: [Int64], next: Position)? {
        guard
            case .apply(let records, let next) = BatchPlan(
                records, from: Position(nextOffset: next, epoch: epoch), expecting: hole)
        else { return nil }
        return (records.map(\.offset), next)
    }

    @Test("A batch that follows on is applied whole")
    func followsOn() {
        let plan = plan([record(5), record(6)], at: 5)
        #expect(plan?.offsets == [5, 6])
        #expect(plan?.next == Position(nextOffset: 7, epoch: 0))
    }

    @Test("What lies behind the position is left out")
    func overlaps() {
        #expect(plan([record(4), record(5)], at: 5)?.offsets == [5])
        guard case .nothing = BatchPlan([record(3)], from: Position(nextOffset: 5, epoch: 0), expecting: nil)
        else { return #expect(Bool(false), "nothing to do") }
    }

    @Test("A leap is not believed the first time, and is the second time")
    func leaps() {
        guard case .jump = BatchPlan([record(9)], from: Position(nextOffset: 5, epoch: 0), expecting: nil)
        else { return #expect(Bool(false), "a leap") }
        #expect(plan([record(9)], at: 5, expecting: .before(9))?.offsets == [9])
        #expect(plan([record(9)], at: 5, expecting: .before(8)) == nil)
        #expect(plan([record(9)], at: 0, expecting: .anyHole)?.offsets == [9])
    }

    @Test("A new epoch: what came before it is applied, then back to its cut")
    func newEpoch() {
        let plan = plan([record(5), record(6, epoch: "1:2")], at: 5)
        #expect(plan?.offsets == [5])
        #expect(plan?.next == Position(nextOffset: 2, epoch: 1))
    }

    @Test("The epoch we are in is nothing new")
    func sameEpoch() {
        #expect(plan([record(5, epoch: "1:2")], at: 5, epoch: 1)?.next == Position(nextOffset: 6, epoch: 1))
    }

    @Test("A log written anew up to the very position: the record before it tells, though it lies behind")
    func newEpochBehind() {
        let plan = plan([record(4, epoch: "1:0")], at: 5)
        #expect(plan?.offsets == [])
        #expect(plan?.next == Position(nextOffset: 0, epoch: 1))
        #expect(self.plan([record(4, epoch: "1:3"), record(5, epoch: "1:3")], at: 5)?.next.nextOffset == 3)
    }

    @Test("Who has missed an epoch starts from the beginning")
    func missedEpoch() {
        #expect(plan([record(700, epoch: "2:100")], at: 700)?.next == Position(nextOffset: 0, epoch: 2))
    }
}
