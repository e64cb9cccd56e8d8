import Foundation
import Logging
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
    /// How long the hub may take to come to rest once everything runs again.
    static let patience: Duration = .seconds(90)

    /// Waits until nothing is on its way any more, and then counts everything: tables, topics and mails.
    /// - Parameter taken: the ids of all referrals that were answered with a 201.
    func audit(taken: [String]) async throws -> Audit {
        let pool = PostgresPool(
            try PostgresConfiguration(
                url: databaseURL, applicationName: "accounts", poolSize: 2, statementTimeout: .seconds(60)),
            logger: .silent)
        do {
            let audit = try await audit(taken: taken, in: pool)
            await pool.close()
            return audit
        } catch {
            await pool.close()
            throw error
        }
    }

    private func audit(taken: [String], in pool: PostgresPool) async throws -> Audit {
        var audit = Audit()
        let accounts = Accounts(pool: pool)
        let begun = ContinuousClock.now
        var moving: [String]
        repeat {
            moving = try await accounts.moving()
            if moving.isEmpty { break }
            try await Task.sleep(for: .milliseconds(100))
        } while begun.duration(to: .now) < Self.patience
        let quiet = ContinuousClock.now
        audit.findings += moving
        audit.findings += try await accounts.findings(taken: taken)
        audit.findings += try await TopicLogs(town: self, pool: pool).findings()
        let mails = MailRound(mails: try self.mails(), deliveries: try await MailRound.deliveries(in: pool))
        audit.mailsAgain = mails.again
        audit.findings += mails.findings
        audit.stages = [("quiet", begun.duration(to: quiet)), ("counts", quiet.duration(to: .now))]
        return audit
    }
}
