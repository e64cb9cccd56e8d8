import FoundationEssentials
import ServiceKit

/// Brings people in: sends them to an issuer, and finds out who has come back (OpenID Connect Core 1.0, section 3.1:
/// authorisation code flow, with PKCE).
struct SignInDesk: Sendable {
    let settings: SignInSettings
    let pending: PendingSignIns
    let grants: GrantStore
    private let desks: [String: IssuerDesk]
    private let now: @Sendable () -> Date

    init(
        settings: SignInSettings, pending: PendingSignIns, grants: GrantStore, ask: @escaping IssuerClient.Ask,
        now: @escaping @Sendable () -> Date
    ) {
        self.settings = settings
        self.pending = pending
        self.grants = grants
        self.now = now
        desks = Dictionary(
            uniqueKeysWithValues: settings.issuers.map { ($0.issuer, IssuerDesk(issuer: $0, ask: ask, now: now)) })
    }

    /// What an issuer sends somebody back with.
    struct Answer: Sendable {
        var state: String?
        var code: String?
        var error: String?
        /// Which issuer it is from, if it says (RFC 9207).
        var issuer: String?
    }

    /// Somebody who has come back, and may come in.
    struct Arrival: Sendable {
        let person: Person
        let issuer: Issuer
        let grant: UUID
        let goesOnTo: LocalPath
    }

    /// Somebody who has not come in, and through whom they tried; `nil` when nobody knows.
    struct Failed: Error {
        let trouble: SignInTrouble
        let issuer: Issuer?
    }

    /// Begins a sign-in.
    /// - Returns: where to send the browser.
    func begin(with issuer: Issuer, goingOnTo page: LocalPath, in browser: SessionToken) async throws -> String {
        try await explaining(issuer) {
            let description = try await desk(of: issuer).description()
            let pending = try await pending.begin(with: issuer.issuer, goingOnTo: page, in: browser)
            return description.authorization(pending, of: issuer, returningTo: settings.returnAddress)
        }
    }

    /// Ends a sign-in, one way or the other.
    /// - Throws: ``Failed``
    func finish(_ answer: Answer, in browser: SessionToken?) async throws -> Arrival {
        let pending = try await explaining(nil) { try await begun(answer, in: browser) }
        guard let issuer = settings.issuer(pending.issuer) else {
            throw Failed(trouble: .unknownState, issuer: nil)
        }
        return try await explaining(issuer) {
            let token = try await token(answer, of: pending, from: issuer)
            guard let grant = try await grants.find(issuer: issuer.issuer, subject: token.subject) else {
                throw SignInTrouble.noGrant(issuer: issuer.issuer, subject: token.subject)
            }
            do throws(GrantConflict) {
                return Arrival(
                    person: try grant.person(token.claims, of: issuer), issuer: issuer, grant: grant.id,
                    goesOnTo: pending.returnTo)
            } catch {
                throw SignInTrouble.grantDiffers(error)
            }
        }
    }

    /// Where somebody ends their session with an issuer, too; `nil` where that is not to be had.
    func endOfSession(with issuer: Issuer) async -> String? {
        try? await desk(of: issuer).description().endOfSession(of: issuer, returningTo: settings.signInAddress)
    }

    private func begun(_ answer: Answer, in browser: SessionToken?) async throws -> PendingSignIn {
        guard let state = answer.state.flatMap({ SessionToken($0) }), let browser else {
            // Some issuers leave the state out when they say no.
            throw answer.error == "access_denied" ? SignInTrouble.denied : .unknownState
        }
        return try await pending.finish(state, in: browser)
    }

    /// The ID token that an answer leads to, with everything about it checked.
    private func token(_ answer: Answer, of pending: PendingSignIn, from issuer: Issuer) async throws -> IDToken {
        let desk = try desk(of: issuer)
        let mustNameItself = try await desk.description().namesItself
        guard answer.issuer == issuer.issuer || (answer.issuer == nil && !mustNameItself) else {
            throw SignInTrouble.tokenWrong("answer_issuer")
        }
        if let error = answer.error { throw Self.trouble(error) }
        guard let code = answer.code, !code.isEmpty else { throw SignInTrouble.refusedByIssuer }
        let text = try await desk.redeem(code, of: pending, returnAddress: settings.returnAddress)
        let token: IDToken
        do throws(IDToken.Fault) {
            token = try IDToken(
                text, issuer: issuer.issuer, client: issuer.clientID, nonce: pending.nonce, now: now())
        } catch {
            throw SignInTrouble.tokenWrong(error.rawValue)
        }
        guard token.isSigned(byKeysOf: try await desk.keys(wanting: token.keyID)) else {
            throw SignInTrouble.tokenWrong("token_signature")
        }
        return token
    }

    /// What an error of the issuer's means (RFC 6749, section 4.1.2.1; OpenID Connect Core, section 3.1.2.6).
    private static func trouble(_ error: String) -> SignInTrouble {
        switch error {
        case "access_denied", "consent_required", "interaction_required", "login_required": .denied
        case "server_error", "temporarily_unavailable": .issuerUnavailable(.noAnswer)
        default: .refusedByIssuer
        }
    }

    private func desk(of issuer: Issuer) throws -> IssuerDesk {
        guard let desk = desks[issuer.issuer] else { throw SignInTrouble.unknownState }
        return desk
    }

    /// Says of whatever somebody failed at with whom it was.
    private func explaining<R>(_ issuer: Issuer?, _ body: () async throws -> R) async throws -> R {
        do {
            return try await body()
        } catch let trouble as SignInTrouble {
            throw Failed(trouble: trouble, issuer: issuer)
        } catch let fault as IssuerFault {
            throw Failed(trouble: .issuerUnavailable(fault), issuer: issuer)
        }
    }
}
