import Contracts
import Kafka

/// What follows from how records went to a broker and came back.
enum DeliveryJudgement {
    /// The longest event that the hub must get through, in bytes.
    static let neededBytes = 900_000

    /// A record that was published, or read back: its key and its number among those of the key.
    struct Step: Sendable, Hashable {
        let key: Int
        let number: Int
    }

    // MARK: Publishing

    /// - Parameters:
    ///   - sent: in the order they were handed to the producer.
    ///   - read: in the order they came back.
    static func order(sent: [Step], read: [Step]) -> [Finding] {
        let counts = Dictionary(read.map { ($0, 1) }, uniquingKeysWith: +)
        let lost = sent.filter { counts[$0] == nil }.count
        let doubled = counts.values.filter { $0 > 1 }.count
        let keys = Dictionary(grouping: read, by: \.key)
        let disordered = keys.values.filter { steps in zip(steps, steps.dropFirst()).contains { $0.number > $1.number }
        }
        var findings: [Finding] = []
        if lost > 0 {
            findings.append(.missing("\(lost) of \(sent.count) acknowledged records cannot be read back"))
        }
        if doubled > 0 {
            findings.append(
                .missing(
                    "\(doubled) of \(sent.count) records came twice: the brokers do not heed idempotent producing",
                    "Apache Kafka 3 or newer, or Redpanda, does"))
        }
        if !disordered.isEmpty {
            findings.append(.missing("\(disordered.count) of \(keys.count) keys came back out of order"))
        }
        if findings.isEmpty {
            findings.append(
                .right("\(sent.count) records of \(keys.count) keys came back once each, every key in its order"))
        }
        return findings
    }

    static func headers(sent: [KafkaHeader], read: [KafkaHeader]) -> Finding {
        if sent == read { return .right("headers came back as sent: names, values, order") }
        return .missing(
            "\(sent.count) headers were sent and \(read.count) came back, not the same: events are described by them",
            "brokers since Apache Kafka 0.11 keep headers; a proxy or a converter between may drop them")
    }

    /// - Parameter passed: whether a record of that many bytes was acknowledged and read back, longest first.
    static func size(_ passed: [(bytes: Int, went: Bool)]) -> Finding {
        let longest = passed.filter(\.went).map(\.bytes).max() ?? 0
        let remedy =
            "on the brokers: message.max.bytes=\(TopicsCommand.longestMessage), and "
            + "replica.fetch.max.bytes no less"
        if longest >= Topic.maximumMessageBytes { return .right("a record of \(longest) bytes goes through") }
        if longest >= neededBytes {
            return .advice("\(longest) bytes go through, \(Topic.maximumMessageBytes) do not", remedy)
        }
        return .missing(
            longest == 0
                ? "not even \(passed.map(\.bytes).min() ?? 0) bytes go through, and the hub needs \(neededBytes)"
                : "\(longest) bytes go through, and the hub needs \(neededBytes)", remedy)
    }

    // MARK: Waiting for news

    /// - Parameters:
    ///   - asking: how often an idle reader had to ask.
    ///   - wait: the `fetch.wait.max.ms` it asked with.
    ///   - wake: from handing a record in to reading it, while a fetch was waiting; `nil` when it never came.
    static func fetching(
        _ asking: KafkaReader.Asking, wait: Duration, wake: Duration?, profile: KafkaProfile
    ) -> [Finding] {
        [idling(asking, wait: wait), waking(wake, wait: wait, profile: profile)]
    }

    private static func idling(_ asking: KafkaReader.Asking, wait: Duration) -> Finding {
        guard asking.seconds > 0 else { return .unasked("how often an idle reader asks could not be counted") }
        let rate = Double(asking.fetches) / asking.seconds
        let due = 1 / wait.inFractionalSeconds
        if rate <= max(10, 8 * due) {
            return .right("an idle reader asks \(rate.short) times a second where \(due.short) is due")
        }
        return .missing(
            "an empty fetch is answered at once: an idle reader asks \(Int(rate)) times a second where "
                + "\(due.short) is due, and every idle service takes most of a core",
            "no setting helps: brokers must heed fetch.max.wait.ms, as Apache Kafka and Redpanda do")
    }

    private static func waking(_ wake: Duration?, wait: Duration, profile: KafkaProfile) -> Finding {
        guard let wake else { return .missing("a record published while a reader waited never reached it") }
        let taken = "\(Int(wake.inFractionalSeconds * 1000)) ms"
        if wake < wait / 2 { return .right("a waiting reader has a new record after \(taken)") }
        let words = "a waiting fetch is not ended by a new record, which came after \(taken)"
        return profile == .embedded
            ? .advice("\(words); the embedded profile therefore asks every 20 ms")
            : .advice(words, "shorter waits cost idle time and win speed: KAFKA_SETTINGS=fetch.wait.max.ms=20")
    }

    // MARK: Sharing the work

    /// How a group of two came and went; `nil` for what did not happen in time.
    struct GroupStory: Sendable, Equatable {
        /// The first member has every partition.
        var joined: Duration?
        /// Both have some, together all.
        var shared: Duration?
        /// One has left, the other has every partition.
        var tookOver: Duration?
        /// What the one that left had committed can be read.
        var committed = false
    }

    static func group(_ story: GroupStory) -> [Finding] {
        let acl =
            "does this user have Read on groups? kafka-acls.sh --add --allow-principal User:… --operation Read "
            + "--group '*'"
        guard let joined = story.joined else {
            return [
                .missing(
                    "a member got no partitions: nobody could read", acl,
                    "on the brokers: group.max.session.timeout.ms=30000 or more, group.min.session.timeout.ms no more")
            ]
        }
        guard let shared = story.shared else {
            return [.missing("a second member got no share: more copies of a service would not help")]
        }
        guard let tookOver = story.tookOver else {
            return [.missing("nobody took over what a member left: its partitions would stand still")]
        }
        let times =
            "joined in \(joined.inSeconds) s, shared in \(shared.inSeconds) s, taken over in \(tookOver.inSeconds) s"
        let moves: Finding =
            max(shared, tookOver) > .seconds(12)
            ? .advice("\(times): slow", "on the brokers: group.initial.rebalance.delay.ms=3000") : .right(times)
        let offsets: Finding =
            story.committed
            ? .right("committed offsets can be read: tools can show the lag")
            : .advice("committed offsets cannot be read; the hub does not need them, tools that show lag do", acl)
        return [moves, offsets]
    }

    // MARK: Time

    /// - Parameter difference: the broker's clock minus ours, to within `uncertainty`.
    static func clock(_ difference: Duration, uncertainty: Duration, whose: String) -> Finding {
        let gap = max(.zero, abs(difference) - uncertainty)
        let words =
            "\(whose) clock is \(abs(difference).inSeconds) s \(difference < .zero ? "behind" : "ahead of") ours"
        let remedy = "let both machines follow a time server: timedatectl set-ntp true"
        if gap > .seconds(60) { return .missing(words, remedy) }
        if gap > .seconds(2) { return .advice(words, remedy) }
        return .right("\(whose) clock and ours agree to within \(max(abs(difference), uncertainty).inMilliseconds) ms")
    }
}

extension Duration {
    /// Seconds, with their fraction.
    var inFractionalSeconds: Double { self / .seconds(1) }
}

private func abs(_ duration: Duration) -> Duration { duration < .zero ? .zero - duration : duration }

extension Double {
    /// Whole when it is large enough, else with one decimal.
    fileprivate var short: String {
        self >= 10 ? String(Int(rounded())) : String((self * 10).rounded() / 10)
    }
}
