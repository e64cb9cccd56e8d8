/// The spelling rules of Prometheus' text format 0.0.4.
enum PrometheusText {
    /// A metric name: letters, digits, `_` and `:`, not beginning with a digit; with `suffix` unless it has it.
    static func name(_ label: String, suffix: String = "") -> String {
        let plain = sanitised(label, alsoAllowed: [UInt8(ascii: ":")])
        return suffix.isEmpty || plain.hasSuffix(suffix) ? plain : plain + suffix
    }

    /// A label name: letters, digits and `_`, not beginning with a digit.
    static func labelName(_ name: String) -> String { sanitised(name, alsoAllowed: []) }

    /// `{a="b",c="d"}`, or nothing when there are no labels.
    static func labels(_ labels: [PrometheusRegistry.Series.Label]) -> String {
        guard !labels.isEmpty else { return "" }
        return "{" + labels.map { "\($0.name)=\"\(escaped($0.value))\"" }.joined(separator: ",") + "}"
    }

    /// `labels` with one more.
    static func adding(_ name: String, _ value: String, to labels: String) -> String {
        let label = "\(name)=\"\(value)\""
        return labels.isEmpty ? "{\(label)}" : labels.dropLast() + ",\(label)}"
    }

    /// Backslash and line end are escaped in a metric's help.
    static func help(_ words: String) -> String {
        words.split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "\\\\")
            .split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\\n")
    }

    /// A number without a needless fraction.
    static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
        return Int64(exactly: value).map(String.init) ?? String(value)
    }

    /// Backslash, quote and line end are escaped inside a label's value.
    private static func escaped(_ value: String) -> String {
        var text = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\": text += "\\\\"
            case "\"": text += "\\\""
            case "\n": text += "\\n"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    private static func sanitised(_ name: String, alsoAllowed: [UInt8]) -> String {
        var bytes = name.utf8.map { byte -> UInt8 in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                byte
            default: alsoAllowed.contains(byte) ? byte : UInt8(ascii: "_")
            }
        }
        if let first = bytes.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) {
            bytes.insert(UInt8(ascii: "_"), at: 0)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
