import Kafka
import Testing

@Suite(.timeLimit(.minutes(1))) struct EmbeddedBrokerTests {
    @Test func saysWhenItsPortIsTaken() throws {
        let first = try EmbeddedBroker(topics: [])
        let port = try #require(first.bootstrap.split(separator: ":").last.flatMap { UInt16($0) })
        do throws(KafkaError) {
            _ = try EmbeddedBroker(listen: ("127.0.0.1", port), topics: [])
            Issue.record("two brokers on one port")
        } catch {
            #expect(error.kind == .addressInUse)
            #expect(error.description.contains("\(port)"))
        }
        first.stop()
        first.stop()
        let second = try EmbeddedBroker(listen: ("127.0.0.1", port), topics: [])
        #expect(second.bootstrap == "127.0.0.1:\(port)")
    }

    @Test func refusesAnAddressThatIsNone() {
        #expect(throws: KafkaError.self) { _ = try EmbeddedBroker(listen: ("nowhere", 0), topics: []) }
    }

    @Test func hasItsTopicsButNoAdminAPI() async throws {
        let broker = try EmbeddedBroker(topics: [("cases", 12), ("referrals", 3)])
        let admin = try KafkaAdmin(broker.configuration(), clientID: "test", logger: quiet)
        #expect(try await admin.describeTopics() == ["cases": 12, "referrals": 3])
        do throws(KafkaError) {
            try await admin.createTopics([.init(name: "new", partitions: 1, replication: 1)])
            Issue.record("the embedded broker created a topic")
        } catch {
            #expect(error.kind == .unsupported)
            #expect(!error.isRetriable)
        }
    }

    @Test func boundsAnAdminCallThatNobodyAnswers() async throws {
        let broker = try EmbeddedBroker(topics: [("cases", 12)])
        let admin = try KafkaAdmin(
            KafkaConfiguration(bootstrap: broker.bootstrap, profile: .standard), clientID: "test", logger: quiet)
        let clock = ContinuousClock()
        let start = clock.now
        await #expect(throws: KafkaError.self) {
            try await admin.createTopics([.init(name: "new", partitions: 1, replication: 1)], timeout: .seconds(1))
        }
        #expect(clock.now - start < .seconds(6))
    }

    @Test func comesBackAfterItWasCutOff() async throws {
        let broker = try EmbeddedBroker(topics: [(topic, 1)])
        let trouble = Bell()
        let producer = try KafkaProducer(broker.configuration(), clientID: "test", logger: quiet) { trouble.ring() }
        #expect(await producer.produce([record(0)]) == [.success(0)])
        broker.setBroker(1, isUp: false)
        try await within { await trouble.wait() }
        async let results = producer.produce([record(1)])
        broker.setBroker(1, isUp: true)
        #expect(await results == [.success(1)])
        await producer.close()
    }
}
