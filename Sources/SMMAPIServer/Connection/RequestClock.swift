import NIOCore
import SMMModel

/// Stands first in a connection's pipeline and ends it when a request takes too long to arrive, or when the daemon stops
/// and the client takes its time.
///
/// It sees raw bytes, which the HTTP layers hide until a head is complete; ``RequestGuard`` tells it how far the parser
/// got. A timer is armed only when a read ends in the middle of a request, so that a whole request costs none.
final class RequestClock: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// How far the request has arrived.
    enum Phase {
        /// Nothing of the next request is here.
        case idle
        /// A part of the head is here.
        case head
        /// The head is here, and a part of a body that has to come quickly.
        case body
        /// The head is here, and a body that may take its time: idle time alone bounds it.
        case upload
    }

    private let settings: ServerSettings
    private var phase = Phase.idle
    private var armed: (phase: Phase, timer: Scheduled<Void>)?
    private var stopTimers: [Scheduled<Void>] = []
    private var context: ChannelHandlerContext?
    /// Requests whose response is not yet written in full.
    private var unanswered = 0
    private var isAnswering = false
    private var isOver = false

    init(_ settings: ServerSettings) {
        self.settings = settings
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if phase == .idle { phase = .head }
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if let armed, armed.phase != phase {
            armed.timer.cancel()
            self.armed = nil
        }
        switch phase {
        case .head where armed == nil: arm(context, settings.headTime)
        case .body where armed == nil: arm(context, settings.bodyTime)
        default: break
        }
        context.fireChannelReadComplete()
    }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) {
        disarm()
        self.context = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        disarm()
        context.fireChannelInactive()
    }

    /// The daemon stops: whoever has sent all of a request, and not yet begun another, gets its answer; but nobody keeps
    /// the daemon waiting.
    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent, stopTimers.isEmpty {
            let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
            stopTimers = [
                context.eventLoop.scheduleTask(in: settings.stopTime) { bound.value.refuseUnfinished() },
                context.eventLoop.scheduleTask(in: settings.closeTime) { bound.value.close() },
            ]
        }
        context.fireUserInboundEventTriggered(event)
    }

    /// The parser read a head.
    func headArrived(isUpload: Bool) {
        phase = isUpload ? .upload : .body
        unanswered += 1
    }

    /// The parser read the end of a request.
    func requestArrived() { phase = .idle }

    /// A response's head was written.
    func answering() { isAnswering = true }

    /// A response was written in full.
    func answered() {
        isAnswering = false
        unanswered -= 1
    }

    /// Ends the connection, with a refusal where one can still be understood: not in the middle of another answer, and
    /// not before the answer to an earlier request.
    func refuse(_ problem: Problem, reason: String) {
        guard let context, !isOver else { return }
        isOver = true
        let isInRequest = phase == .body || phase == .upload
        guard !isAnswering, unanswered == (isInRequest ? 1 : 0) else {
            context.close(promise: nil)
            return
        }
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.writeAndFlush(wrapOutboundOut(RawResponse.bytes(problem, reason: reason)))
            .whenComplete { _ in bound.value.close(promise: nil) }
    }

    private func arm(_ context: ChannelHandlerContext, _ time: TimeAmount) {
        let bound = NIOLoopBound(self, eventLoop: context.eventLoop)
        armed = (phase, context.eventLoop.scheduleTask(in: time) { bound.value.giveUp() })
    }

    private func disarm() {
        armed?.timer.cancel()
        armed = nil
        for timer in stopTimers { timer.cancel() }
        stopTimers = []
    }

    private func refuseUnfinished() {
        guard phase != .idle else { return }
        refuse(
            Problem(
                Problem.Code("stopping"), status: 503, "The daemon stops, and the request had not arrived in whole.",
                next: "Send it again in a moment."),
            reason: "Service Unavailable")
    }

    private func close() { context?.close(promise: nil) }

    private func giveUp() {
        armed = nil
        refuse(
            Problem(
                Problem.Code("request-too-slow"), status: 408, "The request did not arrive in time.",
                next: "Send it again in one go."),
            reason: "Request Timeout")
    }
}
