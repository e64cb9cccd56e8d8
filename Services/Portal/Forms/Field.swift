/// One question of a form, and where its answer belongs in what is sent to a service.
struct Field: Sendable {
    /// Of the control; an error in the summary links to it.
    let name: String
    let label: String
    var hint: String?
    let kind: Kind
    var isOptional = false
    /// Where the answer stands in the body (RFC 6901). What a service finds wrong there, or below, is said beside the field.
    let pointer: String
    /// Reminds whoever writes that others will read it.
    var warnsOfTooMuch = false
    /// A heading above the first field of a part.
    var heading: String?
    /// What is in it before anybody has filled it in.
    var usual: String?

    var isFixed: Bool {
        switch kind {
        case .fixed, .fixedNumber: true
        default: false
        }
    }

    enum Kind: Sendable {
        case text(Width = .full)
        /// Several lines, at most so many characters.
        case passage(rows: Int = 5, limit: Int = 2000)
        /// One of a few.
        case radios([Choice])
        /// Any of a few; the answer is a list of codes.
        case checkboxes([Choice])
        /// One of many.
        case select([Choice])
        /// Day, month and year in three boxes; the answer is an ISO date.
        case date
        /// Such as 9:30; the answer is hh:mm.
        case time
        case number
        /// Yes or no; the answer is a truth value.
        case yesNo
        /// One a line; the answer is a list of texts.
        case lines(rows: Int = 4)
        /// Nothing to fill in: goes along as it is.
        case fixed(String)
        /// The same, for a number.
        case fixedNumber(Int)
    }

    enum Width: String, Sendable {
        case full = ""
        case short = "govuk-input--width-10"
        case number = "govuk-input--width-3"
    }

    /// Something to choose.
    struct Choice: Sendable, Equatable {
        let code: String
        let label: String
        var hint: String?

        init(_ code: String, _ label: String, hint: String? = nil) {
            self.code = code
            self.label = label
            self.hint = hint
        }
    }

    init(
        _ name: String, _ label: String, _ kind: Kind, at pointer: String, hint: String? = nil,
        isOptional: Bool = false, warnsOfTooMuch: Bool = false, heading: String? = nil, usual: String? = nil
    ) {
        self.name = name
        self.label = label
        self.kind = kind
        self.pointer = pointer
        self.hint = hint
        self.isOptional = isOptional
        self.warnsOfTooMuch = warnsOfTooMuch
        self.heading = heading
        self.usual = usual
    }
}
