import Glibc

/// What a server answered.
struct Answer {
    let status: Int
    let body: [UInt8]
    /// Status line and headers, read only when somebody asks.
    private let headBytes: [UInt8]

    init(head: [UInt8], body: [UInt8]) {
        // `HTTP/1.1 201 …`
        status = head.dropFirst(9).prefix(3).reduce(0) { $0 * 10 + Int($1) - 48 }
        headBytes = head
        self.body = body
    }

    /// The values of all headers of that name.
    func headers(_ name: String) -> [String] {
        String(decoding: headBytes, as: UTF8.self).split(separator: "\r\n").dropFirst().compactMap { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == name.lowercased() else { return nil }
            return String(parts[1].drop { $0 == " " })
        }
    }
}

/// Puts an answer together from pieces. It knows bodies with a length, which is all that the hub sends to these requests.
struct AnswerReader {
    private var bytes: [UInt8] = []
    private var headEnd: Int?
    private var length = 0

    /// Takes what arrived; gives the answer once it is whole.
    /// - Throws: when it has no length.
    mutating func take(_ piece: ArraySlice<UInt8>) throws -> Answer? {
        bytes += piece
        if headEnd == nil { try readHead() }
        guard let headEnd, bytes.count >= headEnd + length else { return nil }
        let answer = Answer(head: Array(bytes[..<headEnd]), body: Array(bytes[headEnd..<(headEnd + length)]))
        bytes.removeSubrange(..<(headEnd + length))
        self.headEnd = nil
        return answer
    }

    private mutating func readHead() throws {
        guard let blank = Self.find("\r\n\r\n", in: bytes) else { return }
        // `HTTP/1.1 204 No Content` says by itself that there is nothing after it.
        if bytes.dropFirst(9).starts(with: "204".utf8) {
            (length, headEnd) = (0, blank + 4)
            return
        }
        // The two spellings there are: HTTP's own, and HTTP/2's, which some write here too.
        guard
            let place = Self.find("Content-Length:", in: bytes) ?? Self.find("content-length:", in: bytes),
            place < blank
        else { throw BenchFailure("an answer has no Content-Length") }
        length = bytes[(place + 15)...].drop { $0 == 32 }.prefix { (48...57).contains($0) }
            .reduce(0) { $0 * 10 + Int($1 - 48) }
        headEnd = blank + 4
    }

    private static func find(_ pattern: StaticString, in bytes: [UInt8]) -> Int? {
        bytes.withUnsafeBytes { buffer in
            guard let start = buffer.baseAddress, buffer.count >= pattern.utf8CodeUnitCount else { return nil }
            let last = start + buffer.count - pattern.utf8CodeUnitCount
            var place = start
            while place <= last, let found = memchr(place, Int32(pattern.utf8Start.pointee), last - place + 1) {
                if memcmp(found, pattern.utf8Start, pattern.utf8CodeUnitCount) == 0 {
                    return UnsafeRawPointer(found) - start
                }
                place = UnsafeRawPointer(found) + 1
            }
            return nil
        }
    }
}
