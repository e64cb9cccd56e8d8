import HTTPTypes
import Hummingbird
import NIOCore

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
        guard Self.isJSON(request.headers[.contentType]) else {
            throw Problem(
                status: .unsupportedMediaType, code: "unsupported_media_type", title: "The body must be JSON",
                detail: "Send “Content-Type: application/json”.", headers: [.accept: "application/json"])
        }
        if let announced = request.headers[.contentLength].flatMap(Int.init), announced > Self.maxBytes {
            throw Self.tooLarge
        }
        try self.init(bytes: try await Self.collect(request.body))
    }

    private static func collect(_ body: RequestBody) async throws -> [UInt8] {
        var collected: [UInt8] = []
        do {
            for try await var part in body {
                guard collected.count + part.readableBytes <= maxBytes else { throw tooLarge }
                collected.append(contentsOf: part.readBytes(length: part.readableBytes) ?? [])
            }
        } catch let problem as Problem {
            throw problem
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            // The caller hung up, or its chunks are not what they say they are.
            throw Problem.badRequest(code: "body_incomplete", "The body could not be read to its end.")
        }
        return collected
    }

    /// 413: the body is larger than ``maxBytes``.
    static let tooLarge = Problem(
        status: .contentTooLarge, code: "body_too_large", title: "The body is too large",
        detail: "A body may have \(maxBytes) bytes at most.")

    private static func isJSON(_ contentType: String?) -> Bool {
        guard let media = contentType?.split(separator: ";").first else { return false }
        return media.lowercased().filter { $0 != " " } == "application/json"
    }
}
