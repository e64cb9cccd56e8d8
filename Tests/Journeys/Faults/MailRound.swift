import Contracts
import Foundation
import Postgres

/// The mails that were caught, held against what was noted as sent.
struct MailRound: Sendable {
    /// How many mails came a second time: those whose sender died between the mail server's yes and its own note.
    let again: Int
    /// What is wrong, in words.
    let findings: [String]

    init(mails: [String], deliveries: [String]) {
        let ids = mails.compactMap { mail in
            mail.split(separator: "\n").first { $0.lowercased().hasPrefix("message-id:") }.map { line in
                String(line.drop { $0 != "<" }.dropFirst().prefix { $0 != "@" })
            }
        }
        let (caught, sent) = (Set(ids), Set(deliveries))
        again = ids.count - caught.count
        var findings: [String] = []
        if ids.count != mails.count { findings.append("\(mails.count - ids.count) mails without a Message-ID") }
        if !sent.isSubset(of: caught) {
            findings.append("\(sent.subtracting(caught).count) mails noted as sent never came")
        }
        if !caught.isSubset(of: sent) {
            findings.append("\(caught.subtracting(sent).count) mails came that nobody noted")
        }
        self.findings = findings
    }

    static func deliveries(in pool: PostgresPool) async throws -> [String] {
        try await pool.query("select id from notifier.delivery where status = 'sent'").decode(UUID.self).map(\.text)
    }
}
