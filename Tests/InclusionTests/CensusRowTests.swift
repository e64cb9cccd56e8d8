import Contracts
import Testing

@testable import Inclusion

@Suite("Rows of the census", .timeLimit(.minutes(1))) struct CensusRowTests {
    static func child(_ change: (inout CensusChild) -> Void = { _ in }) -> CensusChild {
        var child = CensusChild()
        (child.upn, child.givenName, child.familyName) = ("X916401524017", "Rowan", "Testwell")
        (child.dateOfBirth, child.sex, child.ethnicity, child.senProvision) = ("2013-04-09", "M", "WBRI", "K")
        change(&child)
        return child
    }

    static func row(
        _ child: CensusChild? = child(), at setting: CensusSetting? = .urn("137482"), reason: String = "behaviour",
        left: String? = nil, sessions: Int = 6
    ) -> CensusRow {
        CensusRow(
            placementID: "p", reference: "RH-2345-6789", child: child, setting: setting, reason: reason,
            entered: "2026-12-07", left: left, sessionsAWeek: sessions)
    }

    static func problems(_ row: CensusRow) -> [String] { row.problems.map { "\($0.pointer) \($0.code)" } }

    @Test("A whole row is right; a full week is full time")
    func whole() {
        #expect(Self.problems(Self.row()) == [] && Self.row().attendancePattern == "P")
        #expect(Self.row(sessions: 10).attendancePattern == "F")
        #expect(Self.problems(Self.row(Self.child { $0.upn = "G91640012300A" }, left: "2027-02-12")) == [])
    }

    @Test("A setting is named by its URN, or its UKPRN, or its type: never by two of them")
    func setting() {
        let (urn, ukprn) = ((kind: "URN", number: "137482"), (kind: "ukprn", number: "10012345"))
        #expect(CensusSetting([ukprn, urn], isRegistered: true) == .urn("137482"))
        #expect(CensusSetting([ukprn], isRegistered: false) == .ukprn("10012345"))
        #expect(CensusSetting([(kind: "setting_type", number: "OOT")], isRegistered: false) == .unregistered(.tuition))
        #expect(CensusSetting([], isRegistered: false) == .unregistered(.other))
        #expect(CensusSetting([], isRegistered: true) == nil)
        #expect(Self.problems(Self.row(at: nil)) == ["/urn required"])
        #expect(Self.problems(Self.row(at: .urn("12"))) == ["/urn not_allowed"])
        #expect(Self.problems(Self.row(at: .ukprn("137482"))) == ["/ukprn not_allowed"])
        #expect(Self.problems(Self.row(at: .ukprn("10012345"))) == [])
    }

    @Test("Everything that is missing or wrong is named at once")
    func wrong() {
        #expect(
            Self.problems(Self.row(CensusChild(), reason: "", left: "2026-12-06", sessions: 0)) == [
                "/upn required", "/family_name required", "/given_name required", "/date_of_birth required",
                "/sex required", "/ethnicity required", "/sen_provision required", "/reason required",
                "/left out_of_range", "/sessions_a_week out_of_range",
            ])
        let slips = Self.child { ($0.upn, $0.uln, $0.homePostcode) = ("Q207000016049", "12", "nowhere") }
        #expect(
            Self.problems(Self.row(slips))
                == ["/upn wrong_check_character", "/uln not_allowed", "/home_postcode not_allowed"])
        #expect(Self.problems(Self.row(nil)) == ["/child erased"])
    }
}
