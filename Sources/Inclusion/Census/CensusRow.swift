public import Contracts

/// Where a child is taught, as the alternative provision census names it: by exactly one of these (domain section 7).
public enum CensusSetting: Sendable, Equatable {
    /// A school's unique reference number: six digits.
    case urn(String)
    /// A provider's number in the UK register of learning providers: eight digits.
    case ukprn(String)
    /// What is in no register.
    case unregistered(CensusSettingType)

    /// By the numbers a provision is known by, as its directory entry has them: the URN where there is one, else the UKPRN,
    /// else a type of setting, which only what is unregistered has. `nil` when nothing is left to name it by.
    /// - Parameter identifiers: kind of number, such as `URN`, and the number.
    public init?(_ identifiers: [(kind: String, number: String)], isRegistered: Bool) {
        func number(_ kind: String) -> String? { identifiers.first { $0.kind.uppercased() == kind }?.number }
        if let urn = number("URN") {
            self = .urn(urn)
        } else if let ukprn = number("UKPRN") {
            self = .ukprn(ukprn)
        } else if let type = number("SETTING_TYPE").flatMap(CensusSettingType.init(rawValue:)) {
            self = .unregistered(type)
        } else if !isRegistered {
            self = .unregistered(.other)
        } else {
            return nil
        }
    }
}

/// A type of setting that is in no register.
public enum CensusSettingType: String, Coded {
    case furtherEducation = "NFE"
    case tuition = "OOT"
    case other = "OTH"
    case workBased = "WBP"

    /// As people say it.
    public var words: String {
        switch self {
        case .furtherEducation: "further education that is not maintained"
        case .tuition: "one-to-one tuition"
        case .other: "another unregistered provider"
        case .workBased: "a work-based placement"
        }
    }
}

/// A child's row of the alternative provision census (domain section 7).
public struct CensusRow: Sendable, Equatable {
    /// UUID text of the placement it is about.
    public let placementID: String
    /// What people say on the telephone: names the row without naming the child.
    public let reference: String
    /// `nil` when the child's key was erased.
    public let child: CensusChild?
    /// `nil` when nothing names it.
    public let setting: CensusSetting?
    /// A `PlacementReason`.
    public let reason: String
    /// ISO 8601 date.
    public let entered: String
    /// ISO 8601 date; `nil` while the child is there.
    public let left: String?
    /// Half days a week.
    public let sessionsAWeek: Int

    /// From its parts.
    public init(
        placementID: String, reference: String, child: CensusChild?, setting: CensusSetting?, reason: String,
        entered: String, left: String?, sessionsAWeek: Int
    ) {
        self.placementID = placementID
        self.reference = reference
        self.child = child
        self.setting = setting
        self.reason = reason
        self.entered = entered
        self.left = left
        self.sessionsAWeek = sessionsAWeek
    }

    /// A full week, in half days.
    static let fullTime = 10

    /// F full time, P part time.
    public var attendancePattern: String { sessionsAWeek >= Self.fullTime ? "F" : "P" }

    /// Everything for which the census would send the row back; empty when nothing.
    public var problems: [RuleProblem] {
        var check = FieldCheck()
        if let child {
            check.census(child)
        } else {
            check.add("/child", "erased", "The child's details have been erased.")
        }
        switch setting {
        case .urn(let number):
            if (try? URN(number)) == nil { check.add("/urn", "not_allowed", "A URN has six digits.") }
        case .ukprn(let number):
            let isOne = number.utf8.count == 8 && number.utf8.allSatisfy { UPN.digit($0) != nil }
            if !isOne { check.add("/ukprn", "not_allowed", "A UKPRN has eight digits.") }
        case .unregistered: break
        case nil:
            check.add(
                "/urn", "required", "A registered provision is named by its URN or UKPRN; the directory has neither.")
        }
        check.code(reason, "/reason", PlacementReason.self)
        let entry = check.date(entered, "/entered")
        if let left, let entry, let last = check.date(left, "/left"), last < entry {
            check.add("/left", "out_of_range", "Not before the day of entry.")
        }
        check.number(sessionsAWeek, "/sessions_a_week", 1...Self.fullTime)
        return check.problems
    }
}

extension FieldCheck {
    /// What the census asks of the child.
    fileprivate mutating func census(_ child: CensusChild) {
        if child.upn.isEmpty {
            add("/upn", "required", "A UPN is needed; a temporary one will do.")
        } else {
            do { _ = try UPN(child.upn) } catch { add("/upn", error.rawValue, error.words("UPN")) }
        }
        if !child.uln.isEmpty, child.uln.utf8.count != 10 || child.uln.utf8.contains(where: { UPN.digit($0) == nil }) {
            add("/uln", "not_allowed", "A ULN has ten digits.")
        }
        text(child.familyName, "/family_name", limit: 100)
        text(child.givenName, "/given_name", limit: 100)
        _ = date(child.dateOfBirth, "/date_of_birth")
        code(child.sex, "/sex", Sex.self)
        code(child.ethnicity, "/ethnicity", Ethnicity.self)
        if SendProvision(code: child.senProvision) == nil { add("/sen_provision", "required", "One of: N, K, E.") }
        postcode(child.homePostcode.isEmpty ? nil : child.homePostcode, "/home_postcode")
    }
}
