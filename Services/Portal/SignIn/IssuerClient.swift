import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOHTTP1

/// What the portal asks an issuer.
struct IssuerQuestion: Sendable {
    let address: String
    /// What is posted; `nil` for a GET.
    var form: String?
    /// Who asks: `Authorization`.
    var authorization: String?
}

/// What the issuer answers.
struct IssuerAnswer: Sendable {
    let status: Int
    let body: [UInt8]
}

/// Asks issuers over HTTP.
enum IssuerClient {
    typealias Ask = @Sendable (IssuerQuestion) async throws -> IssuerAnswer

    /// How long an answer may take, all of it.
    static let patience = TimeAmount.seconds(5)
    /// Largest answer, in bytes.
    static let limit = 256 * 1024

    static let ask: Ask = { question in
        var request = HTTPClientRequest(url: question.address)
        request.headers.add(name: "Accept", value: "application/json")
        if let authorization = question.authorization {
            request.headers.add(name: "Authorization", value: authorization)
        }
        if let form = question.form {
            request.method = .POST
            request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
            request.body = .bytes(ByteBuffer(string: form))
        }
        // The client's own deadline ends with the head of the answer, and a body may come by drops.
        return try await withThrowingTaskGroup(of: IssuerAnswer.self) { [request] group in
            group.addTask {
                let response = try await PortalClient.shared.execute(request, timeout: patience)
                let body = try await response.body.collect(upTo: limit)
                return IssuerAnswer(status: Int(response.status.code), body: Array(body.readableBytesView))
            }
            group.addTask {
                try await Task.sleep(for: .nanoseconds(patience.nanoseconds))
                throw IssuerFault.noAnswer
            }
            defer { group.cancelAll() }
            guard let answer = try await group.next() else { throw IssuerFault.noAnswer }
            return answer
        }
    }
}
