import Kafka
import Testing

@Suite struct ConfigurationTests {
    private func failure(_ settings: [String: String]) -> KafkaError? {
        let configuration = KafkaConfiguration(bootstrap: "127.0.0.1:1", settings: settings)
        do throws(KafkaError) {
            _ = try KafkaProducer(configuration, clientID: "test", logger: quiet)
            return nil
        } catch {
            return error
        }
    }

    @Test func namesTheUnknownSetting() {
        let error = failure(["no.such.setting": "hunter2"])
        #expect(error?.kind == .badSetting("no.such.setting"))
        #expect(error?.isRetriable == false)
        #expect(error?.description.contains("no.such.setting") == true)
        #expect(error?.description.contains("hunter2") == false)
    }

    @Test func keepsTheValueToItself() {
        let error = failure(["linger.ms": "hunter2"])
        #expect(error?.kind == .badSetting("linger.ms"))
        #expect(error.map { "\($0)" }?.contains("hunter2") == false)
    }

    @Test(arguments: ["enable.auto.commit", "auto.offset.reset", "group.id", "log.queue"])
    func refusesWhatItsPromisesRestOn(_ name: String) {
        #expect(failure([name: "true"])?.kind == .badSetting(name))
    }

    @Test func refusesTheCooperativeAssignor() {
        let name = "partition.assignment.strategy"
        #expect(failure([name: "cooperative-sticky"])?.kind == .badSetting(name))
    }

    @Test func refusesSettingsThatContradictEachOther() {
        #expect(failure(["acks": "1"])?.kind == .badSetting("settings"))
    }

    @Test func takesOthers() {
        #expect(failure(["compression.type": "lz4", "fetch.wait.max.ms": "100"]) == nil)
    }
}
