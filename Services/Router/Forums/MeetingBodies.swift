import Contracts
import FoundationEssentials
import Inclusion
import ServiceKit

/// The bodies about meetings: shape and types here, rules in the drafts.
enum MeetingBodies {
    /// Of `POST /v1/meetings`.
    static func plan(_ body: JSONBody) throws -> (locality: String, forum: Forum, draft: MeetingDraft) {
        let reader = FieldReader(body)
        let locality = reader.string("locality", max: 20)
        let forum = reader.code("forum", of: Set(Forum.known.map(\.code)))
        let draft = when(reader)
        try reader.finish()
        return (locality, Forum(code: forum) ?? .unspecified, draft)
    }

    /// Of `POST /v1/meetings/{id}/move`.
    static func move(_ body: JSONBody) throws -> MeetingDraft {
        let reader = FieldReader(body)
        let draft = when(reader)
        try reader.finish()
        return draft
    }

    private static func when(_ reader: FieldReader) -> MeetingDraft {
        MeetingDraft(
            meetsOn: reader.date("meets_on").description, at: reader.string("at", max: 5),
            place: reader.optionalString("place", max: 200))
    }

    /// Of `POST /v1/meetings/{id}/cancellation`.
    static func why(_ body: JSONBody) throws -> String {
        let reader = FieldReader(body)
        let why = reader.string("why", max: 500, multiline: true)
        try reader.finish()
        return why
    }

    /// Of `POST /v1/meetings/{id}/attendance`.
    static func attendance(_ body: JSONBody) throws -> [AttendanceDraft] {
        let reader = FieldReader(body)
        let drafts = reader.objects("attendance", min: 1, max: 100).map { item in
            AttendanceDraft(
                organisation: item.string("organisation", max: 100),
                attended: item.code("attended", of: Set(Attended.allCases.map(\.code))))
        }
        try reader.finish()
        return drafts
    }
}
