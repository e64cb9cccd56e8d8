internal import CRdKafka
internal import Glibc
internal import Synchronization

/// The front of the mock cluster: a port of our choice for each of its brokers, whose own ports the kernel chooses.
///
/// All traffic goes through here, and makes up for what the mock cluster leaves out: see ``FrontConnection``. One thread,
/// `poll(2)`.
final class Front: Sendable {
    /// One for each broker, in their order.
    let ports: [UInt16]
    /// The writing end of a pipe whose closing ends the thread; -1 once stopped.
    private let stopper: Mutex<Int32>
    /// The reading end of a pipe that the thread closes when it is over.
    private let over: Int32

    /// Takes the sockets over: one for each of the cluster's ports.
    init(_ sockets: [ListeningSocket], to brokers: [UInt16]) throws(KafkaError) {
        var stop: [Int32] = [-1, -1]
        var end: [Int32] = [-1, -1]
        guard pipe(&stop) == 0, pipe(&end) == 0 else {
            let reason = errno
            for descriptor in stop where descriptor >= 0 { Socket.close(descriptor) }
            for socket in sockets { socket.close() }
            throw KafkaError(RD_KAFKA_RESP_ERR__CRIT_SYS_RESOURCE, "No pipe could be opened (errno \(reason)).")
        }
        let (stopped, ending) = (stop[0], end[1])
        do throws(KafkaError) {
            try ClientThread.start {
                FrontLoop(sockets, stopped: stopped, brokers: brokers).run()
                Socket.close(ending)
            }
        } catch {
            for socket in sockets { socket.close() }
            for descriptor in stop + end { Socket.close(descriptor) }
            throw error
        }
        ports = sockets.map(\.port)
        stopper = Mutex(stop[1])
        over = end[0]
    }

    deinit {
        stop()
        Socket.close(over)
    }

    /// Closes every connection and the ports, and returns when that is done.
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
