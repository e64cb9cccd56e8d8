import Foundation
import Inclusion

/// The portal's page of a locality's queue, as a browser asks for it.
enum QueuePage {
    /// Signs in once, then loads the page one time after another over one connection.
    /// - Returns: milliseconds each.
    static func look(at hub: RunningHub, times: Int) async throws -> [Double] {
        let port = hub.surroundings.port("portal")
        guard let locality = Locality.all.first,
            let cookie = try await BrowserSessions.open(1, for: [locality.code], at: hub).first
        else { throw BenchFailure("there is no locality") }
        return try await onOwnThread {
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
}
