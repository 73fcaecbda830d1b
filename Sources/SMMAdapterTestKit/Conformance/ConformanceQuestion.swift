import SMMAdapterKit
import SMMModel

/// Something an adapter can be asked, with what it answers made comparable.
struct ConformanceQuestion {
    /// What came of asking.
    struct Answer: Equatable {
        /// The name of the case.
        let name: String
        /// What was read; nil where nothing was.
        let value: AnyHashable?

        init<Value>(_ result: ReadResult<Value>) {
            name = result.name
            if case .read(let value, _) = result { self.value = value } else { value = nil }
        }

        /// Cursors aside: they may tell of the time at which they were given.
        init(_ result: ReadResult<MessagePage>) {
            name = result.name
            if case .read(let page, _) = result { value = page.messages } else { value = nil }
        }
    }

    let capability: Capability
    let ask: () async -> Answer

    /// What the adapter of `world` promises to answer, asked about a post that stands.
    static func all(_ world: ConformanceWorld, about receipt: Receipt) -> [ConformanceQuestion] {
        let (adapter, account, query) = (world.adapter, world.account, MessageQuery(account: world.account))
        var questions: [ConformanceQuestion] = []
        func add(_ capability: Capability, _ ask: @escaping () async -> Answer) {
            guard world.can(capability) else { return }
            questions.append(ConformanceQuestion(capability: capability, ask: ask))
        }
        if let adapter = adapter as? any ReadsPosts {
            add(.readsPosts) { Answer(await adapter.read(receipt, of: account, in: world.context)) }
        }
        if let adapter = adapter as? any ReadsInsights {
            add(.readsInsights) { Answer(await adapter.metrics(of: [receipt], of: account, in: world.context)) }
        }
        if let adapter = adapter as? any ReadsProfile {
            add(.readsProfile) { Answer(await adapter.profile(of: account, in: world.context)) }
        }
        if let adapter = adapter as? any ReadsComments {
            add(.readsComments) { Answer(await adapter.comments(on: receipt, query, in: world.context)) }
        }
        if let adapter = adapter as? any ReadsMentions {
            add(.readsMentions) { Answer(await adapter.mentions(query, in: world.context)) }
        }
        if let adapter = adapter as? any ReadsDirectMessages {
            add(.readsDirectMessages) { Answer(await adapter.directMessages(query, in: world.context)) }
        }
        return questions
    }
}
