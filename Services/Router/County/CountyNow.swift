import Inclusion

/// Gives the county's data that count now.
typealias CountyNow = @Sendable () async throws -> County
