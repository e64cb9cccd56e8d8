import CCurl

/// The mail server, as `smtp.url` names it: `smtp://[user:password@]host[:port]`, or `smtps://…` for TLS from the start.
///
/// With `smtp://` TLS is used when the server offers it (STARTTLS), and insisted on when a password has to travel to
/// another machine.
struct SMTPServer: Sendable {
    /// Private: it may carry a password.
    let url: String
    /// Host and port: what may be shown.
    let name: String
    let insistsOnTLS: Bool

    /// How long one mail may take, from connecting to the server's last word.
    var timeout: Duration = .seconds(10)

    /// `nil` when it is no address of a mail server.
    init?(url: String) {
        guard let parts = curl_url() else { return nil }
        defer { curl_url_cleanup(parts) }
        guard curl_url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK,
            let scheme = Self.part(CURLUPART_SCHEME, of: parts), scheme == "smtp" || scheme == "smtps",
            let host = Self.part(CURLUPART_HOST, of: parts), !host.isEmpty
        else { return nil }
        self.url = url
        name = Self.part(CURLUPART_PORT, of: parts).map { "\(host):\($0)" } ?? host
        let isThisMachine = host == "localhost" || host == "[::1]" || host.hasPrefix("127.")
        insistsOnTLS = scheme == "smtp" && Self.part(CURLUPART_PASSWORD, of: parts) != nil && !isThisMachine
    }

    private static func part(_ part: CURLUPart, of url: OpaquePointer) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(url, part, &text, 0) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}
