/// A client's question for records, as the cluster is asked it: to answer at once.
///
/// The mock cluster lets an empty answer wait for as long as the client allows, whatever is written meanwhile. So it is
/// not told to wait; the waiting is done here, and the question asked again when there is reason to.
struct FetchRequest {
    let bytes: [UInt8]
    let topics: [String]
    /// How long the client would wait for the first record.
    let patience: Duration

    static let versions: ClosedRange<Int16> = 0...11

    /// `replica maxWait minBytes maxBytes(3) isolation(4) session(7) epoch(7) [topic [partition …]…]…`; in brackets the
    /// version a field came with.
    init(_ frame: UnsafeRawBufferPointer, _ head: RequestHead) throws(NotUnderstood) {
        let version = head.version
        guard Self.versions.contains(version) else { throw NotUnderstood() }
        var reader = WireReader(frame, at: head.body + 4)
        let place = reader.position
        let wait = try reader.integer(Int32.self)
        let least = try reader.integer(Int32.self)
        try reader.skip((version >= 3 ? 4 : 0) + (version >= 4 ? 1 : 0) + (version >= 7 ? 8 : 0))
        let partition = 16 + (version >= 9 ? 4 : 0) + (version >= 5 ? 8 : 0)
        var topics: [String] = []
        for _ in try reader.elements() {
            if let topic = try reader.string() { topics.append(topic) }
            try reader.skip(try reader.elements().count * partition)
        }
        var bytes = Array(frame)
        bytes.replaceSubrange(place..<place + 4, with: repeatElement(0, count: 4))
        self.bytes = bytes
        self.topics = topics
        patience = .milliseconds(least > 0 ? max(0, wait) : 0)
    }

    /// Whether an answer has nothing to tell: no record, no error, no other broker to go to.
    static func isEmpty(_ answer: UnsafeRawBufferPointer, version: Int16) throws(NotUnderstood) -> Bool {
        var reader = WireReader(answer, at: 8)
        if version >= 1 { try reader.skip(4) }
        if version >= 7 {
            guard try reader.integer(Int16.self) == 0 else { return false }
            try reader.skip(4)
        }
        for _ in try reader.elements() {
            _ = try reader.string()
            for _ in try reader.elements() where !(try isEmptyPartition(&reader, version)) { return false }
        }
        return true
    }

    /// `partition error highWatermark lastStable(4) logStart(5) [aborted(4)]… preferredReplica(11) records`
    private static func isEmptyPartition(
        _ reader: inout WireReader, _ version: Int16
    ) throws(NotUnderstood) -> Bool {
        try reader.skip(4)
        guard try reader.integer(Int16.self) == 0 else { return false }
        try reader.skip(8 + (version >= 4 ? 8 : 0) + (version >= 5 ? 8 : 0))
        if version >= 4 { try reader.skip(try reader.elements().count * 16) }
        if version >= 11, try reader.integer(Int32.self) >= 0 { return false }
        return try reader.integer(Int32.self) <= 0
    }
}

/// The topics a client writes to with one request.
enum ProduceRequest {
    static let versions: ClosedRange<Int16> = 0...7

    /// `transactionalID(3) acks timeout [topic [partition records]…]…`
    static func topics(_ frame: UnsafeRawBufferPointer, _ head: RequestHead) throws(NotUnderstood) -> [String] {
        guard versions.contains(head.version) else { throw NotUnderstood() }
        var reader = WireReader(frame, at: head.body)
        if head.version >= 3 { _ = try reader.string() }
        try reader.skip(6)
        var topics: [String] = []
        for _ in try reader.elements() {
            if let topic = try reader.string() { topics.append(topic) }
            for _ in try reader.elements() {
                try reader.skip(4)
                try reader.skip(max(0, Int(try reader.integer(Int32.self))))
            }
        }
        return topics
    }
}

/// When something was last written to each topic, cluster-wide, counted in answers to producers.
struct WriteLedger {
    private(set) var count: UInt64 = 0
    private var last: [String: UInt64] = [:]

    /// To be told when an answer to a producer passes: what it wrote can be read by then.
    mutating func note(_ topics: [String]) {
        count += 1
        for topic in topics { last[topic] = count }
    }

    /// Whether a question asked when the count was `since` could be answered differently now.
    func hasWrites(to topics: [String], since: UInt64) -> Bool {
        topics.contains { last[$0, default: 0] > since }
    }
}
