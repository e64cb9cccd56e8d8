import CCurl
import Synchronization

/// A conversation with the mail server, by libcurl. It blocks, so it belongs on a thread of its own.
///
/// Several mails in a row share one connection; it is closed when the session is let go.
///
/// Unchecked because of its pointer; sound because ``Postman`` lends it to one caller at a time.
final class SMTPSession: @unchecked Sendable {
    private var handle: UnsafeMutableRawPointer?
    private let server: SMTPServer

    /// `nil` when there is no memory left.
    init?(_ server: SMTPServer) {
        guard let handle = curl_easy_init() else { return nil }
        self.handle = handle
        self.server = server
    }

    deinit {
        close()
    }

    /// Says goodbye to the server, which may take it a moment. Nothing can be sent afterwards.
    func close() {
        if let handle { curl_easy_cleanup(handle) }
        handle = nil
    }

    /// Sends one mail and waits for the server's word, for the server's `timeout` at most.
    ///
    /// - Parameter stopping: ends it early, unless the mail is already being handed over.
    func send(_ mail: Mail, until stopping: StopMark) -> PostOutcome {
        guard let handle else { return .serverAway("the session is closed") }
        let upload = Upload(mail.message, stopping)
        return withExtendedLifetime(upload) {
            // Options of the mail before would stay; the connection does stay.
            curl_easy_reset(handle)
            let recipients = curl_slist_append(nil, "<\(HeaderText.oneLine(mail.to))>")
            defer { curl_slist_free_all(recipients) }
            guard prepare(handle, mail, to: recipients, upload) else {
                return .serverAway("libcurl refused its settings")
            }
            let outcome = curl_easy_perform(handle)
            return Self.judge(outcome, reply: hub_curl_response_code(handle), upload)
        }
    }

    private func prepare(
        _ handle: UnsafeMutableRawPointer, _ mail: Mail, to recipients: UnsafeMutablePointer<curl_slist>?,
        _ upload: Upload
    ) -> Bool {
        let milliseconds = Int(server.timeout / .milliseconds(1))
        let context = Unmanaged.passUnretained(upload).toOpaque()
        let tls = server.insistsOnTLS ? CURLUSESSL_ALL : CURLUSESSL_TRY
        let outcomes = [
            hub_curl_set_text(handle, CURLOPT_URL, server.url),
            hub_curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps"),
            hub_curl_set_number(handle, CURLOPT_USE_SSL, Int(tls.rawValue)),
            // Signals belong to the process, not to a library's timeouts.
            hub_curl_set_number(handle, CURLOPT_NOSIGNAL, 1),
            hub_curl_set_number(handle, CURLOPT_TIMEOUT_MS, milliseconds),
            hub_curl_set_number(handle, CURLOPT_CONNECTTIMEOUT_MS, milliseconds),
            hub_curl_set_number(handle, CURLOPT_SERVER_RESPONSE_TIMEOUT, max(1, milliseconds / 1000)),
            hub_curl_set_text(handle, CURLOPT_MAIL_FROM, "<\(HeaderText.oneLine(mail.from))>"),
            hub_curl_set_list(handle, CURLOPT_MAIL_RCPT, recipients),
            hub_curl_set_number(handle, CURLOPT_UPLOAD, 1),
            hub_curl_set_reader(handle, readUpload, context),
            hub_curl_set_watcher(handle, watchUpload, context),
        ]
        return outcomes.allSatisfy { $0 == CURLE_OK }
    }

    /// Answers about the connection or about who we are, whatever was asked: the server closes (RFC 5321, section 3.8);
    /// sign in first, or better (RFC 4954, section 6).
    private static let aboutUs = [421, 454, 530, 534, 535, 538]

    private static func judge(_ outcome: CURLcode, reply: Int, _ upload: Upload) -> PostOutcome {
        if outcome == CURLE_OK { return .sent }
        if outcome == CURLE_ABORTED_BY_CALLBACK { return .stopped }
        // Only an answer to MAIL, RCPT, DATA or the text itself is about this mail. A bad greeting or a refused
        // sign-in is about us, and no reason to give a mail up.
        let isAboutMail = outcome == CURLE_SEND_ERROR || (outcome == CURLE_WEIRD_SERVER_REPLY && upload.hasBegun)
        if isAboutMail, !aboutUs.contains(reply) {
            if (500...599).contains(reply) {
                let isAboutAddress = !upload.hasBegun && [550, 551, 553].contains(reply)
                return .refused(isAboutAddress ? .undeliverableAddress : .refusedByServer)
            }
            if (400...499).contains(reply) { return .deferred(code: reply) }
        }
        return .serverAway(String(cString: curl_easy_strerror(outcome)))
    }
}

/// Set once, when the service is told to stop.
final class StopMark: Sendable {
    private let mark = Atomic(false)

    init() {}

    var isSet: Bool { mark.load(ordering: .acquiring) }

    func set() { mark.store(true, ordering: .releasing) }
}

/// The bytes of one mail on their way. Used only by the thread that runs the transfer.
private final class Upload {
    private let bytes: [UInt8]
    private var position = 0
    private let stopping: StopMark
    /// Whether the server has begun to receive the text, so that the mail may arrive even if we hear no more of it.
    private(set) var hasBegun = false

    init(_ bytes: [UInt8], _ stopping: StopMark) {
        self.bytes = bytes
        self.stopping = stopping
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        hasBegun = true
        let count = min(buffer.count, bytes.count - position)
        buffer.copyBytes(from: bytes[position..<(position + count)])
        position += count
        return count
    }

    var shouldEnd: Bool { stopping.isSet && !hasBegun }
}

private func readUpload(
    _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let buffer, let context else { return 0 }
    let upload = Unmanaged<Upload>.fromOpaque(context).takeUnretainedValue()
    return upload.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
}

private func watchUpload(
    _ context: UnsafeMutableRawPointer?, _: curl_off_t, _: curl_off_t, _: curl_off_t, _: curl_off_t
) -> Int32 {
    guard let context else { return 0 }
    return Unmanaged<Upload>.fromOpaque(context).takeUnretainedValue().shouldEnd ? 1 : 0
}
