import Contracts
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceKit

/// Why no token is given, in the form of RFC 6749, section 5.2.
struct TokenRefusal: Error, Equatable {
    /// The word programs go by.
    let error: String
    /// `error_description`: for whoever writes the client. It repeats nothing of what was sent.
    let words: String
    var status: HTTPResponse.Status = .badRequest

    static func request(_ words: String) -> TokenRefusal { TokenRefusal(error: "invalid_request", words: words) }

    static func client(_ words: String) -> TokenRefusal {
        TokenRefusal(error: "invalid_client", words: words, status: .unauthorized)
    }

    /// The one answer for an unknown client, a disabled one, an unknown key, a bad signature and an assertion that was
    /// used before: which of them it was is for the log alone.
    static let unproven = client(
        "The client is not registered or is disabled, none of its registered keys signed this assertion, or the "
            + "assertion was used before. Every request needs a new assertion with a jti of its own.")

    static let grant = TokenRefusal(
        error: "unsupported_grant_type", words: "The only grant_type here is client_credentials.")

    static let scope = TokenRefusal(
        error: "invalid_scope",
        words: "Ask for scopes this client is registered for, divided by blanks. There are "
            + AccessScope.allCases.map(\.rawValue).joined(separator: ", ") + ".")

    /// The answer to send.
    var response: Response {
        let json: JSON = ["error": .string(error), "error_description": .string(words)]
        var headers: HTTPFields = [.contentType: "application/json", .cacheControl: "no-store", .pragma: "no-cache"]
        // HTTP wants a challenge with every 401; there is no scheme of that name for assertions.
        if status == .unauthorized { headers[.wwwAuthenticate] = "Bearer realm=\"referral-hub\"" }
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: json.bytes)))
    }
}

extension HTTPField.Name {
    static let pragma = HTTPField.Name("Pragma") ?? .cacheControl
}
