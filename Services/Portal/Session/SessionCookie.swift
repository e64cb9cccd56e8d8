import HTTPTypes
import Hummingbird

/// A cookie that holds a ``SessionToken``. `__Host-` makes browsers accept it only from this very host, over a safe
/// connection (or the machine itself), for all its paths.
enum SessionCookie: String, Sendable {
    /// Whoever is signed in.
    case session = "__Host-session"
    /// The browser in which a sign-in was begun: only there can it be finished.
    case signIn = "__Host-sign-in"

    /// The token a request carries; `nil` when there is none, or nothing we could have set.
    func token(in request: Request) -> SessionToken? {
        request.cookies[rawValue].flatMap { SessionToken($0.value) }
    }

    /// Whether the request carries the cookie, whatever is in it.
    func isIn(_ request: Request) -> Bool { request.cookies[rawValue] != nil }

    /// Sets the cookie, until the browser closes: the server decides when it counts no more.
    func set(_ token: SessionToken, in response: inout Response) {
        response.setCookie(
            Cookie(
                name: rawValue, value: token.text, path: "/", secure: true, httpOnly: true, sameSite: .lax))
    }

    /// Takes the cookie back.
    func clear(in response: inout Response) {
        response.setCookie(
            Cookie(name: rawValue, value: "", maxAge: 0, path: "/", secure: true, httpOnly: true, sameSite: .lax))
    }
}
