import Inclusion
import Yams

/// A branch of a file with named parts. Whoever asks for a part that is not right gets `nil`, and the book a fault.
struct YAMLBranch {
    let line: Int
    private let parts: [String: Node]
    private let what: String
    private let book: FaultBook

    /// Faults: parts that are missing, and parts nobody knows.
    /// - Parameter what: what it is, for the words, such as “a rule”.
    init?(_ node: Node, _ what: String, needs: [String], takes: [String] = [], _ book: FaultBook) {
        guard case .mapping(let mapping) = node else {
            book.add(node.line, "Here should be \(what): \(needs.joined(separator: ", ")).")
            return nil
        }
        line = node.line
        self.what = what
        self.book = book
        var parts: [String: Node] = [:]
        for (key, value) in mapping {
            let name = key.scalar?.string ?? ""
            guard needs.contains(name) || takes.contains(name) else {
                book.add(
                    key.line,
                    "“\(name)” is no part of \(what). Its parts are \((needs + takes).joined(separator: ", ")).")
                continue
            }
            parts[name] = value
        }
        self.parts = parts
        for name in needs where parts[name] == nil { book.add(line, "“\(name)” is missing: \(what) needs one.") }
    }

    subscript(name: String) -> Node? { parts[name] }

    /// The line of a part; of the whole branch where there is none.
    func line(of name: String) -> Int { parts[name]?.line ?? line }

    func fault(_ name: String, _ words: String) { book.add(line(of: name), words) }

    /// A text that says something.
    func text(_ name: String) -> String? {
        guard let node = parts[name] else { return nil }
        guard let text = node.scalar?.string, text.contains(where: { !$0.isWhitespace }) else {
            book.add(node.line, "“\(name)” should be a text.")
            return nil
        }
        return text
    }

    /// What a text stands for.
    func value<T>(_ name: String, _ form: String, _ read: (String) -> T?) -> T? {
        guard let text = text(name) else { return nil }
        guard let value = read(text) else {
            fault(name, "“\(name)” is “\(text)”, but should be \(form).")
            return nil
        }
        return value
    }

    func number(_ name: String, _ range: ClosedRange<Int>) -> Int? {
        value(name, "a number from \(range.lowerBound) to \(range.upperBound)") { text in
            Int(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    func date(_ name: String) -> CalendarDate? { value(name, "a date such as 2026-09-01") { CalendarDate($0) } }

    func bool(_ name: String) -> Bool? {
        value(name, "true or false") { ["true": true, "yes": true, "false": false, "no": false][$0] }
    }

    /// The elements of a list; none where the part is missing.
    func list(_ name: String) -> [Node] {
        guard let node = parts[name] else { return [] }
        guard case .sequence(let elements) = node else {
            book.add(node.line, "“\(name)” should be a list.")
            return []
        }
        return Array(elements)
    }

    /// A list of texts, each with its line.
    func texts(_ name: String) -> [(text: String, line: Int)] {
        list(name).compactMap { node in
            guard let text = node.scalar?.string, !text.isEmpty else {
                book.add(node.line, "In “\(name)” every element should be a text.")
                return nil
            }
            return (text, node.line)
        }
    }

    /// A list of dates, each with its line.
    func dates(_ name: String) -> [(date: CalendarDate, line: Int)] {
        texts(name).compactMap { text, line in
            guard let date = CalendarDate(text) else {
                book.add(line, "“\(text)” should be a date such as 2026-09-01.")
                return nil
            }
            return (date, line)
        }
    }
}
