/// E-mail addresses, by their form.
public enum EmailAddress {
    /// One `@` with something before and a dotted name after; no blanks or control characters, so it cannot
    /// carry a second header; at most 254 characters (RFC 5321).
    public static func isPlausible(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, text.utf8.count <= 254,
            !text.unicodeScalars.contains(where: { $0 == " " || $0.value >= 0x80 && $0.properties.isWhitespace }),
            !text.hasControlCharacters(allowingLines: false),
            !text.utf8.contains(where: { "<>()[],;:\"\\".utf8.contains($0) })
        else { return false }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2 && labels.allSatisfy { !$0.isEmpty && !$0.hasPrefix("-") && !$0.hasSuffix("-") }
    }
}
