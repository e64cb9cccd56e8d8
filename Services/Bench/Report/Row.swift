import Foundation

/// What a figure has to be.
enum Goal: Equatable {
    case ratioAtLeast(Double)
    case ratioAtMost(Double)
    case atLeast(Double)
    case atMost(Double)

    /// Such as `ratio ≥ 0.5`.
    var words: String {
        switch self {
        case .ratioAtLeast(let bound): "ratio ≥ \(Figure.text(bound))"
        case .ratioAtMost(let bound): "ratio ≤ \(Figure.text(bound))"
        case .atLeast(let bound): "≥ \(Figure.text(bound))"
        case .atMost(let bound): "≤ \(Figure.text(bound))"
        }
    }

    /// Whether it is reached; `nil` when what it speaks of was not measured.
    func isMet(value: Double?, ratio: Double?) -> Bool? {
        switch self {
        case .ratioAtLeast(let bound): ratio.map { $0 >= bound }
        case .ratioAtMost(let bound): ratio.map { $0 <= bound }
        case .atLeast(let bound): value.map { $0 >= bound }
        case .atMost(let bound): value.map { $0 <= bound }
        }
    }
}

/// A line of the table.
struct Row {
    /// Such as `accept`; in a program's words, so that runs can be compared.
    let name: String
    /// `nil` when it could not be measured; the note says why.
    var value: Double?
    let unit: String
    /// What this machine can do at most, in the same unit, measured in the same run.
    var limit: Double?
    /// Several measurements of the value: the least and the greatest.
    var spread: ClosedRange<Double>?
    /// `nil` for what is only told.
    var goal: Goal?
    var note = ""

    /// The value as a share of the limit.
    var ratio: Double? {
        guard let value, let limit, limit > 0 else { return nil }
        return value / limit
    }

    /// Whether the goal is reached. Nothing is judged in a quick run: its figures mean nothing.
    func isMet(judging: Bool) -> Bool? { judging ? goal?.isMet(value: value, ratio: ratio) : nil }

    /// One JSON object, keys in this order: name, value, unit, limit, ratio, goal, met, least, most, note. What is not
    /// known is null.
    func json(judging: Bool) -> String {
        func number(_ value: Double?) -> String { value.map { Figure.text($0, grouped: false) } ?? "null" }
        let met = isMet(judging: judging).map { String($0) } ?? "null"
        return "{\"name\":\(Self.quoted(name)),\"value\":\(number(value)),\"unit\":\(Self.quoted(unit))"
            + ",\"limit\":\(number(limit)),\"ratio\":\(number(ratio))"
            + ",\"goal\":\(goal.map { Self.quoted($0.words) } ?? "null"),\"met\":\(met)"
            + ",\"least\":\(number(spread?.lowerBound)),\"most\":\(number(spread?.upperBound))"
            + ",\"note\":\(Self.quoted(note))}"
    }

    private static func quoted(_ text: String) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
    }
}

/// Numbers as people read them.
enum Figure {
    /// Three significant digits below a thousand, whole numbers above: `0.512`, `14.2`, `31,250`.
    static func text(_ value: Double, grouped: Bool = true) -> String {
        guard value.isFinite else { return grouped ? "–" : "null" }
        let magnitude = abs(value)
        if magnitude >= 100 {
            let digits = String(Int(magnitude.rounded()))
            let sign = value < 0 ? "-" : ""
            return sign + (grouped ? grouping(digits) : digits)
        }
        let places = magnitude >= 10 ? 1 : magnitude >= 1 ? 2 : 3
        var text = String(format: "%.\(places)f", value)
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text
    }

    private static func grouping(_ digits: String) -> String {
        var result = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place).isMultiple(of: 3) { result.append(",") }
            result.append(digit)
        }
        return result
    }
}
