import EventFlow
import FoundationEssentials
import Postgres

/// The dead letters of all services, or of one, as an operator meets them.
struct DeadLetterOffice {
    let url: String
    let services: [HubService]

    /// A letter and the service whose it is.
    struct Item: Sendable {
        let service: HubService
        let letter: DeadLetter
    }

    /// What became of a wish.
    enum Outcome: Equatable {
        /// Carried out: the letter's last state, `replayed` or `discarded`.
        case done(String)
        /// Tried, and refused again.
        case waitingAgain(code: String, words: String)
        /// Nobody has carried it out in time.
        case pending
    }

    /// The letters, newest first within each service.
    /// - Parameter all: also those that are settled.
    func list(all: Bool) async throws -> [Item] {
        var items: [Item] = []
        for service in services {
            items +=
                try await with(service) { connection in
                    let letters =
                        all
                        ? try await DeadLetter.list(states: [], limit: 1000, in: connection)
                        : try await DeadLetter.list(limit: 1000, in: connection)
                    return letters.map { Item(service: service, letter: $0) }
                } ?? []
        }
        return items
    }

    /// The letter of that id, whosever it is.
    func find(_ text: String) async throws -> Item {
        guard let id = UUID(uuidString: text) else {
            throw Failure("A dead letter is named by its id, a UUID.", Self.listHint)
        }
        for service in services {
            let letter = try await with(service) { try await DeadLetter.find(id, in: $0) } ?? nil
            if let letter { return Item(service: service, letter: letter) }
        }
        throw Failure("There is no dead letter of that id.", Self.listHint)
    }

    /// Asks the projection, and waits until it has done it.
    func request(_ wish: DeadLetter.Wish, for item: Item, by name: String, atMost limit: Duration) async throws
        -> Outcome
    {
        let id = item.letter.id
        let accepted = try await with(item.service) { connection in
            try await DeadLetter.request(wish, for: id, by: name, in: connection)
        }
        guard accepted == true else {
            let state = try await find(id.uuidString).letter.state
            throw Failure(
                "The letter is not waiting: it is \(Self.words(for: state)).",
                "`hub deadletters show \(id.uuidString.lowercased())`")
        }
        let deadline = ContinuousClock.now + limit
        while true {
            let letter = try await find(id.uuidString).letter
            switch letter.state {
            case "replayed", "discarded": return .done(letter.state)
            case "waiting": return .waitingAgain(code: letter.code, words: letter.words)
            default: break
            }
            guard .now < deadline else { return .pending }
            try await Task.sleep(for: .milliseconds(200))
        }
    }

    /// The state as people say it.
    static func words(for state: String) -> String {
        switch state {
        case "replay_requested": "about to be replayed"
        case "discard_requested": "about to be discarded"
        default: state
        }
    }

    private static let listHint = "`hub deadletters list` shows them."

    /// `nil` when the service has no tables in this database.
    private func with<R: Sendable>(
        _ service: HubService, _ body: (PostgresConnection) async throws -> R
    ) async throws -> R? {
        try await Database.ifThere("dead_letter", of: service, url, body)
    }
}
