/// Collects what is wrong with the fields of a request, all at once.
struct FieldCheck {
    private(set) var problems: [RuleProblem] = []

    mutating func add(_ pointer: String, _ code: String, _ words: String) {
        problems.append(RuleProblem(pointer: pointer, code: code, words: words))
    }

    /// A text that must be there, no longer than `limit` characters, without control characters.
    mutating func text(_ text: String, _ pointer: String, limit: Int, multiline: Bool = false) {
        if text.isBlank {
            add(pointer, "required", "This has to be filled in.")
        } else if text.utf8.count > limit, text.count > limit {
            add(pointer, "too_long", "This may have at most \(limit) characters.")
        } else if text.hasControlCharacters(allowingLines: multiline) {
            add(pointer, "not_allowed", "This has characters in it that cannot be printed.")
        }
    }

    /// The same for a text that may be missing.
    mutating func optional(_ text: String?, _ pointer: String, limit: Int, multiline: Bool = false) {
        if let text { self.text(text, pointer, limit: limit, multiline: multiline) }
    }

    /// A list of texts, each of them present.
    mutating func list(_ texts: [String], _ pointer: String, most: Int, limit: Int) {
        if texts.count > most { add(pointer, "too_many", "At most \(most) entries.") }
        for (index, text) in texts.enumerated() {
            self.text(text, "\(pointer)/\(index)", limit: limit, multiline: true)
        }
    }

    /// A number within a range.
    mutating func number(_ number: Int, _ pointer: String, _ range: ClosedRange<Int>) {
        if !range.contains(number) {
            add(pointer, "out_of_range", "This must lie between \(range.lowerBound) and \(range.upperBound).")
        }
    }

    /// A code of a list.
    @discardableResult
    mutating func code<C: Coded>(_ text: String, _ pointer: String, _ list: C.Type) -> C? {
        if text.isEmpty {
            add(pointer, "required", "One of: \(C.allCodes).")
            return nil
        }
        guard let code = C(rawValue: text) else {
            add(pointer, "not_allowed", "One of: \(C.allCodes).")
            return nil
        }
        return code
    }

    /// Need codes, each once.
    mutating func needs(_ texts: [String], _ pointer: String) {
        if texts.count > 5 { add(pointer, "too_many", "At most 5 entries.") }
        for (index, text) in texts.enumerated() {
            code(text, "\(pointer)/\(index)", SendNeed.self)
            if texts.prefix(index).contains(text) {
                add("\(pointer)/\(index)", "duplicate", "Each need once.")
            }
        }
    }

    /// An ISO 8601 date.
    mutating func date(_ text: String, _ pointer: String) -> CalendarDate? {
        if text.isEmpty {
            add(pointer, "required", "A date is needed here, such as 2026-03-02.")
            return nil
        }
        guard let date = CalendarDate(text) else {
            add(pointer, "not_allowed", "A date that exists, written such as 2026-03-02.")
            return nil
        }
        return date
    }

    /// An ISO 8601 date, not after today.
    @discardableResult
    mutating func pastDate(_ text: String, _ pointer: String, today: CalendarDate) -> CalendarDate? {
        guard let date = date(text, pointer) else { return nil }
        guard date <= today else {
            add(pointer, "in_the_future", "This day has not come yet.")
            return nil
        }
        return date
    }

    /// A telephone number, if there is one.
    mutating func telephone(_ text: String?, _ pointer: String) {
        guard let text else { return }
        let digits = text.utf8.drop { $0 == UInt8(ascii: "+") }
        let isOne =
            text.utf8.count - digits.count <= 1 && (7...20).contains(digits.count)
            && digits.allSatisfy { "0123456789() -".utf8.contains($0) }
        if !isOne { add(pointer, "not_allowed", "A telephone number: 7 to 20 digits, blanks or dashes.") }
    }

    /// The tag of a language, if there is one.
    mutating func language(_ text: String?, _ pointer: String) {
        if let text, !LanguageTag.isPlausible(text) {
            add(pointer, "not_allowed", "The code of a language, such as en, pl, bfi or zh-Hant.")
        }
    }

    /// A postcode by its form.
    mutating func postcode(_ text: String?, _ pointer: String) {
        if let text, Postcode(text) == nil {
            add(pointer, "not_allowed", "A full UK postcode, such as GL1 2EH.")
        }
    }
}

extension String {
    /// Nothing but white space.
    var isBlank: Bool { !beginsVisibly && allSatisfy(\.isWhitespace) }

    /// Without white space at either end.
    var trimmed: String {
        if beginsVisibly, let last = utf8.last, Self.visible.contains(last) { return self }
        let start = drop(while: \.isWhitespace)
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }

    /// Almost every text begins with a plain letter: then the tables of Unicode need not be asked.
    private var beginsVisibly: Bool { utf8.first.map(Self.visible.contains) ?? false }

    private static let visible: ClosedRange<UInt8> = 0x21...0x7E

    /// Control characters (C0, C1), line breaks and tabs aside where lines are allowed.
    func hasControlCharacters(allowingLines: Bool) -> Bool {
        unicodeScalars.contains { scalar in
            guard scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) else { return false }
            return !(allowingLines && (scalar == "\n" || scalar == "\r" || scalar == "\t"))
        }
    }
}
