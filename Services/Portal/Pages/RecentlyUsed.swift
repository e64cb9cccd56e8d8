/// Remembers what was asked for lately. When that is much, it becomes what was asked for earlier, so that what nobody has
/// asked for since is forgotten.
struct RecentlyUsed<Key: Hashable, Value> {
    /// How many are remembered at least; at most twice as many.
    let many: Int
    private var recent: [Key: Value] = [:]
    private var earlier: [Key: Value] = [:]

    init(many: Int) { self.many = many }

    /// What is remembered of a key.
    mutating func value(of key: Key) -> Value? {
        if let value = recent[key] { return value }
        guard let value = earlier[key] else { return nil }
        keep(value, of: key)
        return value
    }

    mutating func keep(_ value: Value, of key: Key) {
        if recent.count >= many { (recent, earlier) = ([:], recent) }
        recent[key] = value
    }
}
