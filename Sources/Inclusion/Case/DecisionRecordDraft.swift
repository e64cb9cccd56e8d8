public import Contracts

/// What is put on record with every decision, as posted: codes still text.
public struct DecisionRecordDraft: Sendable, Equatable {
    /// What else could have been done; at least one.
    public var optionsConsidered: [String] = []
    /// What the decision rests on; at least one.
    public var evidence: [String] = []
    /// Both are needed. Why somebody was not asked is a view too.
    public var views = ViewsDraft()
    /// The four questions, each answered.
    public var tests: [DecisionQuestion: Test] = [:]
    /// Who was there, by name or role; at least one.
    public var present: [String] = []
    /// Who saw it otherwise, and why.
    public var dissent: String?
    /// How every other option was exhausted; needed when an exclusion is near.
    public var optionsExhausted: String?

    /// The answer to one of the four questions.
    public struct Test: Sendable, Equatable {
        /// A `DecisionAnswer`.
        public var answer: String
        /// Why; needed unless the answer is yes.
        public var words: String?

        /// From its parts.
        public init(answer: String, words: String? = nil) {
            self.answer = answer
            self.words = words
        }
    }

    /// An empty draft.
    public init() {}

    /// Everything that is wrong with it; empty when nothing is.
    public func problems() -> [RuleProblem] {
        var check = FieldCheck()
        problems(&check)
        return check.problems
    }

    func problems(_ check: inout FieldCheck) {
        check.least(optionsConsidered, "/record/options_considered", "At least one other option.")
        check.list(optionsConsidered, "/record/options_considered", most: 10, limit: 500)
        check.least(evidence, "/record/evidence", "At least one thing that the decision rests on.")
        check.list(evidence, "/record/evidence", most: 10, limit: 500)
        check.text(views.child ?? "", "/record/views/child", limit: 2000, multiline: true)
        check.text(views.family ?? "", "/record/views/family", limit: 2000, multiline: true)
        for question in DecisionQuestion.allCases { problems(question, &check) }
        check.least(present, "/record/present", "At least one person who was there, by name or role.")
        check.list(present, "/record/present", most: 30, limit: 200)
        check.optional(dissent, "/record/dissent", limit: 2000, multiline: true)
        check.optional(optionsExhausted, "/record/options_exhausted", limit: 2000, multiline: true)
    }

    private func problems(_ question: DecisionQuestion, _ check: inout FieldCheck) {
        let pointer = "/record/tests/\(question.code)"
        guard let test = tests[question] else { return check.add(pointer, "required", question.words) }
        let answer = check.code(test.answer, "\(pointer)/answer", DecisionAnswer.self)
        if let words = test.words {
            check.text(words, "\(pointer)/words", limit: 1000, multiline: true)
        } else if let answer, answer != .yes {
            check.add("\(pointer)/words", "required", "Why not, in words.")
        }
    }

    /// Domain section 1 no. 20: before a child is excluded every other option has been exhausted, and it is said how.
    func exclusionProblems(_ check: inout FieldCheck) {
        if optionsConsidered.count == 1 {
            check.add("/record/options_considered", "too_few", "At least two other options when an exclusion is near.")
        }
        if optionsExhausted == nil {
            check.add(
                "/record/options_exhausted", "required", "How every other option was exhausted before an exclusion.")
        }
    }

    /// The record as a message, to be sealed.
    /// - Parameters:
    ///   - why: why it was decided; empty in a correction, which leaves that as it is.
    ///   - services: those the referrer was told of.
    public func message(why: String = "", services: [ServiceDraft] = []) -> DecisionRecord {
        var record = DecisionRecord()
        record.why = why
        record.optionsConsidered = optionsConsidered
        record.evidence = evidence
        record.childViews = views.child ?? ""
        record.familyViews = views.family ?? ""
        record.tests = DecisionQuestion.allCases.compactMap { question in
            tests[question].map { DecisionTest(question, $0) }
        }
        record.present = present
        record.dissent = dissent ?? ""
        record.services = services.map(NamedService.init)
        record.optionsExhausted = optionsExhausted ?? ""
        return record
    }
}

extension DecisionTest {
    fileprivate init(_ question: DecisionQuestion, _ test: DecisionRecordDraft.Test) {
        self.init()
        self.question = question.code
        answer = test.answer
        words = test.words ?? ""
    }
}

extension NamedService {
    fileprivate init(_ service: ServiceDraft) {
        self.init()
        name = service.name
        contact = service.contact
    }
}

extension FieldCheck {
    /// A list that may not be empty.
    fileprivate mutating func least(_ texts: [String], _ pointer: String, _ words: String) {
        if texts.isEmpty { add(pointer, "required", words) }
    }
}
