/// A form that was not taken, kept in the page so that it can be sent again.
struct KeepContent: Sendable {
    let heading: String
    let paragraphs: [String]
    /// Where to sign in, for whoever has to.
    let signIn: String?
    let action: String
    let fields: [OneButtonForm.Hidden]

    init(_ unsent: UnsentForm) {
        heading = unsent.session == nil ? "Sign in again to send this" : "Send this again"
        paragraphs =
            unsent.session == nil
            ? [
                "Your session has ended. What you typed has not been sent, and it is not lost: it is in this page.",
                "Sign in again in a new tab, come back to this one, and send it again. Do not close this page before that.",
            ]
            : [
                "You have signed in since this form was opened, so it has not been sent yet. What you typed is in this page.",
                "If you did not fill in a form just now, do not send it.",
            ]
        signIn = unsent.session == nil ? "/sign-in" : nil
        action = unsent.path
        var fields = unsent.form.fields
        fields[Form.tokenField] = unsent.session?.token.formToken ?? fields[Form.tokenField]
        self.fields = fields.sorted { $0.key < $1.key }.map { OneButtonForm.Hidden(name: $0.key, value: $0.value) }
    }
}
