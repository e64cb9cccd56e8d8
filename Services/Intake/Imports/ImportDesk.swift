import CSV
import Contracts
import Crypto
import EventFlow
import FoundationEssentials
import Inclusion
import Postgres
import Privacy
import ServiceKit
import SwiftProtobuf

/// Takes files in: stores what has to be worked, sealed, and answers with the job.
struct ImportDesk: Sendable {
    let keyring: Keyring

    /// Who sent which file, and when.
    struct Arrival: Sendable {
        let id: UUID
        let organisation: String
        let agencyKind: String
        /// A keyed hash of the file.
        let content: [UInt8]
        let time: Date
    }

    /// A keyed hash by which the same file is known again.
    func content(of bytes: [UInt8]) -> [UInt8] {
        let hash = SHA256.hash(data: bytes).map { String($0, radix: 16) }.joined(separator: " ")
        return keyring.blindIndex(system: "import", value: hash)
    }

    /// Stores a file's rows, or finds the job the same file has already.
    func take(_ file: ImportFile, _ arrival: Arrival, in sql: PostgresTransaction) async throws -> CommandResponse {
        let isNew = try await sql.execute(
            """
            insert into referral_import
                (id, organisation, agency_kind, content, posted_at, encoding, delimiter, columns, total)
            values (\(arrival.id), \(arrival.organisation), \(arrival.agencyKind), \(arrival.content), \(arrival.time),
                \(file.encoding.rawValue), \(file.delimiter.rawValue), \(file.columns), \(Int32(clamping: file.total)))
            on conflict (organisation, content) do nothing
            """)
        if isNew == 1 { try await store(file, of: arrival.id, in: sql) }
        let rows = try await sql.query(
            """
            select * from referral_import
            where organisation = \(arrival.organisation) and content = \(arrival.content)
            """)
        guard let job = try rows.map(ImportJob.init).first else { throw Problem.unavailable("Send the file again.") }
        return .accepted(location: job.location, job.json)
    }

    /// One portion after the other, so that a large file is not in memory once more. Each has a key of its own, which is kept
    /// beside it and goes with it: nothing that was said of children can be read from then on.
    private func store(_ file: ImportFile, of job: UUID, in sql: PostgresTransaction) async throws {
        for (part, portion) in file.portions.enumerated() {
            let text = String(decoding: file.text[portion.place], as: UTF8.self)
            let new = try keyring.makeKey(for: job)
            let (kept, box) = (new.kept, try new.key.seal(Google_Protobuf_StringValue(text)).box)
            try await sql.execute(
                """
                insert into referral_import_part
                    (import_id, part, first_row, rows, sealed, master_key_id, wrapped_key)
                values (\(job), \(Int32(clamping: part)), \(Int32(clamping: portion.firstRow)),
                    \(Int32(clamping: portion.rows)), \(Array(box)), \(kept.masterKeyID), \(kept.wrapped))
                """)
        }
    }
}
