/// The partition Java's default partitioner gives a keyed record: `toPositive(murmur2(key)) % partitions`.
///
/// - Parameter partitions: how many the topic has; below 1 counts as 1.
public func murmur2Partition(key: [UInt8], partitions: Int32) -> Int32 {
    (murmur2(key) & 0x7fff_ffff) % max(partitions, 1)
}

/// Kafka's variant of MurmurHash2 (`org.apache.kafka.common.utils.Utils.murmur2`), bit for bit.
func murmur2(_ data: [UInt8]) -> Int32 {
    let multiplier: UInt32 = 0x5bd1_e995
    var hash: UInt32 = 0x9747_b28c ^ UInt32(truncatingIfNeeded: data.count)
    let whole = data.count & ~3
    for start in stride(from: 0, to: whole, by: 4) {
        var word =
            UInt32(data[start]) | UInt32(data[start + 1]) << 8 | UInt32(data[start + 2]) << 16
            | UInt32(data[start + 3]) << 24
        word &*= multiplier
        word ^= word >> 24
        word &*= multiplier
        hash &*= multiplier
        hash ^= word
    }
    let rest = data.count - whole
    if rest > 0 {
        if rest > 2 { hash ^= UInt32(data[whole + 2]) << 16 }
        if rest > 1 { hash ^= UInt32(data[whole + 1]) << 8 }
        hash ^= UInt32(data[whole])
        hash &*= multiplier
    }
    hash ^= hash >> 13
    hash &*= multiplier
    hash ^= hash >> 15
    return Int32(bitPattern: hash)
}
