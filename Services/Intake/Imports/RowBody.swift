import ServiceKit

/// A row of a file as the body of `POST /v1/referrals`, and which column each part of it came from.
///
/// The fields stand in the template's order whatever the file's, so that the same content is the same text.
struct RowBody: Sendable {
    let json: JSON
    /// What the agency calls the row.
    let yourReference: String?
    /// The columns by the pointers they filled.
    private let origins: [String: String]

    /// - Parameters:
    ///   - cells: of the row; missing ones are empty.
    ///   - columns: the file's headings.
    init(_ cells: [String], columns: [String]) {
        let given = Dictionary(
            zip(columns, cells.map(Self.trimmed)).filter { !$0.1.isEmpty }, uniquingKeysWith: { first, _ in first })
        var members: [JSON.Member] = []
        for path in ImportColumn.alwaysThere { members = Self.placing(.object([]), at: path[...], in: members) }
        var lists: [[String]: [JSON]] = [:]
        var origins: [String: String] = [:]
        for column in ImportColumn.all where column.name != ImportColumn.yourReference {
            guard let cell = given[column.name] else { continue }
            var pointer = column.pointer
            switch column.kind {
            case .item, .identifier:
                pointer += "/\(lists[column.path, default: []].count)"
                lists[column.path, default: []].append(column.value(cell))
                members = Self.placing(.array(lists[column.path] ?? []), at: column.path[...], in: members)
            default:
                members = Self.placing(column.value(cell), at: column.path[...], in: members)
            }
            origins[pointer] = column.name
        }
        json = .object(members)
        yourReference = given[ImportColumn.yourReference]
        self.origins = origins
    }

    /// The column a pointer into the body is about: the one that filled the place, or a place around it; else the one
    /// that would fill it, or something in it. `nil` for the whole row.
    func column(of pointer: String) -> String? {
        var place = pointer[...]
        while !place.isEmpty {
            if let column = origins[String(place)] { return column }
            place = place[..<(place.lastIndex(of: "/") ?? place.startIndex)]
        }
        return ImportColumn.all.first { $0.pointer == pointer }?.name
            ?? (pointer.isEmpty ? nil : ImportColumn.all.first { $0.pointer.hasPrefix(pointer + "/") }?.name)
    }

    /// An object with a value at a path, in place of what stood there.
    private static func placing(
        _ value: JSON, at path: ArraySlice<String>, in members: [JSON.Member]
    ) -> [JSON.Member] {
        guard let name = path.first else { return members }
        let rest = path.dropFirst()
        var members = members
        let index = members.firstIndex { $0.name == name }
        var inner: [JSON.Member] = []
        if let index, case .object(let existing) = members[index].value { inner = existing }
        let member = JSON.Member(name, rest.isEmpty ? value : .object(placing(value, at: rest, in: inner)))
        if let index { members[index] = member } else { members.append(member) }
        return members
    }

    /// Without the blanks and line ends around it; a control character is left for the rules to refuse.
    private static func trimmed(_ cell: String) -> String {
        let bytes = cell.utf8
        guard let first = bytes.first, let last = bytes.last, isBlank(first) || isBlank(last) else { return cell }
        let rest = bytes.drop(while: isBlank)
        guard let end = rest.lastIndex(where: { !isBlank($0) }) else { return "" }
        return String(decoding: rest[...end], as: UTF8.self)
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
            || byte == UInt8(ascii: "\r")
    }
}

extension ImportColumn {
    /// A cell as the field's value. What is not of the column's kind stays text: then the rules of the body say so.
    fileprivate func value(_ cell: String) -> JSON {
        switch kind {
        case .text, .item: .string(cell)
        case .number: Int64(cell).map { .int($0) } ?? .string(cell)
        case .flag: Self.flags[cell.lowercased()].map { .bool($0) } ?? .string(cell)
        case .date: .string(Self.date(cell))
        case .codes: .strings(cell.split(separator: ";").map { $0.filter { $0 != " " } }.filter { !$0.isEmpty })
        case .identifier:
            ["system": .string(name.split(separator: ".").last.map(String.init) ?? name), "value": .string(cell)]
        }
    }

    private static let flags = [
        "yes": true, "y": true, "true": true, "1": true, "no": false, "n": false, "false": false, "0": false,
    ]

    /// `09/04/2013` as `2013-04-09`; anything else as it is.
    private static func date(_ cell: String) -> String {
        let parts = cell.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[2].utf8.count == 4, parts.allSatisfy({ $0.allSatisfy(\.isASCII) }),
            let day = Int(parts[0]), let month = Int(parts[1]), let year = Int(parts[2]), (1...31).contains(day),
            (1...12).contains(month), year > 0
        else { return cell }
        return "\(parts[2])-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }
}
