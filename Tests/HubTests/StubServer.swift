import Foundation
import Synchronization

/// An HTTP server that gives its answers in order, one a connection, and remembers what it was asked.
final class StubServer: Sendable {
    struct Request: Sendable {
        let line: String
        let headers: [String: String]
        let body: String
    }

    let port: UInt16
    private let socket: Int32
    private let requests = Mutex<[Request]>([])

    var asked: [Request] { requests.withLock { $0 } }
    var address: String { "http://127.0.0.1:\(port)" }

    struct CannotListen: Error {}

    /// - Parameter answers: status line and headers, then a blank line, then the body; the last one is given again.
    init(_ answers: [String]) throws {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.socket = socket
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(socket, address, length) == 0 && listen(socket, 16) == 0
                    && getsockname(socket, address, &length) == 0
            }
        }
        guard bound else { throw CannotListen() }
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { [weak self] in
            var left = answers[...]
            while case let connection = accept(socket, nil, nil), connection >= 0 {
                guard let request = Self.read(connection), let answer = left.first else {
                    close(connection)
                    continue
                }
                self?.requests.withLock { $0.append(request) }
                if left.count > 1 { left.removeFirst() }
                let parts = answer.split(separator: "\n\n", maxSplits: 1).map(String.init)
                let body = parts.count > 1 ? parts[1] : ""
                let head = parts[0].replacing("\n", with: "\r\n")
                let text = "HTTP/1.1 \(head)\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)"
                let bytes = Array(text.utf8)
                _ = send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
                close(connection)
            }
        }
    }

    func stop() {
        shutdown(socket, Int32(SHUT_RDWR))
        close(socket)
    }

    private static func read(_ connection: Int32) -> Request? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let text = String(decoding: bytes, as: UTF8.self)
            if let end = text.firstRange(of: "\r\n\r\n") {
                let lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
                var headers: [String: String] = [:]
                for line in lines.dropFirst() {
                    let sides = line.split(separator: ":", maxSplits: 1)
                    if sides.count == 2 {
                        headers[sides[0].lowercased()] = sides[1].trimmingCharacters(in: .whitespaces)
                    }
                }
                let body = String(text[end.upperBound...])
                if body.utf8.count >= headers["content-length"].flatMap({ Int($0) }) ?? 0 {
                    return Request(line: lines[0], headers: headers, body: body)
                }
            }
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            bytes += buffer[..<count]
        }
    }
}
