import FoundationEssentials
import Inclusion
import ServiceKit

extension Field {
    /// The answer as JSON; `nil` when nothing was filled in. What cannot be read as what was asked goes along as it was
    /// typed, so that the service says what is wrong with it.
    func value(in form: Form) -> JSON? {
        switch kind {
        case .text, .passage, .radios, .select: return form[name].map { .string($0) }
        case .checkboxes(let choices):
            let chosen = choices.filter { form[box($0)] != nil }.map { JSON.string($0.code) }
            return chosen.isEmpty ? nil : .array(chosen)
        case .date: return date(in: form).map { .string($0) }
        case .time:
            return form[name].map {
                .string($0.count == 4 ? "0\($0.replacing(".", with: ":"))" : $0.replacing(".", with: ":"))
            }
        case .number: return form[name].map { text in Int64(text).map { .int($0) } ?? .string(text) }
        case .yesNo: return form[name].map { .bool($0 == "yes") }
        case .lines:
            let lines = (form[name] ?? "").split(separator: "\n").map { String($0).trimmed }.filter { !$0.isEmpty }
            return lines.isEmpty ? nil : .array(lines.map { .string($0) })
        case .fixed(let code): return .string(code)
        case .fixedNumber(let number): return .number(number)
        }
    }

    /// The name of one box of several.
    func box(_ choice: Choice) -> String { "\(name)-\(choice.code)" }

    /// `2026-11-23` of three boxes; something no calendar has where they hold no day.
    private func date(in form: Form) -> String? {
        let parts = ["year", "month", "day"].map { form["\(name)-\($0)"] }
        guard parts.contains(where: { $0 != nil }) else { return nil }
        return parts.map { part in
            let text = part ?? "?"
            return text.count == 1 && text != "?" ? "0\(text)" : text
        }.joined(separator: "-")
    }

    /// The boxes as they are when this value was given before.
    func fields(of value: JSON) -> [String: String] {
        switch kind {
        case .checkboxes(let choices):
            let codes = Set(value.strings)
            return Dictionary(
                choices.filter { codes.contains($0.code) }.map { (box($0), "yes") },
                uniquingKeysWith: { first, _ in first })
        case .date:
            let parts = (value.words ?? "").split(separator: "-").map(String.init)
            guard parts.count == 3 else { return [:] }
            return [
                "\(name)-year": parts[0], "\(name)-month": Self.plain(parts[1]), "\(name)-day": Self.plain(parts[2]),
            ]
        case .yesNo:
            guard case .bool(let yes) = value else { return [:] }
            return [name: yes ? "yes" : "no"]
        case .lines: return [name: value.strings.joined(separator: "\n")]
        default: return (value.words ?? value.number.map(\.description)).map { [name: $0] } ?? [:]
        }
    }

    private static func plain(_ number: String) -> String { Int(number).map(\.description) ?? number }
}

extension JSON {
    /// The same value with another one at a pointer (RFC 6901), objects and lists made where there are none. A list is
    /// only ever made longer by one.
    func setting(_ value: JSON, at pointer: some StringProtocol) -> JSON {
        let names = pointer.split(separator: "/", maxSplits: 1)
        guard let name = names.first.map({ String($0) }) else { return value }
        let rest = names.count > 1 ? "/" + names[1] : ""
        if let index = Int(name) {
            var items = self.items
            if items.indices.contains(index) {
                items[index] = items[index].setting(value, at: rest)
            } else {
                items.append(JSON.null.setting(value, at: rest))
            }
            return .array(items)
        }
        var members: [Member] = []
        if case .object(let own) = self { members = own }
        let old = members.first { $0.name == name }?.value ?? .null
        let new = Member(name, old.setting(value, at: rest))
        if let place = members.firstIndex(where: { $0.name == name }) {
            members[place] = new
        } else {
            members.append(new)
        }
        return .object(members)
    }
}
