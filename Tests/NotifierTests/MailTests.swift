import Foundation
import Testing

@testable import Notifier

@Suite("How a mail travels", .timeLimit(.minutes(1)))
struct MailTests {
    private func mail(subject: String = "Referral RH-2345-6789: new", text: String = "Hello.\n", to: String = "a@b.org")
        -> Mail
    {
        Mail(
            id: UUID(uuidString: "0193f0a1-7d10-7a55-8f20-2d9b4c6e8f13") ?? UUID(), from: "hub@hub.example.org",
            to: to, subject: subject, text: text, date: Date(timeIntervalSince1970: 1_795_338_814))
    }

    @Test("The whole of a mail, to the byte")
    func whole() {
        let expected = """
            Date: Sun, 22 Nov 2026 09:13:34 +0000
            From: Referral Hub <hub@hub.example.org>
            To: <a@b.org>
            Subject: Referral RH-2345-6789: new
            Message-ID: <0193f0a1-7d10-7a55-8f20-2d9b4c6e8f13@hub.example.org>
            Auto-Submitted: auto-generated
            MIME-Version: 1.0
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            One =3D 1 =E2=80=93 \u{20}
            .
            end

            """
            .replacing("\u{20}\n", with: "=20\n").replacing("\n", with: "\r\n")
        #expect(String(decoding: mail(text: "One = 1 –  \n.\nend\n").message, as: UTF8.self) == expected)
    }

    @Test("No text can begin another header", arguments: ["\r\n", "\n", "\r", "\u{0B}", "\u{85}", "\u{2028}", "\0"])
    func injection(_ end: String) {
        let message = mail(subject: "hello\(end)Bcc: x@y.org", to: "a@b.org\(end)Bcc: x@y.org").message
        let head = String(decoding: message, as: UTF8.self).components(separatedBy: "\r\n\r\n")[0]
        let names = head.components(separatedBy: "\r\n").filter { !$0.hasPrefix(" ") }.map { $0.prefix { $0 != ":" } }
        #expect(names.count == 9)
        #expect(!names.contains { $0.lowercased() == "bcc" })
        #expect(!head.unicodeScalars.contains { $0.value < 32 && $0 != "\r" && $0 != "\n" })
        #expect(head.components(separatedBy: "\r\n").allSatisfy { !$0.contains("\n") && !$0.contains("\r") })
    }

    @Test("A subject beyond ASCII becomes encoded words that say the same, in lines short enough")
    func encodedSubject() throws {
        let subject = "Referral RH-2345-6789: " + String(repeating: "żółć 👩‍👩‍👧‍👦 – ", count: 12)
        let header = "Subject: " + HeaderText.encoded(subject, after: 9)
        let lines = header.components(separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 78 && $0.utf8.allSatisfy { $0 < 128 } })
        let words = header.components(separatedBy: "=?utf-8?B?").dropFirst().map { $0.components(separatedBy: "?=")[0] }
        let decoded = try words.map { try #require(Data(base64Encoded: $0)) }
        // Each word holds whole characters only.
        #expect(decoded.allSatisfy { String(data: $0, encoding: .utf8) != nil })
        #expect(String(decoding: decoded.joined(), as: UTF8.self) == subject)
    }

    @Test("What looks like an encoded word is sent as what it is")
    func pretendedWord() {
        #expect(HeaderText.encoded("=?utf-8?B?eA==?=", after: 9).contains("=?utf-8?B?PT91"))
        #expect(HeaderText.encoded("plain", after: 9) == "plain")
    }

    @Test("Any text survives quoted-printable, in ASCII lines of 76 at most")
    func quotedPrintable() {
        var generator = SystemRandomNumberGenerator()
        let pieces = ["a", " ", "\t", "=", ".", "\n", "é", "–", "👩‍👩‍👧‍👦", "From ", "\u{0}", "\u{FEFF}"]
        for _ in 0..<300 {
            let text =
                (0..<Int.random(in: 0...400, using: &generator))
                .map { _ in pieces.randomElement(using: &generator) ?? "" }.joined() + "\n"
            let encoded = QuotedPrintable.encode(text)
            #expect(encoded.allSatisfy { $0 < 127 && ($0 >= 32 || $0 == 9 || $0 == 10 || $0 == 13) })
            let lines = String(decoding: encoded, as: UTF8.self).components(separatedBy: "\r\n")
            #expect(lines.allSatisfy { $0.utf8.count <= 76 && !$0.hasSuffix(" ") && !$0.hasSuffix("\t") })
            #expect(decode(lines) == text)
        }
    }

    /// Reads quoted-printable, by the letter of RFC 2045.
    private func decode(_ lines: [String]) -> String {
        var bytes: [UInt8] = []
        for (number, line) in lines.enumerated() {
            var rest = Array(line.utf8)[...]
            var isSoft = false
            while let byte = rest.popFirst() {
                guard byte == UInt8(ascii: "=") else {
                    bytes.append(byte)
                    continue
                }
                guard !rest.isEmpty else {
                    isSoft = true
                    break
                }
                bytes.append(UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) ?? 0)
                rest = rest.dropFirst(2)
            }
            if !isSoft, number < lines.count - 1 { bytes.append(UInt8(ascii: "\n")) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test("The same delivery always makes the same mail")
    func deterministic() {
        #expect(mail().message == mail().message)
    }

    @Test("A mail is tried again soon at first, then ever later, and hourly in the end")
    func schedule() {
        let delays = (1...7).map { RetrySchedule.delay(afterAttempt: $0) / .seconds(1) }
        #expect(delays == [5, 30, 120, 600, 3600, 3600, 3600])
        #expect(RetrySchedule.delay(afterAttempt: 0) == .seconds(5))
    }
}

@Suite("The mail server's address", .timeLimit(.minutes(1)))
struct SMTPServerTests {
    @Test("TLS is insisted on when a password travels to another machine")
    func insistence() {
        #expect(SMTPServer(url: "smtp://me:secret@mail.example.org:587")?.insistsOnTLS == true)
        #expect(SMTPServer(url: "smtp://me:secret@127.0.0.1:587")?.insistsOnTLS == false)
        #expect(SMTPServer(url: "smtp://mail.example.org:25")?.insistsOnTLS == false)
        // TLS from the first byte.
        #expect(SMTPServer(url: "smtps://me:secret@mail.example.org")?.insistsOnTLS == false)
    }

    @Test("What may be shown of it has no password")
    func name() {
        #expect(SMTPServer(url: "smtp://me:secret@mail.example.org:587")?.name == "mail.example.org:587")
    }

    @Test(
        "What is no mail server's address is refused",
        arguments: ["", "smtp://", "http://example.org", "mail.example.org", "smtp://:25"])
    func wrong(_ url: String) {
        #expect(SMTPServer(url: url) == nil)
    }
}
