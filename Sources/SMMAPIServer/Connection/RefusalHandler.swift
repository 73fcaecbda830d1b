import NIOCore

/// Answers a connection that is not taken, once it is open, and sees it off.
///
/// The answer cannot be written where connections are prepared: one is not open before its preparation is over, so a
/// preparation that waits for a write waits for ever. After the answer only the daemon's half is closed for a moment:
/// a client that has just written its request would otherwise meet a reset instead of the answer.
final class RefusalHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let answer: ByteBuffer
    /// How long the client may take to hang up; nil closes at once.
    private let patience: TimeAmount?
    private var timer: Scheduled<Void>?

    init(answer: ByteBuffer, patience: TimeAmount?) {
        self.answer = answer
        self.patience = patience
    }

    func channelActive(context: ChannelHandlerContext) {
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        let mode: CloseMode = patience == nil ? .all : .output
        if let patience {
            timer = context.eventLoop.scheduleTask(in: patience) { bound.value.close(promise: nil) }
        }
        context.writeAndFlush(wrapOutboundOut(answer)).whenComplete { result in
            switch result {
            case .success: bound.value.close(mode: mode, promise: nil)
            case .failure: bound.value.close(promise: nil)
            }
        }
        context.fireChannelActive()
    }

    /// What the client says is of no interest.
    func channelRead(context: ChannelHandlerContext, data: NIOAny) {}

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        timer = nil
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    /// The daemon stops: nobody is waited for.
    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent { context.close(promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }
}
