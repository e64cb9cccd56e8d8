import FoundationEssentials
import ServiceKit

/// A form as the template shows it, with what was filled in and what was wrong with it.
struct FormContent: Sendable {
    let action: String
    let token: String
    let key: String
    let version: String?
    let explains: [String]
    let fields: [Item]
    let button: String
    let isGrave: Bool
    let cancel: PageLink?
    let summary: [ErrorLine]
    let hasErrors: Bool
    /// What happened since the form was shown.
    let stale: String?

    struct ErrorLine: Sendable {
        let words: String
        let address: String
    }

    /// A field; exactly one of the last members is there.
    struct Item: Sendable {
        let name: String
        let label: String
        /// Of the part of the form that begins here.
        let partHeading: String?
        let hint: String?
        let warning: String?
        let error: String?
        let describedBy: String?
        var text: Text?
        var passage: Passage?
        var select: [Option] = []
        /// Of radio buttons, boxes to tick or a date, which belong together under one question.
        var group: Group?
    }

    struct Text: Sendable {
        let value, width: String
        let isNumber: Bool
    }
    struct Passage: Sendable {
        let value: String
        let rows, limit: Int
    }
    struct Group: Sendable {
        var radios: [Option] = []
        var boxes: [Option] = []
        var date: [Part] = []
    }
    struct Option: Sendable {
        let id, name, code, label: String
        let note: String?
        let isChosen: Bool
    }
    struct Part: Sendable { let id, label, value, width: String }

    /// - Parameters:
    ///   - form: what was filled in, or is to stand there at first.
    ///   - errors: what was wrong with it.
    init(
        _ page: FormPage, action: String, session: Session, form: Form = .empty, version: String? = nil,
        errors: [FieldProblem] = [], stale: String? = nil, cancel: PageLink? = nil
    ) {
        self.action = action
        token = session.token.formToken
        key = form.key.uuidString.lowercased()
        self.version = version
        explains = page.explains
        button = page.button
        isGrave = page.isGrave
        self.stale = stale
        self.cancel = cancel
        var words: [String: [String]] = [:]
        var lines: [ErrorLine] = []
        for error in errors {
            let field = page.field(at: error.pointer)
            lines.append(
                ErrorLine(
                    words: Self.words(of: error, about: field), address: field.map { "#\(Self.firstID($0))" } ?? "#main"
                ))
            if let field { words[field.name, default: []].append(error.detail) }
        }
        summary = lines
        hasErrors = !lines.isEmpty
        fields = page.fields.filter { !$0.isFixed }.map { Self.item($0, form, words[$0.name]?.joined(separator: " ")) }
    }

    /// Away from its field an error says which one it is about.
    private static func words(of error: FieldProblem, about field: Field?) -> String {
        guard let field, !error.detail.hasPrefix(field.label) else { return error.detail }
        return "\(field.label): \(error.detail)"
    }

    /// Of the control an error leads to.
    private static func firstID(_ field: Field) -> String {
        if case .date = field.kind { return "\(field.name)-day" }
        return field.name
    }

    private static func item(_ field: Field, _ form: Form, _ error: String?) -> Item {
        let warning =
            field.warnsOfTooMuch
            ? "Write what the people who help the child have to know, and no more about others than that." : nil
        let described = [
            field.hint == nil ? nil : "\(field.name)-hint", warning == nil ? nil : "\(field.name)-warning",
            error == nil ? nil : "\(field.name)-error",
        ].compactMap { $0 }.joined(separator: " ")
        var item = Item(
            name: field.name, label: field.label + (field.isOptional ? " (optional)" : ""), partHeading: field.heading,
            hint: field.hint, warning: warning, error: error, describedBy: described.isEmpty ? nil : described)
        let value = form.fields[field.name] ?? field.usual ?? ""
        switch field.kind {
        case .text(let width): item.text = Text(value: value, width: width.rawValue, isNumber: false)
        case .time: item.text = Text(value: value, width: Field.Width.short.rawValue, isNumber: false)
        case .number: item.text = Text(value: value, width: Field.Width.number.rawValue, isNumber: true)
        case .passage(let rows, let limit): item.passage = Passage(value: value, rows: rows, limit: limit)
        case .lines(let rows): item.passage = Passage(value: value, rows: rows, limit: 4000)
        case .radios(let choices): item.group = Self.radios(field, choices, value)
        case .yesNo: item.group = Self.radios(field, [.init("yes", "Yes"), .init("no", "No")], value)
        case .checkboxes(let choices):
            item.group = Group(
                boxes: choices.enumerated().map { number, choice in
                    Option(
                        id: number == 0 ? field.name : "\(field.name)-\(number + 1)", name: field.box(choice),
                        code: "yes",
                        label: choice.label, note: choice.hint, isChosen: form.fields[field.box(choice)] != nil)
                })
        case .select(let choices):
            // What was said before, by another way in, stays a choice.
            let strange = value.isEmpty || choices.contains { $0.code == value } ? [] : [Field.Choice(value, value)]
            item.select =
                [Option(id: "", name: "", code: "", label: "Choose", note: nil, isChosen: value.isEmpty)]
                + (choices + strange).map {
                    Option(id: "", name: "", code: $0.code, label: $0.label, note: nil, isChosen: $0.code == value)
                }
        case .date:
            let parts = [("day", "Day", "2"), ("month", "Month", "2"), ("year", "Year", "4")].map {
                code, label, width in
                Part(
                    id: "\(field.name)-\(code)", label: label, value: form.fields["\(field.name)-\(code)"] ?? "",
                    width: "govuk-input--width-\(width)")
            }
            item.group = Group(date: parts)
        case .fixed, .fixedNumber: break
        }
        return item
    }

    private static func radios(_ field: Field, _ choices: [Field.Choice], _ value: String) -> Group {
        Group(
            radios: choices.enumerated().map { number, choice in
                Option(
                    id: number == 0 ? field.name : "\(field.name)-\(number + 1)", name: field.name, code: choice.code,
                    label: choice.label, note: choice.hint, isChosen: choice.code == value)
            })
    }
}
