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
    var text: String { Self.base64URL(bytes) }

    /// What the database knows it by: its SHA-256 in base64url.
    var hash: String { Self.base64URL(SHA256.hash(data: bytes)) }

    /// The word every form carries, so that only our own pages can send one: another site can make a browser send the
    /// cookie, but cannot read it, nor make this from anything it can read.
    var formToken: String { Self.base64URL(HMAC<SHA256>.authenticationCode(for: Self.purpose, using: key)) }

    /// Whether `text` is ``formToken``, in a time that does not tell how much of it is right.
    func allows(formToken text: String?) -> Bool {
        guard let text, text.utf8.count == 43,
            let code = Data(base64Encoded: text.replacing("-", with: "+").replacing("_", with: "/") + "=")
        else { return false }
        return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: Self.purpose, using: key)
    }

    private static let purpose = Data("referral-hub form".utf8)
    private var key: SymmetricKey { SymmetricKey(data: bytes) }

    private static func base64URL(_ bytes: some Sequence<UInt8>) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
