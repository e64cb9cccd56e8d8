import Foundation
import Glibc

@testable import Kafka

/// Messages of the Kafka protocol, written by hand.
struct Frame {
    private(set) var bytes: [UInt8] = [0, 0, 0, 0]

    static func request(_ api: Int16, version: Int16, correlation: Int32) -> Frame {
        Frame().number(api).number(version).number(correlation).text("test")
    }

    static func answer(_ correlation: Int32) -> Frame { Frame().number(correlation) }

    func number(_ value: some FixedWidthInteger) -> Frame {
        adding { frame in withUnsafeBytes(of: value.bigEndian) { frame.bytes += $0 } }
    }

    func text(_ value: String?) -> Frame {
        guard let value else { return number(Int16(-1)) }
        return number(Int16(value.utf8.count)).adding { $0.bytes += value.utf8 }
    }

    func zeros(_ count: Int) -> Frame { adding { $0.bytes += repeatElement(0, count: count) } }

    private func adding(_ change: (inout Frame) -> Void) -> Frame {
        var frame = self
        change(&frame)
        withUnsafeBytes(of: Int32(frame.bytes.count - 4).bigEndian) { frame.bytes.replaceSubrange(0..<4, with: $0) }
        return frame
    }
}

extension Frame {
    /// A fetch of the given partitions, each from its own offset.
    static func fetch(
        _ correlation: Int32, version: Int16 = 11, wait: Int32, least: Int32 = 1, topic: String = "cases",
        from offsets: [Int64] = [0]
    ) -> Frame {
        var frame = request(1, version: version, correlation: correlation).number(Int32(-1)).number(wait).number(least)
        if version >= 3 { frame = frame.number(Int32(1 << 20)) }
        if version >= 4 { frame = frame.number(Int8(0)) }
        if version >= 7 { frame = frame.number(Int32(0)).number(Int32(-1)) }
        frame = frame.number(Int32(1)).text(topic).number(Int32(offsets.count))
        for (partition, offset) in offsets.enumerated() {
            frame = frame.number(Int32(partition))
            if version >= 9 { frame = frame.number(Int32(-1)) }
            frame = frame.number(offset)
            if version >= 5 { frame = frame.number(Int64(-1)) }
            frame = frame.number(Int32(1 << 20))
        }
        if version >= 7 { frame = frame.number(Int32(0)) }
        return version >= 11 ? frame.text("") : frame
    }

    /// The answer to a fetch of one partition.
    static func fetched(
        _ correlation: Int32, version: Int16 = 11, error: Int16 = 0, aborted: Int32 = 0, preferred: Int32 = -1,
        records: Int = 0
    ) -> Frame {
        var frame = answer(correlation)
        if version >= 1 { frame = frame.number(Int32(0)) }
        if version >= 7 { frame = frame.number(Int16(0)).number(Int32(0)) }
        frame = frame.number(Int32(1)).text("cases").number(Int32(1))
        frame = frame.number(Int32(0)).number(error).number(Int64(7))
        if version >= 4 { frame = frame.number(Int64(7)) }
        if version >= 5 { frame = frame.number(Int64(0)) }
        if version >= 4 { frame = frame.number(aborted).zeros(16 * Int(aborted)) }
        if version >= 11 { frame = frame.number(preferred) }
        return frame.number(Int32(records)).zeros(records)
    }

    /// A producer's request for one partition of a topic.
    static func produce(_ correlation: Int32, version: Int16 = 7, topic: String = "cases", records: Int = 9) -> Frame {
        var frame = request(0, version: version, correlation: correlation)
        if version >= 3 { frame = frame.text(nil) }
        return frame.number(Int16(-1)).number(Int32(1000)).number(Int32(1)).text(topic).number(Int32(1))
            .number(Int32(0)).number(Int32(records)).zeros(records)
    }

    static func metadata(_ correlation: Int32) -> Frame {
        request(3, version: 2, correlation: correlation).number(Int32(-1))
    }
}

/// A client that says exactly what it is told to.
final class RawClient {
    private let socket: Int32

    init(port: UInt16) throws {
        socket = try Socket.make()
        var address = Socket.address(port: port)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        guard Socket.withAddress(&address, { connect(socket, $0, $1) }) == 0 else { throw POSIXError(.ECONNREFUSED) }
        var patience = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { Socket.close(socket) }

    func send(_ frames: Frame...) {
        for frame in frames { _ = frame.bytes.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, 0) } }
    }

    /// The next answer whole; an empty one when the connection was closed.
    func receive() -> [UInt8] {
        var head = read(4)
        guard head.count == 4 else { return [] }
        head += read(head.reduce(0) { $0 << 8 | Int($1) })
        return head
    }

    private func read(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let got = recv(socket, &bytes, count, Int32(MSG_WAITALL))
        return Array(bytes.prefix(max(0, got)))
    }
}

func correlation(_ answer: [UInt8]) -> Int32? {
    answer.count < 8 ? nil : answer[4..<8].reduce(0) { $0 << 8 | Int32($1) }
}
