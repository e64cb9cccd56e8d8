/// Which rows a page of a queue holds: the headings follow each other, and a page is cut after every so many rows.
struct QueuePage: Sendable, Equatable {
    /// How many rows a page may have; the first is what it has unless somebody asks for more.
    static let sizes = [25, 50, 100]

    /// From 1.
    let number: Int
    /// At least 1.
    let count: Int
    let sections: [Section]

    /// What a page shows of one heading; one with nothing under it has none.
    struct Section: Sendable, Equatable {
        let group: QueueGroup
        /// Rows under the heading, on all pages.
        let total: Int
        /// Rows of it that come on earlier pages.
        let skipped: Int
        /// Rows of it on this page.
        let shown: Int
    }

    /// - Parameters:
    ///   - groups: the headings that were asked for, in order.
    ///   - number: the page asked for; beyond the last it is the last.
    ///   - size: the most rows it has.
    init(_ counts: QueueCounts, groups: [QueueGroup], number: Int, size: Int = sizes[0]) {
        let total = groups.reduce(0) { $0 + counts[$1] }
        count = max(1, (total + size - 1) / size)
        self.number = min(max(1, number), count)
        let first = (self.number - 1) * size
        let end = first + size
        var start = 0
        var sections: [Section] = []
        for group in groups {
            let rows = counts[group]
            let from = max(start, first)
            let to = min(start + rows, end)
            if from < to {
                sections.append(Section(group: group, total: rows, skipped: max(0, first - start), shown: to - from))
            }
            start += rows
        }
        self.sections = sections
    }
}
