import Inclusion

// What the coordinators of a locality read.
extension MailWords {
    static let placementNotStarted = MailWords(
        subject: "the placement did not begin",
        happened: "The placement that was agreed for {reference} did not begin. Its place is free again.",
        next: "The case is with you until you decide what comes next.",
        toDo: "Read why, and decide again.")

    static let placementOver = MailWords(
        subject: "the placement has ended",
        happened: "The placement that came of {reference} has ended, and its outcomes are on record.",
        next: "The case is with you until you close it or decide what comes next.",
        toDo: "Read the outcomes and what the next place should know.")

    static let clockRunsOut = MailWords(
        subject: "due soon",
        happened: "For {reference}, {clock} by {answer_by}.",
        next: "If it does not happen by then, it stands under the overdue ones.",
        toDo: "Sign in, see who has the next step, and see to it that it is taken.")

    static let clockBreached = MailWords(
        subject: "overdue",
        happened: "For {reference} a deadline has passed: {clock}, and that was due by {answer_by}.",
        next: "It stands under the overdue ones until it has happened.",
        toDo: "Sign in, see who has the next step, and see to it that it is taken.")

    static let casePassedToYou = MailWords(
        subject: "passed to you",
        happened: "{reference} has been passed to your locality. It is in your queue, with all that was done.",
        next: "The referrer was told that others look at it now.",
        toDo: "Sign in, read it and go on with it.")

    static let newReferral = MailWords(
        subject: "new in your queue",
        happened: "You have a new referral, {reference}. \(CaseState.open.words)",
        next: "The referrer was told that a person acknowledges it within one working day.",
        toDo: "Sign in, read it and acknowledge it.")

    static let providerAsked = MailWords(
        subject: "a provider has been asked",
        happened: "A provider has been asked for a place for {reference}.",
        next: "\(StandingStatus.offered.nextWords) We will write again when it has.",
        toDo: "Nothing now. Sign in to see who was asked, and why.")

    static let providerDeclined = MailWords(
        subject: "the provider said no",
        happened:
            "The provider asked for a place for {reference} has said no. \(PlacementState.declined.words)",
        next: "Once you have confirmed it, the next provider on the list is asked.",
        toDo: "Sign in, read why, and confirm.")

    static let noPlaceFound = MailWords(
        subject: "no place found",
        happened: "No place could be found for {reference}. \(PlacementState.unableToMatch.words)",
        next: StandingStatus.noPlaceFound.nextWords,
        toDo: "Sign in to see which providers were looked at, and what stood against each.")

    static let providerAccepted = MailWords(
        subject: "a provider said yes",
        happened: "There is a place for {reference}. \(PlacementState.accepted.words)",
        next: StandingStatus.placed.nextWords,
        toDo: "Sign in to see who said yes. The referrer has been told that there is a place.")

    static let answerReceived = MailWords(
        subject: "your question was answered",
        happened: "The agency has answered what you asked about {reference}.",
        next: "You have the next step.",
        toDo: "Sign in to see where it stands, and read the answer.")

    static let referralAmended = MailWords(
        subject: "the referral was changed",
        happened: "The agency has corrected or completed what it said in {reference}.",
        next: "Nothing moves by itself: a case stays in its locality and its forum.",
        toDo: "Read what changed, and see whether it changes what you decide.")

    static let referralWithdrawn = MailWords(
        subject: "the referral was taken back",
        happened: "The agency has withdrawn {reference}, or says that it was entered in error.",
        next: """
            The case is closed, and nobody looks for a place any more. A provider that has already said yes keeps \
            the place until you speak to it.
            """,
        toDo: "If a provider has said yes, speak to it and to the agency. Otherwise nothing.")

    static let referralJoined = MailWords(
        subject: "another agency refers too",
        happened: "Another agency has referred about the same matter. Its referral has joined {reference}.",
        next: "There is one case, and every agency in it hears what is decided.",
        toDo: "Sign in to see where it stands, and read what the other agency wrote.")

    static let referralLeft = MailWords(
        subject: "one agency has taken its referral back",
        happened: "One of the agencies in {reference} has taken its referral back. Another one is still there.",
        next: "The case goes on with what is left.",
        toDo: "Read the case again, and see whether it changes what you decide.")

    static let sharingStopped = MailWords(
        subject: "stop sharing",
        happened: "There is no lawful basis any more for sharing what {reference} says.",
        next: """
            The hub shares nothing more: it cannot be listed for a forum, no place can be agreed, and a search for \
            one has ended.
            """,
        toDo: "Share nothing of it yourself. Speak to the agency that referred.")

    static let sharingAllowed = MailWords(
        subject: "sharing is allowed again",
        happened: "There is a lawful basis again for sharing what {reference} says.",
        next: "Forums and places can be agreed again. A search that had ended does not begin by itself.",
        toDo: "Sign in to see where it stands, and decide what comes next.")

    static let providerAsks = MailWords(
        subject: "a provider has a question",
        happened: "A provider that was asked for a place for {reference} wants to know something first.",
        next: "The time to answer goes on, so the sooner it knows the better.",
        toDo: "Sign in, read the question and answer it.")

    static let offerExpired = MailWords(
        subject: "a provider did not answer",
        happened: "A provider asked for a place for {reference} has not answered in time.",
        next: "The place is not held any more. The provider was told that it is not asked any more.",
        toDo: "Sign in and ask another, or the same again.")

    static let provisionGone = MailWords(
        subject: "a provision is gone",
        happened: "A provision asked for a place for {reference} is not in the directory any more.",
        next: "The offer was withdrawn. Others that were asked are asked still.",
        toDo: "Sign in and see whom else to ask.")
}
