import FoundationEssentials

/// Text in the header of a mail: one line, ASCII, never able to begin another header.
enum HeaderText {
    /// The text with every control character, line breaks above all, turned into a blank.
    static func oneLine(_ text: some StringProtocol) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.properties.generalCategory == .control || isLineBreak($0) ? " " : $0 }))
    }

    private static func isLineBreak(_ scalar: Unicode.Scalar) -> Bool { scalar == "\u{2028}" || scalar == "\u{2029}" }

    /// The text as it is when it is plain ASCII of a bearable length, or else as encoded words (RFC 2047), folded.
    ///
    /// - Parameter used: how many characters stand before it on its line.
    static func encoded(_ text: String, after used: Int) -> String {
        let line = oneLine(text)
        // What looks like an encoded word has to be one.
        if line.utf8.allSatisfy({ $0 < 128 }), !line.contains("=?"), line.utf8.count + used <= 998 - 2 { return line }
        // An encoded word has 75 characters at most: 12 for its frame, so 60 for base64, which is 45 bytes; and a line
        // 78, so the first word, after the header's name, is shorter.
        var room = min(45, max(0, 78 - 12 - used) / 4 * 3)
        var words: [String] = []
        var chunk: [UInt8] = []
        for character in line {
            // A character stays whole; one that is longer than a word may be is cut between its scalars.
            let bytes = Array(character.utf8)
            for piece in bytes.count <= 33 ? [bytes] : character.unicodeScalars.map({ Array(String($0).utf8) }) {
                if chunk.count + piece.count > room {
                    words.append(word(chunk))
                    chunk = []
                    room = 45
                }
                chunk += piece
            }
        }
        if !chunk.isEmpty { words.append(word(chunk)) }
        return words.joined(separator: "\r\n ")
    }

    private static func word(_ bytes: [UInt8]) -> String { "=?utf-8?B?\(Data(bytes).base64EncodedString())?=" }
}
