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
/// its rows has a name under which it is stored once. Somebody who posts meanwhile waits for at most two portions' rows,
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

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup { group in
                for _ in 0..<Self.portionsAtOnce { group.addTask(priority: .utility) { await keepWorking() } }
            }
        }
    }

    private func keepWorking() async {
        while !Task.isCancelled {
            do {
                if try await workPortion() { continue }
            } catch is CancellationError {
                return
            } catch {
                let why = error is PostgresError ? "\(error)" : "\(type(of: error))"
                logger.info("Rows of an import could not be stored; they are tried again", metadata: ["why": "\(why)"])
            }
            await bell.wait(atMost: Self.pause)
        }
    }

    /// Works one portion, if there is one that nobody holds. The connection it holds it by is not the one rows are stored
    /// through, and no request ever waits for an import; so with two connections in the pool everybody moves on.
    /// - Returns: whether there was one.
    func workPortion() async throws -> Bool {
        try await pool.withTransaction { sql in
            guard let portion = try await ImportPortion.claim(in: sql) else { return false }
            let (outcomes, names) = try await outcomes(of: portion, in: sql)
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
    }

    private func outcomes(
        of portion: ImportPortion, in sql: PostgresTransaction
    ) async throws -> ([RowOutcome], [(RowWork.Name, UUID)]) {
        let rows: [Prepared]
        do {
            rows = try await portion.open(work.keyring).map { row in
                let body = RowBody(row.cells, columns: row.columns)
                return Prepared(row: row, body: body, name: work.name(of: body, in: portion.job))
            }
        } catch let error as PrivacyError where error.consequence != .misconfigured {
            return (portion.unreadable(error), [])
        }
        let known = try await known(rows.compactMap(\.name), of: portion.job, in: sql)
        let outcomes = try await withThrowingTaskGroup(of: (Int, RowOutcome).self) { group in
            for (place, prepared) in rows.enumerated() {
                group.addTask(priority: .utility) {
                    (place, try await outcome(of: prepared, known: known, in: portion.job))
                }
            }
            return try await group.reduce(into: [Int: RowOutcome]()) { $0[$1.0] = $1.1 }
        }
        let names = rows.enumerated().compactMap { place, prepared in
            prepared.name.flatMap { name in outcomes[place]?.referral.map { (name, $0) } }
        }
        return (rows.indices.compactMap { outcomes[$0] }, names)
    }

    private func outcome(
        of prepared: Prepared, known: [[UInt8]: (content: [UInt8], referral: UUID)], in job: RowWork.Job
    ) async throws -> RowOutcome {
        guard let name = prepared.name, let before = known[name.reference] else {
            return try await work.store(prepared.row, prepared.body, name: prepared.name, in: job)
        }
        return before.content == name.content
            ? RowOutcome(row: prepared.row.number, referral: before.referral) : work.taken(prepared.row)
    }

    /// Rows that were stored before under the same words of their agency's.
    private func known(
        _ names: [RowWork.Name], of job: RowWork.Job, in sql: PostgresTransaction
    ) async throws -> [[UInt8]: (content: [UInt8], referral: UUID)] {
        guard !names.isEmpty else { return [:] }
        let rows = try await sql.query(
            """
            select reference, content, referral_id from your_reference
            where organisation = \(job.agency.id) and reference = any(\(names.map(\.reference)))
            """)
        return Dictionary(
            try rows.decode([UInt8].self, [UInt8].self, UUID.self).map { ($0.0, ($0.1, $0.2)) },
            uniquingKeysWith: { first, _ in first })
    }
}
