import ServiceKit

/// A page of ours to go on to. Whoever makes an address for somebody else can put anything in it, so whatever would lead
/// to another site is none.
struct LocalPath: Sendable, Equatable {
    let text: String

    static let home = LocalPath(unchecked: "/")
    /// The name it has in addresses.
    static let parameter = "next"

    /// `nil` for what is no path of this site: browsers take `//` and `/\` for the beginning of another's.
    init?(_ text: String) {
        guard text.hasPrefix("/"), !text.hasPrefix("//"), text.utf8.count <= 1000,
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") })
        else { return nil }
        self.text = text
    }

    private init(unchecked text: String) { self.text = text }
}
