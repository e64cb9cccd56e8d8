import Inclusion
import ServiceKit

/// A part of a referral that one page asks for.
struct ReferralSection: Sendable {
    /// In the page's address.
    let code: String
    let name: String
    var explains: [String] = []
    /// Where the section is a list of things, each with a page of its own.
    var list: List?
    /// Its questions, for whoever is asked. `item` says which of a list's things they are about.
    let questions: @Sendable (_ person: Person, _ item: Int) -> [Field]

    /// Several things of one kind, such as people of the family.
    struct List: Sendable {
        /// Where the list stands in a referral.
        let pointer: String
        let most: Int
        /// One of them: “person”.
        let one: String
        /// What is said while there is none.
        let none: String

        /// How many of them a referral has.
        func count(in content: JSON) -> Int { content.at(pointer)?.count ?? 0 }
    }

    /// How many pages of questions a referral has here now.
    func items(in content: JSON) -> Range<Int> { 0..<(list?.count(in: content) ?? 1) }

    /// Whether anything has been answered.
    func isBegun(in content: JSON, by person: Person) -> Bool {
        items(in: content).contains { item in
            questions(person, item).contains { !$0.isFixed && content.at($0.pointer) != nil }
        }
    }

    /// What was there before, with a page's answers in it. What was emptied is there no more.
    func filled(with form: Form, item: Int, over content: JSON, by person: Person) -> JSON {
        if Self.removes(form), let list {
            var items = content.at(list.pointer)?.items ?? []
            if items.indices.contains(item) { items.remove(at: item) }
            return content.setting(.array(items), at: list.pointer)
        }
        return questions(person, item).reduce(content) { content, field -> JSON in
            let before = content.at(field.pointer)?.items ?? []
            return content.setting(field.value(in: form)?.keepingOrder(of: before) ?? .null, at: field.pointer)
        }
    }

    /// Asks whether a thing of a list is to be taken out.
    static func removal(of list: List) -> Field {
        Field(
            "remove", "Take this \(list.one) out", .checkboxes([.init("yes", "Yes, it does not belong here")]),
            at: "/remove", isOptional: true)
    }

    /// Whether a form says that.
    static func removes(_ form: Form) -> Bool { form["remove-yes"] != nil }

    /// The problems that are about this section.
    func problems(of all: [FieldProblem], in content: JSON, for person: Person) -> [FieldProblem] {
        all.filter { holds($0.pointer, in: content, for: person) }
    }

    private func holds(_ pointer: String, in content: JSON, for person: Person) -> Bool {
        if let list { return pointer == list.pointer || pointer.hasPrefix(list.pointer + "/") }
        return form(person).field(at: pointer) != nil
    }

    /// What is wrong, with the name of the question that it is about.
    func words(of problem: FieldProblem, for person: Person) -> String {
        let item = list.flatMap { list -> Int? in
            let rest = problem.pointer.dropFirst(list.pointer.utf8.count).split(separator: "/")
            return rest.first.flatMap { Int($0) }
        }
        guard let field = form(person, item ?? 0).field(at: problem.pointer), list == nil || item != nil else {
            return "\(name): \(problem.detail)"
        }
        return "\(field.label): \(problem.detail)"
    }

    private func form(_ person: Person, _ item: Int = 0) -> FormPage {
        FormPage(heading: name, fields: questions(person, item), button: "")
    }
}

extension Field {
    /// What was answered, as people read it; empty when nothing was.
    func words(in content: JSON) -> [String] {
        guard let value = content.at(pointer) else { return [] }
        switch kind {
        case .radios(let choices), .select(let choices):
            let code = value.words ?? value.number?.description ?? ""
            return [choices.first { $0.code == code }?.label ?? code]
        case .checkboxes(let choices):
            return value.strings.map { code in choices.first { $0.code == code }?.label ?? code }
        case .yesNo:
            guard case .bool(let yes) = value else { return [] }
            return [yes ? "Yes" : "No"]
        case .date: return value.words.map { text in [CalendarDate(text).map { PlainDate.day($0) } ?? text] } ?? []
        case .lines: return value.strings
        case .fixed, .fixedNumber: return []
        case .text, .passage, .time, .number: return (value.words ?? value.number?.description).map { [$0] } ?? []
        }
    }
}

extension JSON {
    /// A list with what was there before first, as it was: ticking boxes puts nothing in another order.
    fileprivate func keepingOrder(of before: [JSON]) -> JSON {
        guard case .array(let items) = self else { return self }
        return .array(before.filter(items.contains) + items.filter { !before.contains($0) })
    }
}
