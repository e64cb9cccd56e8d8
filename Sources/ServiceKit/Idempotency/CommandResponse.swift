import HTTPTypes
import Hummingbird
import NIOCore

/// What a command answers when it succeeded: kept, and given again to whoever sends the same key.
///
/// It is kept in clear for seven days, so it holds no child's details: ids, references, versions and states only.
public struct CommandResponse: Sendable, Equatable {
    let status: HTTPResponse.Status
    let location: String?
    let version: Int64?
    let body: [UInt8]

    /// 200, with the version the aggregate has now.
    public static func ok(version: Int64? = nil, _ body: JSON) -> CommandResponse {
        CommandResponse(status: .ok, location: nil, version: version, body: body.bytes)
    }

    /// 201, with the address of what was created.
    public static func created(location: String, version: Int64? = nil, _ body: JSON) -> CommandResponse {
        CommandResponse(status: .created, location: location, version: version, body: body.bytes)
    }

    /// 202: noted, and done later; with the address where one sees how it goes, if there is one.
    public static func accepted(
        location: String? = nil, version: Int64? = nil, _ body: JSON
    ) -> CommandResponse {
        CommandResponse(status: .accepted, location: location, version: version, body: body.bytes)
    }

    /// 204: done, nothing to say.
    public static func noContent(version: Int64? = nil) -> CommandResponse {
        CommandResponse(status: .noContent, location: nil, version: version, body: [])
    }

    /// The answer to send.
    /// - Parameter isReplay: whether it was given before.
    public func response(isReplay: Bool = false) -> Response {
        var headers: HTTPFields = [:]
        if !body.isEmpty { headers[.contentType] = "application/json" }
        if let location { headers[.location] = location }
        if let version { headers[.eTag] = ETag.text(version) }
        if isReplay { headers[.idempotencyReplayed] = "true" }
        let content = body.isEmpty ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: body))
        return Response(status: status, headers: headers, body: content)
    }
}
