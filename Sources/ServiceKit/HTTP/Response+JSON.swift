import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
    /// An answer that shows something, with the version of what it shows.
    public static func json(
        _ json: JSON, status: HTTPResponse.Status = .ok, version: Int64? = nil
    ) -> Response {
        var headers: HTTPFields = [.contentType: "application/json"]
        if let version { headers[.eTag] = ETag.text(version) }
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: json.bytes)))
    }
}
