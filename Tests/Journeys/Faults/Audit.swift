import Foundation
import Postgres

@testable import Hub

/// What came of everything, once a town has come to rest.
struct Audit: Sendable {
    /// What is not as it should be, in words; nothing when all is whole.
    var findings: [String] = []
    /// Mails that came a second time.
    var mailsAgain = 0
    /// What each stage took.
    var stages: [(String, Duration)] = []
}

extension Town {
    /// How long nothing may move, once everything runs again, before what is left is taken for stuck. A busy machine may
    /// take its time over the rest.
    static let patience: Duration = .seconds(90)

    /// Waits until nothing is on its way any more, rebuilds what can be, and counts everything: tables,
    /// topics and mails.
    /// - Parameter taken: the ids of all referrals that were answered with a 201.
    func audit(taken: [String]) async throws -> Audit {
        try await Self.withPool(databaseURL) { try await audit(taken: taken, in: $0) }
    }

    private func audit(taken: [String], in pool: PostgresPool) async throws -> Audit {
        var audit = Audit()
        let accounts = Accounts(pool: pool)
        let begun = ContinuousClock.now
        var (moving, movedAt): ([String], ContinuousClock.Instant) = ([], begun)
        repeat {
            let left = try await accounts.moving()
            if left != moving { (moving, movedAt) = (left, .now) }
            if moving.isEmpty { break }
            try await Task.sleep(for: .milliseconds(100))
        } while movedAt.duration(to: .now) < Self.patience
        let quiet = ContinuousClock.now
        audit.findings += moving
        audit.findings += try await RebuildComparison(pool: pool).findings()
        let rebuilt = ContinuousClock.now
        audit.findings += try await accounts.findings(taken: taken)
        audit.findings += try await TopicLogs(town: self, pool: pool).findings()
        let mails = MailRound(mails: try self.mails(), deliveries: try await MailRound.deliveries(in: pool))
        audit.mailsAgain = mails.again
        audit.findings += mails.findings
        audit.stages = [
            ("quiet", begun.duration(to: quiet)), ("rebuilt", quiet.duration(to: rebuilt)),
            ("counts", rebuilt.duration(to: .now)),
        ]
        return audit
    }
}
