import Synchronization

/// A part of pages that is made once for everybody who is shown the same: equal content is equal HTML, and nothing else
/// goes into it.
protocol KeptPart: Hashable, Sendable {
    static var template: PageTemplates.Part { get }
}

/// The parts that were made lately.
final class KeptParts: Sendable {
    /// Each takes some kilobytes.
    private static let many = 500

    private let memory = Mutex(RecentlyUsed<AnyContent, String>(many: many))

    /// Content is compared by value, and never across threads but here.
    private struct AnyContent: Hashable, @unchecked Sendable {
        let content: AnyHashable
    }

    /// The part as HTML; `make` is asked when it is not there.
    func html(_ part: any KeptPart, make: () -> String) -> String {
        let key = AnyContent(content: AnyHashable(part))
        if let html = memory.withLock({ $0.value(of: key) }) { return html }
        let html = make()
        memory.withLock { $0.keep(html, of: key) }
        return html
    }
}
