/// Names of what is known of an account and its server, beside those that mean the same on every platform.
enum BlueskyFact {
    /// The address of the account's own server (PDS).
    static let pds = "pds"
    /// The most bytes of a blob on that server (`describeServer.blobUploadLimit`).
    static let blobLimit = "blob-limit"
    /// `yes` when the session may read and send direct messages.
    static let chat = "chat"
    /// The chat service, `did#id`.
    static let chatService = "chat-service"
    /// The address of the service that takes videos.
    static let videoService = "video-service"
    /// The beginning of addresses people open.
    static let web = "web"
    /// The scope the access token names.
    static let scope = "scope"
}
