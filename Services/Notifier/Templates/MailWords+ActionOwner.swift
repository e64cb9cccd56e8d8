// What whoever was given an action reads.
extension MailWords {
    static let actionGiven = MailWords(
        subject: "something for you to do",
        happened: "It was agreed that you do something for {reference}, by {answer_by}.",
        next: "We will write again shortly before, unless it is done by then.",
        toDo: "Read what was agreed, do it, and mark it as done.")

    static let actionDue = MailWords(
        subject: "due soon",
        happened:
            "What was agreed that you do for {reference} is due by {answer_by}, and is not marked as done.",
        next: "After that it stands under the overdue ones.",
        toDo: "Do it and mark it as done. If that cannot be, speak to the locality's coordinator.")
}
