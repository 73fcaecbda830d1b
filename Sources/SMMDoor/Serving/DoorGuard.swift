import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import SMMDoorWire

/// Stands behind the HTTP parser of one connection: each phase of a request has its time, a body no more bytes than any route
/// takes, and a second request waits for the answer to the first one.
///
/// Whoever breaks a rule is cut off without a word, but for a head that is no HTTP or is too large.
final class DoorGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let settings: DoorSettings
    private let isBusy: (Bool) -> Void
    private var timer: Scheduled<Void>?
    private var isInRequest = false
    private var isUnanswered = false
    private var isAnswering = false
    private var isOver = false
    private var isStopping = false
    private var received = 0
    private var context: ChannelHandlerContext?

    /// A guard of one connection; `isBusy` is told when it begins and ends to work.
    init(_ settings: DoorSettings, isBusy: @escaping (Bool) -> Void) {
        self.settings = settings
        self.isBusy = isBusy
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        arm(settings.headTime)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        self.context = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isOver else { return }
        switch unwrapInboundIn(data) {
        case .head:
            // One that comes before the last one was answered is not waited for either: no proxy sends it.
            guard !isUnanswered else { return cut() }
            (isInRequest, isUnanswered, received) = (true, true, 0)
            isBusy(true)
            arm(settings.bodyTime)
        case .body(let bytes):
            received += bytes.readableBytes
            // What is read past the limit of a route is not taken from the socket in the first place; this is the last cap.
            guard received <= Self.mostReceived else { return cut() }
        case .end:
            isInRequest = false
            if !isAnswering { arm(settings.answerTime) }
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(let head):
            isAnswering = true
            let count = head.headerFields[.contentLength].flatMap { Int64($0) } ?? 0
            arm(settings.readTime + .seconds(count / max(1, settings.leastRate)))
            context.write(data, promise: promise)
        case .body: context.write(data, promise: promise)
        case .end: finish(context, data, promise)
        }
    }

    /// The door closes: whoever has asked gets its answer, but nobody keeps it waiting.
    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent, !isStopping {
            if isUnanswered { arm(settings.stopTime) } else { cut() }
            isStopping = true
        }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // First to the reader of the body, so that what came so far is never taken for all of it.
        context.fireErrorCaught(error)
        guard !isOver else { return }
        guard let error = error as? HTTPParserError, error != .invalidEOFState, !isUnanswered else { return cut() }
        isOver = true
        let isLarge = error == .headerOverflow
        let head = HTTPResponse(
            status: isLarge ? .requestHeaderFieldsTooLarge : .badRequest,
            headerFields: [.contentLength: "0", .connection: "close"])
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in bound.value.close(promise: nil) }
    }

    /// The longest body that is read, and what a read may carry beyond it.
    private static let mostReceived = max(DoorRoute.longestForm, DoorHook.longestBody) + (64 << 10)

    private func finish(_ context: ChannelHandlerContext, _ data: NIOAny, _ promise: EventLoopPromise<Void>?) {
        // The time for reading ends when the last byte is gone, not when it is handed over.
        let done = promise ?? context.eventLoop.makePromise()
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        done.futureResult.whenSuccess { bound.value.answered() }
        context.write(data, promise: done)
    }

    private func answered() {
        (isAnswering, isUnanswered) = (false, false)
        // The rest of a body that nobody asked for is not read: the responder ends the connection.
        guard !isInRequest else { return }
        isBusy(false)
        arm(settings.headTime)
    }

    private func arm(_ time: TimeAmount) {
        guard let context, !isStopping else { return }
        timer?.cancel()
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(in: time) { bound.value.cut() }
    }

    private func cut() {
        isOver = true
        context?.close(promise: nil)
    }
}
