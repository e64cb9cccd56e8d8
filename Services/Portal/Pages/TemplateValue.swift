import Mustache

/// What a template reads: values by their names, all of them looked up once.
///
/// The library asks a type's mirror anew for every name in a template, for every object around the place where it stands, which
/// took longer than all else a page needs.
struct TemplateValue {
    /// Makes a part of its own into HTML.
    let html: (any KeptPart) -> String

    /// The stored properties of a struct as a dictionary, down to what has none; the HTML of a part of its own; `nil` for what
    /// is not there. A name that is not there is looked for further out, as it is with the library's own way.
    func of(_ value: Any) -> Any? {
        if value is String || value is Int || value is Bool { return value }
        if let part = value as? any KeptPart { return html(part) }
        return members(of: value)
    }

    /// The same of what a template is about: a part's own members, not its HTML.
    func members(of value: Any) -> Any? {
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional:
            return mirror.children.first.flatMap { of($0.value) }
        case .collection:
            return mirror.children.compactMap { of($0.value) }
        case .struct where !mirror.children.isEmpty && !(value is any MustacheCustomRenderable):
            var members: [String: Any] = [:]
            for child in mirror.children {
                if let name = child.label, let member = of(child.value) { members[name] = member }
            }
            return members
        default:
            return value
        }
    }
}
