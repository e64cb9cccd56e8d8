internal import CRdKafka
internal import Glibc

/// A TCP socket that listens on an IPv4 address.
struct ListeningSocket {
    let descriptor: Int32
    let port: UInt16

    /// - Throws: ``KafkaError/Kind/addressInUse`` when somebody else listens there.
    init(host: String, port: UInt16) throws(KafkaError) {
        let descriptor = try Socket.make()
        var yes: Int32 = 1
        // Without it the port stays taken for a minute after a broker with open connections was stopped.
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = Socket.address(port: port)
        guard inet_pton(AF_INET, host, &address.sin_addr) == 1 else {
            Socket.close(descriptor)
            throw .badSetting("listen", "The embedded broker listens on a numeric IPv4 address.")
        }
        let bound = Socket.withAddress(&address) { bind(descriptor, $0, $1) }
        guard bound == 0, listen(descriptor, 128) == 0 else {
            let reason = errno
            Socket.close(descriptor)
            throw KafkaError(
                kind: reason == EADDRINUSE ? .addressInUse : .broker, RD_KAFKA_RESP_ERR__RESOLVE,
                reason == EADDRINUSE
                    ? "Port \(port) on \(host) is taken."
                    : "Cannot listen on port \(port) of \(host) (errno \(reason)).",
                isRetriable: false)
        }
        _ = Socket.withAddress(&address) { pointer, length in
            var length = length
            return getsockname(descriptor, pointer, &length)
        }
        Socket.setNonBlocking(descriptor)
        self.descriptor = descriptor
        self.port = UInt16(bigEndian: address.sin_port)
    }

    func close() { Socket.close(descriptor) }
}

/// The few socket calls the front needs, with their C types kept in one place.
enum Socket {
    static func make() throws(KafkaError) -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else {
            throw KafkaError(RD_KAFKA_RESP_ERR__CRIT_SYS_RESOURCE, "No socket could be opened (errno \(errno)).")
        }
        return descriptor
    }

    static func address(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        return address
    }

    static func withAddress(
        _ address: inout sockaddr_in, _ body: (UnsafeMutablePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    /// A connection to a port on this machine, made or under way; `nil` when nobody listens there. Never blocks: it can
    /// be written to, or has failed, once `poll` says so.
    static func beginToConnect(port: UInt16) -> Int32? {
        guard let descriptor = try? make() else { return nil }
        prepare(descriptor)
        var address = address(port: port)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        if withAddress(&address, { connect(descriptor, $0, $1) }) == 0 || errno == EINPROGRESS { return descriptor }
        close(descriptor)
        return nil
    }

    /// Whether a connection that was under way has been made.
    static func isConnected(_ descriptor: Int32) -> Bool {
        var fault: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &fault, &length) == 0 && fault == 0
    }

    /// The address of our end of a connection.
    static func localHost(_ descriptor: Int32) -> String {
        var address = sockaddr_in()
        _ = withAddress(&address) { pointer, length in
            var length = length
            return getsockname(descriptor, pointer, &length)
        }
        var text = [CChar](repeating: 0, count: Int(INET_ADDRSTRLEN))
        inet_ntop(AF_INET, &address.sin_addr, &text, socklen_t(text.count))
        return ClientHandle.text(text)
    }

    /// Acknowledges what has been received at once; to be said after every `recv`.
    static func acknowledge(_ descriptor: Int32) {
        var yes: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_QUICKACK, &yes, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Non-blocking, and without Nagle's delay.
    static func prepare(_ descriptor: Int32) {
        setNonBlocking(descriptor)
        var yes: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    }

    static func setNonBlocking(_ descriptor: Int32) {
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }

    static func close(_ descriptor: Int32) {
        _ = Glibc.close(descriptor)
    }
}
