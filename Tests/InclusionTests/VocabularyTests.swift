import Contracts
import FoundationEssentials
import Testing

@testable import Inclusion

/// One language: what the published API lists and what the domain lists are the same words.
@Suite(.timeLimit(.minutes(1))) struct VocabularyTests {
    private struct Document: Decodable {
        struct Components: Decodable { var schemas: [String: Schema] }
        struct Schema: Decodable {
            var `enum`: [String]?
            var properties: [String: Property]?
        }
        /// Properties may be lists of codes; anything else is of no interest here.
        struct Property: Decodable {
            var `enum`: [String]?

            enum CodingKeys: String, CodingKey { case `enum` }

            init(from decoder: any Decoder) throws {
                let container = try decoder.container(keyedBy: CodingKeys.self)
                `enum` = try? container.decodeIfPresent([String].self, forKey: .enum)
            }
        }
        var components: Components
    }

    /// A list of codes, and where the API has it: a schema, or `Schema.property`.
    struct List: Sendable, CustomTestStringConvertible {
        var place: String
        var codes: [String]
        var testDescription: String { place }

        init<C: Coded>(_ place: String, _ list: C.Type, but left: Set<C> = []) {
            self.init(place, C.allCases.filter { !left.contains($0) }.map(\.code))
        }

        init(_ place: String, _ codes: [String]) {
            self.place = place
            self.codes = codes
        }
    }

    @Test(arguments: [
        List("StandingStatus", StandingStatus.self), List("CaseStatus", CaseState.self),
        List("ReferralState", ReferralState.self), List("ReferralMove", ReferralMove.self),
        List("WithdrawReason", WithdrawReason.self), List("TimelineCode", TimelineCode.self),
        // Requested and shortlisted happen in one transaction: nobody ever sees the first.
        List("PlacementRequestStatus", PlacementState.self, but: [.requested]), List("OfferStatus", OfferState.self),
        List("DeclineCode", DeclineReason.self), List("WeekSession", WeekSession.self),
        List("Urgency", OfferUrgency.self), List("UnableCode", UnableReason.self),
        List("ClosureReason", ClosureReason.self), List("ApKind", ApKind.self), List("NeedCode", SendNeed.self),
        List("Purpose", PlacementPurpose.self),
        List("CaseOutcome", CaseOutcome.self), List("CaseReason.code", CaseReason.self),
        List("CaseClockKind", CaseClockKind.self), List("PlacementHappening", PlacementHappening.self),
        List("NoFurtherActionReason", NoFurtherActionReason.self),
        // The other kinds of decision have a body of their own each.
        List("OutcomeDecision.kind", [CaseOutcome.adviceGiven, .supported].map(\.code)),
        List("DecisionRecord.kind", ["ap_placement"] + CaseOutcome.decided.map(\.code)),
        List("Closure.outcome", CaseOutcome.endings.map(\.code)), List("DecisionTest.answer", DecisionAnswer.self),
        List("Listing.forum", Forum.known.map(\.code)),
        List("Move", CaseMove.allCases.map(\.code) + PlacementMove.allCases.map(\.code)),
        List("Referral.source", ReferralSource.self), List("Child.ethnicity", Ethnicity.self),
        List("Sex", Sex.self), List("Cycle.outcome", CycleOutcome.self), List("Risk.kind", RiskKind.self),
        List("ExclusionReason", ExclusionReason.self),
        List("LawfulBasis.basis", LawfulGround.self), List("Identifier.system", IdentifierSystem.self),
        List("ProvisionFields.cost_band", CostBand.self), List("ForumCode", Forum.known.map(\.code)),
        List("MeetingStatus", MeetingState.self), List("MeetingMove", MeetingMove.self),
        List("Attended", Attended.self), List("PaperSection", CaseSection.self), List("PlanStatus", PlanState.self),
        List("PlacementStatus", Placement.State.self), List("PlacementMove", Placement.Move.self),
        List("PlacementEnding", PlacementEnding.self), List("NotStartedReason", NotStartedReason.self),
        List("ReviewRecommendation", ReviewRecommendation.self), List("ObjectiveResult", ObjectiveResult.self),
        List("ReintegrationDestination", ReintegrationDestination.self), List("WeekSession", WeekSession.self),
        List("PlacementReason", PlacementReason.self), List("SessionAttendance", SessionAttendance.self),
        List("CensusSettingType", CensusSettingType.self),
        List("Placement.registration", Registration.self),
        List("PlanMove", PlanMove.self), List("OutcomeResult", CycleOutcome.self),
        List("AgencyKind", AgencyKind.known.map(\.code)),
        List("AgeBand", [AgeBand.earlyYears, .schoolAge, .post16, .adultSend].map(\.code)),
        List(
            "KeyStage", [KeyStage.earlyYears, .keyStage1, .keyStage2, .keyStage3, .keyStage4, .keyStage5].map(\.code)),
        List("SendProvision", [SendProvision.none, .support, .ehcp].map(\.code)),
        List(
            "Forum.code", [Forum.earlyYearsTier3, .talc, .interventionCircle, .inclusionAdvice, .post16].map(\.code)),
    ])
    func theAPISpeaksTheSameWords(_ list: List) throws {
        let document = try JSONDecoder().decode(Document.self, from: .init(OpenAPIDocument.json.utf8))
        let path = list.place.split(separator: ".").map(String.init)
        let schema = try #require(document.components.schemas[path[0]])
        let listed = path.count == 1 ? schema.enum : schema.properties?[path[1]]?.enum
        #expect(Set(try #require(listed)) == Set(list.codes))
    }

    @Test func everyCodeHasWords() {
        func words<C: Coded>(_ list: C.Type) -> [String] { C.allCases.map(\.words) }
        let stays =
            words(Placement.State.self) + words(Placement.Move.self) + words(PlacementEnding.self)
            + words(NotStartedReason.self) + words(ReviewRecommendation.self) + words(ObjectiveResult.self)
            + words(ReintegrationDestination.self) + words(WeekSession.self) + words(PlacementReason.self)
            + words(SessionAttendance.self) + words(Registration.self)
        let all =
            words(StandingStatus.self) + words(CaseState.self) + words(PlacementState.self) + words(OfferState.self)
            + words(TimelineCode.self) + words(BallHolder.self) + words(ReferralState.self)
            + words(ReferralMove.self) + words(WithdrawReason.self) + words(DeclineReason.self) + words(ApKind.self)
            + words(SendNeed.self) + words(Ethnicity.self) + words(ReferralSource.self) + words(ExclusionReason.self)
            + words(ExclusionType.self) + words(HardRule.self) + words(CaseMove.self) + words(PlacementMove.self)
            + words(Sex.self) + words(CycleOutcome.self) + words(RiskKind.self)
            + words(DecisionQuestion.self) + words(DecisionAnswer.self)
            + words(CaseOutcome.self) + words(NoFurtherActionReason.self) + words(PlacementWithdrawal.self)
            + words(MeetingState.self) + words(MeetingMove.self) + words(Attended.self) + words(CaseSection.self)
            + words(PlanState.self) + words(PlanMove.self) + words(OfferUrgency.self) + words(OfferWithdrawal.self)
            + words(UnableReason.self) + words(WeekSession.self) + words(ClosureReason.self)
            + words(CapacityShortage.Cause.self) + stays
        #expect(all.allSatisfy { !$0.isBlank })
    }
}
