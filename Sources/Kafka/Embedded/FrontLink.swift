internal import Glibc

/// The two sockets of a ``FrontConnection``.
final class FrontLink {
    /// Which broker the client came for, counted from 0.
    let broker: Int
    private var connection: FrontConnection
    /// -1 once the client has gone.
    private var clientSocket: Int32
    /// -1 until the client has asked something: who only looks whether the port is open costs the cluster nothing.
    private var brokerSocket: Int32 = -1
    private var state = State.idle
    private var clientEnded: Bool { clientSocket < 0 }

    private enum State {
        /// Not connected to the broker.
        case idle
        case connecting
        /// Connected, as far as the kernel is concerned; the broker may not have taken the connection yet.
        case unanswered
        case answered
        /// The client has gone, and the broker has been told all that it said: it closes when it has read that.
        case closing
        /// Nothing comes from the broker any more.
        case ended
    }

    /// Who does not read must not fill our memory.
    private static let mostQueued = 1 << 18
    private static let readSize = 1 << 16

    init(client: Int32, broker: Int, _ addresses: FrontAddresses) {
        clientSocket = client
        self.broker = broker
        connection = FrontConnection(addresses)
    }

    var deadline: ContinuousClock.Instant? { connection.deadline }
    var wantsBroker: Bool { state == .idle && !connection.toBroker.isEmpty && !clientEnded }
    var isNew: Bool { state == .connecting || state == .unanswered }
    var isOver: Bool {
        switch state {
        case .idle: clientEnded
        case .ended: clientEnded || connection.toClient.isEmpty
        case .connecting, .unanswered, .answered, .closing: false
        }
    }

    /// A socket we want nothing of is left out (-1), or its hang-up would keep us spinning.
    var clientInterest: pollfd {
        var events: Int16 = 0
        if state != .ended, connection.toBroker.count < Self.mostQueued { events |= Int16(POLLIN) }
        if !connection.toClient.isEmpty { events |= Int16(POLLOUT) }
        return pollfd(fd: events == 0 ? -1 : clientSocket, events: events, revents: 0)
    }

    var brokerInterest: pollfd {
        if state == .connecting { return pollfd(fd: brokerSocket, events: Int16(POLLOUT), revents: 0) }
        guard isConnected || state == .closing else { return pollfd(fd: -1, events: 0, revents: 0) }
        var events: Int16 = 0
        if connection.toClient.count < Self.mostQueued { events |= Int16(POLLIN) }
        if !connection.toBroker.isEmpty { events |= Int16(POLLOUT) }
        return pollfd(fd: events == 0 ? -1 : brokerSocket, events: events, revents: 0)
    }

    private var isConnected: Bool { state == .unanswered || state == .answered }

    // MARK: What the sockets say

    func hearClient(_ now: ContinuousClock.Instant, _ ledger: WriteLedger) {
        guard !clientEnded, state != .ended, connection.toBroker.count < Self.mostQueued else { return }
        let isOpen = read(clientSocket, into: connection.fromClient)
        do throws(NotUnderstood) {
            try connection.takeRequests(now, ledger)
            if !isOpen { endClient() }
        } catch {
            endClient()
        }
    }

    func hearBroker(_ now: ContinuousClock.Instant, _ ledger: inout WriteLedger) {
        if state == .connecting {
            state = Socket.isConnected(brokerSocket) ? .unanswered : .ended
        }
        guard isConnected || state == .closing, connection.toClient.count < Self.mostQueued else { return }
        let isOpen = read(brokerSocket, into: connection.fromBroker)
        // Its sockets have Nagle on: it would keep its next answer back until this one is acknowledged.
        Socket.acknowledge(brokerSocket)
        if state == .unanswered, !connection.fromBroker.isEmpty { state = .answered }
        do throws(NotUnderstood) {
            try connection.takeAnswers(now, &ledger)
            if !isOpen { state = .ended }
        } catch {
            state = .ended
        }
        if clientEnded { connection.toClient.drop(connection.toClient.count) }
    }

    func lookAgain(_ now: ContinuousClock.Instant, _ ledger: WriteLedger) { connection.lookAgain(now, ledger) }

    // MARK: What we do

    func connect(port: UInt16) {
        guard let socket = Socket.beginToConnect(port: port) else {
            state = .ended
            return
        }
        brokerSocket = socket
        state = .connecting
    }

    func flush() {
        if isConnected {
            if !write(connection.toBroker, to: brokerSocket) { state = .ended }
            if clientEnded, isConnected, connection.toBroker.isEmpty {
                shutdown(brokerSocket, Int32(SHUT_WR))
                state = .closing
            }
        }
        if !clientEnded, !write(connection.toClient, to: clientSocket) { endClient() }
    }

    func close() {
        if clientSocket >= 0 { Socket.close(clientSocket) }
        if brokerSocket >= 0 { Socket.close(brokerSocket) }
    }

    private func endClient() {
        Socket.close(clientSocket)
        clientSocket = -1
        connection.toClient.drop(connection.toClient.count)
    }

    /// `false` when nothing will come any more.
    private func read(_ socket: Int32, into queue: ByteQueue) -> Bool {
        let room = queue.room(Self.readSize)
        let count = recv(socket, room.baseAddress, room.count, 0)
        if count > 0 { queue.added(count) }
        return count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR))
    }

    /// `false` when nothing can be sent any more.
    private func write(_ queue: ByteQueue, to socket: Int32) -> Bool {
        while !queue.isEmpty {
            let bytes = queue.bytes
            let count = send(socket, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
            if count >= 0 {
                queue.drop(count)
            } else if errno != EINTR {
                return errno == EAGAIN
            }
        }
        return true
    }
}
