import FoundationEssentials
import ServiceKit

/// A form as a page asks it: what it is about, its questions, and what its button says.
struct FormPage: Sendable {
    let heading: String
    var caption: String?
    /// What it does, and who will hear of it.
    var explains: [String] = []
    let fields: [Field]
    let button: String
    /// For what cannot be undone.
    var isGrave = false

    /// What the form sends to a service; `nil` when it has no questions. An item of a list in which nothing was filled in
    /// is left out.
    /// - Parameter base: what is sent along, such as the items a list has already.
    func body(of form: Form, over base: JSON = .null) -> JSON? {
        let places = ListPlaces(of: fields, in: form, over: base)
        var body = base
        for field in fields {
            if let value = field.value(in: form), let place = places.sent(field.pointer) {
                body = body.setting(value, at: place)
            }
        }
        return body == .null ? (fields.isEmpty ? nil : .object([])) : body
    }

    /// The boxes as they are when these answers were given before.
    func form(filledWith body: JSON) -> Form {
        var boxes: [String: String] = [:]
        for field in fields {
            if let value = body.at(field.pointer) { boxes.merge(field.fields(of: value)) { $1 } }
        }
        return Form(fields: boxes)
    }

    /// What is still missing of what has to be filled in.
    func missing(in form: Form) -> [FieldProblem] {
        fields.filter { !$0.isOptional && $0.value(in: form) == nil }.map {
            FieldProblem(pointer: $0.pointer, code: "required", detail: "\($0.label): this is needed.")
        }
    }

    /// What a service found wrong with what was sent, at the places of the form's own fields.
    func placed(_ errors: [FieldProblem], in form: Form, over base: JSON = .null) -> [FieldProblem] {
        let places = ListPlaces(of: fields, in: form, over: base)
        return errors.map { FieldProblem(pointer: places.own($0.pointer), code: $0.code, detail: $0.detail) }
    }

    /// Which field an error belongs to: the one whose place is nearest to it. What nobody fills in has none: an error there
    /// belongs to what is asked beside it.
    func field(at pointer: String) -> Field? {
        guard fields.contains(where: { $0.isFixed && $0.pointer == pointer }) else { return asked(at: pointer) }
        let beside = pointer.split(separator: "/").dropLast()
        return beside.isEmpty ? nil : asked(at: "/" + beside.joined(separator: "/"))
    }

    private func asked(at pointer: String) -> Field? {
        // What is wrong with the whole is about no question in particular.
        guard !pointer.isEmpty else { return nil }
        return fields.filter {
            !$0.isFixed
                && (pointer == $0.pointer || pointer.hasPrefix($0.pointer + "/")
                    || $0.pointer.hasPrefix(pointer + "/"))
        }
        .max { $0.pointer.count < $1.pointer.count }
    }
}
