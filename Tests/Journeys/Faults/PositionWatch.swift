import Postgres
import Synchronization

@testable import Hub

/// Looks at the positions of every consumer, again and again.
final class PositionWatch: Sendable {
    private let url: String
    private let state = Mutex((looks: 0, isOver: false))

    init(url: String) { self.url = url }

    /// Returns once it has looked.
    func begins() async throws {
        while state.withLock({ $0.looks }) == 0 { try await Task.sleep(for: .milliseconds(10)) }
    }

    func end() { state.withLock { $0.isOver = true } }

    /// Every step backwards that was seen until ``end()``, in words.
    func stepsBack() async throws -> [String] {
        try await Town.withPool(url) { pool in
            var (last, found): ([String: Int64], [String]) = ([:], [])
            while !state.withLock({ $0.isOver }) {
                for service in HubService.all {
                    let rows = try await pool.query(
                        """
                        select consumer || ' ' || topic || '/' || partition, next_offset
                        from \(identifier: service.schema).consumer_offset
                        """
                    ).decode(String.self, Int64.self)
                    for (place, offset) in rows {
                        let name = "\(service.name) \(place)"
                        if let before = last[name], offset < before { found.append("\(name): \(before) to \(offset)") }
                        last[name] = offset
                    }
                }
                state.withLock { $0.looks += 1 }
                try await Task.sleep(for: .milliseconds(20))
            }
            return found
        }
    }
}
