public import Contracts
public import FoundationEssentials
public import Postgres

/// Tables that show the state of the service's own aggregates, written in the transaction that appends their events.
/// Since the event log says all that is in them, they too can be filled anew at any time.
///
/// What holds for the tables of a ``ReadModel`` holds for these.
public protocol LogView<Subject>: Sendable {
    associatedtype Subject: Aggregate

    /// Names it for operators.
    var name: String { get }
    /// The tables it alone writes.
    var tables: [String] { get }

    /// The statements that take the rows of an aggregate from what they were at `before` to after `events`.
    ///
    /// - Parameters:
    ///   - key: the referral.
    ///   - time: when the events happened, as it stands in the log.
    func rows(
        _ events: [Subject.Event], to subject: UUID, key: UUID, _ before: Loaded<Subject>, at time: Date
    ) throws -> [PostgresQuery]
}

extension EventTransaction {
    /// Appends what was decided, and brings the view's rows up to date with it.
    /// - Returns: the aggregate's new version.
    /// - Throws: as ``append(_:to:key:after:at:)``.
    @discardableResult
    public func append<View: LogView>(
        _ events: [View.Subject.Event], to subject: UUID, key: UUID, _ before: Loaded<View.Subject>, at time: Date,
        showing view: View
    ) async throws -> Int64 {
        guard !events.isEmpty else { return before.version }
        return try await append(
            events, to: subject, key: key, after: before.version, at: time,
            with: try view.rows(events, to: subject, key: key, before, at: time))
    }
}
