import FoundationEssentials

/// The header of a token, as far as it decides how to check it.
struct TokenHeader: Decodable {
    let alg: String?
    let kid: String?
    /// Extensions that must be understood. None is, so a token that has any is refused (RFC 7515, 4.1.11).
    let crit: [String]?
}

/// The claims the hub reads. Every one that is not optional must be there.
struct TokenClaims: Decodable {
    let iss: String
    let aud: OneOrMany
    let exp: Double
    let nbf: Double?
    let sub: String
    let org: String
    let roles: [String]
    let agencyKind: String?
    let localities: [String]?
    /// Words divided by blanks (RFC 8693, section 4.2); only machines' tokens have it.
    let scope: String?
    let clientID: String?

    enum CodingKeys: String, CodingKey {
        case iss, aud, exp, nbf, sub, org, roles, localities, scope
        case agencyKind = "agency_kind"
        case clientID = "client_id"
    }

    /// `aud` may be one text or a list of them (RFC 7519, 4.1.3).
    struct OneOrMany: Decodable {
        let values: [String]

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let one = try? container.decode(String.self) {
                values = [one]
            } else {
                values = try container.decode([String].self)
            }
        }
    }
}

/// A signed token taken apart, nothing of it believed yet.
struct CompactToken {
    let header: TokenHeader
    /// What the signature covers.
    let signed: [UInt8]
    let payload: Data
    let signature: [UInt8]

    /// `nil` when `text` is not a JWS in compact form.
    init?(_ text: Substring) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let header = Self.decode(parts[0]), let payload = Self.decode(parts[1]),
            let signature = Self.decode(parts[2]),
            let fields = try? JSONDecoder().decode(TokenHeader.self, from: header)
        else { return nil }
        self.header = fields
        self.signed = Array(text[..<parts[1].endIndex].utf8)
        self.payload = payload
        self.signature = Array(signature)
    }

    /// Base64url without padding.
    private static func decode(_ text: Substring) -> Data? {
        guard !text.isEmpty, !text.utf8.contains(where: { [UInt8]("+/=".utf8).contains($0) }) else { return nil }
        var plain = text.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "-"): UInt8(ascii: "+")
            case UInt8(ascii: "_"): UInt8(ascii: "/")
            default: byte
            }
        }
        plain.append(contentsOf: repeatElement(UInt8(ascii: "="), count: (4 - plain.count % 4) % 4))
        return Data(base64Encoded: Data(plain))
    }
}
