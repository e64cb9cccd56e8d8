import Testing

@testable import Kafka

@Suite struct FrontConnectionTests {
    private let start = ContinuousClock.now
    private let addresses = FrontAddresses(host: "127.0.0.1", ports: [40_001: 9092])
    private var ledger = WriteLedger()
    private var connection: FrontConnection

    init() { connection = FrontConnection(addresses) }

    private mutating func ask(_ frame: Frame, at seconds: Double = 0) throws {
        frame.bytes.withUnsafeBytes(connection.fromClient.append)
        try connection.takeRequests(start + .seconds(seconds), ledger)
    }

    private mutating func answer(_ frame: Frame, at seconds: Double = 0) throws {
        frame.bytes.withUnsafeBytes(connection.fromBroker.append)
        try connection.takeAnswers(start + .seconds(seconds), &ledger)
    }

    private func drain(_ queue: ByteQueue) throws -> [Int32] {
        var found: [Int32] = []
        while let frame = try queue.frame() {
            let isRequest = queue === connection.toBroker
            found += [isRequest ? try RequestHead(frame).correlation : correlation(Array(frame)) ?? -1]
            queue.drop(frame.count)
        }
        return found
    }

    private func passedToBroker() throws -> [Int32] { try drain(connection.toBroker) }
    private func passedToClient() throws -> [Int32] { try drain(connection.toClient) }

    @Test mutating func aFetchThatFindsRecordsIsAnsweredAtOnce() throws {
        try ask(.fetch(1, wait: 500))
        #expect(try passedToBroker() == [1])
        try answer(.fetched(1, records: 70))
        #expect(try passedToClient() == [1])
        #expect(connection.deadline == nil)
    }

    @Test mutating func anEmptyOneWaitsForAsLongAsTheClientSaid() throws {
        try ask(.fetch(1, wait: 500))
        _ = try passedToBroker()
        try answer(.fetched(1), at: 0.1)
        #expect(connection.deadline == start + .seconds(0.5))
        connection.lookAgain(start + .seconds(0.49), ledger)
        #expect(try passedToClient() == [])
        connection.lookAgain(start + .seconds(0.5), ledger)
        #expect(try passedToClient() == [1])
        #expect(try passedToBroker() == [])
    }

    @Test mutating func asksAgainWhenItsTopicWasWrittenTo() throws {
        try ask(.fetch(1, wait: 500))
        _ = try passedToBroker()
        try answer(.fetched(1))
        ledger.note(["placements"])
        connection.lookAgain(start, ledger)
        #expect(try passedToBroker() == [])
        ledger.note(["placements", "cases"])
        connection.lookAgain(start, ledger)
        #expect(try passedToBroker() == [1])
        try answer(.fetched(1, records: 70))
        #expect(try passedToClient() == [1])
    }

    @Test mutating func asksAgainWhenItsTopicWasWrittenToWhileItWasUnderWay() throws {
        try ask(.fetch(1, wait: 500))
        _ = try passedToBroker()
        ledger.note(["cases"])
        try answer(.fetched(1))
        #expect(try passedToBroker() == [1])
        try answer(.fetched(1))
        #expect(try passedToBroker() == [])
        #expect(try passedToClient() == [])
        #expect(connection.deadline == start + .seconds(0.5))
    }

    @Test mutating func letsNothingQueueBehindAFetchThatWaits() throws {
        try ask(.fetch(1, wait: 500))
        try answer(.fetched(1))
        try ask(.metadata(2))
        #expect(try passedToClient() == [1])
        #expect(try passedToBroker() == [1, 2])
        try ask(.fetch(3, wait: 500))
        try ask(.metadata(4))
        try answer(.answer(2))
        try answer(.fetched(3))
        #expect(try passedToClient() == [2, 3])
    }

    @Test mutating func aFetchThatWaitsForNothingDoesNotWait() throws {
        try ask(.fetch(1, wait: 500, least: 0))
        try answer(.fetched(1))
        try ask(.fetch(2, wait: 0))
        try answer(.fetched(2))
        #expect(try passedToClient() == [1, 2])
    }

    @Test mutating func tellsTheLedgerWhatProducersWrote() throws {
        try ask(.produce(1))
        #expect(!ledger.hasWrites(to: ["cases"], since: 0))
        try answer(.answer(1).zeros(20))
        #expect(ledger.hasWrites(to: ["referrals", "cases"], since: 0))
        #expect(!ledger.hasWrites(to: ["referrals"], since: 0))
        #expect(!ledger.hasWrites(to: ["cases"], since: 1))
    }

