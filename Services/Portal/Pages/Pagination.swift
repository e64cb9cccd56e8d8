/// The links from page to page under a list.
struct Pagination: Sendable {
    let previous: String?
    let next: String?
    let pages: [Step]

    /// A page, or the gap between two that are far apart.
    struct Step: Sendable {
        let number: Int
        let address: String
        let isCurrent: Bool
        let isGap: Bool
    }

    /// - Parameter address: of the page that is shown.
    /// - Returns: `nil` when there is only one page.
    init?(_ address: QueueAddress, count: Int) {
        guard count > 1 else { return nil }
        func path(_ number: Int) -> String {
            var other = address
            other.page = number
            return other.path
        }
        let current = address.page
        previous = current > 1 ? path(current - 1) : nil
        next = current < count ? path(current + 1) : nil
        let shown = (1...count).filter { $0 == 1 || $0 == count || abs($0 - current) <= 1 }
        var last = 0
        var pages: [Step] = []
        for number in shown {
            if number > last + 1 { pages.append(Step(number: 0, address: "", isCurrent: false, isGap: true)) }
            pages.append(Step(number: number, address: path(number), isCurrent: number == current, isGap: false))
            last = number
        }
        self.pages = pages
    }
}
