/// The links from page to page under a list.
struct Pagination: KeptPart {
    static let template = PageTemplates.Part.pagination
    let previous: String?
    let next: String?
    /// Empty when there is one page alone.
    let pages: [Step]
    /// How many rows a page may have.
    let sizes: [Step]

    /// A page, a number of rows, or the gap between two pages that are far apart.
    struct Step: Hashable, Sendable {
        let number: Int
        let address: String
        let isCurrent: Bool
        let isGap: Bool
    }

    /// - Parameters:
    ///   - address: of the page that is shown.
    ///   - count: how many pages there are.
    ///   - rows: how many rows there are on all of them.
    /// - Returns: `nil` when there is only one page, whatever is asked for.
    init?(_ address: QueueAddress, count: Int, rows: Int) {
        guard rows > QueuePage.sizes[0] else { return nil }
        func path(_ number: Int) -> String {
            var other = address
            other.page = number
            return other.path
        }
        let current = address.page
        previous = current > 1 ? path(current - 1) : nil
        next = current < count ? path(current + 1) : nil
        let shown = (count > 1 ? Array(1...count) : []).filter { $0 == 1 || $0 == count || abs($0 - current) <= 1 }
        var last = 0
        var pages: [Step] = []
        for number in shown {
            if number > last + 1 { pages.append(Step(number: 0, address: "", isCurrent: false, isGap: true)) }
            pages.append(Step(number: number, address: path(number), isCurrent: number == current, isGap: false))
            last = number
        }
        self.pages = pages
        sizes = QueuePage.sizes.map { size in
            var other = address
            (other.rows, other.page) = (size, 1)
            return Step(number: size, address: other.path, isCurrent: size == address.rows, isGap: false)
        }
    }
}
