import AsyncHTTPClient
import Contracts
import EventFlow
import FoundationEssentials
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1
import ServiceKit
import Synchronization

/// Calls the services' APIs with the identity of whoever uses the portal, so that there is one set of rules.
///
/// A person's token is signed here and kept until it is about to run out; it never reaches a browser.
final class HubCalls: Sendable {
    /// Where each service is, without a slash at its end.
    private let addresses: [HubService: String]
    private let signer: TokenSigner?
    private let now: @Sendable () -> Date
    private let tokens = Mutex<[String: Signed]>([:])

    private struct Signed {
        let token: String
        let expires: Date
    }

    /// A service that has not answered by then counts as away.
    private static let patience = TimeAmount.seconds(10)
    /// Largest answer read, in bytes.
    private static let largest = 8 << 20
    /// Most tokens kept.
    private static let capacity = 10_000

    /// - Parameter signer: `nil` where the portal has no key: then every service is away.
    init(addresses: [HubService: String], signer: TokenSigner?, now: @escaping @Sendable () -> Date) {
        self.addresses = addresses
        self.signer = signer
        self.now = now
    }

    /// Reads something.
    /// - Throws: ``ServiceAway``; ``Problem`` for every answer that is not good, with the service's own words.
    func get(_ path: String, from service: HubService, for visit: Visit) async throws -> HubAnswer {
        let answer = try await send(.GET, path, to: service, for: visit)
        guard answer.isGood else { throw answer.problem }
        return answer
    }

    /// Has something done, once for each `key`.
    /// - Returns: the answer, good or not: what is wrong with it belongs beside the fields that were filled in.
    /// - Throws: ``ServiceAway``
    func post(
        _ path: String, _ body: JSON?, to service: HubService, version: String? = nil, key: UUID, for visit: Visit
    ) async throws -> HubAnswer {
        try await send(.POST, path, to: service, body: body, version: version, key: key, for: visit)
    }

    /// Puts something in place of what was there.
    /// - Throws: ``ServiceAway``
    func put(
        _ path: String, _ body: JSON, to service: HubService, version: String? = nil, key: UUID? = nil,
        for visit: Visit
    ) async throws -> HubAnswer {
        try await send(.PUT, path, to: service, body: body, version: version, key: key, for: visit)
    }

    /// Has something thrown away.
    /// - Throws: ``ServiceAway``
    func delete(_ path: String, from service: HubService, version: String, for visit: Visit) async throws -> HubAnswer {
        try await send(.DELETE, path, to: service, version: version, for: visit)
    }

    private func send(
        _ method: HTTPMethod, _ path: String, to service: HubService, body: JSON? = nil, version: String? = nil,
        key: UUID? = nil, for visit: Visit
    ) async throws -> HubAnswer {
        guard let address = addresses[service], let token = try await token(of: visit.session) else {
            throw ServiceAway(service: service)
        }
        var request = HTTPClientRequest(url: address + path)
        request.method = method
        request.headers.add(name: "Authorization", value: "Bearer \(token)")
        request.headers.add(name: "Accept", value: "application/json")
        request.headers.add(name: "traceparent", value: visit.context.trace.header)
        if let version { request.headers.add(name: "If-Match", value: version) }
        if let key { request.headers.add(name: "Idempotency-Key", value: "\"\(key.uuidString.lowercased())\"") }
        if let body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: body.bytes))
        }
        do {
            let response = try await PortalClient.shared.execute(request, timeout: Self.patience)
            let bytes = try await response.body.collect(upTo: Self.largest)
            let body = Array(bytes.readableBytesView)
            let answer = HubAnswer(
                status: Int(response.status.code), version: response.headers.first(name: "ETag"),
                json: (try? JSONBody(bytes: body).tree) ?? .null, bytes: body)
            // A service never leads elsewhere: something else stands where it should be.
            if !(200..<300).contains(answer.status), !(400..<500).contains(answer.status) {
                visit.context.logger.warning(
                    "A service did not do what a page needs",
                    metadata: ["service": "\(service.rawValue)", "status": "\(answer.status)"])
                throw ServiceAway(service: service)
            }
            return answer
        } catch let error where !(error is ServiceAway) && !(error is CancellationError) {
            visit.context.logger.warning(
                "A service does not answer",
                metadata: ["service": "\(service.rawValue)", "why": "\(type(of: error))"])
            throw ServiceAway(service: service)
        }
    }

    private func token(of session: Session) async throws -> String? {
        guard let signer else { return nil }
        let time = now()
        let hash = session.token.hash
        if let known = tokens.withLock({ $0[hash] }), known.expires > time.addingTimeInterval(60) {
            return known.token
        }
        let token = try await signer.token(for: session.identity, id: UUID.v7(at: time), now: time)
        let signed = Signed(
            token: token, expires: time.addingTimeInterval(TimeInterval(TokenSigner.lifetime)))
        tokens.withLock { tokens in
            if tokens.count >= Self.capacity { tokens = tokens.filter { $0.value.expires > time } }
            if tokens.count >= Self.capacity { tokens.removeAll() }
            tokens[hash] = signed
        }
        return token
    }
}
