import CSV
import Contracts
import FoundationEssentials
import Inclusion
import Postgres
import Privacy
import ServiceKit
import SwiftProtobuf

/// Some rows of a file that somebody works at: held by its row's lock, so by nobody else, and let go of when the worker
/// or its database session dies.
struct ImportPortion: Sendable {
    let job: RowWork.Job
    let part: Int32
    let firstRow: Int
    /// How many are not empty.
    let rows: Int
    let columns: [String]
    let delimiter: ImportFile.Delimiter
    private let sealed: Sealed
    /// `nil` for a file that was taken in when its key lay in the keyring.
    private let key: KeptKey?

    /// Takes the next that nobody holds. Files take turns: a short one behind a long one does not wait for its end.
    static func claim(passingOver jobs: [UUID], in sql: PostgresTransaction) async throws -> ImportPortion? {
        let rows = try await sql.query(
            """
            select part.import_id, part.part, part.first_row, part.rows, part.sealed,
                part.master_key_id, part.wrapped_key,
                job.organisation, job.agency_kind, job.posted_at, job.columns, job.delimiter
            from referral_import_part as part join referral_import as job on job.id = part.import_id
            where part.import_id <> all(\(jobs))
            order by part.part, part.import_id limit 1 for update of part skip locked
            """)
        return try rows.map(ImportPortion.init).first
    }

    private init(_ row: PostgresRow) throws {
        let id: UUID = try row.value("import_id")
        let organisation: String = try row.value("organisation")
        let kind = AgencyKind(code: try row.value("agency_kind"))
        job = RowWork.Job(
            id: id,
            agency: Agency.with {
                $0.id = organisation
                $0.kind = kind ?? .unspecified
            }, postedAt: try row.value("posted_at"))
        part = try row.value("part")
        let (first, count): (Int32, Int32) = (try row.value("first_row"), try row.value("rows"))
        (firstRow, rows) = (Int(first), Int(count))
        columns = try row.value("columns")
        delimiter = ImportFile.Delimiter(rawValue: try row.value("delimiter")) ?? .comma
        let box: [UInt8] = try row.value("sealed")
        sealed = Sealed.with {
            $0.childID = id.text
            $0.box = Data(box)
        }
        let (master, wrapped): (String?, [UInt8]?) = (try row.value("master_key_id"), try row.value("wrapped_key"))
        key = master.flatMap { master in
            wrapped.map { KeptKey(owner: id, masterKeyID: master, wrapped: $0) }
        }
    }

    /// Opens the rows, which leaves a line in the access log.
    func open(_ keyring: Keyring) async throws -> [RowWork.Row] {
        let text = try await text(keyring)
        var reader = CSVReader(Array(text.value.utf8)[...], delimiter: delimiter.byte)
        var rows: [RowWork.Row] = []
        while let cells = try reader.next() {
            guard !ImportFile.isEmpty(cells) else { continue }
            rows.append(RowWork.Row(number: firstRow + reader.records - 1, cells: cells, columns: columns))
        }
        return rows
    }

    private func text(_ keyring: Keyring) async throws -> Google_Protobuf_StringValue {
        let reader = Reader.service("referral-intake")
        guard let key else {
            return try await keyring.open(
                sealed, as: Google_Protobuf_StringValue.self, by: reader, purpose: .importRows, referral: nil)
        }
        return try await keyring.open(
            sealed, as: Google_Protobuf_StringValue.self, with: key, by: reader, purpose: .importRows)
    }

    /// What came of the rows when they could not be opened: somebody erased their key, or they were altered.
    func unreadable(_ error: PrivacyError) -> [RowOutcome] {
        (0..<rows).map {
            RowOutcome(
                row: firstRow + $0,
                problems: [
                    RowProblem(
                        column: nil, code: error.code, detail: "The row could not be read any more. Send it again.")
                ])
        }
    }

    /// Writes down what came of the rows, and forgets the rows with their key.
    /// - Returns: whether that was the last of the file.
    func finish(
        _ outcomes: [RowOutcome], names: [(RowWork.Name, UUID)], at time: Date, in sql: PostgresTransaction
    ) async throws -> Bool {
        let accepted = Int32(clamping: outcomes.count { $0.referral != nil })
        let refused = Int32(clamping: outcomes.count) - accepted
        let results = try await sql.pipeline([
            RowOutcome.write(outcomes, of: job.id),
            """
            insert into your_reference (organisation, reference, content, referral_id)
            select \(job.agency.id), * from unnest(
                \(names.map(\.0.reference)), \(names.map(\.0.content)), \(names.map(\.1)))
            on conflict do nothing
            """,
            "delete from referral_import_part where import_id = \(job.id) and part = \(part)",
            """
            update referral_import
            set accepted = accepted + \(accepted), refused = refused + \(refused),
                finished_at = case when accepted + refused + \(accepted + refused) = total then \(time) end
            where id = \(job.id)
            returning finished_at is not null
            """,
        ])
        return try results[3].decodeFirst(Bool.self) ?? false
    }
}
