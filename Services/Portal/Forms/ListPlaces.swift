import ServiceKit

/// Where the items of a form's lists stand in what is sent: an item in which nothing was filled in is left out, and those
/// after it move up.
struct ListPlaces: Sendable {
    /// By an item's place in the form, such as `/marks/3`.
    private var sent: [String: String] = [:]
    private var leftOut: Set<String> = []

    init(of fields: [Field], in form: Form, over base: JSON) {
        var next: [String: Int] = [:]
        for field in fields {
            guard let item = Self.item(field.pointer), sent[item.place] == nil, !leftOut.contains(item.place) else {
                continue
            }
            let known = base.at(item.list)?.count ?? 0
            let isAnswered = fields.contains {
                !$0.isFixed && $0.pointer.hasPrefix("\(item.place)/") && $0.value(in: form) != nil
            }
            if item.index < known {
                sent[item.place] = item.place
            } else if isAnswered {
                let index = next[item.list] ?? known
                sent[item.place] = "\(item.list)/\(index)"
                next[item.list] = index + 1
            } else {
                leftOut.insert(item.place)
            }
        }
    }

    /// Where an answer goes; `nil` for one of an item that is left out.
    func sent(_ pointer: String) -> String? {
        guard let item = Self.item(pointer) else { return pointer }
        return sent[item.place].map { $0 + pointer.dropFirst(item.place.count) }
    }

    /// Where in the form that is which was sent there.
    func own(_ pointer: String) -> String {
        guard let item = Self.item(pointer), let own = sent.first(where: { $0.value == item.place })?.key else {
            return pointer
        }
        return own + pointer.dropFirst(item.place.count)
    }

    /// The outermost item of a list that a pointer leads to or through.
    private static func item(_ pointer: String) -> (list: String, index: Int, place: String)? {
        let names = pointer.split(separator: "/")
        guard let place = names.firstIndex(where: { Int($0) != nil }), place > 0, let index = Int(names[place]) else {
            return nil
        }
        let list = "/" + names[..<place].joined(separator: "/")
        return (list, index, "\(list)/\(index)")
    }
}
