import Inclusion

// Every sentence the hub writes in a mail is in this file (those about where a referral stands come from the one list
// of status words, so that mails, screens and the API say the same).
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

    static let signIn = "Sign in: {sign_in}"
    static let readIt = "Read it through your own system, or through the hub's API."

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
        case "review": "its plan has to be reviewed"
        case "full_time_education": "full-time education has to be in place"
        default: "the next step has to be taken"
        }
    }
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
                toDo: "Nothing now. You can see where it stands at any time.")

        case .decisionMade:
            MailWords(
                subject: "a decision has been made",
                happened: """
                    A decision has been made about your referral {reference}. \(StandingStatus.lookingForAPlace.words)
                    """,
                next: "\(StandingStatus.lookingForAPlace.nextWords) We will write again when a provider has said yes.",
                toDo: "Nothing now. You can see where it stands at any time.")

        case .placeFound:
            MailWords(
                subject: "a place has been found",
                happened: "There is a place for your referral {reference}. \(StandingStatus.placed.words)",
                next: StandingStatus.placed.nextWords,
                toDo: "Nothing now. You can see where it stands at any time.")

        case .placementAgreed:
            MailWords(
                subject: "the placement is agreed",
                happened: "What was agreed about the place for your referral {reference} is on record.",
                next: "The child starts on the agreed day. We will write again when the placement ends.",
                toDo: "Nothing now. You can see where it stands at any time.")

        case .placementEnded:
            MailWords(
                subject: "the placement has ended",
                happened: "The placement that came of your referral {reference} has ended.",
                next: "The coordinator closes the case, or agrees with you what comes next.",
                toDo: "Read where it stands. If something is not clear, speak to the locality's coordinator.")

        case .placementNotStarted:
            MailWords(
                subject: "the placement did not begin",
                happened: "The placement that was agreed for {reference} did not begin. Its place is free again.",
                next: "The case is with you until you decide what comes next.",
                toDo: "Read why, and decide again.")

        case .placementOver:
            MailWords(
                subject: "the placement has ended",
                happened: "The placement that came of {reference} has ended, and its outcomes are on record.",
                next: "The case is with you until you close it or decide what comes next.",
                toDo: "Read the outcomes and what the next place should know.")

        case .placementStarts:
            MailWords(
                subject: "the placement is agreed",
                happened: "The individual agreement for {reference} is on record.",
                next: "Record the start when the child has come, or that the child has not.",
                toDo: "Read the agreement: days and times, whom to call, what to know.")

        case .outcomeDecided:
            MailWords(
                subject: "a decision has been made",
                happened: "A decision has been made about your referral {reference}.",
                next: "The decision says why, and what to do instead or next.",
                toDo: "Read the decision. If something in it is not clear, speak to the locality's coordinator.")

        case .informationAsked:
            MailWords(
                subject: "please tell us more",
                happened: "The coordinator has a question about your referral {reference}.",
                next: "The coordinator waits for your answer. Please answer by {answer_by}.",
                toDo: "Read the question and answer it there. Please do not answer it in an e-mail.")

        case .caseListed:
            MailWords(
                subject: "a forum will look at it",
                happened: "Your referral {reference} is on the agenda of the {forum} on {meets_on}.",
                next: "The forum meets, and the coordinator decides after that. You hear every decision.",
                toDo: "Nothing now. If something has changed since you referred, amend your referral before that day.")

        case .answerStillNeeded:
            MailWords(
                subject: "we still need an answer",
                happened: "The coordinator asked you something about your referral {reference} and has no answer yet.",
                next: "We still need an answer by {answer_by}. After that the coordinator decides without it.",
                toDo: "Read the question and answer it there. Please do not answer it in an e-mail.")

        case .referralPassedOn:
            MailWords(
                subject: "others look at it now",
                happened: "Your referral {reference} has been passed to another coordinator, or to another forum.",
                next: "They go on where the others stopped. Nothing is lost, and you hear every decision.",
                toDo: "Nothing now. You can see at any time who has it.")

        case .referralTransferred:
            MailWords(
                subject: "another agency takes it on",
                happened: "A decision has been made about your referral {reference}: another agency takes it on.",
                next: "The decision says which agency, and why. The hub's work on it has ended.",
                toDo: "Read the decision, and speak to that agency from now on.")

        case .levelChanged:
            MailWords(
                subject: "the level of support has changed",
                happened: "The level of support for your referral {reference} has been changed.",
                next: "The coordinator goes on with it.",
                toDo: "Nothing now. You can see where it stands at any time.")

        case .planBegun:
            MailWords(
                subject: "there is a plan",
                happened: "A plan has begun for your referral {reference}.",
                next: "The plan is reviewed on the day you can see with your referral.",
                toDo: "Nothing now. You can see where it stands at any time.")

        case .supportEnded:
            MailWords(
                subject: "the hub's work on it has ended",
                happened: "The coordinator has closed your referral {reference}.",
                next: "You can see how it ended, and what to do if things change.",
                toDo: "Read how it ended. If something in it is not clear, speak to the locality's coordinator.")

        case .caseReopened:
            MailWords(
                subject: "it has been opened again",
                happened: "Your referral {reference} had been closed, and has been opened again.",
                next: StandingStatus.acknowledged.nextWords,
                toDo: "Nothing now. You can see where it stands at any time.")

        // ---- To the locality's coordinator ----

        case .clockRunsOut:
            MailWords(
                subject: "due soon",
                happened: "For {reference}, {clock} by {answer_by}.",
                next: "If it does not happen by then, it stands under the overdue ones.",
                toDo: "Sign in, see who has the next step, and see to it that it is taken.")

        case .clockBreached:
            MailWords(
                subject: "overdue",
                happened: "For {reference} a deadline has passed: {clock}, and that was due by {answer_by}.",
                next: "It stands under the overdue ones until it has happened.",
                toDo: "Sign in, see who has the next step, and see to it that it is taken.")

        case .casePassedToYou:
            MailWords(
                subject: "passed to you",
                happened: "{reference} has been passed to your locality. It is in your queue, with all that was done.",
                next: "The referrer was told that others look at it now.",
                toDo: "Sign in, read it and go on with it.")

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

        case .answerReceived:
            MailWords(
                subject: "your question was answered",
                happened: "The agency has answered what you asked about {reference}.",
                next: "You have the next step.",
                toDo: "Sign in to see where it stands, and read the answer.")

        case .referralAmended:
            MailWords(
                subject: "the referral was changed",
                happened: "The agency has corrected or completed what it said in {reference}.",
                next: "Nothing moves by itself: a case stays in its locality and its forum.",
                toDo: "Read what changed, and see whether it changes what you decide.")

        case .referralWithdrawn:
            MailWords(
                subject: "the referral was taken back",
                happened: "The agency has withdrawn {reference}, or says that it was entered in error.",
                next: """
                    The case is closed, and nobody looks for a place any more. A provider that has already said yes keeps \
                    the place until you speak to it.
                    """,
                toDo: "If a provider has said yes, speak to it and to the agency. Otherwise nothing.")

        case .referralJoined:
            MailWords(
                subject: "another agency refers too",
                happened: "Another agency has referred about the same matter. Its referral has joined {reference}.",
                next: "There is one case, and every agency in it hears what is decided.",
                toDo: "Sign in to see where it stands, and read what the other agency wrote.")

        case .referralLeft:
            MailWords(
                subject: "one agency has taken its referral back",
                happened: "One of the agencies in {reference} has taken its referral back. Another one is still there.",
                next: "The case goes on with what is left.",
                toDo: "Read the case again, and see whether it changes what you decide.")

        case .sharingStopped:
            MailWords(
                subject: "stop sharing",
                happened: "There is no lawful basis any more for sharing what {reference} says.",
                next: """
                    The hub shares nothing more: it cannot be listed for a forum, no place can be agreed, and a search for \
                    one has ended.
                    """,
                toDo: "Share nothing of it yourself. Speak to the agency that referred.")

        case .sharingAllowed:
            MailWords(
                subject: "sharing is allowed again",
                happened: "There is a lawful basis again for sharing what {reference} says.",
                next: "Forums and places can be agreed again. A search that had ended does not begin by itself.",
                toDo: "Sign in to see where it stands, and decide what comes next.")

        case .providerAsks:
            MailWords(
                subject: "a provider has a question",
                happened: "A provider that was asked for a place for {reference} wants to know something first.",
                next: "The time to answer goes on, so the sooner it knows the better.",
                toDo: "Sign in, read the question and answer it.")

        case .offerExpired:
            MailWords(
                subject: "a provider did not answer",
                happened: "A provider asked for a place for {reference} has not answered in time.",
                next: "The place is not held any more. The provider was told that it is not asked any more.",
                toDo: "Sign in and ask another, or the same again.")

        case .provisionGone:
            MailWords(
                subject: "a provision is gone",
                happened: "A provision asked for a place for {reference} is not in the directory any more.",
                next: "The offer was withdrawn. Others that were asked are asked still.",
                toDo: "Sign in and see whom else to ask.")

        // ---- To the provider ----

        case .placeAskedFor:
            MailWords(
                subject: "you have been asked for a place",
                happened: "You have been asked for a place for {reference}.",
                next: "The coordinator waits for your answer. Please answer by {answer_by}.",
                toDo: "Read the request, and accept or decline it.")

        case .acceptanceConfirmed:
            MailWords(
                subject: "thank you for saying yes",
                happened: "Thank you. You have said yes to {reference}, and the place is kept.",
                next: "The referrer and the coordinator have been told.",
                toDo: "Read the request, see whom to speak to, and arrange the start with them.")

        case .questionAnswered:
            MailWords(
                subject: "your question was answered",
                happened: "The coordinator has answered what you asked about {reference}.",
                next: "The time to answer is the same as before.",
                toDo: "Read the answer, and accept or decline.")

        case .offerOver:
            MailWords(
                subject: "the time to answer is over",
                happened: "You were asked for a place for {reference}, and the time to answer has passed.",
                next: "You cannot accept or decline it any more, and what it said can no longer be read.",
                toDo: "Nothing. If you could still take the child, telephone the coordinator.")

        case .requestWithdrawn:
            MailWords(
                subject: "you are not asked any more",
                happened: "The request for a place for {reference} has been withdrawn.",
                next: "You cannot accept or decline it any more, and what it said can no longer be read.",
                toDo: "Nothing. If you kept notes about it, delete them.")

        // ---- To whoever was given an action ----

        case .actionGiven:
            MailWords(
                subject: "something for you to do",
                happened: "It was agreed that you do something for {reference}, by {answer_by}.",
                next: "We will write again shortly before, unless it is done by then.",
                toDo: "Read what was agreed, do it, and mark it as done.")

        case .actionDue:
            MailWords(
                subject: "due soon",
                happened:
                    "What was agreed that you do for {reference} is due by {answer_by}, and is not marked as done.",
                next: "After that it stands under the overdue ones.",
                toDo: "Do it and mark it as done. If that cannot be, speak to the locality's coordinator.")
        }
    }
}
