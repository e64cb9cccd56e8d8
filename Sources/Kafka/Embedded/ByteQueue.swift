/// Bytes in the order they came: added at the end, taken from the front, in one piece of memory that is used again.
///
/// What ``bytes``, ``frame()`` and ``room(_:)`` give is good until the queue is next changed.
final class ByteQueue {
    private var memory = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    private var start = 0
    private var end = 0

    deinit { memory.deallocate() }

    var count: Int { end - start }
    var isEmpty: Bool { start == end }
    /// All that waits.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: memory[start..<end]) }

    /// Free memory behind the last byte, at least that much; ``added(_:)`` says how much of it was used.
    func room(_ size: Int) -> UnsafeMutableRawBufferPointer {
        if memory.count - end < size { rearrange(for: size) }
        return UnsafeMutableRawBufferPointer(rebasing: memory[end...])
    }

    func added(_ count: Int) { end += count }

    func append(_ bytes: UnsafeRawBufferPointer) {
        guard !bytes.isEmpty else { return }
        room(bytes.count).copyMemory(from: bytes)
        added(bytes.count)
    }

    func drop(_ count: Int) {
        start += count
        guard start == end else { return }
        (start, end) = (0, 0)
        if memory.count > Self.kept { replaceMemory(0) }
    }

    /// Moves what waits to the front when that is no more work than taking what was before it has been; else grows.
    private func rearrange(for size: Int) {
        if start >= count, memory.count - count >= size {
            UnsafeMutableRawBufferPointer(rebasing: memory[..<count]).copyMemory(from: bytes)
            (start, end) = (0, count)
        } else {
            replaceMemory(max(2 * count, count + size))
        }
    }

    private func replaceMemory(_ size: Int) {
        let other = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 1)
        other.copyMemory(from: bytes)
        memory.deallocate()
        (memory, start, end) = (other, 0, count)
    }

    /// A queue that one large message went through does not keep its memory.
    private static let kept = 1 << 20
}

extension ByteQueue {
    /// The first message, with the length in front of it; `nil` while it has not come whole.
    func frame() throws(NotUnderstood) -> UnsafeRawBufferPointer? {
        guard count >= 4 else { return nil }
        var reader = WireReader(bytes)
        let length = Int(try reader.integer(Int32.self))
        guard (4...Self.longest).contains(length) else { throw NotUnderstood() }
        guard count >= 4 + length else { return nil }
        return UnsafeRawBufferPointer(rebasing: bytes[..<(4 + length)])
    }

    /// As Kafka's own `socket.request.max.bytes`.
    private static let longest = 100 << 20
}
