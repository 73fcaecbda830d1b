package import SMMAdapterKit
package import SMMModel

// What an adapter answers when asked for something, across the border.

extension CodecAdapter: ChecksAccounts {
    /// Checks through the adapter behind the border.
    package func check(_ account: AccountProfile, in context: AdapterContext) async -> ReadResult<AccountCheck> {
        guard let inner = inner as? any ChecksAccounts else { return Self.cannotTell() }
        return cross(await inner.check(cross(account, "account"), in: context), "check")
    }
}

extension CodecAdapter: ReadsPosts {
    /// Reads through the adapter behind the border.
    package func read(
        _ receipt: Receipt, of account: AccountProfile, in context: AdapterContext
    ) async -> ReadResult<RemotePost?> {
        guard let inner = inner as? any ReadsPosts else { return Self.cannotTell() }
        return cross(
            await inner.read(cross(receipt, "receipt"), of: cross(account, "account"), in: context), "post")
    }
}

extension CodecAdapter: ReadsInsights {
    /// Reads through the adapter behind the border.
    package func metrics(
        of receipts: [Receipt], of account: AccountProfile, in context: AdapterContext
    ) async -> ReadResult<[PostMetrics]> {
        guard let inner = inner as? any ReadsInsights else { return Self.cannotTell() }
        return cross(
            await inner.metrics(of: cross(receipts, "receipts"), of: cross(account, "account"), in: context),
            "metrics")
    }
}

extension CodecAdapter: ReadsProfile {
    /// Reads through the adapter behind the border.
    package func profile(
        of account: AccountProfile, in context: AdapterContext
    ) async -> ReadResult<RemoteProfile> {
        guard let inner = inner as? any ReadsProfile else { return Self.cannotTell() }
        return cross(await inner.profile(of: cross(account, "account"), in: context), "profile")
    }
}

extension CodecAdapter: UpdatesProfile {
    /// Writes through the adapter behind the border.
    package func update(
        _ change: ProfileChange, of account: AccountProfile, in context: AdapterContext
    ) async -> AttemptResult {
        guard let inner = inner as? any UpdatesProfile else { return Self.unable }
        return cross(
            await inner.update(cross(change, "profile change"), of: cross(account, "account"), in: context),
            "profile result")
    }
}

extension CodecAdapter: ReadsComments {
    /// Reads through the adapter behind the border.
    package func comments(
        on receipt: Receipt, _ query: MessageQuery, in context: AdapterContext
    ) async -> ReadResult<MessagePage> {
        guard let inner = inner as? any ReadsComments else { return Self.cannotTell() }
        return cross(
            await inner.comments(on: cross(receipt, "receipt"), cross(query, "query"), in: context), "comments")
    }
}

extension CodecAdapter: ReadsMentions {
    /// Reads through the adapter behind the border.
    package func mentions(_ query: MessageQuery, in context: AdapterContext) async -> ReadResult<MessagePage> {
        guard let inner = inner as? any ReadsMentions else { return Self.cannotTell() }
        return cross(await inner.mentions(cross(query, "query"), in: context), "mentions")
    }
}

extension CodecAdapter: ReadsDirectMessages {
    /// Reads through the adapter behind the border.
    package func directMessages(
        _ query: MessageQuery, in context: AdapterContext
    ) async -> ReadResult<MessagePage> {
        guard let inner = inner as? any ReadsDirectMessages else { return Self.cannotTell() }
        return cross(await inner.directMessages(cross(query, "query"), in: context), "direct messages")
    }
}

extension CodecAdapter: SendsDirectMessages {
    /// Sends through the adapter behind the border.
    package func message(_ request: PublishRequest, in context: AdapterContext) async -> AttemptResult {
        guard let inner = inner as? any SendsDirectMessages else { return Self.unable }
        return cross(await inner.message(cross(request, "message request"), in: context), "message result")
    }
}

extension CodecAdapter: FavouritesPosts {
    /// Likes through the adapter behind the border.
    package func favourite(
        _ receipt: Receipt, _ isLiked: Bool, of account: AccountProfile, in context: AdapterContext
    ) async -> AttemptResult {
        guard let inner = inner as? any FavouritesPosts else { return Self.unable }
        return cross(
            await inner.favourite(cross(receipt, "receipt"), isLiked, of: cross(account, "account"), in: context),
            "like result")
    }
}

extension CodecAdapter {
    private static func cannotTell<Value>() -> ReadResult<Value> {
        .cannotTell(unableToSay)
    }
}
