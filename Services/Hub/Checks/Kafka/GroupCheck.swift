import Kafka

/// Two members of a group come, share a topic, and one leaves.
struct GroupCheck {
    private let scratch: KafkaScratch
    private let admin: KafkaAdmin
    private static let patience = Duration.seconds(20)

    init(_ scratch: KafkaScratch, admin: KafkaAdmin) {
        self.scratch = scratch
        self.admin = admin
    }

    func ask() async throws -> [Finding] {
        await scratch.note(group: scratch.name)
        let one = try Member(scratch)
        var story = DeliveryJudgement.GroupStory()
        do {
            try await play(one, &story)
        } catch {
            await one.close()
            throw error
        }
        return DeliveryJudgement.group(story)
    }

    private func play(_ one: Member, _ story: inout DeliveryJudgement.GroupStory) async throws {
        let all = Set(0..<(await scratch.partitions))
        story.joined = try await Self.taken { await one.partitions == all }
        guard story.joined != nil else { return await one.close() }
        let two = try Member(scratch)
        story.shared = try await Self.taken {
            let (mine, other) = (await one.partitions, await two.partitions)
            return !mine.isEmpty && !other.isEmpty && mine.isDisjoint(with: other) && mine.union(other) == all
        }
        let left = await one.partitions
        await one.commit()
        await one.close()
        story.tookOver = story.shared == nil ? nil : try await Self.taken { await two.partitions == all }
        await two.close()
        let committed = try? await admin.committedOffsets(
            group: scratch.name, topic: scratch.name, partitions: 0..<(await scratch.partitions))
        story.committed = committed.map { offsets in !left.isEmpty && left.allSatisfy { offsets[$0] == 1 } } ?? false
    }

    /// How long it takes until it is so; `nil` when it is not so in time.
    private static func taken(until isSo: () async -> Bool) async throws -> Duration? {
        let started = ContinuousClock.now
        while started.duration(to: .now) < patience {
            if await isSo() { return started.duration(to: .now) }
            try await Task.sleep(for: .milliseconds(20))
        }
        return nil
    }

    /// A consumer as the services have it, and which partitions it holds now.
    private actor Member {
        private let consumer: KafkaConsumer
        private let topic: String
        private var following: Task<Void, Never>?
        private(set) var partitions: Set<Int32> = []

        init(_ scratch: KafkaScratch) throws(KafkaError) {
            topic = scratch.name
            let configuration = scratch.configuration
            // Only so that a member hears sooner that another has come; the session is the services' own.
            let quick = configuration.profile == .standard ? ["heartbeat.interval.ms": "500"] : [:]
            consumer = try KafkaConsumer(
                KafkaConfiguration(
                    bootstrap: configuration.bootstrap, profile: configuration.profile,
                    settings: configuration.settings.merging(quick) { _, new in new }),
                group: scratch.name, topics: [scratch.name], clientID: "hub-check", logger: .operators
            ) { _, _ in [:] }
            Task { await self.follow() }
        }

        private func follow() {
            following = Task {
                for await event in consumer.events {
                    switch event {
                    case .assigned(let places): partitions = Set(places.map(\.partition))
                    case .revoked: partitions = []
                    case .batch, .outOfRange: break
                    }
                }
            }
        }

        /// Says of every partition it holds that the first record is done with.
        func commit() {
            for partition in partitions { consumer.storeOffset(topic: topic, partition: partition, next: 1) }
        }

        func close() async {
            await consumer.close()
            following?.cancel()
        }
    }
}
