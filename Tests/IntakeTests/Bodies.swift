import Contracts
import Foundation
import Inclusion
import ServiceKit
import Testing

@testable import ReferralIntake

/// Referrals as agencies might post them.
enum Bodies {
    /// 23 November 2026.
    static let today = CalendarDate(dayNumber: 20_780)

    static func agency(_ kind: AgencyKind) -> Agency {
        var agency = Agency()
        agency.id = "agency-sample"
        agency.kind = kind
        return agency
    }

    // MARK: The sample day

    struct Sample {
        let agency: Agency
        let body: JSONBody
    }

    /// The referrals of the sample day, each with the agency that posts it.
    static func samples() throws -> [Sample] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../ops/samples")
        func tree(_ name: String) throws -> Any {
            try JSONSerialization.jsonObject(with: Data(contentsOf: folder.appending(path: name)))
        }
        let people = try #require(tree("people.json") as? [String: Any])["people"] as? [[String: Any]] ?? []
        let referrals = try #require(tree("referrals.json") as? [[String: Any]])
        return try referrals.map { referral in
            let person = try #require(people.first { $0["id"] as? String == referral["as"] as? String })
            let kind = try #require((person["agency_kind"] as? String).flatMap { AgencyKind(code: $0) })
            let bytes = try JSONSerialization.data(withJSONObject: try #require(referral["body"]))
            return Sample(agency: agency(kind), body: try JSONBody(bytes: Array(bytes)))
        }
    }

    // MARK: One good body, and changes to it

    private static let good = """
        {
          "child": {
            "given_name": "Rowan", "family_name": "Testwell", "date_of_birth": "2013-04-09", "home_postcode": "GL1 2EH",
            "school": {"urn": "137482", "postcode": "GL50 1AA"},
            "identifiers": [{"system": "upn", "value": "X916401524017"}],
            "ethnicity": "WBRI", "send": {"provision": "K", "needs": ["SEMH"]},
            "care": {"child_protection_plan": false, "child_in_need": false, "child_in_care": false}
          },
          "referrer": {"name": "Mo Sample", "role": "SENCo", "email": "senco@school.example.org", "telephone": "01452 000101"},
          "source": "2A", "level": 3, "concerns": "Lessons feel impossible.", "tried": ["Mentor"], "needs": ["SEMH"],
          "exclusion": {"permanent": false, "days_out_of_school": 8},
          "asks": {
            "alternative_provision": true, "kind": "aps",
            "headteacher_authorisation": {"name": "Alex Example", "on": "2026-09-21"}
          },
          "safeguarding": {"immediate_risk": false},
          "views": {"child": "Somewhere smaller."},
          "lawful_basis": {"basis": "public_task"}
        }
        """

    /// A good body with members set to JSON texts, or taken away.
    static func good(changing changes: [(String, String?)]) throws -> JSONBody {
        var tree = try JSONSerialization.jsonObject(with: Data(good.utf8))
        for (pointer, json) in changes {
            let value = try json.map {
                try JSONSerialization.jsonObject(with: Data($0.utf8), options: .fragmentsAllowed)
            }
            tree = set(tree, pointer.split(separator: "/").map(String.init)[...], to: value)
        }
        return try JSONBody(bytes: Array(try JSONSerialization.data(withJSONObject: tree)))
    }

    private static func set(_ tree: Any, _ path: ArraySlice<String>, to value: Any?) -> Any {
        guard let name = path.first else { return value ?? NSNull() }
        let rest = path.dropFirst()
        if var list = tree as? [Any], let index = Int(name), list.indices.contains(index) {
            list[index] = set(list[index], rest, to: value)
            return list
        }
        guard var object = tree as? [String: Any] else { return tree }
        if rest.isEmpty {
            object[name] = value
        } else if let inner = object[name] {
            object[name] = set(inner, rest, to: value)
        }
        return object
    }

    // MARK: What is wrong

    /// The problem a body is refused with.
    static func refusal(_ body: JSONBody, from kind: AgencyKind = .education) throws -> Problem {
        try #require(throws: Problem.self) { _ = try ReferralBody.accept(body, from: agency(kind), today: today) }
    }

    /// What is listed as wrong, as `pointer code`; nothing for a body that is accepted.
    static func faults(_ body: JSONBody, from kind: AgencyKind = .education) throws -> [String] {
        do {
            _ = try ReferralBody.accept(body, from: agency(kind), today: today)
            return []
        } catch let problem as Problem {
            #expect(problem.code == "invalid_fields")
            return problem.errors.map { "\($0.pointer) \($0.code)" }
        }
    }

    /// JSON as a value that can be compared, whatever the order of its members; what means "nothing" left out.
    static func tree(_ bytes: [UInt8]) throws -> NSDictionary {
        try #require(JSONSerialization.jsonObject(with: Data(bytes)) as? NSDictionary)
    }
}
