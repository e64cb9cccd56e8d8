import Contracts
import EventFlow
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Inclusion
import Privacy
import ServiceKit

/// Does one row: the same as if it had been posted alone.
struct RowWork: Sendable {
    let commit: SharedCommit
    let keyring: Keyring
    let now: @Sendable () -> Date

    /// A row of a file.
    struct Row: Sendable {
        let number: Int
        let cells: [String]
        let columns: [String]
    }

    /// Whose row it is, and in which file.
    struct Job: Sendable {
        let id: UUID
        let agency: Agency
        let postedAt: Date
    }

    /// What an agency calls a row, and what the row said, as keyed hashes.
    struct Name: Sendable, Equatable {
        let reference: [UInt8]
        let content: [UInt8]
    }

    /// What an agency calls this row; `nil` when it has no word for it.
    func name(of body: RowBody, in job: Job) -> Name? {
        body.yourReference.map {
            Name(
                reference: keyring.blindIndex(system: "your_reference \(job.agency.id)", value: $0),
                content: keyring.blindIndex(system: "import_row \(job.agency.id)", value: body.json.text))
        }
    }

    /// The id of the referral the row becomes. It comes from the file and the row's place in it, so however long after
    /// somebody died who had stored the row, whoever takes over finds it.
    func id(of row: Row, in job: Job) -> UUID {
        .v7(
            at: job.postedAt, from: keyring.blindIndex(system: "import_row_id", value: "\(job.id.text) \(row.number)"))
    }

    /// A row after the rules of the body.
    enum Checked: Sendable {
        /// It satisfies them all.
        case ready(Submission)
        /// What came of it is known already.
        case settled(RowOutcome)
    }

    /// Checks the row by every rule that asks for nothing but the row.
    func check(_ row: Row, _ body: RowBody, in job: Job) throws -> Checked {
        let surplus = row.cells.dropFirst(row.columns.count)
        guard ImportFile.isEmpty(Array(surplus)) else {
            return .settled(refused(row, nil, "too_many_cells", "The row has more cells than there are headings."))
        }
        do {
            let time = now()
            let (draft, referral) = try ReferralBody.accept(
                JSONBody(bytes: body.json.bytes), from: job.agency, today: LondonTime.day(of: time))
            var random = SystemRandomNumberGenerator()
            return .ready(
                Submission(
                    id: id(of: row, in: job), time: time, draft: draft, referral: referral,
                    reference: ReferralReference(using: &random), trace: nil))
        } catch {
            return .settled(try refused(row, body, error))
        }
    }

    /// Stores the row whole, or says what stands against it. Done again it comes to the same.
    /// - Throws: what passes: then the row has to be done again.
    func store(
        _ submission: Submission, _ row: Row, _ body: RowBody, name: Name?, in job: Job
    ) async throws -> RowOutcome {
        do {
            let response = try await commit.store(submission, for: attempt(row, name, in: job))
            guard let id = response.headers[.location]?.split(separator: "/").last,
                let referral = UUID(uuidString: String(id))
            else { throw Problem.internalError }
            return RowOutcome(row: row.number, referral: referral)
        } catch {
            return try refused(row, body, error)
        }
    }

    /// The row's own name for being stored once: what its agency calls it, or else its place in this file.
    private func attempt(_ row: Row, _ name: Name?, in job: Job) -> Attempt {
        guard let name else {
            return Attempt(
                organisation: job.agency.id, subject: "import \(job.id.text)",
                key: Self.id(of: withUnsafeBytes(of: UInt128(row.number).bigEndian) { Array($0) }), fingerprint: [])
        }
        return Attempt(
            organisation: job.agency.id, subject: "your_reference", key: Self.id(of: name.reference),
            fingerprint: name.content)
    }

    /// The first sixteen bytes as an id.
    private static func id(of bytes: [UInt8]) -> UUID {
        bytes.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
    }

    // MARK: Refusing

    private func refused(_ row: Row, _ column: String?, _ code: String, _ detail: String) -> RowOutcome {
        RowOutcome(row: row.number, problems: [RowProblem(column: column, code: code, detail: detail)])
    }

    private func refused(_ row: Row, _ body: RowBody, _ error: any Error) throws -> RowOutcome {
        let problem = Problem(describing: error)
        switch (problem.status.code, problem.code) {
        case (503, _), (_, "still_running"): throw error
        case (_, "idempotency_key_reused"): return taken(row)
        case (_, "internal_error"):
            return refused(
                row, nil, problem.code,
                "The row could not be stored, and it is our fault. Send it again in another file.")
        default: break
        }
        guard !problem.errors.isEmpty else {
            return refused(row, nil, problem.code, problem.detail + existing(problem))
        }
        return RowOutcome(
            row: row.number,
            problems: problem.errors.map {
                RowProblem(column: body.column(of: $0.pointer), code: $0.code, detail: $0.detail)
            })
    }

    /// Which of the agency's referrals stands against the row, where one does.
    private func existing(_ problem: Problem) -> String {
        guard case .object(let existing)? = problem.members.first(where: { $0.name == "existing" })?.value,
            case .string(let reference)? = existing.first(where: { $0.name == "reference" })?.value
        else { return "" }
        return " The open one is \(reference)."
    }

    /// The agency's own word for the row stands for something else already.
    func taken(_ row: Row) -> RowOutcome {
        refused(
            row, ImportColumn.yourReference, "your_reference_taken",
            "A row with this reference was stored before, and said something else. Amend that referral, or use another "
                + "reference.")
    }
}
