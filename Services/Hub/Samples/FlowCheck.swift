import Postgres

/// What the services' own tables say at the end: whether anything is still on its way or lies aside.
struct FlowCheck: Sendable, Equatable {
    var unpublished = 0
    var parked = 0
    var deadLetters = 0

    static func read(_ url: String) async throws -> FlowCheck {
        var check = FlowCheck()
        for service in HubService.all {
            let counts = try await Database.ifThere("dead_letter", of: service, url) { connection in
                try await connection.query(
                    """
                    select (select count(*) from outbox), (select count(*) from parked_event),
                        (select count(*) from dead_letter where state not in ('replayed', 'discarded'))
                    """
                ).decodeFirst(Int.self, Int.self, Int.self)
            }
            guard let (unpublished, parked, deadLetters) = counts ?? nil else { continue }
            check.unpublished += unpublished
            check.parked += parked
            check.deadLetters += deadLetters
        }
        return check
    }

    var line: String {
        "  still to be published \(unpublished), waiting for another event \(parked), dead letters \(deadLetters)"
    }

    var json: JSONValue {
        ["unpublished": .int(unpublished), "parked": .int(parked), "dead_letters": .int(deadLetters)]
    }
}
