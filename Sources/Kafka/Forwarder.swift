internal import CRdKafka
internal import Glibc
internal import Synchronization

/// Passes bytes between a port of our choice and the mock cluster, whose ports the kernel chooses.
///
/// Clients come here for their first connection only; the cluster then tells them its own addresses. One thread, `poll(2)`.
final class Forwarder: Sendable {
    let port: UInt16
    /// The writing end of a pipe whose closing ends the thread; -1 once stopped.
    private let stopper: Mutex<Int32>
    /// The reading end of a pipe that the thread closes when it is over.
    private let over: Int32

    /// Takes the socket over.
    init(_ socket: ListeningSocket, to targets: [UInt16]) throws(KafkaError) {
        var stop: [Int32] = [-1, -1]
        var end: [Int32] = [-1, -1]
        guard pipe(&stop) == 0, pipe(&end) == 0 else {
            let reason = errno
            for descriptor in stop where descriptor >= 0 { Socket.close(descriptor) }
            socket.close()
            throw KafkaError(RD_KAFKA_RESP_ERR__CRIT_SYS_RESOURCE, "No pipe could be opened (errno \(reason)).")
        }
        let (stopped, ending) = (stop[0], end[1])
        do throws(KafkaError) {
            try ClientThread.start {
                ForwarderLoop(socket, stopped: stopped, targets: targets).run()
                Socket.close(ending)
            }
        } catch {
            socket.close()
            for descriptor in stop + end { Socket.close(descriptor) }
            throw error
        }
        port = socket.port
        stopper = Mutex(stop[1])
        over = end[0]
    }

    deinit {
        stop()
        Socket.close(over)
    }

    /// Closes every connection and the port, and returns when that is done.
    func stop() {
        let writing = stopper.withLock { descriptor in
            defer { descriptor = -1 }
            return descriptor
        }
        if writing >= 0 { Socket.close(writing) }
        var byte: UInt8 = 0
        while read(over, &byte, 1) < 0, errno == EINTR {}
    }
}

/// One connection's way in one direction.
private struct Lane {
    var bytes: [UInt8] = []
    var sent = 0
    /// The sending side has said its last.
    var isFinished = false

    var isEmpty: Bool { sent == bytes.count }
    /// A client that does not read must not fill our memory.
    var hasRoom: Bool { bytes.count - sent < 1 << 18 }
}

private struct Connection {
    let client: Int32
    let broker: Int32
    var toBroker = Lane()
    var toClient = Lane()
    var isBroken = false
    /// The broker has not taken the connection yet.
    var isConnecting = true

    var isOver: Bool {
        isBroken || (toBroker.isFinished && toClient.isFinished && toBroker.isEmpty && toClient.isEmpty)
    }
}

private final class ForwarderLoop {
    private let socket: ListeningSocket
    private let stopped: Int32
    private let targets: [UInt16]
    private var connections: [Connection] = []
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)

    /// The mock cluster lets only a few connections wait to be taken (a backlog of 5, shared with those who come to it
    /// directly); one more is lost and tried again a second later. So no more than these are under way at once, and
    /// clients wait with us, where there is room.
    private static let mostConnecting = 3

    private var canConnect: Bool { connections.count(where: \.isConnecting) < Self.mostConnecting }

    init(_ socket: ListeningSocket, stopped: Int32, targets: [UInt16]) {
        self.socket = socket
        self.stopped = stopped
        self.targets = targets
    }

    func run() {
        while true {
            var watched = [
                pollfd(fd: stopped, events: Int16(POLLIN), revents: 0),
                pollfd(fd: canConnect ? socket.descriptor : -1, events: Int16(POLLIN), revents: 0),
            ]
            for connection in connections {
                if connection.isConnecting {
                    watched.append(pollfd(fd: -1, events: 0, revents: 0))
                    watched.append(pollfd(fd: connection.broker, events: Int16(POLLOUT), revents: 0))
                } else {
                    watched.append(interest(connection.client, reads: connection.toBroker, writes: connection.toClient))
                    watched.append(interest(connection.broker, reads: connection.toClient, writes: connection.toBroker))
                }
            }
            if poll(&watched, nfds_t(watched.count), -1) < 0, errno != EINTR { break }
            if watched[0].revents != 0 { break }
            for index in connections.indices {
                serve(&connections[index], watched[2 + 2 * index].revents, watched[3 + 2 * index].revents)
            }
            for connection in connections where connection.isOver {
                Socket.close(connection.client)
                Socket.close(connection.broker)
            }
            connections.removeAll(where: \.isOver)
            if watched[1].revents != 0 { acceptAll() }
        }
        for connection in connections {
            Socket.close(connection.client)
            Socket.close(connection.broker)
        }
        socket.close()
        Socket.close(stopped)
    }

    /// A descriptor we want nothing of is left out (-1), or its hang-up would keep us spinning.
    private func interest(_ descriptor: Int32, reads: Lane, writes: Lane) -> pollfd {
        var events: Int16 = 0
        if !reads.isFinished, reads.hasRoom { events |= Int16(POLLIN) }
        if !writes.isEmpty { events |= Int16(POLLOUT) }
        return pollfd(fd: events == 0 ? -1 : descriptor, events: events, revents: 0)
    }

    private func serve(_ connection: inout Connection, _ client: Int16, _ broker: Int16) {
        if connection.isConnecting {
            guard broker != 0 else { return }
            guard Socket.isConnected(connection.broker) else {
                connection.isBroken = true
                return
            }
            connection.isConnecting = false
        }
        if client != 0, !connection.toBroker.isFinished, connection.toBroker.hasRoom {
            read(connection.client, into: &connection.toBroker, &connection.isBroken)
        }
        if broker != 0, !connection.toClient.isFinished, connection.toClient.hasRoom {
            read(connection.broker, into: &connection.toClient, &connection.isBroken)
        }
        write(&connection.toBroker, to: connection.broker, &connection.isBroken)
        write(&connection.toClient, to: connection.client, &connection.isBroken)
    }

    private func read(_ descriptor: Int32, into lane: inout Lane, _ isBroken: inout Bool) {
        let count = recv(descriptor, &buffer, buffer.count, 0)
        if count > 0 {
            lane.bytes.append(contentsOf: buffer[0..<count])
        } else if count == 0 {
            lane.isFinished = true
        } else if errno != EAGAIN, errno != EINTR {
            isBroken = true
        }
    }

    private func write(_ lane: inout Lane, to descriptor: Int32, _ isBroken: inout Bool) {
        while !lane.isEmpty, !isBroken {
            let count = lane.bytes.withUnsafeBytes { bytes in
                send(descriptor, bytes.baseAddress.map { $0 + lane.sent }, bytes.count - lane.sent, Int32(MSG_NOSIGNAL))
            }
            if count >= 0 {
                lane.sent += count
            } else if errno == EAGAIN {
                return
            } else if errno != EINTR {
                isBroken = true
            }
        }
        if lane.isEmpty, lane.sent > 0 { (lane.bytes, lane.sent) = ([], 0) }
        if lane.isFinished, lane.isEmpty, !isBroken { shutdown(descriptor, Int32(SHUT_WR)) }
    }

    private func acceptAll() {
        while canConnect {
            let client = accept(socket.descriptor, nil, nil)
            guard client >= 0 else { return }
            // The first broker that is up will do.
            var found: Int32?
            for port in targets where found == nil { found = Socket.beginToConnect(port: port) }
            guard let broker = found else {
                Socket.close(client)
                continue
            }
            Socket.prepare(client)
            connections.append(Connection(client: client, broker: broker))
        }
    }
}
