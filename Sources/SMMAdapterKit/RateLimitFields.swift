/// One limit as the headers tell it.
struct RateLimitFields: Hashable {
    var limit: Int64?
    var remaining: Int64?
    var reset: RateReset?
}
