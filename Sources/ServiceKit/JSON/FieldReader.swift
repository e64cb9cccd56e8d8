/// Reads the fields of a JSON object one by one, and remembers everything that is wrong with them.
///
/// Reading never throws: a required field that is missing or wrong gives a harmless stand-in (an empty string, the
/// lowest number, …) and is noted with its JSON pointer. When all has been read, ``finish()`` throws one ``Problem`` with
/// every note, also naming the fields nobody asked for. Only use what was read once ``finish()`` has returned.
///
///     let reader = FieldReader(body)
///     let child = reader.object("child")
///     let name = child.string("given_name", max: 100)
///     let born = child.date("date_of_birth")
///     if let upn = child.optionalString("upn", max: 13), !isUPN(upn) {
///         child.note("upn", code: "check_character", "The UPN does not add up. Check it for a slip.")
///     }
///     try reader.finish()
public final class FieldReader {
    /// Where this object lies in the body, as a JSON pointer; empty for the body itself.
    public let pointer: String
    private let fields: [JSON.Member]
    private let notes: Notes
    /// An absent object has been noted once; its fields need no further notes.
    private let isAbsent: Bool
    /// Which of the fields were asked for.
    private var asked: [Bool]
    private var children: [FieldReader] = []

    /// What is wrong so far, shared by the readers of one body. It knows none of them, or they would keep each other for
    /// ever.
    final class Notes {
        var problems: [FieldProblem] = []
    }

    /// Begins to read a body. A body that is not an object is noted as a problem.
    public convenience init(_ body: JSONBody) {
        let notes = Notes()
        if case .object(let fields) = body.tree {
            self.init(pointer: "", fields: fields, notes: notes, isAbsent: false)
        } else {
            notes.problems.append(FieldProblem(pointer: "", code: "wrong_type", detail: "The body must be an object."))
            self.init(pointer: "", fields: [], notes: notes, isAbsent: true)
        }
    }

    private init(pointer: String, fields: [JSON.Member], notes: Notes, isAbsent: Bool) {
        self.pointer = pointer
        self.fields = fields
        self.notes = notes
        self.isAbsent = isAbsent
        asked = Array(repeating: false, count: fields.count)
    }

    /// Whether anything has been noted so far, anywhere in the body.
    public var hasProblems: Bool { !notes.problems.isEmpty }

    /// The pointer of a field of this object.
    public func pointer(to name: String) -> String { pointer + "/" + Self.escaped(name) }

    /// Notes a problem the caller found, at a field of this object or, with `nil`, at the object itself.
    public func note(_ name: String?, code: String, _ detail: String) {
        note(at: name.map(pointer(to:)) ?? pointer, code: code, detail)
    }

    func note(at pointer: String, code: String, _ detail: String) {
        guard !isAbsent else { return }
        notes.problems.append(FieldProblem(pointer: pointer, code: code, detail: detail))
    }

    /// Ends reading; to be asked of the body's own reader.
    /// - Parameter allowingMore: whether fields that nobody asked for may be there, as in documents of a standard that says
    ///   more than is read.
    /// - Throws: ``Problem`` 422 with every problem of the whole body, unknown fields last.
    public func finish(allowingMore: Bool = false) throws(Problem) {
        let problems = notes.problems + (allowingMore ? [] : unknownFields())
        guard problems.isEmpty else { throw .invalid(problems) }
    }

    private func unknownFields() -> [FieldProblem] {
        let names = zip(fields, asked).compactMap { field, isAsked in isAsked ? nil : field.name }.sorted()
        let own = names.map { name in
            FieldProblem(
                pointer: pointer(to: name), code: "unknown_field",
                detail: "There is no such field here. Check its name.")
        }
        return own + children.flatMap { $0.unknownFields() }
    }

    /// Whether the field is there and not `null`. Does not count as having read it.
    public func has(_ name: String) -> Bool {
        fields.contains { $0.name == name && $0.value != .null }
    }

    /// The field's value, or `nil` when it is absent or `null`.
    func value(_ name: String) -> JSON? {
        // An object has few fields, and all its names were read anyway: looking through them is quicker than hashing.
        guard let place = fields.firstIndex(where: { $0.name == name }) else { return nil }
        asked[place] = true
        if case .null = fields[place].value { return nil }
        return fields[place].value
    }

    func required<T>(_ name: String, _ value: T?) -> T? {
        // `value` is nil also when a wrong one was noted already; only absence is noted here.
        if value == nil, !has(name) { note(name, code: "required", "This must be given.") }
        return value
    }

    func wrongType(at pointer: String, _ expected: String) {
        note(at: pointer, code: "wrong_type", "This must be \(expected).")
    }

    /// A reader of something that is not there; it notes nothing.
    func absent(_ name: String) -> FieldReader {
        FieldReader(pointer: pointer(to: name), fields: [], notes: notes, isAbsent: true)
    }

    func child(_ pointer: String, _ fields: [JSON.Member]) -> FieldReader {
        let child = FieldReader(pointer: pointer, fields: fields, notes: notes, isAbsent: false)
        children.append(child)
        return child
    }

    /// A name as it appears in a JSON pointer (RFC 6901, section 3).
    static func escaped(_ name: String) -> String {
        guard name.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else { return name }
        return name.split(separator: "~", omittingEmptySubsequences: false).joined(separator: "~0")
            .split(separator: "/", omittingEmptySubsequences: false).joined(separator: "~1")
    }
}
