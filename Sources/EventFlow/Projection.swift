public import Contracts

/// Something derived from topics. Most are a ``Reaction`` or a ``ReadModel``.
public protocol Projection: Sendable {
    /// Names its offsets, and (with the service's name in front) its Kafka consumer group.
    var name: String { get }
    var topics: [Topic] { get }

    /// Applies events of one partition, in their order, inside the transaction that also moves the offset. Each event is
    /// handed over once and none is left out, per aggregate; what is written and appended here stands or falls with it.
    ///
    /// Throws ``ProjectionTrouble`` to say that an event cannot be applied yet, or never. Then nothing of the batch
    /// stays, and the events come again one at a time, so that the one at fault is known.
    func apply(_ events: [ReceivedEvent], in transaction: EventTransaction) async throws
}

/// A projection that decides: each event may lead to events of the service's own. What it decided is in the event log,
/// so there is nothing to rebuild.
public protocol Reaction: Projection {
    func react(to event: ReceivedEvent, in transaction: EventTransaction) async throws
}

extension Reaction {
    /// One after the other, each in the trace it belongs to.
    public func apply(_ events: [ReceivedEvent], in transaction: EventTransaction) async throws {
        for event in events {
            try await event.inItsTrace { try await react(to: event, in: transaction) }
        }
    }
}

/// A projection that only keeps tables, and nothing else writes to them: it can be filled anew at any time.
///
/// While it is, its tables exist twice, and the search path says which are meant: SQL names them without a schema. They
/// have no foreign keys and no sequences, because a copy filled beside them could not share those.
public protocol ReadModel: Projection {
    /// The tables it alone writes.
    var tables: [String] { get }
}

/// Why a projection does not take an event.
public enum ProjectionTrouble: Error, Equatable {
    /// It refers to something that has not arrived: it is parked, with everything after it for its aggregate.
    case notYet(String)
    /// It will never apply: a dead letter, at once. No personal detail in the words.
    case poison(code: String, words: String)
}
