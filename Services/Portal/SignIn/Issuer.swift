import Crypto
import FoundationEssentials
import ServiceKit

/// An OpenID provider that people sign in with, as the operator describes it.
struct Issuer: Sendable, Equatable {
    /// Its own name for itself: `iss`, and where its discovery document is found.
    let issuer: String
    /// What people call it, for the button.
    let name: String
    /// Who the portal is to it.
    let clientID: String
    /// `nil` for a public client.
    let clientSecret: String?
    /// What is asked for; `openid` always is.
    let scopes: [String]
    /// Which claims say what.
    let claims: ClaimNames
    /// What its words for roles mean here.
    let roles: [String: Role]

    /// Names of claims; `nil` for what this issuer says nothing about.
    struct ClaimNames: Sendable, Equatable {
        var organisation: String?
        var roles: String?
        var localities: String?
        var name: String?
        var agencyKind: String?
    }

    /// What addresses of ours call it: short, the same in every copy, and nothing but letters, digits, `-` and `_`.
    var key: String { String(Base64URL.text(SHA256.hash(data: Array(issuer.utf8))).prefix(11)) }
}

/// Base64 for addresses, without padding (RFC 4648, section 5).
enum Base64URL {
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}

/// An address that the portal speaks to, or sends people to.
enum SafeAddress {
    /// Whether what goes there is safe from others: over TLS, or to this very machine.
    static func isSafe(_ text: String) -> Bool {
        guard let url = URL(string: text), let host = url.host(), url.user() == nil, url.fragment() == nil else {
            return false
        }
        return switch url.scheme {
        case "https": !host.isEmpty
        case "http": ["127.0.0.1", "localhost", "::1", "[::1]"].contains(host)
        default: false
        }
    }
}
