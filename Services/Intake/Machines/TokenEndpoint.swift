import Contracts
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceKit

/// `POST /oauth2/token`: a machine shows who it is, and gets a token for ten minutes.
struct TokenEndpoint: Sendable {
    let registry: ClientRegistry
    let signer: TokenSigner
    /// What `aud` of an assertion may be: the address of this endpoint, or the issuer.
    let audiences: Set<String>
    let limits: TokenLimits
    let logger: Logger
    let now: @Sendable () -> Date

    func answer(_ request: Request, _ context: HubContext) async throws -> Response {
        let address = context.remoteNetwork
        var headers = try limits.take(address: address)
        guard Self.isForm(request.headers[.contentType]) else {
            return refuse(.request("Send Content-Type: application/x-www-form-urlencoded."), headers)
        }
        let bytes = try await RequestBytes.read(request, most: TokenRequest.limit)
        do {
            let asked = try TokenRequest(
                form: String(decoding: bytes, as: UTF8.self), hasAuthorization: request.headers[.authorization] != nil)
            let assertion = try read(asked)
            if let fields = try limits.take(client: assertion.clientID, address: address) { headers = fields }
            let grant = try await grant(asked, assertion)
            return try await granted(grant, headers)
        } catch let refusal as TokenRefusal {
            return refuse(refusal, headers)
        }
    }

    private static func isForm(_ contentType: String?) -> Bool {
        let media = contentType?.split(separator: ";").first?.lowercased().filter { $0 != " " }
        return media == "application/x-www-form-urlencoded"
    }

    private func read(_ asked: TokenRequest) throws -> ClientAssertion {
        let assertion: ClientAssertion
        do {
            assertion = try ClientAssertion(asked.assertion, audiences: audiences, now: now())
        } catch {
            throw TokenRefusal.client(error.words)
        }
        guard asked.clientID == nil || asked.clientID == assertion.clientID else {
            throw TokenRefusal.client("The client_id is not that of the client_assertion.")
        }
        return assertion
    }

    /// Believes the assertion, or not. The scopes are looked at before it is used up: a client that asked for the wrong
    /// ones may mend that and send it again.
    private func grant(_ asked: TokenRequest, _ assertion: ClientAssertion) async throws -> TokenSigner.Grant {
        let id = assertion.clientID
        guard let client = try await registry.find(id) else { throw unproven(id, "not registered") }
        guard client.isEnabled else { throw unproven(id, "disabled") }
        guard await assertion.isSigned(byKeysOf: client.keySet) else { throw unproven(id, "signed by no key of it") }
        let scopes = asked.scopes ?? client.scopes
        guard scopes.isSubset(of: client.scopes) else { throw TokenRefusal.scope }
        guard try await registry.use(assertion.id, of: id, expires: assertion.expires) else {
            throw unproven(id, "assertion used before")
        }
        return TokenSigner.Grant(
            client: id, organisation: client.organisation, agencyKind: client.agencyKind, scopes: scopes)
    }

    private func unproven(_ client: String, _ why: String) -> TokenRefusal {
        logger.notice("A client could not sign in", metadata: ["client": "\(client)", "why": "\(why)"])
        return .unproven
    }

    private func refuse(_ refusal: TokenRefusal, _ limits: HTTPFields) -> Response {
        if refusal != .unproven {
            logger.info("A token was refused", metadata: ["error": "\(refusal.error)", "why": "\(refusal.words)"])
        }
        return refusal.response.adding(limits)
    }

    /// RFC 6749, section 5.1.
    private func granted(_ grant: TokenSigner.Grant, _ limits: HTTPFields) async throws -> Response {
        let id = UUID()
        let token = try await signer.token(for: grant, id: id, now: now())
        logger.info(
            "A client signed in",
            metadata: [
                "client": "\(grant.client)", "organisation": "\(grant.organisation)", "scope": "\(grant.scope)",
                "token": "\(id.uuidString.lowercased())",
            ])
        let answer = Response.json([
            "access_token": .string(token), "token_type": "Bearer", "expires_in": .number(TokenSigner.lifetime),
            "scope": .string(grant.scope),
        ])
        return answer.adding([.cacheControl: "no-store", .pragma: "no-cache"]).adding(limits)
    }
}

extension Response {
    /// The same with these header fields besides its own.
    fileprivate func adding(_ fields: HTTPFields) -> Response {
        var response = self
        for field in fields { response.headers[field.name] = field.value }
        return response
    }
}
