import Testing

@testable import Inclusion

@Suite("Groups compared by a share")
struct GroupingTests {
    typealias Split = SmallNumbers.Split

    private static func splits(_ pairs: [(Int, Int)]) -> [Split] { pairs.map { Split(with: $0.0, without: $0.1) } }

    @Test("Groups that are large enough stand by themselves; the others are counted together")
    func together() throws {
        let groups = Self.splits([(20, 30), (6, 9), (1, 4), (5, 2), (0, 0)])
        let grouping = try #require(SmallNumbers.grouping(groups))
        #expect(grouping.alone == [0, 1, 4] && grouping.together == [2, 3])
        #expect(grouping.sum == Split(with: 6, without: 6))
    }

    @Test("One small group is never the only one that is counted together")
    func notAlone() throws {
        let grouping = try #require(SmallNumbers.grouping(Self.splits([(20, 30), (6, 9), (5, 2)])))
        #expect(grouping.alone == [0] && grouping.together == [1, 2])
    }

    @Test(
        "Where nothing can be shown, nothing is",
        arguments: [[(1, 2)], [(20, 30), (1, 2)], [(3, 30), (1, 30)], [(5, 3), (3, 5)], []])
    func nothing(pairs: [(Int, Int)]) {
        #expect(SmallNumbers.grouping(Self.splits(pairs)) == nil)
    }

    @Test("No number of a group counted with others follows from what is shown, even for who knows each group's size")
    func closed() {
        var tried = 0
        let sides = [0, 1, 2, 4, 5, 6, 11]
        for numbers in Self.all(of: sides, 6) {
            let groups = (0..<3).map { Split(with: numbers[2 * $0], without: numbers[2 * $0 + 1]) }
            guard let grouping = SmallNumbers.grouping(groups) else { continue }
            tried += 1
            for place in grouping.alone {
                #expect([groups[place].with, groups[place].without].allSatisfy { $0 == 0 || $0 >= 5 }, "\(numbers)")
            }
            guard let sum = grouping.sum else { continue }
            let parts = grouping.together.map { groups[$0] }
            #expect(parts.count >= 2 && parts.reduce(0) { $0 + $1.with } == sum.with, "\(numbers)")
            guard sum.with > 0, sum.without > 0 else { continue }
            for (place, part) in parts.enumerated() {
                // How many of this group there may be: as the others can take the rest.
                let others = parts.enumerated().filter { $0.offset != place }.reduce(0) { $0 + $1.element.total }
                let possible = (0...part.total).count { (0...others).contains(sum.with - $0) }
                #expect(possible > 1, "\(numbers)")
            }
        }
        #expect(tried > 100)
    }

    @Test("A group whose size is hidden elsewhere never stands by itself")
    func sizes() {
        for numbers in Self.all(of: [0, 1, 3, 5, 10], 6) {
            let groups = (0..<3).map { Split(with: numbers[2 * $0], without: numbers[2 * $0 + 1]) }
            guard let grouping = SmallNumbers.grouping(groups) else { continue }
            guard case .cells(let sizes) = SmallNumbers.shown(groups.map(\.total)) else {
                Issue.record("\(numbers) is shown though its sizes are not")
                continue
            }
            for place in grouping.alone { #expect(sizes[place] != nil, "\(numbers)") }
        }
    }

    private static func all(of numbers: [Int], _ count: Int) -> [[Int]] {
        count == 0 ? [[]] : all(of: numbers, count - 1).flatMap { rest in numbers.map { rest + [$0] } }
    }
}
