import Hummingbird
import ServiceKit

/// Finds out who asks, by the cookie.
struct Gate: Sendable {
    let sessions: SessionStore

    /// Somebody who asks for a page: looking at one counts as using the session.
    /// - Throws: ``SignInNeeded``
    func visit(_ request: Request, _ context: HubContext) async throws -> Visit {
        Visit(session: try await session(request, isUse: true), request: request, context: context, form: .empty)
    }

    /// Somebody who sends a form.
    /// - Throws: ``UnsentForm`` when the session has ended, or began after the form was shown: what they typed is not lost.
    ///   ``Problem`` 403 when no page of ours sent it.
    func submission(_ request: Request, _ context: HubContext) async throws -> Visit {
        let form = try await Form(request)
        let session: Session
        do {
            session = try await self.session(request, isUse: true)
        } catch let needed as SignInNeeded {
            throw UnsentForm(path: request.uri.path, form: form, session: nil, why: needed)
        }
        guard session.token.allows(formToken: form.token) else {
            throw UnsentForm(path: request.uri.path, form: form, session: session, why: nil)
        }
        return Visit(session: session, request: request, context: context, form: form)
    }

    /// The same for what a script asks.
    /// - Parameter isUse: whether a person had it ask; what a page asks by itself must not keep a session alive that nobody
    ///   uses.
    /// - Throws: ``Problem`` 401
    func listener(_ request: Request, isUse: Bool = false) async throws -> Session {
        do {
            return try await session(request, isUse: isUse)
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

/// A form that was not taken because the session it was shown in is over. It is shown again, to be sent from there: what
/// somebody typed is in the page, and nowhere else.
struct UnsentForm: Error {
    let path: String
    let form: Form
    /// Whoever has signed in meanwhile; `nil` when nobody has.
    let session: Session?
    /// Why nobody is signed in.
    let why: SignInNeeded?
}
