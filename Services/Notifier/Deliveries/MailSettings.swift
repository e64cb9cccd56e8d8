import Inclusion
import ServiceKit

/// What sending needs to know, read once at start.
struct MailSettings: Sendable {
    let contacts: Contacts
    let server: SMTPServer
    let from: String
    /// Where people sign in.
    let signIn: String
    /// How many mails are on their way at the same time at most.
    let atOnce: Int

    static let settings: [Setting] = [
        Setting("contacts.file", .file, isRequired: true, meaning: "JSON file with the addresses of those who hear"),
        Setting(
            "smtp.url", .address(schemes: ["smtp", "smtps"]), default: "smtp://127.0.0.1:12525", isSecret: true,
            meaning: "mail server as smtp[s]://[user:password@]host[:port]"),
        Setting("smtp.from", isRequired: true, meaning: "the address that mails come from"),
        Setting(
            "smtp.at.once", .wholeNumber(1...50), default: "4",
            meaning: "mails that are sent at the same time at most; each holds a connection to the database"),
        Setting(
            "portal.url", .address(schemes: ["http", "https"]), default: "http://127.0.0.1:8085/",
            meaning: "where people sign in, as mails tell them"),
    ]

    /// - Throws: `ConfigurationError` with everything that is wrong.
    init(_ settings: ServiceSettings) throws(ConfigurationError) {
        var problems: [SettingProblem] = []
        let server = SMTPServer(url: settings.text("smtp.url") ?? "")
        if server == nil {
            problems.append(
                SettingProblem(
                    key: "smtp.url", words: "is not the address of a mail server.",
                    remedy: "It looks like smtp://mail.example.org:587."))
        }
        let from = settings.text("smtp.from") ?? ""
        if !EmailAddress.isPlausible(from) {
            problems.append(
                SettingProblem(
                    key: "smtp.from", words: "is not an e-mail address.",
                    remedy: "It looks like referral-hub@council.example.org, without a name."))
        }
        var contacts: Contacts?
        do {
            contacts = try Contacts(file: settings.text("contacts.file") ?? "")
        } catch {
            problems += error.problems
        }
        guard let server, let contacts, problems.isEmpty else { throw ConfigurationError(problems: problems) }
        self.contacts = contacts
        self.server = server
        self.from = from
        signIn = settings.text("portal.url") ?? ""
        atOnce = settings.int("smtp.at.once") ?? 4
    }

    init(contacts: Contacts, server: SMTPServer, from: String, signIn: String, atOnce: Int = 4) {
        self.contacts = contacts
        self.server = server
        self.from = from
        self.signIn = signIn
        self.atOnce = atOnce
    }
}
