/// Somebody of the child's family or who cares for it, as posted.
public struct FamilyContactDraft: Sendable, Equatable {
    /// 1 to 200 characters.
    public var name: String
    /// What they are to the child, in words: mother, foster carer.
    public var relationship: String
    /// 7 to 20 digits, blanks or dashes.
    public var telephone: String?
    /// An e-mail address.
    public var email: String?
    /// Parental responsibility (Children Act 1989, section 3); `nil`: not known.
    public var parentalResponsibility: Bool?
    /// Whether a call or a letter puts nobody at risk; `nil`: not known.
    public var safeToContact: Bool?
    /// A language tag; `nil`: not said.
    public var language: String?

    /// From its fields, where given.
    public init(
        name: String = "", relationship: String = "", telephone: String? = nil, email: String? = nil,
        parentalResponsibility: Bool? = nil, safeToContact: Bool? = nil, language: String? = nil
    ) {
        self.name = name
        self.relationship = relationship
        self.telephone = telephone
        self.email = email
        self.parentalResponsibility = parentalResponsibility
        self.safeToContact = safeToContact
        self.language = language
    }
}
