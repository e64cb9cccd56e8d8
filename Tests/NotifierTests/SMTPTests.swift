import Contracts
import Foundation
import Testing

@testable import Notifier

@Suite("Over SMTP to a real server", .timeLimit(.minutes(1)))
struct SMTPTests {
    private func mail(to recipient: String = "somebody", _ text: String = "Hello.\n", subject: String = "Hello") -> Mail
    {
        Mail(
            id: UUID(), from: "hub@hub.example.org", to: "\(recipient)@example.org", subject: subject, text: text,
            date: Date())
    }

    private func postman(_ url: String, timeout: Duration = .seconds(10)) throws -> Postman {
        var server = try #require(SMTPServer(url: url))
        server.timeout = timeout
        return Postman(server)
    }

    @Test("What was written is what is read, by another's reading of the standards")
    func arrives() async throws {
        let catcher = try await MailCatcher.start()
        let postman = try postman(catcher.url)
        let text = "First – “quoted” = £5\n.\n..two\nFrom here\n\(String(repeating: "long words ", count: 40))\nend  \n"
        let sent = mail(
            text, subject: "Referral RH-2345-6789: żółć – " + String(repeating: "very ", count: 30) + "long")
        #expect(await postman.deliver(sent) == .sent)
        let caught = try #require(try await catcher.caught(1).first)
        #expect(caught.text.replacing("\r\n", with: "\n") == text)
        #expect(caught.subject == sent.subject)
        #expect(caught.sender == "hub@hub.example.org")
        #expect(caught.recipients == ["somebody@example.org"])
        #expect(caught.messageID == "<\(sent.id.text)@hub.example.org>")
        #expect(caught.defects == [])
        await postman.hangUp()
    }

    @Test("Mails in a row share a connection; a refusal does not end what comes after")
    func several() async throws {
        let catcher = try await MailCatcher.start()
        let postman = try postman(catcher.url)
        #expect(await postman.deliver(mail()) == .sent)
        #expect(await postman.deliver(mail()) == .sent)
        #expect(await postman.deliver(mail(to: "refused")) == .refused(.undeliverableAddress))
        #expect(await postman.deliver(mail(to: "spam")) == .refused(.refusedByServer))
        #expect(await postman.deliver(mail(to: "later")) == .deferred(code: 451))
        #expect(await postman.deliver(mail()) == .sent)
        let caught = try await catcher.caught(3)
        #expect(caught[0].peer == caught[1].peer)
        await postman.hangUp()
        #expect(await postman.deliver(mail()) == .sent)
        #expect(try await catcher.caught(4)[3].peer != caught[2].peer)
        await postman.hangUp()
    }

    @Test("A name and password in the address are used to sign in")
    func password() async throws {
        let catcher = try await MailCatcher.start(demandingPassword: true)
        let right = try postman("smtp://hub:p%40ss%20word@127.0.0.1:\(catcher.port)")
        #expect(await right.deliver(mail()) == .sent)
        #expect(try await catcher.caught(1).first?.user == "hub")
        // A wrong password is our trouble, not the mail's: it waits.
        for url in ["smtp://hub:wrong@127.0.0.1:\(catcher.port)", catcher.url] {
            guard case .serverAway(let words) = await (try postman(url)).deliver(mail()) else {
                Issue.record("a mail was not kept back")
                return
            }
            #expect(!words.contains("wrong"))
        }
    }

    @Test("Where nobody listens, the server is away")
    func nobody() async throws {
        let catcher = try await MailCatcher.start()
        let url = catcher.url
        catcher.stop()
        guard case .serverAway = await (try postman(url)).deliver(mail()) else {
            Issue.record("sent to nobody")
            return
        }
    }

    @Test("A server that never says a word is given up on in time")
    func silence() async throws {
        let listener = try SilentServer()
        defer { listener.close() }
        let started = ContinuousClock.now
        guard case .serverAway = await (try postman(listener.url, timeout: .seconds(1))).deliver(mail()) else {
            Issue.record("sent to a silent server")
            return
        }
        #expect(ContinuousClock.now - started < .seconds(5))
    }

    @Test("Stopping does not wait for a server that says nothing")
    func stops() async throws {
        let listener = try SilentServer()
        defer { listener.close() }
        let postman = try postman(listener.url)
        async let outcome = postman.deliver(mail())
        try await eventually("the postman knocks") { listener.hasBeenCalled }
        postman.stop()
        #expect(await outcome == .stopped)
        #expect(await postman.deliver(mail()) == .stopped)
    }
}
