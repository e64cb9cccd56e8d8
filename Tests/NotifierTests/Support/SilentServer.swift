import Foundation

#if canImport(Glibc)
import Glibc
#endif

/// Takes connections and says nothing: the worst sort of server.
final class SilentServer: Sendable {
    private let descriptor: Int32
    let port: UInt16

    struct CannotListen: Error {}

    init() throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let listening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 8) == 0
                    && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard listening else { throw CannotListen() }
        port = UInt16(bigEndian: address.sin_port)
    }

    var url: String { "smtp://127.0.0.1:\(port)" }

    /// Whether a connection waits to be taken.
    var hasBeenCalled: Bool {
        var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&polled, 1, 0) == 1
    }

    func close() { _ = Glibc.close(descriptor) }
}
