/// Bars, drawn as SVG. Each has its name above it and its number beside it, so that nothing is said by colour or length alone.
struct BarPicture: Sendable {
    /// Unlike every other on the page.
    let id: String
    let title: String
    let bars: [Bar]

    struct Bar: Sendable, Equatable {
        let name: String
        /// `nil` where it may not be shown.
        let number: Int?
        /// The number as people read it.
        let words: String

        init(_ name: String, _ number: Int?, words: String? = nil) {
            self.name = name
            self.number = number
            self.words = number == nil ? Figure.hidden : words ?? number.map(String.init) ?? ""
        }
    }

    private static let (width, longest, step) = (720, 560, 52)

    /// The picture, all words in it escaped.
    var svg: String {
        let height = bars.count * Self.step + 8
        let most = max(1, bars.compactMap(\.number).max() ?? 1)
        let said = bars.map { "\($0.name): \($0.words)" }.joined(separator: "; ")
        let name = PageText.escape(id)
        return """
            <svg class="hub-bars" role="img" viewBox="0 0 \(Self.width) \(height)" width="\(Self.width)" \
            height="\(height)" aria-labelledby="\(name)-title \(name)-desc" xmlns="http://www.w3.org/2000/svg">\
            <title id="\(name)-title">\(PageText.escape(title))</title>\
            <desc id="\(name)-desc">\(PageText.escape(said))</desc>
            """ + bars.enumerated().map { Self.drawn($1, at: $0 * Self.step, most: most) }.joined() + "</svg>"
    }

    private static func drawn(_ bar: Bar, at top: Int, most: Int) -> String {
        let length = (bar.number ?? 0) * longest / most
        let shape =
            bar.number == nil
            ? "" : "<rect class=\"hub-bars__bar\" x=\"0\" y=\"\(top + 24)\" width=\"\(max(length, 1))\" height=\"18\"/>"
        return """
            <text x="0" y="\(top + 18)">\(PageText.escape(bar.name))</text>\(shape)\
            <text class="hub-bars__number" x="\(length + 8)" y="\(top + 39)">\(PageText.escape(bar.words))</text>
            """
    }
}
