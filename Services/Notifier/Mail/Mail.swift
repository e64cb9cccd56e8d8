import Contracts
import FoundationEssentials
import Inclusion

/// A mail: who to, what it says, and what makes it recognisable.
struct Mail: Sendable, Equatable {
    /// Whoever receives the same mail twice (after a crash between sending and noting it) can tell by this.
    let id: UUID
    let from: String
    let to: String
    let subject: String
    /// Lines end with a newline.
    let text: String
    let date: Date
}

extension Mail {
    /// The mail as it travels (RFC 5322, MIME): ASCII only, lines end with CRLF. The same mail gives the same bytes.
    var message: [UInt8] {
        let headers = [
            ("Date", Self.stamp(date)),
            ("From", "Referral Hub <\(HeaderText.oneLine(from))>"),
            ("To", "<\(HeaderText.oneLine(to))>"),
            ("Subject", HeaderText.encoded(subject, after: "Subject: ".count)),
            ("Message-ID", "<\(id.text)@\(HeaderText.oneLine(domain))>"),
            // Nobody's out-of-office should answer (RFC 3834).
            ("Auto-Submitted", "auto-generated"),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "quoted-printable"),
        ]
        let head = headers.map { "\($0): \($1)\r\n" }.joined()
        return Array(head.utf8) + Array("\r\n".utf8) + QuotedPrintable.encode(text)
    }

    /// What comes after the `@` of the sender.
    private var domain: Substring { from[from.index(after: from.lastIndex(of: "@") ?? from.startIndex)...] }

    /// `Sun, 22 Nov 2026 09:00:00 +0000` (RFC 5322, section 3.3).
    static func stamp(_ instant: Date) -> String {
        let text = RFC3339.text(instant)
        guard let date = CalendarDate(String(text.prefix(10))) else { return text }
        let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let clock = text.dropFirst(11).prefix(8)
        return
            "\(weekdays[date.weekday.rawValue - 1]), \(date.day) \(months[date.month - 1]) \(date.year) \(clock) +0000"
    }
}
