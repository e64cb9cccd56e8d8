import Contracts
import Crypto
import EventFlow
import FoundationEssentials
import Inclusion

/// Tells everybody which localities there are: other services show their names, and have no look at the county's data.
struct CountyNews: Sendable {
    let events: EventStore
    let now: @Sendable () -> Date

    /// There is one county for the hub.
    static let id = UUID.v7(at: Date(timeIntervalSince1970: 0), from: Array(SHA256.hash(data: Array("county".utf8))))

    /// Announces that county unless it was announced last. Copies may do so at once: one of them will.
    func tell(_ county: County) async throws {
        do {
            try await events.transaction { transaction in
                let told = try await transaction.load(AnnouncedCounty.self, Self.id)
                try await transaction.append(
                    AnnouncedCounty.decide(told.state, county), to: Self.id, key: Self.id, after: told.version,
                    at: now())
            }
        } catch is VersionConflict {
            // Another copy was quicker.
        }
    }
}
