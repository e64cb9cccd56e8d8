import Glibc

/// Words to the operator: results to standard output, everything else to standard error. Unbuffered, so that a pipe
/// sees a line as soon as it is said.
enum Console {
    /// One of the two streams.
    enum Stream: Int32, Sendable {
        case output = 1
        case error = 2

        var isTerminal: Bool { isatty(rawValue) == 1 }

        /// The terminal's width in characters; without end when it is none.
        var columns: Int {
            var size = winsize()
            guard isTerminal, ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
                return isTerminal ? 80 : .max
            }
            return Int(size.ws_col)
        }

        /// Writes the text as it is.
        func write(_ text: String) {
            var rest = Array(text.utf8)[...]
            while !rest.isEmpty {
                let written = rest.withUnsafeBytes { Glibc.write(rawValue, $0.baseAddress, $0.count) }
                if written < 0 {
                    if errno == EINTR || errno == EAGAIN { continue }
                    return
                }
                rest = rest.dropFirst(written)
            }
        }
    }

    /// A line of what was asked for.
    static func output(_ line: String) { Stream.output.write(line + "\n") }

    /// A line about how it goes.
    static func error(_ line: String) { Stream.error.write(line + "\n") }

    /// Asks for `answer` to be typed, and says whether it was. Nobody to ask is a no.
    static func confirm(_ question: String, typing answer: String) throws(Failure) {
        guard isatty(STDIN_FILENO) == 1 else {
            throw Failure("This wants a person's yes, and there is no terminal to ask at.", "Say --yes if you mean it.")
        }
        Stream.error.write("\(question) Type “\(answer)” to go on: ")
        guard readLine(strippingNewline: true) == answer else { throw Failure("Not confirmed: nothing was changed.") }
    }
}
