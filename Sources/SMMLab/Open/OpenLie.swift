import SMMAdapterKit
import SMMAdapterTestKit
import SMMModel

/// What a server does to one request beside, or instead of, what it says.
package enum OpenLie: String, Sendable, Hashable, CaseIterable {
    /// Done, and the connection is closed without an answer.
    case lostAnswer = "lost-answer"
    /// Not done, and the connection is closed without an answer.
    case lostRequest = "lost-request"
    /// Done, and the answer breaks off in its middle.
    case truncated
    /// The connection is closed, and it is done only later.
    case late
    /// Done twice by the server itself.
    case twice
    /// Done, and a gateway says 504.
    case gateway
    /// Done, and the server says 500.
    case serverError = "server-error"
    /// Done, and the answer is a page with status 200.
    case page
    /// Not done, and the answer is a page with status 200.
    case emptyPage = "empty-page"
    /// Done, and the answer with status 200 names nothing.
    case withoutID = "without-id"

    /// Those that say something on a network. Where a record is written under a key of one's own, a request that is done
    /// twice changes nothing the second time.
    static func all(on network: OpenBehaviour.Network) -> [OpenLie] {
        allCases.filter { network == .mastodon || $0 != .twice }
    }

    /// Those that can be told about an upload: what is uploaded twice is seen by nobody.
    static let aboutUploads = allCases.filter { $0 != .twice }

    /// Whether the head of an answer comes.
    var isAnswered: Bool {
        switch self {
        case .lostAnswer, .lostRequest, .late: false
        case .truncated, .twice, .gateway, .serverError, .page, .emptyPage, .withoutID: true
        }
    }

    /// As the fakes' script has it.
    var fault: FakeFault {
        switch self {
        case .lostAnswer: .lose(effect: true)
        case .lostRequest: .lose(effect: false)
        case .truncated: .truncate
        // Well inside the settle time: that is what the settle time is for.
        case .late: .late(.milliseconds(200))
        case .twice: .twice
        case .gateway: .gatewayTimeout(effect: true)
        case .serverError: .html(500, effect: true)
        case .page: .html(200, effect: true)
        case .emptyPage: .html(200, effect: false)
        case .withoutID: .withoutID(effect: true)
        }
    }
}
