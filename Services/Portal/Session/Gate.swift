import Hummingbird
import ServiceKit

/// Finds out who asks, by the cookie.
struct Gate: Sendable {
    let sessions: SessionStore

    /// Whoever is signed in, for a page: looking at one counts as using the session.
    /// - Throws: ``SignInNeeded``
    func visitor(_ request: Request) async throws -> Session {
        try await session(request, isUse: true)
    }

    /// The same for what a page asks by itself, which must not keep a session alive that nobody uses.
    /// - Throws: ``Problem`` 401
    func listener(_ request: Request) async throws -> Session {
        do {
            return try await session(request, isUse: false)
        } catch is SignInNeeded {
            throw Problem(
                status: .unauthorized, code: "sign_in_needed", title: "Sign in first",
                detail: "Nobody is signed in here, or the session has ended.")
        }
    }

    private func session(_ request: Request, isUse: Bool) async throws -> Session {
        guard let token = SessionCookie.session.token(in: request) else { throw SignInNeeded.notSignedIn }
        guard let session = try await sessions.find(token, isUse: isUse) else { throw SignInNeeded.sessionEnded }
        return session
    }
}

/// Nobody is signed in. A page then leads to the sign-in page.
enum SignInNeeded: Error {
    case notSignedIn
    /// There was a session, and it has ended.
    case sessionEnded
}
