import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import SMMAPI
import SMMModel

/// Stands behind the HTTP parser: tells ``RequestClock`` how far it got, and answers what it could not parse.
final class RequestGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private static let uploads = APIVersion.path + "/media"
    private let clock: RequestClock

    init(clock: RequestClock) {
        self.clock = clock
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): clock.headArrived(isUpload: head.path?.hasPrefix(Self.uploads) == true)
        case .body: break
        case .end: clock.requestArrived()
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head: clock.answering()
        case .body: break
        case .end: clock.answered()
        }
        context.write(data, promise: promise)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // First to the reader of the body, so that what came so far is never taken for all of it.
        context.fireErrorCaught(error)
        guard let error = error as? HTTPParserError, error != .invalidEOFState else {
            context.close(promise: nil)
            return
        }
        let (problem, reason) = Self.problem(error)
        clock.refuse(problem, reason: reason)
    }

    private static func problem(_ error: HTTPParserError) -> (Problem, String) {
        switch error {
        case .headerOverflow:
            let problem = Problem(
                Problem.Code("headers-too-large"), status: 431, "The request's line and headers are too large.",
                allowed: "16 KiB")
            return (problem, "Request Header Fields Too Large")
        default:
            let problem = Problem(
                Problem.Code("http-invalid"), status: 400, "The request is not HTTP/1.1 as RFC 9112 has it.",
                next: "Speak HTTP/1.1 on this socket, for example with smmctl or curl --unix-socket.")
            return (problem, "Bad Request")
        }
    }
}
