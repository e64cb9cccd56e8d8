import Contracts
import Inclusion
import ServiceKit

extension [Field.Choice] {
    /// Something to choose for each code of a list, in the list's own words.
    static func all<Code: Coded>(_ codes: some Sequence<Code>) -> [Field.Choice] {
        codes.map { Field.Choice($0.code, $0.words.startingLarge) }
    }

    /// Everything a code list has.
    static func all<Code: Coded>(of _: Code.Type) -> [Field.Choice] { all(Code.allCases) }

    /// The forums a case can be listed for.
    static var forums: [Field.Choice] { Forum.known.map { Field.Choice($0.code, $0.words) } }
}

extension JSON {
    /// A code in the words of its list; the code itself where the list has no such.
    func words<Code: Coded>(as _: Code.Type) -> String? {
        words.map { Code(rawValue: $0)?.words ?? $0.replacing("_", with: " ") }
    }

    /// Codes in the words of their list, one after the other.
    func allWords<Code: Coded>(as _: Code.Type) -> String {
        Code.words(of: strings).startingLarge
    }

    /// An instant or a day for a page.
    var time: PageTime? {
        guard let text = words else { return nil }
        if let instant = RFC3339.instant(text) { return PageTime(instant) }
        return CalendarDate(text).map { PageTime($0) }
    }
}

extension String {
    /// As the first words of a line.
    var startingLarge: String { prefix(1).uppercased() + dropFirst() }
}
