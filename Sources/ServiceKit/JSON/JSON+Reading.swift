// How one looks into an answer.
extension JSON {
    /// A value inside, by names and places: `decisions/0/record`.
    public func at(_ path: String) -> JSON? {
        path.split(separator: "/").reduce(self) { value, name in
            switch value {
            case .object(let members): members.first { $0.name == name }?.value
            case .array(let items): Int(name).flatMap { items.indices.contains($0) ? items[$0] : nil }
            default: nil
            }
        }
    }

    /// The text it is.
    public var words: String? { if case .string(let text) = self { text } else { nil } }
    /// The whole number it is.
    public var number: Int? { if case .int(let number) = self { Int(number) } else { nil } }
    /// Its items; none when it is no list.
    public var items: [JSON] { if case .array(let items) = self { items } else { [] } }
    /// How many items it has.
    public var count: Int { items.count }
    /// Its items that are texts.
    public var strings: [String] { items.compactMap(\.words) }
    /// Its items' member of that name, where it is a text.
    public func all(_ name: String) -> [String] { items.compactMap { $0.at(name)?.words } }

    /// The same object without some of its members.
    public func without(_ names: String...) -> JSON {
        guard case .object(let members) = self else { return self }
        return .object(members.filter { !names.contains($0.name) })
    }

    /// The same object with these members, instead of its own where they have the same name.
    public func with(_ more: JSON) -> JSON {
        guard case .object(let members) = self, case .object(let others) = more else { return self }
        return .object(members.filter { mine in !others.contains { $0.name == mine.name } } + others)
    }
}
