/// Which statements a connection has prepared: a text is prepared the second time it comes, and the one longest unused
/// makes room for a new one.
struct StatementCache {
    enum Plan: Equatable {
        /// Send the text.
        case unnamed
        /// Prepare it under this name, then run it by the name.
        case prepare(String)
        /// Run it by this name.
        case prepared(String)
    }

    private struct Slot {
        var types: [UInt32]
        var name: String?
        var lastUse: UInt64
    }

    private let capacity: Int
    private var slots: [String: Slot] = [:]
    private var clock: UInt64 = 0
    private var names: UInt64 = 0
    /// Names the server still holds and nobody will use again.
    private(set) var abandoned: [String] = []

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// How to run this statement now. After `.prepare` the cache takes it for prepared unless told otherwise.
    mutating func plan(_ query: PostgresQuery) -> Plan {
        clock += 1
        guard let index = slots.index(forKey: query.sql) else {
            makeRoom()
            slots[query.sql] = Slot(types: query.binds.entries.map(\.oid), name: nil, lastUse: clock)
            return .unnamed
        }
        let slot = slots.values[index]
        // The same text with other types is rare; it is not worth a second slot.
        guard slot.types.elementsEqual(query.binds.entries.lazy.map(\.oid)) else { return .unnamed }
        slots.values[index].lastUse = clock
        if let name = slot.name { return .prepared(name) }
        names += 1
        let name = "s\(names)"
        slots.values[index].name = name
        return .prepare(name)
    }

    /// The statement is not prepared after all, or its plan has gone stale.
    mutating func forget(_ sql: String, isOnServer: Bool) {
        guard let slot = slots.removeValue(forKey: sql), let name = slot.name, isOnServer else { return }
        abandoned.append(name)
    }

    mutating func takeAbandoned() -> [String] {
        defer { abandoned = [] }
        return abandoned
    }

    private mutating func makeRoom() {
        guard slots.count >= capacity, let oldest = slots.min(by: { $0.value.lastUse < $1.value.lastUse }) else {
            return
        }
        forget(oldest.key, isOnServer: true)
    }
}
