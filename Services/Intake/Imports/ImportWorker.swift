import Contracts
import EventFlow
import FoundationEssentials
import Logging
import Postgres
import Privacy
import ServiceLifecycle

/// Works files that were sent in, portion by portion, beside every other copy of the service.
///
/// Nothing is lost and nothing doubled, whoever dies when: a portion is there until what came of it is written, and each of
/// its rows has a name under which it is stored once and an id by which it is found as long as the file is unfinished.
///
/// Of rows of one portion that cannot both be stored, the first in the file is. Portions are worked side by side, so of two
/// rows far apart it may be either. Somebody who posts meanwhile waits for at most two portions' rows,
/// because all go through the same ``SharedCommit``, first come, first served.
struct ImportWorker: Service {
    let pool: PostgresPool
    let work: RowWork
    let bell: Signal
    let logger: Logger

    /// While the rows of one portion wait for the disk, those of another are made ready.
    static let portionsAtOnce = 2
    /// How soon a file is found that another copy took in and could not finish.
    static let pause = Duration.seconds(2)
    /// For so long a file that could not be worked is passed over, so that the others do not wait for it.
    static let respite = Duration.seconds(10)

    func run() async throws {
        let loop = WorkLoop(
            bell: bell, pause: Self.pause, respite: Self.respite,
            complaint: "Rows of an import could not be stored; they are tried again", thing: "import", logger: logger)
        await cancelWhenGracefulShutdown {
            await withTaskGroup { group in
                for _ in 0..<Self.portionsAtOnce {
                    group.addTask(priority: .utility) {
                        await loop.run { troubled in
                            try await workPortion(passingOver: troubled)
                                ? .worked : .nothing(lookAgainAfter: Self.pause)
                        }
                    }
                }
            }
        }
    }

    /// Works one portion, if there is one that nobody holds. The connection it holds it by is not the one rows are stored
    /// through, and no request ever waits for an import; so with two connections in the pool everybody moves on.
    /// - Returns: whether there was one.
    /// - Throws: ``WorkLoop/Trouble`` when its rows cannot be stored now.
    func workPortion(passingOver jobs: [UUID] = []) async throws -> Bool {
        try await pool.withTransaction { sql in
            guard let portion = try await ImportPortion.claim(passingOver: jobs, in: sql) else { return false }
            let (outcomes, names): ([RowOutcome], [(RowWork.Name, UUID)])
            do {
                (outcomes, names) = try await self.outcomes(of: portion, in: sql)
            } catch  where !(error is CancellationError) {
                throw WorkLoop.Trouble(id: portion.job.id, cause: error)
            }
            if try await portion.finish(outcomes, names: names, at: work.now(), in: sql) {
                logger.info("Import done", metadata: ["import": "\(portion.job.id.text)"])
            }
            return true
        }
    }

    /// A row with the body it makes, and its agency's word for it.
    private struct Prepared: Sendable {
        let row: RowWork.Row
        let body: RowBody
        let name: RowWork.Name?
        let id: UUID
    }

    private func outcomes(
        of portion: ImportPortion, in sql: PostgresTransaction
    ) async throws -> ([RowOutcome], [(RowWork.Name, UUID)]) {
        let rows: [Prepared]
        do {
            rows = try await portion.open(work.keyring).map { row in
                let body = RowBody(row.cells, columns: row.columns)
                return Prepared(
                    row: row, body: body, name: work.name(of: body, in: portion.job),
                    id: work.id(of: row, in: portion.job))
            }
        } catch let error as PrivacyError where error.consequence != .misconfigured {
            return (portion.unreadable(error), [])
        }
        let known = try await known(rows, of: portion.job, in: sql)
        var outcomes: [Int: RowOutcome] = [:]
        var submissions: [Int: Submission] = [:]
        for (place, checked) in try await check(rows, known, in: portion.job) {
            switch checked {
            case .ready(let submission): submissions[place] = submission
            case .settled(let outcome): outcomes[place] = outcome
            }
        }
        let marks = submissions.sorted { $0.key < $1.key }.map { ($0.key, RowWaves.marks($0.value, rows[$0.key].name)) }
        for wave in RowWaves.of(marks) {
            try await withThrowingTaskGroup(of: (Int, RowOutcome).self) { group in
                for place in wave {
                    guard let submission = submissions[place] else { continue }
                    group.addTask(priority: .utility) { [row = rows[place]] in
                        let outcome = try await work.store(
                            submission, row.row, row.body, name: row.name, in: portion.job)
                        return (place, outcome)
                    }
                }
                for try await (place, outcome) in group { outcomes[place] = outcome }
            }
        }
        let names = rows.enumerated().compactMap { place, prepared in
            prepared.name.flatMap { name in outcomes[place]?.referral.map { (name, $0) } }
        }
        return (rows.indices.compactMap { outcomes[$0] }, names)
    }

    /// Every row by its place, checked; or what came of it when it was stored before.
    private func check(
        _ rows: [Prepared], _ known: Known, in job: RowWork.Job
    ) async throws -> [(Int, RowWork.Checked)] {
        try await withThrowingTaskGroup(of: (Int, RowWork.Checked).self) { group in
            for (place, prepared) in rows.enumerated() {
                group.addTask(priority: .utility) {
                    if let before = known.outcome(of: prepared, work) { return (place, .settled(before)) }
                    return (place, try work.check(prepared.row, prepared.body, in: job))
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }

    /// Rows that were stored before: in this file, by their ids; in another one, under the same words of their agency's.
    private struct Known: Sendable {
        let ids: Set<UUID>
        let names: [[UInt8]: (content: [UInt8], referral: UUID)]

        func outcome(of row: Prepared, _ work: RowWork) -> RowOutcome? {
            if ids.contains(row.id) { return RowOutcome(row: row.row.number, referral: row.id) }
            guard let name = row.name, let before = names[name.reference] else { return nil }
            return before.content == name.content
                ? RowOutcome(row: row.row.number, referral: before.referral) : work.taken(row.row)
        }
    }

    private func known(
        _ rows: [Prepared], of job: RowWork.Job, in sql: PostgresTransaction
    ) async throws -> Known {
        let results = try await sql.pipeline([
            "select id from referral where id = any(\(rows.map(\.id)))",
            """
            select reference, content, referral_id from your_reference
            where organisation = \(job.agency.id) and reference = any(\(rows.compactMap { $0.name?.reference }))
            """,
        ])
        let names = try results[1].decode([UInt8].self, [UInt8].self, UUID.self).map {
            ($0.0, (content: $0.1, referral: $0.2))
        }
        return Known(
            ids: Set(try results[0].decode(UUID.self)),
            names: Dictionary(names, uniquingKeysWith: { first, _ in first }))
    }
}
