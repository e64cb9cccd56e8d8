import Foundation

/// The agencies of the samples, posting one load after another to an intake. Never the same child or the same
/// `Idempotency-Key` twice.
final class Agencies: @unchecked Sendable {
    // Only ever used by the one load that runs.
    private var requests: ReferralRequests
    private let port: UInt16
    /// Referrals accepted so far.
    private(set) var accepted = 0

    /// Signs the agencies in.
    init(to hub: RunningHub) async throws {
        let samples = "\(hub.surroundings.root)/ops/samples/referrals.json"
        var tokens: [String: String] = [:]
        for person in try ReferralRequests.people(in: samples) { tokens[person] = try await hub.token(person) }
        port = hub.surroundings.port("referral-intake")
        requests = try ReferralRequests(samples: samples, tokens: tokens, port: port)
    }

    /// Posts, and returns when everything is answered.
    /// - Throws: unless every answer is 201.
    func post(
        _ arrivals: Arrivals, connections: Int,
        accepted tell: @escaping @Sendable (_ referral: String, _ due: UInt64, _ now: UInt64) -> Void = { _, _, _ in },
        telling: Bool = false
    ) async throws -> LoadOutcome {
        let outcome = try await onOwnThread { [self] in
            let generator = try LoadGenerator(
                connections: connections, port: port, requests: { [self] in requests.next(into: &$0) },
                accepted: { answer, due, now in
                    guard telling, let location = answer.headers("Location").first else { return }
                    tell(String(location.suffix(36)), due, now)
                })
            return try generator.run(arrivals)
        }
        accepted += outcome.accepted
        try outcome.requireAllAccepted()
        return outcome
    }
}
