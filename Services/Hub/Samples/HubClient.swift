import Foundation
import FoundationNetworking

/// Calls the services' APIs as one of the people does: waits its turn when asked to, and repeats what got no answer
/// under the same Idempotency-Key, so that it is done once.
struct HubClient: Sendable {
    /// A call to make.
    struct Call: Sendable {
        var method = "GET"
        /// The service's address and the path.
        var url: String
        var token: String
        var body: JSONValue?
        var ifMatch: String?
        /// The caller's name for what is to be done; every POST has one.
        var idempotencyKey: UUID?
    }

    /// What came back.
    struct Answer: Sendable {
        let status: Int
        let etag: String?
        let body: JSONValue

        var isGood: Bool { (200..<300).contains(status) }
        /// The problem's code: the last part of its type.
        var code: String { body["type"]?.string?.split(separator: "/").last.map(String.init) ?? "http_\(status)" }
        /// The problem's title. Problems never repeat what was sent.
        var title: String { body["title"]?.string ?? "" }
        /// The codes of its errors.
        var errorCodes: [String] { body["errors"]?.elements.compactMap { $0["code"]?.string } ?? [] }
    }

    private let session: URLSession
    private let patience: Duration

    /// - Parameters:
    ///   - connections: at most so many to each service.
    ///   - patience: how long a service may be away before a call is given up.
    init(connections: Int, patience: Duration) {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpMaximumConnectionsPerHost = connections
        configuration.timeoutIntervalForRequest = 20
        configuration.urlCache = nil
        configuration.httpCookieStorage = nil
        configuration.requestCachePolicy = .reloadIgnoringLocalCacheData
        session = URLSession(configuration: configuration)
        self.patience = patience
    }

    /// - Throws: ``Failure`` when nobody answers for as long as the patience lasts.
    func send(_ call: Call) async throws -> Answer {
        let request = try Self.request(call)
        let deadline = ContinuousClock.now + patience
        var pause = Duration.milliseconds(100)
        while true {
            let wait: Duration
            do {
                let (data, response) = try await session.data(for: request)
                guard let http = response as? HTTPURLResponse else { throw URLError(.badServerResponse) }
                let answer = Answer(
                    status: http.statusCode, etag: http.value(forHTTPHeaderField: "ETag"),
                    body: (try? JSONValue(data)) ?? .null)
                guard Self.asksToWait(answer), .now < deadline else { return answer }
                let seconds = http.value(forHTTPHeaderField: "Retry-After").flatMap(Double.init)
                wait = seconds.map { .milliseconds(Int(max(0.1, min($0, 10)) * 1000)) } ?? pause
            } catch let error as URLError {
                guard .now < deadline else {
                    throw Failure(
                        "Nobody answers at \(Self.place(of: call.url)) (\(error.code.rawValue)).",
                        "Is the service running?")
                }
                wait = pause
            }
            try await Task.sleep(for: wait)
            pause = min(pause * 2, .seconds(2))
        }
    }

    /// Not available, too many at once, or the first attempt is still being worked on.
    private static func asksToWait(_ answer: Answer) -> Bool {
        answer.status == 503 || answer.status == 429
            || (answer.status == 409 && answer.code == "still_running")
    }

    private static func request(_ call: Call) throws -> URLRequest {
        guard let url = URL(string: call.url) else { throw Failure("“\(place(of: call.url))” is not an address.") }
        var request = URLRequest(url: url)
        request.httpMethod = call.method
        request.setValue("Bearer \(call.token)", forHTTPHeaderField: "Authorization")
        request.setValue("application/json", forHTTPHeaderField: "Accept")
        if let ifMatch = call.ifMatch { request.setValue(ifMatch, forHTTPHeaderField: "If-Match") }
        if let key = call.idempotencyKey {
            request.setValue("\"\(key.uuidString.lowercased())\"", forHTTPHeaderField: "Idempotency-Key")
        }
        if let body = call.body {
            request.setValue("application/json", forHTTPHeaderField: "Content-Type")
            request.httpBody = try body.data()
        }
        return request
    }

    /// Scheme, host and port.
    static func place(of url: String) -> String {
        url.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: true).prefix(2).joined(separator: "//")
    }
}
