package import SMMModel

/// Reads back what was published: whether it still stands, and how.
package protocol ReadsPosts: PlatformAdapter {
    /// The post of `receipt`; nil when it is gone.
    func read(
        _ receipt: Receipt, of account: AccountProfile, in context: AdapterContext
    ) async -> ReadResult<RemotePost?>
}

/// Reads how people took posts.
package protocol ReadsInsights: PlatformAdapter {
    /// The metrics of these posts; those that are gone are left out.
    func metrics(
        of receipts: [Receipt], of account: AccountProfile, in context: AdapterContext
    ) async -> ReadResult<[PostMetrics]>
}

/// Reads the account's own profile.
package protocol ReadsProfile: PlatformAdapter {
    /// The profile with its counts.
    func profile(of account: AccountProfile, in context: AdapterContext) async -> ReadResult<RemoteProfile>
}

/// Writes the account's own profile.
package protocol UpdatesProfile: PlatformAdapter {
    /// Makes the change; doing it twice is doing it once. What is not in the change stays as it is.
    func update(
        _ change: ProfileChange, of account: AccountProfile, in context: AdapterContext
    ) async -> AttemptResult
}

/// Reads what people answered below a post.
package protocol ReadsComments: PlatformAdapter {
    /// The answers below the post of `receipt`, at any depth.
    func comments(
        on receipt: Receipt, _ query: MessageQuery, in context: AdapterContext
    ) async -> ReadResult<MessagePage>
}

/// Reads what happened to an account: mentions, answers, likes, follows.
package protocol ReadsMentions: PlatformAdapter {
    /// What is new behind the cursor.
    func mentions(_ query: MessageQuery, in context: AdapterContext) async -> ReadResult<MessagePage>
}

/// Reads words for the account alone.
package protocol ReadsDirectMessages: PlatformAdapter {
    /// What is new behind the cursor.
    func directMessages(_ query: MessageQuery, in context: AdapterContext) async -> ReadResult<MessagePage>
}

/// Sends words to one person alone.
package protocol SendsDirectMessages: PlatformAdapter {
    /// Sends `request` as an answer to `request.parent`, whose author it goes to.
    func message(_ request: PublishRequest, in context: AdapterContext) async -> AttemptResult
}

/// Likes what others said.
package protocol FavouritesPosts: PlatformAdapter {
    /// Likes the thing of `receipt`, or takes the like back; doing it twice is doing it once.
    func favourite(
        _ receipt: Receipt, _ isLiked: Bool, of account: AccountProfile, in context: AdapterContext
    ) async -> AttemptResult
}
