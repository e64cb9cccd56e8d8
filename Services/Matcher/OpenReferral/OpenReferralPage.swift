import Contracts
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Inclusion
import NIOCore
import ServiceKit

/// Which page of a public list is asked for, as Open Referral UK counts them: `?page=&per_page=`.
struct OpenReferralPage: Sendable, Equatable {
    /// From 1.
    let number: Int
    /// 1 to ``most``.
    let size: Int

    static let usual = 50
    static let most = 500

    /// - Throws: `Problem` 400 for a number out of range.
    init(_ request: Request) throws(Problem) {
        number = try Self.whole(request, "page", 1...1_000_000) ?? 1
        size = try Self.whole(request, "per_page", 1...Self.most) ?? Self.usual
    }

    /// Items before this page.
    var offset: Int { (number - 1) * size }

    /// A query parameter that is a whole number; `nil` when it is not there.
    /// - Throws: `Problem` 400 for anything else, or out of range.
    static func whole(_ request: Request, _ name: String, _ range: ClosedRange<Int>) throws(Problem) -> Int? {
        guard let text = request.uri.queryParameters[Substring(name)] else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw .badRequest(
                code: "\(name)_invalid",
                "“\(name)” is a whole number from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }

    /// The standard's envelope around one page.
    func json(of total: Int, _ contents: [JSON]) -> JSON {
        let pages = (total + size - 1) / size
        return [
            "total_items": .number(total), "total_pages": .number(pages), "page_number": .number(number),
            "size": .number(contents.count), "first_page": .bool(number == 1), "last_page": .bool(number >= pages),
            "empty": .bool(contents.isEmpty), "contents": .array(contents),
        ]
    }

    /// The page of a list that is all in memory.
    func json(of all: [JSON]) -> JSON { json(of: all.count, Array(all.dropFirst(offset).prefix(size))) }
}

extension Response {
    /// An answer that everybody may keep for a minute, and then ask whether it has changed: 304 when it has not.
    static func open(_ json: JSON, to request: Request) -> Response {
        let bytes = json.bytes
        let tag = "\"\(UUID(named: String(decoding: bytes, as: UTF8.self)).text)\""
        let headers: HTTPFields = [.eTag: tag, .cacheControl: "public, max-age=60"]
        if request.headers[.ifNoneMatch]?.contains(tag) == true {
            return Response(status: .notModified, headers: headers)
        }
        var full = headers
        full[.contentType] = "application/json"
        return Response(status: .ok, headers: full, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
