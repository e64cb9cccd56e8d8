import Hummingbird

/// The JSON body of a request: the bytes as they came and the values in them.
public struct JSONBody: Sendable {
    /// The largest body any endpoint takes: 1 MiB.
    public static let maxBytes = 1 << 20
    /// How deep objects and lists may be nested.
    public static let maxDepth = 32

    /// The body exactly as it was sent; an idempotency key is bound to these bytes.
    public let bytes: [UInt8]
    /// The values in them.
    public let tree: JSON

    /// Reads JSON that is already in memory.
    /// - Throws: ``Problem`` 400 that names the byte at which the text stops being JSON.
    public init(bytes: [UInt8]) throws(Problem) {
        do throws(JSONFault) {
            tree = try JSONParser.parse(bytes, maxDepth: Self.maxDepth)
        } catch {
            throw .badRequest(code: error.code, "\(error.words) (at byte \(error.offset))")
        }
        self.bytes = bytes
    }

    /// A body that was put together here, from a part of another.
    public init(_ tree: JSON) {
        self.tree = tree
        bytes = tree.bytes
    }

    /// Reads the body of a request.
    /// - Throws: ``Problem`` 415 when it is not announced as JSON, 413 when it is larger than ``maxBytes``, 400 when it
    ///   is not JSON or breaks off.
    public init(_ request: Request) async throws {
        try self.init(
            bytes: try await RequestBytes.read(request, as: "application/json", called: "JSON", most: Self.maxBytes))
    }

    /// 413: the body is larger than ``maxBytes``.
    static let tooLarge = RequestBytes.tooLarge(maxBytes)
}
