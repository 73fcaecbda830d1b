/// Who asks.
struct FakeMastodonCaller {
    /// The token; nil for nobody.
    var token: FakeMastodonToken?
    /// The id of the token's account; nil for nobody and for an application.
    var account: String?
}
