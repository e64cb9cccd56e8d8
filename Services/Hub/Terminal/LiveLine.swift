/// A line that says how far something is: redrawn in place at a terminal, now and then on a line of its own elsewhere.
struct LiveLine {
    private let stream: Console.Stream
    private let isTerminal: Bool
    /// How many characters there is room for.
    var columns: Int { stream.columns }
    private var shown = ""
    private var saidAt: ContinuousClock.Instant?

    /// How often a log that is no terminal hears of progress.
    private static let patience = Duration.seconds(2)

    init(on stream: Console.Stream = .error) {
        self.stream = stream
        isTerminal = stream.isTerminal
    }

    /// Shows the text instead of what was there.
    mutating func show(_ text: String) {
        guard text != shown else { return }
        if isTerminal {
            shown = text
            stream.write("\r\u{1B}[K\(text.prefix(max(20, columns - 1)))")
        } else if saidAt.map({ .now - $0 >= Self.patience }) ?? true {
            shown = text
            saidAt = .now
            stream.write(text + "\n")
        }
    }

    /// Writes a line that stays, above the one that changes.
    mutating func say(_ line: String) {
        let current = isTerminal ? shown : ""
        clear()
        stream.write(line + "\n")
        if !current.isEmpty { show(current) }
    }

    /// Takes the changing line away.
    mutating func clear() {
        if isTerminal, !shown.isEmpty { stream.write("\r\u{1B}[K") }
        if isTerminal { shown = "" }
    }

    /// `[#####.....]  50 %`, as the scripts draw it.
    static func bar(_ done: Int, of total: Int, width: Int = 24) -> String {
        let share = total > 0 ? min(1, max(0, Double(done) / Double(total))) : 1
        let full = Int(share * Double(width))
        let percent = String(Int(share * 100))
        return "[" + String(repeating: "#", count: full) + String(repeating: ".", count: width - full) + "] "
            + String(repeating: " ", count: max(0, 3 - percent.count)) + percent + " %"
    }
}
