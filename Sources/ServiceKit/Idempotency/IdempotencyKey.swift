import Crypto
import FoundationEssentials
import HTTPTypes
import Hummingbird

/// The client's name for one attempt to change something: sent again, the attempt is not made again.
public struct IdempotencyKey: Sendable, Hashable {
    /// The UUID the client chose.
    public let id: UUID

    /// Reads `Idempotency-Key`: a UUID, in quotes or bare.
    /// - Throws: ``Problem`` 400 when it is missing or no UUID.
    public init(_ request: Request) throws(Problem) {
        guard let header = request.headers[.idempotencyKey] else {
            throw .badRequest(
                code: "idempotency_key_required",
                "Send “Idempotency-Key” with a UUID of your own for each thing you want done once.")
        }
        var text = Substring(header)
        if text.count > 2, text.hasPrefix("\""), text.hasSuffix("\"") { text = text.dropFirst().dropLast() }
        guard text.utf8.count == 36, let id = UUID(uuidString: String(text)) else {
            throw .badRequest(code: "idempotency_key_invalid", "“Idempotency-Key” must be a UUID.")
        }
        self.id = id
    }

    /// What the key is bound to: the same key with anything else is a mistake of the client's.
    static func fingerprint(_ request: Request, body: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: Array("\(request.method.rawValue) \(request.uri.string)\n".utf8))
        hash.update(data: body)
        return Array(hash.finalize())
    }
}
