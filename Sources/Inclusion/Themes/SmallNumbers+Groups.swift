// Groups compared by a share: the only place where two ways of counting meet.
extension SmallNumbers {
    /// Of one group, how many something holds for, and how many not.
    public struct Split: Sendable, Equatable {
        /// Those it holds for.
        public let with: Int
        /// Those it does not.
        public let without: Int

        /// From its parts.
        public init(with: Int, without: Int) { (self.with, self.without) = (with, without) }

        /// All of the group.
        public var total: Int { with + without }

        /// Whether both numbers may be shown.
        var isShowable: Bool { [with, without].allSatisfy { $0 == 0 || $0 >= least } }

        static func + (left: Split, right: Split) -> Split {
            Split(with: left.with + right.with, without: left.without + right.without)
        }
    }

    /// Groups as they may be shown side by side.
    public struct Grouping: Sendable, Equatable {
        /// Places of the groups that stand by themselves.
        public let alone: [Int]
        /// Places of those that are counted together; at least two, or none.
        public let together: [Int]
        /// What is counted together; `nil` when nothing is.
        public let sum: Split?
    }

    /// Which groups may stand by themselves, and which are counted together, when everybody may know how many there are in
    /// all for whom it holds, and each group's size so far as ``shown(_:)`` shows it.
    ///
    /// A group stands by itself with at least 10 in it, of whom none or at least 5 are on either side, if its size is shown
    /// elsewhere. All others are counted together, and with them the next smallest, all of a size at once, until there are at
    /// least two, with none or at least 5 on either side. Then in each of them at least two numbers are possible for those on
    /// either side, even for who knows the size of each: the numbers in `sum` are shared out in more than one way, unless one
    /// side is empty, which says “none” of all of them.
    /// - Returns: `nil` when there is no such way; then nothing is shown.
    public static func grouping(_ groups: [Split]) -> Grouping? {
        guard case .cells(let sizes) = shown(groups.map(\.total)), sum(groups[...]).isShowable else { return nil }
        let there = groups.indices.filter { groups[$0].total > 0 }
        guard !there.isEmpty else { return nil }
        var together = there.filter {
            sizes[$0] == nil || groups[$0].total < leastForRates || !groups[$0].isShowable
        }
        while !together.isEmpty, together.count < 2 || !sum(together.map { groups[$0] }[...]).isShowable {
            let rest = there.filter { !together.contains($0) }
            guard let next = rest.map({ groups[$0].total }).min() else { return nil }
            together += rest.filter { groups[$0].total == next }
        }
        let alone = groups.indices.filter { !together.contains($0) }
        // Of everybody together the total has been said.
        guard together.isEmpty || alone.contains(where: { groups[$0].total > 0 }) else { return nil }
        return Grouping(
            alone: Array(alone), together: together.sorted(),
            sum: together.isEmpty ? nil : sum(together.map { groups[$0] }[...]))
    }

    private static func sum(_ groups: ArraySlice<Split>) -> Split {
        groups.reduce(Split(with: 0, without: 0), +)
    }
}
