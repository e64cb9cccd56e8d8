import Foundation

/// One request at a time over a blocking socket, for what is not measured by the thousand.
enum PlainClient {
    /// Connects to a port of this machine.
    static func connect(port: UInt16) throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw BenchFailure("no socket left") }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else {
            let words = String(cString: strerror(errno))
            close(descriptor)
            throw BenchFailure("port \(port): \(words)")
        }
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        return descriptor
    }

    /// `GET`, on a connection of its own.
    static func get(_ path: String, port: UInt16, headers: [String] = []) throws -> Answer {
        try send("GET", path, port: port, headers: headers, body: "")
    }

    /// Any request, on a connection of its own.
    static func send(_ method: String, _ path: String, port: UInt16, headers: [String], body: String) throws -> Answer {
        let descriptor = try connect(port: port)
        defer { close(descriptor) }
        return try exchange(request(method, path, port: port, headers: headers, body: body), over: descriptor)
    }

    /// The bytes of a request.
    static func request(_ method: String, _ path: String, port: UInt16, headers: [String], body: String) -> [UInt8] {
        let lines = ["\(method) \(path) HTTP/1.1", "Host: 127.0.0.1:\(port)"] + headers
        let length = body.isEmpty && method == "GET" ? [] : ["Content-Length: \(body.utf8.count)"]
        return Array(((lines + length + ["", ""]).joined(separator: "\r\n") + body).utf8)
    }

    /// Sends a request over an open connection and waits for its answer.
    static func exchange(_ request: [UInt8], over descriptor: Int32) throws -> Answer {
        var sent = 0
        while sent < request.count {
            let written = request[sent...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard written > 0 else { throw BenchFailure("a request could not be sent") }
            sent += written
        }
        var reader = AnswerReader()
        var piece = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = read(descriptor, &piece, piece.count)
            guard count > 0 else { throw BenchFailure("a connection ended before its answer") }
            if let answer = try reader.take(piece[..<count]) { return answer }
        }
    }
}
