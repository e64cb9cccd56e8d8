import Foundation
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
        let (book, cases) = (PostingBook(), DayBook(wanted: worked))
        let postings = try Agencies.postings(referrals, seed: seed, people: town.people)
        let agencies = try await Agencies(town: town, book: book, worked: worked, cases: cases)
        let casework = Casework(worked, in: town, tokens: agencies.tokens, book: cases)
        let saboteur = Saboteur(town: town, plan: plan, book: book, referrals: referrals)

        let posting = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await agencies.post(postings, width: 32) }
            group.addTask { try await saboteur.work() }
            group.addTask { try await casework.work(until: .now + Town.patience) }
            try await group.waitForAll()
        }
        report.taken = await book.taken.count
        report.retried = await book.retried
        report.slowest = await book.slowest
        try Data(await book.lines.utf8).write(to: town.folder.appending(path: "taken.txt"))
        report.stages.append(("faults", posting.duration(to: .now)))

        let audit = try await town.audit(taken: await book.ids)
        report.stages += audit.stages
        report.mailsAgain = audit.mailsAgain
        report.findings += audit.findings
        if audit.mailsAgain > plan.mailsAgain { report.findings.append("\(audit.mailsAgain) mails came again") }
        report.findings += await book.refusals
        let unknown = await book.unknown
        if unknown > 0 { report.findings.append("\(unknown) referrals never got an answer") }
        report.findings += try await agencies.sendAgain(Array(postings.prefix(20)))
        report.findings += await casework.findings()
    }
}
