import FoundationEssentials
import ServiceKit

/// Speaks with one issuer, and remembers what it says of itself for a while.
actor IssuerDesk {
    nonisolated let issuer: Issuer
    private let ask: IssuerClient.Ask
    private let now: @Sendable () -> Date
    private var document: (value: IssuerDocument, readAt: Date)?
    private var keys: (value: KeySet, readAt: Date)?

    /// How long the discovery document counts.
    static let documentLife: TimeInterval = 60 * 60
    /// How long keys count: one that is withdrawn stops counting then.
    static let keysLife: TimeInterval = 10 * 60
    /// Keys are not asked for more often than this, however many tokens name one that is not there.
    static let keysPatience: TimeInterval = 5

    init(issuer: Issuer, ask: @escaping IssuerClient.Ask, now: @escaping @Sendable () -> Date) {
        self.issuer = issuer
        self.ask = ask
        self.now = now
    }

    /// What the issuer says of itself. While it is away, what it said before.
    func description() async throws(IssuerFault) -> IssuerDocument {
        if let document, now() < document.readAt.addingTimeInterval(Self.documentLife) { return document.value }
        let root = issuer.issuer.hasSuffix("/") ? String(issuer.issuer.dropLast()) : issuer.issuer
        do throws(IssuerFault) {
            let answer = try await good(IssuerQuestion(address: root + "/.well-known/openid-configuration"))
            let value = try IssuerDocument(answer, of: issuer.issuer)
            document = (value, now())
            return value
        } catch {
            guard let document else { throw error }
            return document.value
        }
    }

    /// The issuer's keys, asked for again when the one that is wanted is not among them: issuers change keys as they like.
    /// - Parameter id: `nil` when the token does not name its key.
    func keys(wanting id: String?) async throws(IssuerFault) -> KeySet {
        if let keys {
            let age = now().timeIntervalSince(keys.readAt)
            let isThere = id.map { keys.value.has($0) } ?? true
            if age < (isThere ? Self.keysLife : Self.keysPatience) { return keys.value }
        }
        let body = try await good(IssuerQuestion(address: try await description().keySetAddress))
        guard let value = try? await KeySet(json: Data(body)) else { throw .keys }
        keys = (value, now())
        return value
    }

    /// Gives the issuer the code it sent, for an ID token.
    func redeem(_ code: String, of pending: PendingSignIn, returnAddress: String) async throws(IssuerFault) -> String {
        let description = try await description()
        var fields: [(name: String, value: String)] = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", returnAddress),
            ("code_verifier", pending.verifier),
        ]
        var question = IssuerQuestion(address: description.tokenEndpoint)
        if let secret = issuer.clientSecret {
            if description.clientSignIns.contains("client_secret_basic") {
                // Both are encoded before they are joined: RFC 6749, section 2.3.1.
                let pair = "\(FormText.encoded(issuer.clientID)):\(FormText.encoded(secret))"
                question.authorization = "Basic \(Data(pair.utf8).base64EncodedString())"
            } else if description.clientSignIns.contains("client_secret_post") {
                fields += [("client_id", issuer.clientID), ("client_secret", secret)]
            } else {
                throw .clientSignIn
            }
        } else {
            fields.append(("client_id", issuer.clientID))
        }
        question.form = FormText.of(fields)
        let answer = try await answer(question)
        guard answer.status == 200, let token = try? JSONBody(bytes: answer.body).tree.at("id_token")?.words else {
            throw answer.status >= 500 ? .noAnswer : .exchange
        }
        return token
    }

    private func good(_ question: IssuerQuestion) async throws(IssuerFault) -> [UInt8] {
        let answer = try await answer(question)
        guard answer.status == 200 else { throw .noAnswer }
        return answer.body
    }

    private func answer(_ question: IssuerQuestion) async throws(IssuerFault) -> IssuerAnswer {
        do { return try await ask(question) } catch { throw .noAnswer }
    }
}
