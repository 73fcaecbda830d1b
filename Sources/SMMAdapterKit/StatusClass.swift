/// What a status code alone says about a request's effect (RFC 9110 section 15, and what gateways do with it).
package enum StatusClass: Sendable, Hashable {
    /// 2xx: done, if the body bears it out.
    case success
    /// 3xx: the effect stands somewhere else or nowhere; a platform's API does not redirect a POST.
    case redirect
    /// 401: the credential does not work.
    case reauth
    /// 429: too many requests, this one not processed.
    case limited
    /// 503: not processed if the server says when to come back, else not known.
    case unavailable
    /// 421, 425: not processed, may be sent again.
    case notProcessed
    /// Other 4xx: refused, and the same request can never succeed.
    case rejected
    /// 1xx as a last answer, 408, 499, other 5xx and anything unheard of: the effect is not known.
    case unclear

    /// The class of a status code.
    package init(_ status: Int) {
        switch status {
        case 200...299: self = .success
        case 300...399: self = .redirect
        case 401: self = .reauth
        case 408, 499: self = .unclear
        case 421, 425: self = .notProcessed
        case 429: self = .limited
        case 400...498: self = .rejected
        case 503: self = .unavailable
        default: self = .unclear
        }
    }
}
