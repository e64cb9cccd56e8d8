import Contracts
import Kafka

/// Publishes ever shorter records until one goes through and can be read back.
struct LengthCheck {
    private let scratch: KafkaScratch
    private static let lengths = [Topic.maximumMessageBytes, DeliveryJudgement.neededBytes, 500_000, 100_000]

    init(_ scratch: KafkaScratch) { self.scratch = scratch }

    func ask() async throws -> Finding {
        var tried: [(bytes: Int, went: Bool)] = []
        for bytes in Self.lengths {
            let went = try await goes(bytes)
            tried.append((bytes, went))
            if went { break }
        }
        return DeliveryJudgement.size(tried)
    }

    private func goes(_ bytes: Int) async throws -> Bool {
        // What no codec can make shorter, and the rest of a record within the length.
        var noise = SystemRandomNumberGenerator()
        let value = (0..<(bytes - 200)).map { _ in UInt8.random(in: 0...255, using: &noise) }
        let outcome = await scratch.publish([scratch.record(partition: 0, key: "long", value: value)])
        guard case .success(let offset)? = outcome.first else { return false }
        guard let offset else { return true }
        let reader = try KafkaReader(
            scratch.configuration, topic: scratch.name, partitions: 0..<1, from: .at(offset),
            settings: ["fetch.wait.max.ms": "100"], clientID: scratch.name)
        return try await reader.next(within: .seconds(5)).first?.record.value == value
    }
}
