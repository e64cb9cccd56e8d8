/// One client's connection to one broker, without its sockets: what was asked, what is owed, what waits.
///
/// Requests and answers pass through unchanged, but for these: an answer that names brokers names us instead, and a fetch
/// that finds nothing is answered when there is something, or when the client has waited for as long as it said.
struct FrontConnection {
    let fromClient = ByteQueue()
    let toBroker = ByteQueue()
    let fromBroker = ByteQueue()
    let toClient = ByteQueue()

    private enum Question {
        case fetch(FetchRequest, until: ContinuousClock.Instant, since: UInt64)
        case produce([String])
        case other
    }

    private let addresses: FrontAddresses
    /// What the broker has not answered, or what we have not passed on, oldest first.
    private var asked: [(head: RequestHead, question: Question)] = []
    /// The empty answer to the only question in ``asked``, a fetch.
    private var held: (answer: [UInt8], until: ContinuousClock.Instant)?

    init(_ addresses: FrontAddresses) { self.addresses = addresses }

    /// When ``lookAgain(_:_:)`` is due even if nothing is written.
    var deadline: ContinuousClock.Instant? { held?.until }

    /// Passes on what the client asks.
    mutating func takeRequests(_ now: ContinuousClock.Instant, _ ledger: WriteLedger) throws(NotUnderstood) {
        while let frame = try fromClient.frame() {
            // A broker answers in order: what comes next must not wait for records.
            letGo()
            let head = try RequestHead(frame)
            let question = try question(frame, head, now, ledger)
            if case .fetch(let request, _, _) = question {
                request.bytes.withUnsafeBytes(toBroker.append)
            } else {
                toBroker.append(frame)
            }
            asked.append((head, question))
            fromClient.drop(frame.count)
        }
    }

    private func question(
        _ frame: UnsafeRawBufferPointer, _ head: RequestHead, _ now: ContinuousClock.Instant, _ ledger: WriteLedger
    ) throws(NotUnderstood) -> Question {
        switch head.api {
        case RequestHead.API.fetch:
            let request = try FetchRequest(frame, head)
            return .fetch(request, until: now + request.patience, since: ledger.count)
        case RequestHead.API.produce: return .produce(try ProduceRequest.topics(frame, head))
        default: return .other
        }
    }

    /// Passes on what the broker answers, or keeps it for a while.
    mutating func takeAnswers(_ now: ContinuousClock.Instant, _ ledger: inout WriteLedger) throws(NotUnderstood) {
        while let frame = try fromBroker.frame() {
            try take(frame, now, &ledger)
            fromBroker.drop(frame.count)
        }
    }

    private mutating func take(
        _ answer: UnsafeRawBufferPointer, _ now: ContinuousClock.Instant, _ ledger: inout WriteLedger
    ) throws(NotUnderstood) {
        var reader = WireReader(answer, at: 4)
        let correlation = try reader.integer(Int32.self)
        guard let index = asked.firstIndex(where: { $0.head.correlation == correlation }) else {
            throw NotUnderstood()
        }
        let (head, question) = asked[index]
        switch question {
        case .fetch(_, let until, _) where asked.count == 1 && now < until:
            // What is not understood holds something.
            if (try? FetchRequest.isEmpty(answer, version: head.version)) == true {
                held = (Array(answer), until)
                lookAgain(now, ledger)
                return
            }
        case .produce(let topics): ledger.note(topics)
        case .fetch, .other: break
        }
        asked.remove(at: index)
        if let rewritten = addresses.rewritten(answer, to: head) {
            rewritten.withUnsafeBytes(toClient.append)
        } else {
            toClient.append(answer)
        }
    }

    /// Ends the waiting of a fetch when its time is up, and asks again when something was written since it was asked.
    mutating func lookAgain(_ now: ContinuousClock.Instant, _ ledger: WriteLedger) {
        guard let held, case .fetch(let request, let until, let since)? = asked.first?.question else { return }
        if now >= held.until {
            letGo()
        } else if ledger.hasWrites(to: request.topics, since: since) {
            self.held = nil
            asked[0].question = .fetch(request, until: until, since: ledger.count)
            request.bytes.withUnsafeBytes(toBroker.append)
        }
    }

    private mutating func letGo() {
        guard let answer = held?.answer else { return }
        held = nil
        asked.removeFirst()
        answer.withUnsafeBytes(toClient.append)
    }
}
