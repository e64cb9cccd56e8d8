extension JSON {
    /// Where `other` differs: JSON pointers (RFC 6901) to values that were changed, added or taken away, in the order in
    /// which they come. A list that became longer or shorter differs as a whole. No values.
    public func differences(from other: JSON) -> [String] {
        var pointers: [String] = []
        Self.compare(self, other, at: "", &pointers)
        return pointers
    }

    private static func compare(_ new: JSON, _ old: JSON, at pointer: String, _ pointers: inout [String]) {
        switch (new, old) {
        case (.object(let new), .object(let old)):
            // Names are unique: a body that repeats one is not read.
            let before = Dictionary(old.map { ($0.name, $0.value) }) { first, _ in first }
            let names = Set(new.map(\.name))
            for member in new {
                let place = "\(pointer)/\(FieldReader.escaped(member.name))"
                guard let was = before[member.name] else {
                    pointers.append(place)
                    continue
                }
                compare(member.value, was, at: place, &pointers)
            }
            for member in old where !names.contains(member.name) {
                pointers.append("\(pointer)/\(FieldReader.escaped(member.name))")
            }
        case (.array(let new), .array(let old)) where new.count == old.count:
            for (place, pair) in zip(new, old).enumerated() {
                compare(pair.0, pair.1, at: "\(pointer)/\(place)", &pointers)
            }
        default:
            if new != old { pointers.append(pointer) }
        }
    }
}
