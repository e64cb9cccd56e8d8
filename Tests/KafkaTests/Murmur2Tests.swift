import Testing

@testable import Kafka

@Suite struct Murmur2Tests {
    /// From Apache Kafka's own `UtilsTest`.
    @Test(arguments: [
        ("21", Int32(-973_932_308)), ("foobar", -790_332_482), ("a-little-bit-long-string", -985_981_536),
        ("a-little-bit-longer-string", -1_486_304_829),
        ("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58_897_971), ("abc", 479_470_107),
    ])
    func isJavas(_ key: String, _ hash: Int32) {
        #expect(murmur2(Array(key.utf8)) == hash)
        #expect(murmur2Partition(key: Array(key.utf8), partitions: 12) == (hash & 0x7fff_ffff) % 12)
    }

    @Test func staysInside() {
        #expect(murmur2Partition(key: [], partitions: 0) == 0)
        for number in 0..<1000 {
            #expect((0..<12).contains(murmur2Partition(key: Array("\(number)".utf8), partitions: 12)))
        }
    }
}
