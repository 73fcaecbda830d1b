import BlueskyAdapter
import SMMAdapterKit
import SMMAdapterTestKit
import SMMAtproto
import SMMModel

extension BrokenCall {
    /// Reads something, and says what is wrong with what was read: another account's, a thing nobody can name, a number
    /// below nothing. A letter that was changed in somebody's words cannot be known.
    func look(
        _ receipt: Receipt, _ account: AccountProfile, _ adapter: BlueskyAdapter, _ context: AdapterContext
    ) async -> Result {
        let query = MessageQuery(account: account)
        switch self {
        case .check:
            return Self.judged(await adapter.check(account, in: context)) { check in
                let isOurs = check.facts["identity"] == Place.did && check.facts["pds"] == Place.pds
                return isOurs && Handle(check.handle.dropFirst()) != nil ? nil : "\(check.handle) \(check.facts)"
            }
        case .mentions: return Self.judged(await adapter.mentions(query, in: context)) { Self.fault(in: $0, most: 1) }
        case .comments:
            return Self.judged(await adapter.comments(on: receipt, query, in: context)) { Self.fault(in: $0, most: 1) }
        case .messages:
            return Self.judged(await adapter.directMessages(query, in: context)) { page in
                page.messages.lazy.compactMap { message in
                    let isNamed = !message.remoteID.isEmpty && message.conversation?.isEmpty == false
                    let isOwn = message.author.remoteID == Place.did
                    return isNamed && DID(message.author.remoteID) != nil && message.isOwn == isOwn ? nil : "\(message)"
                }.first
            }
        case .metrics:
            return Self.judged(await adapter.metrics(of: [receipt], of: account, in: context)) { found in
                found.lazy.compactMap { Self.fault(in: $0) }.first ?? (found.count > 1 ? "\(found)" : nil)
            }
        case .profile:
            return Self.judged(await adapter.profile(of: account, in: context)) { profile in
                let counts = [profile.followers, profile.following, profile.posts].compactMap { $0 }
                let isWeb = [profile.avatar, profile.header].allSatisfy { $0?.hasPrefix("http") ?? true }
                return counts.allSatisfy { $0 >= 0 } && isWeb && profile.url?.hasSuffix(Place.did) == true
                    ? nil : "\(profile)"
            }
        default:
            return Self.judged(await adapter.read(receipt, of: account, in: context)) { post in
                guard let post, post.receipt.remoteID == Place.uri else { return "what stands was not read" }
                return Self.fault(in: post.metrics)
            }
        }
    }

    private static func judged<Value>(_ result: ReadResult<Value>, _ fault: (Value) -> String?) -> Result {
        guard case .read(let value, _) = result else { return (result.name, nil) }
        return ("read", fault(value))
    }

    private static func fault(in metrics: PostMetrics) -> String? {
        let counts = [metrics.likes, metrics.reposts, metrics.replies, metrics.quotes, metrics.bookmarks]
        return metrics.remoteID == Place.uri && counts.allSatisfy { ($0 ?? 0) >= 0 } ? nil : "\(metrics)"
    }

    private static func fault(in page: MessagePage, most: Int) -> String? {
        guard page.messages.count <= most else { return "\(page.messages.count) of \(most)" }
        return page.messages.lazy.compactMap { message in
            let uri = ATURI(message.remoteID)
            let isOwn = message.author.remoteID == Place.did
            return uri?.key != nil && DID(message.author.remoteID) != nil && message.isOwn == isOwn ? nil : "\(message)"
        }.first
    }
}
