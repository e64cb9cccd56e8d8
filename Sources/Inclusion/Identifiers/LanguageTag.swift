/// Tags of languages, by their form (BCP 47): a language of ISO 639, then a script, a region and variants where needed.
/// Whether the language is registered only the registry knows.
public enum LanguageTag {
    /// Such as `pl`, `bfi` (British Sign Language), `pt-BR`, `zh-Hant-HK`. Case does not matter.
    public static func isPlausible(_ text: String) -> Bool {
        guard text.utf8.count <= 35 else { return false }
        var parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)[...]
        guard let language = parts.popFirst(), (2...3).contains(language.count), language.allSatisfy(isLetter) else {
            return false
        }
        if let script = parts.first, script.count == 4, script.allSatisfy(isLetter) { parts.removeFirst() }
        if let region = parts.first, isRegion(region) { parts.removeFirst() }
        return parts.allSatisfy(isVariant)
    }

    private static func isRegion(_ part: Substring.UTF8View) -> Bool {
        part.count == 2 && part.allSatisfy(isLetter) || part.count == 3 && part.allSatisfy { UPN.digit($0) != nil }
    }

    private static func isVariant(_ part: Substring.UTF8View) -> Bool {
        let isLong = (5...8).contains(part.count)
        let beginsWithDigit = part.count == 4 && part.first.flatMap(UPN.digit) != nil
        return (isLong || beginsWithDigit) && part.allSatisfy { isLetter($0) || UPN.digit($0) != nil }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
