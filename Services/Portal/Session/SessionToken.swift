import Crypto
import FoundationEssentials

/// A secret of 256 random bits that a browser keeps in a cookie. The server keeps only its hash.
struct SessionToken: Sendable, Equatable {
    private let bytes: [UInt8]

    private static let length = 32

    /// A new one.
    init() {
        var generator = SystemRandomNumberGenerator()
        bytes = (0..<Self.length).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// Reads what ``text`` writes; `nil` for anything else.
    init?(_ text: String) {
        guard text.utf8.count == 43,
            let data = Data(base64Encoded: text.replacing("-", with: "+").replacing("_", with: "/") + "="),
            data.count == Self.length
        else { return nil }
        bytes = Array(data)
    }

    /// The token as the cookie carries it: base64url.
    var text: String { Base64URL.text(bytes) }

    /// What the database knows it by: its SHA-256 in base64url.
    var hash: String { Base64URL.text(SHA256.hash(data: bytes)) }

    /// The word every form carries, so that only our own pages can send one: another site can make a browser send the
    /// cookie, but cannot read it, nor make this from anything it can read.
    var formToken: String { word(for: Self.purpose) }

    /// A secret for one purpose, of 43 characters, which nobody can make who does not have the token, and from which
    /// nobody learns it.
    func word(for purpose: String) -> String {
        Base64URL.text(HMAC<SHA256>.authenticationCode(for: Data(purpose.utf8), using: key))
    }

    /// Whether `text` is ``formToken``, in a time that does not tell how much of it is right.
    func allows(formToken text: String?) -> Bool {
        guard let text, text.utf8.count == 43,
            let code = Data(base64Encoded: text.replacing("-", with: "+").replacing("_", with: "/") + "=")
        else { return false }
        return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: Data(Self.purpose.utf8), using: key)
    }

    private static let purpose = "referral-hub form"
    private var key: SymmetricKey { SymmetricKey(data: bytes) }
}
