import FoundationEssentials

/// Where a reader of a list is, as clients carry it: opaque to them, safe in a URL.
public enum Cursor {
    /// The longest cursor that is looked at.
    static let maxBytes = 300

    /// A cursor that holds these values.
    public static func text(_ values: [String]) -> String {
        Data(JSON.strings(values).bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
    }

    /// The values a cursor holds; `nil` for what is none.
    public static func values(of cursor: String) -> [String]? {
        guard cursor.utf8.count <= maxBytes else { return nil }
        var text = cursor.replacing("-", with: "+").replacing("_", with: "/")
        text += String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        return Data(base64Encoded: text).flatMap { try? JSONDecoder().decode([String].self, from: $0) }
    }
}
