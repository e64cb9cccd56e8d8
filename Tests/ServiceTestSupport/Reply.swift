import HTTPTypes
import Hummingbird
import NIOCore
import ServiceKit
import Synchronization

/// What a service answered.
public struct Reply: Sendable {
    /// The status code.
    public let status: Int
    /// Its headers.
    public let headers: HTTPFields
    /// The body as it would go on the wire.
    public let bytes: [UInt8]
    /// The body read; `null` when it is no JSON.
    public let body: JSON

    init(_ response: Response) async throws {
        let collected = Collected()
        try await response.body.write(collected)
        status = response.status.code
        headers = response.headers
        bytes = collected.all.bytes.withLock { $0 }
        let isJSON = headers[.contentType]?.contains("json") == true
        body = isJSON ? try JSONBody(bytes: bytes).tree : .null
    }

    private struct Collected: ResponseBodyWriter {
        final class All: Sendable { let bytes = Mutex<[UInt8]>([]) }
        let all = All()

        func write(_ buffer: ByteBuffer) async throws { all.bytes.withLock { $0 += Array(buffer.readableBytesView) } }
        consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }

    /// The version that `ETag` names; 0 without one.
    public var version: Int { Int(headers[.eTag]?.filter(\.isNumber) ?? "") ?? 0 }

    /// The body as text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// A value inside the body, by names and places: `decisions/0/record`.
    public subscript(_ path: String) -> JSON? { body.at(path) }

    /// The items of a page.
    public var items: [JSON] { body.at("items")?.items ?? [] }

    /// A problem's code: its first error's, or the last part of its type.
    public var code: String? {
        body.at("errors/0/code")?.words
            ?? body.at("type")?.words.flatMap { $0.split(separator: "/").last.map(String.init) }
    }

    /// Place and code of each of a problem's errors: `/record required`.
    public var errors: [String] {
        body.at("errors")?.items.map { "\($0.at("pointer")?.words ?? "") \($0.at("code")?.words ?? "")" } ?? []
    }

    /// The places of a problem's errors.
    public var pointers: [String] { body.at("errors")?.all("pointer") ?? [] }
}
