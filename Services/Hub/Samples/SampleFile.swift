import FoundationEssentials

/// A referral to post, and as whom.
struct Sample: Sendable {
    /// Id of a person in the people file.
    let person: String
    let body: JSONValue
}

/// `referrals.json`: an array of `{"as": person, "body": referral}`.
struct SampleFile: Sendable {
    let samples: [Sample]

    init(file: String) throws(Failure) {
        let data = try FileManager.contents(of: file, "The sample referrals", "Name the file with --file.")
        guard let value = try? JSONValue(data) else { throw Failure("\(file) is not JSON.") }
        var samples: [Sample] = []
        for (index, element) in value.elements.enumerated() {
            guard let person = element["as"]?.string, let body = element["body"], body["child"] != nil else {
                throw Failure("\(file): entry \(index + 1) is not {\"as\": person, \"body\": referral}.")
            }
            samples.append(Sample(person: person, body: body))
        }
        guard !samples.isEmpty else { throw Failure("\(file) holds no referral.") }
        self.samples = samples
    }
}
