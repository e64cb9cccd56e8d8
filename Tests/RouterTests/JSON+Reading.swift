import ServiceKit

// How tests look into an answer.
extension JSON {
    /// A value inside, by names and places: `decisions/0/record`.
    func at(_ path: String) -> JSON? {
        path.split(separator: "/").reduce(self) { value, name in
            switch value {
            case .object(let members): members.first { $0.name == name }?.value
            case .array(let items): Int(name).flatMap { items.indices.contains($0) ? items[$0] : nil }
            default: nil
            }
        }
    }

    /// The text it is.
    var words: String? { if case .string(let text) = self { text } else { nil } }
    /// How many items it has.
    var count: Int { if case .array(let items) = self { items.count } else { 0 } }
    /// Its items, as texts.
    var strings: [String] { if case .array(let items) = self { items.compactMap(\.words) } else { [] } }

    /// The same object without some of its members.
    func without(_ names: String...) -> JSON {
        guard case .object(let members) = self else { return self }
        return .object(members.filter { !names.contains($0.name) })
    }

    /// The same object with more members.
    func with(_ more: JSON) -> JSON {
        guard case .object(let members) = self, case .object(let others) = more else { return self }
        return .object(members.filter { mine in !others.contains { $0.name == mine.name } } + others)
    }

    /// The number it is.
    var number: Int? { if case .int(let number) = self { Int(number) } else { nil } }

    /// Its items' member of that name, as texts.
    func all(_ name: String) -> [String] {
        if case .array(let items) = self { items.compactMap { $0.at(name)?.words } } else { [] }
    }
}