    @Test(arguments: Int16(0)...11) func understandsAllVersionsOfAFetch(_ version: Int16) throws {
        let frame = Frame.fetch(7, version: version, wait: 250, topic: "referrals", from: [3, 4])
        try frame.bytes.withUnsafeBytes { bytes in
            let request = try FetchRequest(bytes, RequestHead(bytes))
            #expect(request.topics == ["referrals"])
            #expect(request.patience == .milliseconds(250))
            #expect(request.bytes == Frame.fetch(7, version: version, wait: 0, topic: "referrals", from: [3, 4]).bytes)
        }
        func isEmpty(_ frame: Frame) throws -> Bool {
            try frame.bytes.withUnsafeBytes { try FetchRequest.isEmpty($0, version: version) }
        }
        #expect(try isEmpty(.fetched(7, version: version)))
        #expect(try !isEmpty(.fetched(7, version: version, records: 1)))
        #expect(try !isEmpty(.fetched(7, version: version, error: 6)))
        if version >= 4 { #expect(try isEmpty(.fetched(7, version: version, aborted: 2))) }
        if version >= 11 { #expect(try !isEmpty(.fetched(7, version: version, preferred: 2))) }
    }

    @Test mutating func whatIsNotUnderstoodIsPassedOnAsIfItHeldRecords() throws {
        try ask(.fetch(1, wait: 500))
        try answer(.answer(1).zeros(3))
        #expect(try passedToClient() == [1])
    }

    @Test mutating func refusesWhatIsNoKafkaMessage() throws {
        var other = connection
        Array("GET / HTTP/1.1\r\n\r\n".utf8).withUnsafeBytes(other.fromClient.append)
        #expect(throws: NotUnderstood.self) { try other.takeRequests(start, ledger) }
        #expect(throws: NotUnderstood.self) { try ask(Frame.request(1, version: 11, correlation: 1)) }
        #expect(throws: NotUnderstood.self) { try answer(.answer(99)) }
    }
}

@Suite struct FramesTests {
    @Test(arguments: [1, 2, 3, 7, 64, 1000, 20_000]) func areCutOutOfAStreamHoweverItComes(_ piece: Int) throws {
        let frames = (0..<50).map { Frame.answer(Int32($0)).zeros($0 * $0 % 700) }
        let stream = frames.flatMap(\.bytes)
        let queue = ByteQueue()
        var found: [[UInt8]] = []
        for start in stride(from: 0, to: stream.count, by: piece) {
            stream[start..<min(start + piece, stream.count)].withUnsafeBytes(queue.append)
            while let frame = try queue.frame() {
                found.append(Array(frame))
                queue.drop(frame.count)
            }
        }
        #expect(found == frames.map(\.bytes))
        #expect(queue.isEmpty)
    }

    @Test func aQueueKeepsWhatWaitsWhileItMoves() {
        let queue = ByteQueue()
        var (next, expected) = (0, 0)
        for round in 1...400 {
            let added = (0..<round % 97).map { UInt8(truncatingIfNeeded: next + $0) }
            added.withUnsafeBytes(queue.append)
            next += added.count
            let taken = min(queue.count, round % 89)
            #expect(
                queue.bytes.prefix(taken).elementsEqual((0..<taken).map { UInt8(truncatingIfNeeded: expected + $0) }))
            queue.drop(taken)
            expected += taken
            #expect(queue.count == next - expected)
        }
    }

    @Test(arguments: [-1, 0, 3, 1 << 30] as [Int32]) func ofNoPossibleLengthAreRefused(_ length: Int32) {
        let queue = ByteQueue()
        withUnsafeBytes(of: length.bigEndian, queue.append)
        #expect(throws: NotUnderstood.self) { try queue.frame() }
    }
}

@Suite struct FrontAddressesTests {
    private let addresses = FrontAddresses(host: "10.1.2.3", ports: [40_001: 9092, 40_002: 50_123])

    private func rewritten(_ answer: Frame, to api: Int16, _ version: Int16) throws -> [UInt8]? {
        let head = try Frame.request(api, version: version, correlation: 5).bytes.withUnsafeBytes {
            try RequestHead($0)
        }
        return answer.bytes.withUnsafeBytes { addresses.rewritten($0, to: head) }
    }

    /// The cluster's own answer, and what it becomes.
    private func metadata(_ version: Int16, _ brokers: [(String, Int32)]) -> Frame {
        var frame = Frame.answer(5).number(Int32(brokers.count))
        for (node, broker) in brokers.enumerated() {
            frame = frame.number(Int32(node + 1)).text(broker.0).number(broker.1)
            if version >= 1 { frame = frame.text(node == 0 ? "rack" : nil) }
        }
        if version >= 2 { frame = frame.text("mockCluster") }
        return frame.zeros(37)
    }

    private func coordinator(_ version: Int16, _ host: String?, _ port: Int32) -> Frame {
        var frame = Frame.answer(5)
        if version >= 1 { frame = frame.number(Int32(0)) }
        frame = frame.number(Int16(0))
        if version >= 1 { frame = frame.text("message") }
        return frame.number(Int32(2)).text(host).number(port)
    }

    @Test(arguments: Int16(0)...2) func replaceThoseOfTheCluster(_ version: Int16) throws {
        let before = metadata(version, [("127.0.0.1", 40_001), ("elsewhere", 1234), ("127.0.0.1", 40_002)])
        let after = metadata(version, [("10.1.2.3", 9092), ("elsewhere", 1234), ("10.1.2.3", 50_123)])
        #expect(try rewritten(before, to: 3, version) == after.bytes)
        #expect(
            try rewritten(coordinator(version, "127.0.0.1", 40_002), to: 10, version)
                == coordinator(version, "10.1.2.3", 50_123).bytes)
    }

    @Test func leaveAloneWhatNamesNoneOfThem() throws {
        #expect(try rewritten(coordinator(1, nil, -1), to: 10, 1) == nil)
        #expect(try rewritten(metadata(1, []), to: 3, 1) == nil)
        #expect(try rewritten(metadata(1, [("127.0.0.1", 40_001)]), to: 3, 3) == nil)
        #expect(try rewritten(Frame.answer(5).number(Int32(9)), to: 3, 1) == nil)
        #expect(try rewritten(metadata(1, [("127.0.0.1", 40_001)]), to: 18, 1) == nil)
    }
}
