import Contracts
import FoundationEssentials
import Inclusion
import Postgres
import Privacy
import ServiceKit
import SwiftProtobuf

/// A referral that is about to change, locked: what the change depends on, and the key of the child to seal with.
struct ChangeDesk: Sendable {
    let referral: Referral
    let id: UUID
    /// Of the token.
    let subject: String
    let news: CaseNews
    let sql: PostgresTransaction
    let register: ChildRegister
    private let row: ReferralRow
    /// `nil` once it was erased.
    private let key: ChildKey?

    /// - Throws: ``Problem`` 404.
    init(
        _ referral: Referral, _ id: UUID, subject: String, _ register: ChildRegister, in sql: PostgresTransaction
    ) async throws {
        // Locked first, as by the projection, which then forgets that the referral is open: no two wait for each other.
        let results = try await sql.pipeline(
            ["\(fragment: ReferralRow.query(id, of: referral.agency.id)) for update"] + StandingView.queries(id))
        guard let row = try results[0].map(ReferralRow.init).first, let child = UUID(uuidString: referral.childID)
        else { throw Problem.notFound() }
        self.referral = referral
        self.id = id
        self.subject = subject
        self.row = row
        self.sql = sql
        self.register = register
        news = try StandingView(results[1...]).news
        key = try await register.keys(of: [child], in: sql)[child]
    }

    /// - Throws: ``PrivacyError/erased`` when nothing can be written about the child any more.
    func seal(_ message: some Message) throws -> Sealed {
        guard let key else { throw PrivacyError.erased }
        return try key.seal(message)
    }

    func seal(words: String) throws -> Sealed { try seal(Words.with { $0.words = words }) }

    /// What the referral says, as `referral.posted` keeps it.
    func seal(posted draft: ReferralDraft) throws -> [UInt8] {
        Array(try seal(Google_Protobuf_StringValue(ReferralJSON.posted(draft).text)).box)
    }

    /// What the referral says now. It is read in order to write, and leaves a trace all the same.
    func content(_ reader: Reader, for purpose: ReadingPurpose) async throws -> ReferralDraft {
        try await row.content(register.keyring, reader, for: purpose)
    }

    /// The referral's row as it is from now on.
    func update(_ referral: Referral, _ version: Int64, _ change: LifeAPI.Change) -> PostgresQuery {
        // What waits for the agency is in the questions; the row says how the agency left it.
        """
        update referral set version = \(version), state = \(referral.state(CaseNews()).code),
            posted = coalesce(\(change.posted as [UInt8]?), posted),
            answered = case when \(change.answered as UUID?) is null then answered
                else array_append(answered, \(change.answered as UUID?)) end
        where id = \(id)
        """
    }
}
