import Synchronization

/// Counts the moments at which the broker may have become another one.
final class BrokerTrouble: Sendable {
    private let noted = Atomic(0)

    var count: Int { noted.load(ordering: .acquiring) }

    func note() { noted.wrappingAdd(1, ordering: .acquiringAndReleasing) }
}
