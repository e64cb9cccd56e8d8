import Crypto
import FoundationEssentials
import Postgres

/// A sign-in that was begun and goes on at the issuer.
///
/// Its secrets are made from the browser's cookie and the state, so that the database, which every copy of the portal
/// shares, holds nothing that would finish it.
struct PendingSignIn: Sendable, Equatable {
    /// Comes back with the answer (RFC 6749, section 10.12).
    let state: SessionToken
    /// The cookie of the browser it was begun in.
    let browser: SessionToken
    let issuer: String
    let returnTo: LocalPath

    /// Ties the ID token to this sign-in.
    var nonce: String { browser.word(for: "referral-hub nonce \(state.hash)") }
    /// Ties the code to whoever began (RFC 7636).
    var verifier: String { browser.word(for: "referral-hub verifier \(state.hash)") }
    /// What goes out of the verifier before: `S256`.
    var challenge: String { Base64URL.text(SHA256.hash(data: Array(verifier.utf8))) }
}

/// The sign-ins under way, in the database, so that any copy of the portal can finish them.
struct PendingSignIns: Sendable {
    let pool: PostgresPool
    let now: @Sendable () -> Date

    /// How long one may take.
    static let life: TimeInterval = 10 * 60
    /// How long it is remembered, to tell whoever comes late that they did.
    static let memory: TimeInterval = 60 * 60

    /// Writes down a new one, and clears away those that are long over.
    func begin(with issuer: String, goingOnTo returnTo: LocalPath, in browser: SessionToken) async throws
        -> PendingSignIn
    {
        let pending = PendingSignIn(state: SessionToken(), browser: browser, issuer: issuer, returnTo: returnTo)
        let now = now()
        _ = try await pool.pipeline([
            "delete from pending_sign_in where begun_at < \(now.addingTimeInterval(-Self.memory))",
            """
            insert into pending_sign_in (state_hash, browser_hash, issuer, return_to, begun_at)
            values (\(pending.state.hash), \(browser.hash), \(issuer), \(returnTo.text), \(now))
            """,
        ])
        return pending
    }

    /// Takes out the one of that state: it can be finished once, and only in the browser it was begun in.
    /// - Throws: ``SignInTrouble``
    func finish(_ state: SessionToken, in browser: SessionToken) async throws -> PendingSignIn {
        let rows = try await pool.query(
            """
            delete from pending_sign_in where state_hash = \(state.hash) and browser_hash = \(browser.hash) returning *
            """)
        guard let row = rows.first else { throw SignInTrouble.unknownState }
        let begun: Date = try row.value("begun_at")
        guard now() < begun.addingTimeInterval(Self.life) else { throw SignInTrouble.tooOld }
        return PendingSignIn(
            state: state, browser: browser, issuer: try row.value("issuer"),
            returnTo: LocalPath(try row.value("return_to")) ?? .home)
    }
}
