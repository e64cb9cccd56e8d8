public import Contracts

/// Something derived from topics: read models and reactions alike.
///
/// `apply` is called once per event, in order per aggregate, inside the transaction that also moves the
/// offset. It touches nothing but that transaction: what it writes and appends stands or falls with it.
public protocol Projection: Sendable {
    /// Names its offsets, and (with the service's name in front) its Kafka consumer group.
    var name: String { get }
    var topics: [Topic] { get }

    /// Throws ``ProjectionTrouble`` to say that an event cannot be applied yet, or never.
    func apply(_ event: ReceivedEvent, in transaction: EventTransaction) async throws
}

/// Why a projection does not take an event.
public enum ProjectionTrouble: Error, Equatable {
    /// It refers to something that has not arrived: it is parked, with everything after it for its aggregate.
    case notYet(String)
    /// It will never apply: a dead letter, at once. No personal detail in the words.
    case poison(code: String, words: String)
}
