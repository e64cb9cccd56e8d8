import Foundation
import Inclusion

/// The portal's page of a locality's queue, as a browser asks for it.
enum QueuePage {
    /// Signs in once, then loads the page one time after another over one connection.
    /// - Returns: milliseconds each.
    static func look(at hub: RunningHub, times: Int) async throws -> [Double] {
        let port = hub.surroundings.port("portal")
        return try await onOwnThread {
            let cookie = try signIn(port: port)
            let request = PlainClient.request("GET", "/", port: port, headers: ["Cookie: \(cookie)"], body: "")
            let connection = try PlainClient.connect(port: port)
            defer { close(connection) }
            return try (0..<times).map { _ in
                let begun = Nanoseconds.now
                let answer = try PlainClient.exchange(request, over: connection)
                guard answer.status == 200 else { throw BenchFailure("the queue page answers \(answer.status)") }
                return Double(Nanoseconds.now - begun) / 1e6
            }
        }
    }

    /// The demonstration's sign-in: a form with a token, tied to a cookie.
    /// - Returns: the session's cookie.
    private static func signIn(port: UInt16) throws -> String {
        let form = try PlainClient.get("/sign-in", port: port)
        let page = String(decoding: form.body, as: UTF8.self)
        guard let token = page.firstMatch(of: /name="form_token" value="([^"]+)"/)?.1,
            let formCookie = cookie("__Host-form", of: form), let locality = Locality.all.first
        else { throw BenchFailure("the portal has no sign-in form") }
        let answer = try PlainClient.send(
            "POST", "/sign-in", port: port,
            headers: ["Cookie: \(formCookie)", "Content-Type: application/x-www-form-urlencoded"],
            body: "form_token=\(token)&coordinator=\(locality.code)")
        guard let session = cookie("__Host-session", of: answer) else {
            throw BenchFailure("signing in to the portal was answered \(answer.status)")
        }
        return session
    }

    private static func cookie(_ name: String, of answer: Answer) -> String? {
        answer.headers("Set-Cookie").first { $0.hasPrefix("\(name)=") }?.split(separator: ";").first.map { String($0) }
    }
}
