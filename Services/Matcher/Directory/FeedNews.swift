import Contracts
import FoundationEssentials
import Inclusion
import ServiceKit

extension ProvisionEntry {
    /// The entry in the words of Open Referral UK, member by member.
    var serviceMembers: [JSON.Member] {
        guard !service.isEmpty, case .object(let members) = try? JSONBody(bytes: Array(service)).tree else { return [] }
        return members
    }

    /// What becomes of this entry when its feed has news: see ``ProvisionEntry/after(_:since:service:)``.
    func after(_ news: ProvisionEntry, since last: ProvisionEntry?) -> ProvisionEntry {
        after(news, since: last, service: service(after: news, since: last))
    }

    /// Members that the feed says otherwise than last time, or not any more, are as the feed has them now; all others as
    /// somebody has written them here.
    private func service(after news: ProvisionEntry, since last: ProvisionEntry?) -> Data {
        if let last, last.service == news.service { return service }
        let (own, new, old) = (serviceMembers, news.serviceMembers, last?.serviceMembers ?? [])
        func value(_ name: String, in members: [JSON.Member]) -> JSON? { members.first { $0.name == name }?.value }
        func isNews(_ name: String) -> Bool { value(name, in: new) != value(name, in: old) }
        let kept = own.filter { !isNews($0.name) }
        return Data(JSON.object(kept + new.filter { isNews($0.name) }).bytes)
    }
}
