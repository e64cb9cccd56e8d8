public import CSV
import HTTPTypes
public import Hummingbird
import NIOCore

extension Response {
    /// An answer that a browser saves as a file of that name.
    public static func csv(_ rows: CSVText, fileName: String) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: "text/csv; charset=utf-8",
                .contentDisposition: "attachment; filename=\"\(fileName)\"",
            ], body: ResponseBody(byteBuffer: ByteBuffer(string: rows.text)))
    }
}
