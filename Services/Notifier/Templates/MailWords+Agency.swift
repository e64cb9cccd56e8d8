import Inclusion

// What the agency that referred reads.
extension MailWords {
    static let referralReceived = MailWords(
        subject: "we have it",
        happened: "Thank you. Your referral {reference} has arrived safely. \(StandingStatus.submitted.words)",
        next: StandingStatus.submitted.nextWords,
        toDo: """
            Nothing now. Keep the reference {reference} and quote it whenever you speak to us. If you think a \
            child is in immediate danger, call 999.
            """)

    static let referralAcknowledged = MailWords(
        subject: "a coordinator has read it",
        happened: "Your referral {reference} has been acknowledged. \(StandingStatus.acknowledged.words)",
        next: StandingStatus.acknowledged.nextWords,
        toDo: "Nothing now. You can see where it stands at any time.")

    static let decisionMade = MailWords(
        subject: "a decision has been made",
        happened: """
            A decision has been made about your referral {reference}. \(StandingStatus.lookingForAPlace.words)
            """,
        next: "\(StandingStatus.lookingForAPlace.nextWords) We will write again when a provider has said yes.",
        toDo: "Nothing now. You can see where it stands at any time.")

    static let placeFound = MailWords(
        subject: "a place has been found",
        happened: "There is a place for your referral {reference}. \(StandingStatus.placed.words)",
        next: StandingStatus.placed.nextWords,
        toDo: "Nothing now. You can see where it stands at any time.")

    static let placementAgreed = MailWords(
        subject: "the placement is agreed",
        happened: "What was agreed about the place for your referral {reference} is on record.",
        next: "The child starts on the agreed day. We will write again when the placement ends.",
        toDo: "Nothing now. You can see where it stands at any time.")

    static let placementEnded = MailWords(
        subject: "the placement has ended",
        happened: "The placement that came of your referral {reference} has ended.",
        next: "The coordinator closes the case, or agrees with you what comes next.",
        toDo: "Read where it stands. If something is not clear, speak to the locality's coordinator.")

    static let outcomeDecided = MailWords(
        subject: "a decision has been made",
        happened: "A decision has been made about your referral {reference}.",
        next: "The decision says why, and what to do instead or next.",
        toDo: "Read the decision. If something in it is not clear, speak to the locality's coordinator.")

    static let informationAsked = MailWords(
        subject: "please tell us more",
        happened: "The coordinator has a question about your referral {reference}.",
        next: "The coordinator waits for your answer. Please answer by {answer_by}.",
        toDo: "Read the question and answer it there. Please do not answer it in an e-mail.")

    static let caseListed = MailWords(
        subject: "a forum will look at it",
        happened: "Your referral {reference} is on the agenda of the {forum} on {meets_on}.",
        next: "The forum meets, and the coordinator decides after that. You hear every decision.",
        toDo: "Nothing now. If something has changed since you referred, amend your referral before that day.")

    static let answerStillNeeded = MailWords(
        subject: "we still need an answer",
        happened: "The coordinator asked you something about your referral {reference} and has no answer yet.",
        next: "We still need an answer by {answer_by}. After that the coordinator decides without it.",
        toDo: "Read the question and answer it there. Please do not answer it in an e-mail.")

    static let referralPassedOn = MailWords(
        subject: "others look at it now",
        happened: "Your referral {reference} has been passed to another coordinator, or to another forum.",
        next: "They go on where the others stopped. Nothing is lost, and you hear every decision.",
        toDo: "Nothing now. You can see at any time who has it.")

    static let referralTransferred = MailWords(
        subject: "another agency takes it on",
        happened: "A decision has been made about your referral {reference}: another agency takes it on.",
        next: "The decision says which agency, and why. The hub's work on it has ended.",
        toDo: "Read the decision, and speak to that agency from now on.")

    static let levelChanged = MailWords(
        subject: "the level of support has changed",
        happened: "The level of support for your referral {reference} has been changed.",
        next: "The coordinator goes on with it.",
        toDo: "Nothing now. You can see where it stands at any time.")

    static let planBegun = MailWords(
        subject: "there is a plan",
        happened: "A plan has begun for your referral {reference}.",
        next: "The plan is reviewed on the day you can see with your referral.",
        toDo: "Nothing now. You can see where it stands at any time.")

    static let supportEnded = MailWords(
        subject: "the hub's work on it has ended",
        happened: "The coordinator has closed your referral {reference}.",
        next: "You can see how it ended, and what to do if things change.",
        toDo: "Read how it ended. If something in it is not clear, speak to the locality's coordinator.")

    static let caseReopened = MailWords(
        subject: "it has been opened again",
        happened: "Your referral {reference} had been closed, and has been opened again.",
        next: StandingStatus.acknowledged.nextWords,
        toDo: "Nothing now. You can see where it stands at any time.")
}
