import FoundationEssentials
import Inclusion
import ServiceKit
import Synchronization

/// The rows of queues as HTML. One that has not changed is neither read nor made again.
final class QueueRows: Sendable {
    /// What the HTML of a row depends on, but for the time.
    struct Key: Hashable {
        let referral: UUID
        /// Of the item: grows with every change.
        let changes: Int64
        /// `nil` where all rows belong to one.
        let locality: String?
        /// What whoever works on it is called.
        let worksOnIt: String?
        /// Whether it is shown with when it is to be acknowledged.
        let isOpen: Bool
    }

    private struct Made {
        let html: String
        /// From then on its words are others.
        let until: Date
    }

    /// A row takes about a kilobyte.
    static let many = 4000

    private let reader: QueueReader
    private let templates: PageTemplates
    private let memory = Mutex(RecentlyUsed<Key, Made>(many: many))

    init(reader: QueueReader, templates: PageTemplates) {
        self.reader = reader
        self.templates = templates
    }

    /// The rows of a page, section by section.
    func html(
        _ sections: [QueuePage.Section], of localities: [String], _ filter: QueueFilter,
        _ standing: QueueTally.Standing, at now: Date
    ) async throws -> [[String]] {
        let listed = try await reader.listing(sections, of: localities, filter, at: now)
        let places = localities.count > 1 ? standing.localities : nil
        let people = Dictionary(standing.people.map { ($0.subject, $0.name) }) { first, _ in first }
        let keys = zip(sections, listed).map { section, items in
            items.map { item in
                Key(
                    referral: item.referral, changes: item.changes, locality: places?.name(of: item.locality),
                    worksOnIt: item.assignedTo.map { people[$0] ?? $0 }, isOpen: section.group.isOpen)
            }
        }
        var made = known(keys.joined(), at: now)
        let missing = keys.joined().filter { made[$0] == nil }
        if !missing.isEmpty {
            let items = try await reader.items(missing.map(\.referral))
            for key in missing {
                guard let row = items[key.referral].flatMap({ QueueTable.Row($0, key, now: now) }) else { continue }
                let html = Made(html: templates.fragment(.queueRow, row), until: row.until)
                made[key] = html
                // The item may have changed since it was listed: what is shown now is kept for nobody else.
                if items[key.referral]?.changes == key.changes { keep(html, for: key) }
            }
        }
        return keys.map { $0.compactMap { made[$0]?.html } }
    }

    private func known(_ keys: some Sequence<Key>, at now: Date) -> [Key: Made] {
        memory.withLock { memory in
            var found: [Key: Made] = [:]
            for key in keys {
                guard let made = memory.value(of: key), now < made.until else { continue }
                found[key] = made
            }
            return found
        }
    }

    private func keep(_ made: Made, for key: Key) {
        memory.withLock { $0.keep(made, of: key) }
    }
}
