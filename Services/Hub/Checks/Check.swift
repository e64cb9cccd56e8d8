import Kafka
import Postgres

/// One question to a server.
struct Check: Sendable {
    /// What it is about, in a few words.
    let name: String
    /// How long the server has for its answer.
    var patience = Duration.seconds(15)
    /// Whether asking further is useless when this is missing.
    var isGate = false
    /// Asks and judges. What it throws is a finding too: the server's own words.
    let ask: @Sendable () async throws -> [Finding]

    /// The answer, or that there was none in time. Never takes much longer than ``patience``.
    func findings() async -> [Finding] {
        do {
            guard let findings = try await answer(within: patience, ask) else {
                return [.missing("no answer within \(patience.components.seconds) s")]
            }
            return findings
        } catch {
            return [.missing(Self.words(for: error))]
        }
    }

    static func words(for error: any Error) -> String {
        switch error {
        case let failure as Failure: failure.words
        case let error as PostgresError: error.description
        case let error as KafkaError: error.description
        default: "it could not be asked (\(type(of: error)))"
        }
    }
}

/// Runs `body` for at most so long; `nil` when it has not ended by then.
///
/// It is cancelled and left behind, not waited for: a call into a library that blocks heeds no cancellation.
func answer<Value: Sendable>(
    within limit: Duration, _ body: @escaping @Sendable () async throws -> Value
) async throws -> Value? {
    let (outcomes, outcome) = AsyncStream.makeStream(of: Result<Value?, any Error>.self)
    let work = Task {
        do {
            outcome.yield(.success(try await body()))
        } catch {
            outcome.yield(.failure(error))
        }
    }
    let timer = Task {
        try await Task.sleep(for: limit)
        outcome.yield(.success(nil))
    }
    defer {
        work.cancel()
        timer.cancel()
    }
    for await first in outcomes { return try first.get() }
    throw CancellationError()
}
