public import FoundationEssentials

/// Objects and lists.
extension FieldReader {
    /// A nested object. When it is missing that is noted once, and the reader given notes nothing more.
    public func object(_ name: String) -> FieldReader {
        required(name, optionalObject(name)) ?? absent(name)
    }

    /// Like ``object(_:)``, but may be absent or `null`.
    public func optionalObject(_ name: String) -> FieldReader? {
        guard let value = value(name) else { return nil }
        guard case .object(let object) = value else {
            wrongType(at: pointer(to: name), "an object")
            return nil
        }
        return child(pointer(to: name), object)
    }

    /// A list of objects: `min` to `max` of them. An absent list is an empty one.
    public func objects(_ name: String, min: Int = 0, max: Int) -> [FieldReader] {
        items(name, min: min, max: max).compactMap { pointer, item in
            guard case .object(let object) = item else {
                wrongType(at: pointer, "an object")
                return nil
            }
            return child(pointer, object)
        }
    }

    /// A list of texts: `min` to `max` of them, each of 1 to `maxLength` characters. An absent list is an empty one.
    public func strings(_ name: String, min: Int = 0, max: Int, maxLength: Int, multiline: Bool = false) -> [String] {
        items(name, min: min, max: max).compactMap { pointer, item in
            guard case .string(let raw) = item else {
                wrongType(at: pointer, "text")
                return nil
            }
            return checked(raw, at: pointer, min: 1, max: maxLength, multiline: multiline)
        }
    }

    /// A list of ids: `min` to `max` of them. An absent list is an empty one.
    public func uuids(_ name: String, min: Int = 0, max: Int) -> [UUID] {
        items(name, min: min, max: max).compactMap { pointer, item in
            guard case .string(let text) = item, let id = UUID(uuidString: text) else {
                noteNoID(at: pointer)
                return nil
            }
            return id
        }
    }

    /// A list of codes: `min` to `max` of them, none twice. An absent list is an empty one.
    public func codes<T>(_ name: String, min: Int = 0, max: Int, among allowed: [String: T]) -> [T] {
        var seen: Set<String> = []
        return items(name, min: min, max: max).compactMap { pointer, item in
            guard case .string(let code) = item else {
                wrongType(at: pointer, "text")
                return nil
            }
            guard seen.insert(code).inserted else {
                note(at: pointer, code: "repeated", "This is in the list already.")
                return nil
            }
            return checked(code, at: pointer, among: allowed)
        }
    }

    /// A list of codes as they are written: `min` to `max` of them, none twice.
    public func codes(_ name: String, min: Int = 0, max: Int, of allowed: Set<String>) -> [String] {
        codes(name, min: min, max: max, among: Dictionary(uniqueKeysWithValues: allowed.map { ($0, $0) }))
    }

    /// An object of at most `max` members with names of the writer's own, each holding one of the `allowed` codes. An
    /// absent one is empty.
    public func namedCodes<T>(_ name: String, max: Int, among allowed: [String: T]) -> [String: T] {
        guard let value = value(name) else { return [:] }
        guard case .object(let members) = value else {
            wrongType(at: pointer(to: name), "an object")
            return [:]
        }
        guard members.count <= max else {
            note(name, code: "too_many", "This may have \(max) members at most.")
            return [:]
        }
        var found: [String: T] = [:]
        for member in members {
            let pointer = "\(pointer(to: name))/\(Self.escaped(member.name))"
            guard case .string(let code) = member.value else {
                wrongType(at: pointer, "text")
                continue
            }
            found[member.name] = checked(code, at: pointer, among: allowed)
        }
        return found
    }

    /// The items of a list, each with its pointer. `null` items are passed on, and refused by whoever wants a type.
    private func items(_ name: String, min: Int, max: Int) -> [(String, JSON)] {
        let pointer = pointer(to: name)
        guard let value = value(name) else {
            if min > 0 { note(at: pointer, code: "required", "This must be given.") }
            return []
        }
        guard case .array(let list) = value else {
            wrongType(at: pointer, "a list")
            return []
        }
        guard list.count <= max else {
            note(at: pointer, code: "too_many", "This may have \(max) items at most.")
            return []
        }
        if list.count < min {
            note(at: pointer, code: "too_few", "This must have \(min) item\(min == 1 ? "" : "s") at least.")
        }
        return list.enumerated().map { ("\(pointer)/\($0.offset)", $0.element) }
    }
}
