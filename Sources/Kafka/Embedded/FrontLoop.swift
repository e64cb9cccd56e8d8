internal import Glibc

/// The front's thread: waits for any socket, and lets every link do what it can.
final class FrontLoop {
    private let sockets: [ListeningSocket]
    private let stopped: Int32
    private let brokers: [UInt16]
    private let ports: [Int32: Int32]
    private var links: [FrontLink] = []
    private var ledger = WriteLedger()
    private var watched: [pollfd] = []
    private let clock = ContinuousClock()

    /// A mock broker lets only a few connections wait to be taken (a backlog of 5); one more is lost and tried again a
    /// second later. So no more than these are new to a broker at once, and clients wait with us, where there is room.
    private static let mostNew = 3

    /// Never that of another cluster: it is how clients tell that this one remembers nothing.
    private let clusterID = "hub-broker-" + String(UInt64.random(in: .min ... .max), radix: 36)

    init(_ sockets: [ListeningSocket], stopped: Int32, brokers: [UInt16]) {
        self.sockets = sockets
        self.stopped = stopped
        self.brokers = brokers
        ports = Dictionary(uniqueKeysWithValues: zip(brokers, sockets).map { (Int32($0), Int32($1.port)) })
    }

    func run() {
        while true {
            watch()
            if poll(&watched, nfds_t(watched.count), patience()) < 0, errno != EINTR { break }
            if watched[0].revents != 0 { break }
            serve()
            for (broker, socket) in sockets.enumerated() where watched[1 + broker].revents != 0 {
                acceptAll(socket, broker)
            }
        }
        for link in links { link.close() }
        for socket in sockets { socket.close() }
        Socket.close(stopped)
    }

    /// The stop, the ports, and two sockets a link: in that order.
    private func watch() {
        watched.removeAll(keepingCapacity: true)
        watched.append(pollfd(fd: stopped, events: Int16(POLLIN), revents: 0))
        for socket in sockets { watched.append(pollfd(fd: socket.descriptor, events: Int16(POLLIN), revents: 0)) }
        for link in links {
            watched.append(link.clientInterest)
            watched.append(link.brokerInterest)
        }
    }

    /// Milliseconds until the first fetch has waited long enough, rounded up; -1 when none waits.
    private func patience() -> Int32 {
        guard let deadline = links.lazy.compactMap(\.deadline).min() else { return -1 }
        let (seconds, attoseconds) = (deadline - clock.now).components
        return Int32(max(0, min(seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1, 60_000)))
    }

    private func serve() {
        let now = clock.now
        var place = 1 + sockets.count
        for link in links {
            if watched[place].revents != 0 { link.hearClient(now, ledger) }
            if watched[place + 1].revents != 0 { link.hearBroker(now, &ledger) }
            place += 2
        }
        // After all answers to producers, so that a fetch is asked again once for all of them.
        for link in links { link.lookAgain(now, ledger) }
        connect()
        for link in links { link.flush() }
        if links.contains(where: \.isOver) {
            for link in links where link.isOver { link.close() }
            links.removeAll(where: \.isOver)
        }
    }

    private func connect() {
        for link in links where link.wantsBroker {
            guard links.count(where: { $0.broker == link.broker && $0.isNew }) < Self.mostNew else { continue }
            link.connect(port: brokers[link.broker])
        }
    }

    private func acceptAll(_ socket: ListeningSocket, _ broker: Int) {
        while true {
            let client = accept(socket.descriptor, nil, nil)
            guard client >= 0 else { return }
            Socket.prepare(client)
            let addresses = FrontAddresses(host: Socket.localHost(client), ports: ports, clusterID: clusterID)
            links.append(FrontLink(client: client, broker: broker, addresses))
        }
    }
}
