import Testing

/// Whole hubs, one after the other: each has the machine, and the database server's roles, to itself.
@Suite("Journeys", .serialized)
enum Journeys {}
