import EventFlow
import Inclusion

/// Gives the clocks by which cases are worked now, the county's, in the caller's transaction.
typealias ClocksNow = @Sendable (EventTransaction) async throws -> Clocks
