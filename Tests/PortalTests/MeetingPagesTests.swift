import Foundation
import ServiceKit
import Testing

@testable import Portal

@Suite("A forum reads its papers", .timeLimit(.minutes(2)))
struct MeetingPagesTests {
    private static let path = "0193f0a0-0d1f-7a52-a6ee-5f0f7a1f5b11/papers/0193f09e-31d0-7b0e-9c55-7f2a60d4b311"
    private static let member = Person(
        subject: "police-member", displayName: "Jo Sample", organisation: "police", roles: [.forumMember])

    @Test("Papers say in words what codes stand for, and what is not shown; whatever was typed is text")
    func papers() async throws {
        try await ProviderBench.run(as: Self.member) { bench in
            let referral: JSON = [
                "agency_kind": "education", "details_state": "readable",
                "child": [
                    "given_name": .string(PageTests.attack), "date_of_birth": "2013-04-09", "sex": "F",
                    "language": "pl",
                    "key_stage": "ks3", "school": ["urn": "115565"],
                ],
                "concerns": [
                    "concerns": "Stays away.", "exclusion_reasons": ["AB", "VR"], "permanently_excluded": true,
                ],
                "tried": ["tried": ["A mentor"], "cycles": [["do": "A mentor", "outcome": "partly"]]],
                "risks": ["risks": [["kind": "self", "words": "Said so."]]],
                "health": ["needs": ["SEMH", "ASD"], "send_provision": "E", "nhs_number": "9434765919"],
            ]
            let example = try Examples.answer("get /v1/meetings/{id}/papers/{case} 200")
            bench.matcher.answer(
                "GET /v1/meetings/\(Self.path)",
                example.with(["referrals": [referral], "withheld": ["views", "family"]]))
            let page = try await bench.get("/meetings/\(Self.path)")
            for words in [
                "9 April 2013", "Female", "Polish", "Key stage 3", "URN: 115565", "Misandrist behaviour",
                "Vape related",
                "Outcome: Partly achieved", "Risk: To themselves", "In words: Said so.", "Autistic spectrum",
                "Social, emotional and mental health", "Education, health and care plan", "NHS number",
                "Not shown to your organisation by the forum’s policy", "&lt;script&gt;alert(1)",
            ] { #expect(page.text.contains(words), "\(words)") }
            for code in ["<script>alert", "SEMH", ">AB<", ">E<", ">F<", "ks3", "Nhs", "Urn"] {
                #expect(!page.text.contains(code), "\(code)")
            }
        }
    }
}
