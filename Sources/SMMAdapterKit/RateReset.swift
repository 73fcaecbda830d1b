/// When a limit begins anew, as written.
enum RateReset: Hashable {
    /// A span, an epoch or a date.
    case at(String)
    /// Always a span in seconds (`-Reset-After`, and `t=` of the draft's `RateLimit`).
    case after(String)
}
