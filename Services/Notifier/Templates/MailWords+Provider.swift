// What a provider reads that is asked for a place, or has one.
extension MailWords {
    static let placementStarts = MailWords(
        subject: "the placement is agreed",
        happened: "The individual agreement for {reference} is on record.",
        next: "Record the start when the child has come, or that the child has not.",
        toDo: "Read the agreement: days and times, whom to call, what to know.")

    static let placeAskedFor = MailWords(
        subject: "you have been asked for a place",
        happened: "You have been asked for a place for {reference}.",
        next: "The coordinator waits for your answer. Please answer by {answer_by}.",
        toDo: "Read the request, and accept or decline it.")

    static let acceptanceConfirmed = MailWords(
        subject: "thank you for saying yes",
        happened: "Thank you. You have said yes to {reference}, and the place is kept.",
        next: "The referrer and the coordinator have been told.",
        toDo: "Read the request, see whom to speak to, and arrange the start with them.")

    static let questionAnswered = MailWords(
        subject: "your question was answered",
        happened: "The coordinator has answered what you asked about {reference}.",
        next: "The time to answer is the same as before.",
        toDo: "Read the answer, and accept or decline.")

    static let offerOver = MailWords(
        subject: "the time to answer is over",
        happened: "You were asked for a place for {reference}, and the time to answer has passed.",
        next: "You cannot accept or decline it any more, and what it said can no longer be read.",
        toDo: "Nothing. If you could still take the child, telephone the coordinator.")

    static let requestWithdrawn = MailWords(
        subject: "you are not asked any more",
        happened: "The request for a place for {reference} has been withdrawn.",
        next: "You cannot accept or decline it any more, and what it said can no longer be read.",
        toDo: "Nothing. If you kept notes about it, delete them.")

    static let placementReviewDue = MailWords(
        subject: "a review is due soon",
        happened: "The placement for {reference} is to be reviewed by {answer_by}.",
        next: "If it is not, it stands under the coordinator's overdue ones.",
        toDo: "Hold the review, hear the child's view, and record it.")

    static let placementReviewLate = MailWords(
        subject: "a review is overdue",
        happened: "The placement for {reference} was to be reviewed by {answer_by}, and no review is on record.",
        next: "It stands under the coordinator's overdue ones until it has been reviewed.",
        toDo: "Hold the review, hear the child's view, and record it.")
}
