/// One message of a server-sent event stream (HTML standard, section 9.2).
struct ServerSentEvent: Sendable, Equatable {
    /// What browsers dispatch it as.
    let event: String
    /// What a browser sends as `Last-Event-ID` when it comes back.
    var id: String?
    let data: String

    /// As it goes over the wire. Line breaks in the data make further `data:` lines; in a name or id they would begin
    /// another field, so they are left out.
    var text: String {
        var lines: [String] = []
        if let id { lines.append("id: \(Self.oneLine(id))") }
        lines.append("event: \(Self.oneLine(event))")
        lines += data.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r" || $0 == "\r\n" }
            .map { "data: \($0)" }
        return lines.joined(separator: "\n") + "\n\n"
    }

    /// How long a browser waits before it comes back, sent at the beginning of a stream.
    static let comeBack = "retry: 3000\n\n"

    /// Shows both sides that the connection is alive; browsers ignore it.
    static let heartbeat = ": still here\n\n"

    private static func oneLine(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\n" && $0 != "\r" && $0 != "\0" }))
    }
}
