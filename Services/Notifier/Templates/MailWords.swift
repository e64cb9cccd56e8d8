import Inclusion

// Every sentence the hub writes in a mail is in this file (those about where a referral stands come from the one list
// of status words, so that mails, screens and the API say the same).
//
//   {reference}  the referral's reference, such as RH-7K3P-9QWX
//   {answer_by}  the day and time by which a provider is asked to answer
//
// A mail never says anything about the child: not a name, an age, a school, a need or a place. People sign in to read.

/// What one mail says.
struct MailWords: Sendable {
    /// Comes after “Referral {reference}: ”.
    let subject: String
    let happened: String
    let next: String
    let toDo: String

    static let footer = """
        Referral Hub sent this mail because {reference} is with you. For the child's safety it says nothing about them. \
        Please do not answer it, and do not put anything about a child in an e-mail.
        """

    static let noDateGiven = "the date shown when you sign in"
}

extension MailTemplate {
    var words: MailWords {
        switch self {

        // ---- To the agency that referred ----

        case .referralReceived:
            MailWords(
                subject: "we have it",
                happened: "Thank you. Your referral {reference} has arrived safely. \(StandingStatus.submitted.words)",
                next: StandingStatus.submitted.nextWords,
                toDo: """
                    Nothing now. Keep the reference {reference} and quote it whenever you speak to us. If you think a \
                    child is in immediate danger, call 999.
                    """)

        case .referralAcknowledged:
            MailWords(
                subject: "a coordinator has read it",
                happened: "Your referral {reference} has been acknowledged. \(StandingStatus.acknowledged.words)",
                next: StandingStatus.acknowledged.nextWords,
                toDo: "Nothing now. You can sign in at any time to see where it stands.")

        case .decisionMade:
            MailWords(
                subject: "a decision has been made",
                happened: """
                    A decision has been made about your referral {reference}. \(StandingStatus.lookingForAPlace.words)
                    """,
                next: "\(StandingStatus.lookingForAPlace.nextWords) We will write again when a provider has said yes.",
                toDo: "Nothing now. Sign in to see where it stands.")

        case .placeFound:
            MailWords(
                subject: "a place has been found",
                happened: "There is a place for your referral {reference}. \(StandingStatus.placed.words)",
                next: StandingStatus.placed.nextWords,
                toDo: "Sign in to see who said yes.")

        // ---- To the locality's coordinator ----

        case .newReferral:
            MailWords(
                subject: "new in your queue",
                happened: "You have a new referral, {reference}. \(CaseState.open.words)",
                next: "The referrer was told that a person acknowledges it within one working day.",
                toDo: "Sign in, read it and acknowledge it.")

        case .providerAsked:
            MailWords(
                subject: "a provider has been asked",
                happened: "A provider has been asked for a place for {reference}.",
                next: "\(StandingStatus.offered.nextWords) We will write again when it has.",
                toDo: "Nothing now. Sign in to see who was asked, and why.")

        case .providerDeclined:
            MailWords(
                subject: "the provider said no",
                happened:
                    "The provider asked for a place for {reference} has said no. \(PlacementState.declined.words)",
                next: "Once you have confirmed it, the next provider on the list is asked.",
                toDo: "Sign in, read why, and confirm.")

        case .noPlaceFound:
            MailWords(
                subject: "no place found",
                happened: "No place could be found for {reference}. \(PlacementState.unableToMatch.words)",
                next: StandingStatus.noPlaceFound.nextWords,
                toDo: "Sign in to see which providers were looked at, and what stood against each.")

        case .providerAccepted:
            MailWords(
                subject: "a provider said yes",
                happened: "There is a place for {reference}. \(PlacementState.accepted.words)",
                next: StandingStatus.placed.nextWords,
                toDo: "Sign in to see who said yes. The referrer has been told that there is a place.")

        // ---- To the provider ----

        case .placeAskedFor:
            MailWords(
                subject: "you have been asked for a place",
                happened: "You have been asked for a place for {reference}.",
                next: "The coordinator waits for your answer. Please answer by {answer_by}.",
                toDo: "Sign in, read the request, and accept or decline it.")

        case .acceptanceConfirmed:
            MailWords(
                subject: "thank you for saying yes",
                happened: "Thank you. You have said yes to {reference}, and the place is kept.",
                next: "The referrer and the coordinator have been told.",
                toDo: "Sign in to see whom to speak to, and arrange the start with them.")
        }
    }
}
