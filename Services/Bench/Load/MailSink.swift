import Foundation

/// A mail server that takes every mail and keeps none, so that what is measured is the notifier and not a catcher.
final class MailSink: Sendable {
    let port: UInt16

    /// Listens until the process ends.
    init() throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 16) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        guard bound else { throw BenchFailure("no port for mail") }
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread {
            while case let descriptor = accept(listener, nil, nil), descriptor >= 0 {
                Thread.detachNewThread { Self.serve(descriptor) }
            }
        }
    }

    private static func serve(_ descriptor: Int32) {
        defer { close(descriptor) }
        func say(_ line: String) {
            let bytes = Array((line + "\r\n").utf8)
            _ = send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        }
        say("220 bench")
        var pending = Data()
        var piece = [UInt8](repeating: 0, count: 16384)
        var isMail = false
        while case let count = read(descriptor, &piece, piece.count), count > 0 {
            pending += piece[..<count]
            while let range = pending.range(of: Data((isMail ? "\r\n.\r\n" : "\r\n").utf8)) {
                let line = String(decoding: pending[..<range.lowerBound].prefix(4), as: UTF8.self).uppercased()
                pending.removeSubrange(..<range.upperBound)
                if isMail || line != "DATA" {
                    isMail = false
                    say(line == "QUIT" ? "221 bye" : "250 ok")
                    if line == "QUIT" { return }
                } else {
                    isMail = true
                    say("354 go on")
                }
            }
        }
    }
}
