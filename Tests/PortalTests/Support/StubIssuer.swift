import Crypto
import Foundation
import ServiceKit
import Synchronization

@testable import Portal

/// An OpenID provider that answers as it is told to, without a network, and checks what a client has to send.
final class StubIssuer: Sendable {
    struct State {
        var key = P256.Signing.PrivateKey()
        var keyID = "k1"
        /// What an ID token says instead of what is true.
        var claims: [String: String] = [:]
        var roles: [String] = []
        var document: [String: String] = [:]
        var signIns = ["client_secret_basic", "client_secret_post"]
        var isAway = false
        var asked: [IssuerQuestion] = []
        /// What went out with the browser.
        var outward: [String: String] = [:]
    }
    let state = Mutex(State())

    static let entry = Issuer(
        issuer: Samples.issuer, name: "County account", clientID: "referral-hub", clientSecret: "a b+c",
        scopes: ["openid", "profile"],
        claims: Issuer.ClaimNames(organisation: "org", roles: "roles", localities: "localities", name: "name"),
        roles: ["SLInC": .coordinator, "Members": .forumMember])

    func change(_ change: @Sendable (inout State) -> Void) { state.withLock { change(&$0) } }
    var asked: [IssuerQuestion] { state.withLock { $0.asked } }
    var outward: [String: String] { state.withLock { $0.outward } }

    /// Signs with another key from now on.
    func changeKey(to id: String) { change { ($0.key, $0.keyID) = (.init(), id) } }

    struct Away: Error {}

    var ask: IssuerClient.Ask {
        { question in
            try self.state.withLock { state in
                state.asked.append(question)
                if state.isAway { throw Away() }
                switch question.address.dropFirst(Samples.issuer.count) {
                case "/.well-known/openid-configuration": return try Self.json(Self.document(state))
                case "/keys": return try Self.json(["keys": [Self.entry(state)]])
                case "/token":
                    guard Self.redeems(question, state) else { return IssuerAnswer(status: 400, body: []) }
                    return try Self.json(["id_token": try Self.token(state)])
                default: return IssuerAnswer(status: 404, body: [])
                }
            }
        }
    }

    private static func document(_ state: State) -> [String: Any] {
        let own: [String: Any] = [
            "issuer": Samples.issuer, "authorization_endpoint": "\(Samples.issuer)/authorize?tenant=1",
            "token_endpoint": "\(Samples.issuer)/token", "jwks_uri": "\(Samples.issuer)/keys",
            "end_session_endpoint": "\(Samples.issuer)/end", "token_endpoint_auth_methods_supported": state.signIns,
        ]
        return own.merging(state.document) { $1 }
    }

    /// Whether the code comes with the verifier whose challenge went out, from the client, for the same address.
    private static func redeems(_ question: IssuerQuestion, _ state: State) -> Bool {
        let fields = StubIssuer.fields(question.form ?? "")
        let challenge = Base64URL.text(SHA256.hash(data: Array((fields["code_verifier"] ?? "").utf8)))
        let isClient =
            state.signIns.contains("client_secret_basic")
            ? question.authorization == "Basic " + Data("referral-hub:a%20b%2Bc".utf8).base64EncodedString()
            : fields["client_id"] == "referral-hub" && fields["client_secret"] == "a b+c"
        return isClient && fields["grant_type"] == "authorization_code" && fields["code"] == "the code"
            && challenge == state.outward["code_challenge"] && fields["redirect_uri"] == state.outward["redirect_uri"]
    }

    private static func token(_ state: State) throws -> String {
        let now = Int(Date().timeIntervalSince1970)
        var claims: [String: Any] = [
            "iss": Samples.issuer, "sub": Samples.person.subject, "aud": "referral-hub", "iat": now, "exp": now + 300,
            "nonce": state.outward["nonce"] ?? "", "roles": state.roles,
        ]
        claims.merge(state.claims) { $1 }
        let header = try JSONSerialization.data(withJSONObject: ["alg": "ES256", "kid": state.keyID])
        let payload = try JSONSerialization.data(withJSONObject: claims)
        let signed = "\(Base64URL.text(header)).\(Base64URL.text(payload))"
        let signature = try state.key.signature(for: Data(signed.utf8)).rawRepresentation
        return "\(signed).\(Base64URL.text(signature))"
    }

    private static func entry(_ state: State) -> [String: String] {
        let point = state.key.publicKey.rawRepresentation
        return [
            "kty": "EC", "crv": "P-256", "kid": state.keyID, "x": Base64URL.text(point.prefix(32)),
            "y": Base64URL.text(point.suffix(32)),
        ]
    }

    private static func json(_ value: Any) throws -> IssuerAnswer {
        IssuerAnswer(status: 200, body: Array(try JSONSerialization.data(withJSONObject: value)))
    }

    /// Takes note of where a browser is sent, and gives the state it carries.
    func receive(_ address: String) -> String? {
        let fields = Self.fields(String(address.drop { $0 != "?" }.dropFirst()))
        change { $0.outward = fields }
        return fields["state"]
    }

    static func fields(_ text: String) -> [String: String] {
        var fields: [String: String] = [:]
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1).map { $0.removingPercentEncoding ?? "" }
            fields[parts[0]] = parts.count > 1 ? parts[1] : ""
        }
        return fields
    }
}
