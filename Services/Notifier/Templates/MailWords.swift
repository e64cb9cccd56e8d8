// Every sentence the hub writes in a mail is in this file, or in the one beside it for whoever reads the mail (those about
// where a referral stands come from the one list of status words, so that mails, screens and the API say the same).
//
//   {reference}  the referral's reference, such as RH-7K3P-9QWX
//   {answer_by}  the day and time by which a provider or an agency is asked to answer, or to have done something
//   {forum}      the forum that looks at it
//   {meets_on}   the day on which it does
//   {clock}      what has to happen by a day
//
// A mail never says anything about the child: not a name, an age, a school, a need or a place. Coordinators sign in to read;
// agencies and providers read through the system they use or the hub's API, for there is no page for them yet.

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

    static let signIn = "Sign in, or use your organisation's own system where it is connected: {sign_in}"

    static let noDateGiven = "the date shown with it"
    static let noForumGiven = "a forum"

    /// What has to happen before a clock of that kind runs out.
    static func clock(_ kind: String) -> String {
        switch kind {
        case "acknowledge": "somebody has to acknowledge it"
        case "triage": "the coordinator has to decide what to do"
        case "information": "the agency has to answer what it was asked"
        case "papers": "the papers for its forum have to be ready"
        case "forum": "a forum has to look at it"
        case "plan": "a plan has to be agreed"
        case "start": "the placement has to begin"
        case "review": "its plan or its placement has to be reviewed"
        case "full_time_education": "full-time education has to be in place"
        default: "the next step has to be taken"
        }
    }
}
