import Contracts
import Foundation
import Logging
import Postgres
import Testing

@testable import Hub

/// One round: referrals are posted and worked on while everything fails in turn; then nothing may be lost, doubled or
/// out of order.
struct FaultRound: Sendable {
    let seed: UInt64
    var referrals = 2_000
    /// How many of them go on to decisions and placements.
    var worked = 100
    var copies = 1
    /// Faults besides one of every kind.
    var more = 4
    /// Where the town lies, to be kept after a failure.
    var folder: URL?

    /// How a round went, for one line.
    struct Report: Sendable {
        var faults: [FaultPlan.Fault] = []
        var taken = 0
        var retried = 0
        var slowest = Duration.zero
        var mailsAgain = 0
        /// What each stage took.
        var stages: [(String, Duration)] = []
        var findings: [String] = []

        var line: String {
            let times = stages.map { "\($0.0) \($0.1.inSeconds)" }.joined(separator: ", ")
            return "faults \(faults.count), taken \(taken), retried \(retried), slowest \(slowest.inSeconds) s, "
                + "mails again \(mailsAgain), \(times) s: \(findings.isEmpty ? "whole" : "BROKEN")"
        }
    }

    /// How long the hub may take to come to rest once everything runs again.
    private static let patience: Duration = .seconds(90)

    func play() async throws -> Report {
        var report = Report()
        let begun = ContinuousClock.now
        try await Town.visit(.init(copies: copies, hasOwnServer: true, folder: folder)) { town in
            report.stages.append(("set up", begun.duration(to: .now)))
            try await live(in: town, &report)
            try #require(report.findings.isEmpty, "seed \(seed): \(report.findings.joined(separator: "; "))")
        }
        return report
    }

    private func live(in town: Town, _ report: inout Report) async throws {
        let plan = FaultPlan(
            seed: seed, referrals: referrals, services: Town.services, copies: copies, more: more)
        report.faults = plan.steps.map(\.fault)
        var tokens: [String: String] = [:]
        for person in town.people.all { tokens[person.id] = try await town.token(person.id) }
        let (book, cases) = (PostingBook(), DayBook(wanted: worked))
        let postings = try Agencies.postings(referrals, seed: seed, people: town.people)
        let agencies = Agencies(town: town, tokens: tokens, book: book, worked: worked, cases: cases)
        let casework = Casework(worked, in: town, tokens: tokens, book: cases)
        let saboteur = Saboteur(town: town, plan: plan, book: book, referrals: referrals)

        let posting = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await agencies.post(postings, width: 32) }
            group.addTask { try await saboteur.work() }
            group.addTask { try await casework.work(until: .now + Self.patience) }
            try await group.waitForAll()
        }
        report.taken = await book.taken.count
        report.retried = await book.retried
        report.slowest = await book.slowest
        try Data(await book.lines.utf8).write(to: town.folder.appending(path: "taken.txt"))
        report.stages.append(("faults", posting.duration(to: .now)))

        let pool = PostgresPool(
            try PostgresConfiguration(
                url: town.databaseURL, applicationName: "accounts", poolSize: 2, statementTimeout: .seconds(60)),
            logger: .silent)
        do {
            try await settleAccounts(in: town, pool, &report)
        } catch {
            await pool.close()
            throw error
        }
        await pool.close()
        report.findings += await book.refusals
        let unknown = await book.unknown
        if unknown > 0 { report.findings.append("\(unknown) referrals never got an answer") }
        report.findings += try await agencies.sendAgain(Array(postings.prefix(20)))
        report.findings += await casework.findings()
    }

    private func settleAccounts(in town: Town, _ pool: PostgresPool, _ report: inout Report) async throws {
        let accounts = Accounts(pool: pool)
        let quieting = ContinuousClock.now
        var moving: [String]
        repeat {
            moving = try await accounts.moving()
            if moving.isEmpty { break }
            try await Task.sleep(for: .milliseconds(100))
        } while quieting.duration(to: .now) < Self.patience
        report.findings += moving
        report.stages.append(("quiet", quieting.duration(to: .now)))

        let counting = ContinuousClock.now
        report.findings += try await accounts.findings(taken: try taken(in: town))
        report.findings += try await TopicLogs(town: town, pool: pool).findings()
        let mails = try MailRound(mails: town.mails(), deliveries: try await MailRound.deliveries(in: pool))
        report.mailsAgain = mails.again
        report.findings += mails.findings
        report.stages.append(("counts", counting.duration(to: .now)))
    }

    private func taken(in town: Town) throws -> [String] {
        try String(contentsOf: town.folder.appending(path: "taken.txt"), encoding: .utf8)
            .split(separator: "\n").compactMap { $0.split(separator: " ").last.map(String.init) }
    }
}

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
