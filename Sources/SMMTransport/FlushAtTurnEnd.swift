import NIOCore

/// Puts a connection's flush off to the end of its event loop's turn, so that a request's head and body leave in one
/// call to the system.
///
/// The head counts as written from when it is handed over, which is never later than it leaves: evidence may say too
/// much for the rest of a turn, never too little. Where somebody watches the wire, each part leaves by itself and at
/// once, so that what they are told has happened.
final class FlushAtTurnEnd: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum Stage { case idle, waiting, flushing }

    private let watchers: WireWatchers
    private var stage = Stage.idle

    /// A handler that puts nothing off while `watchers` has somebody.
    init(_ watchers: WireWatchers) {
        self.watchers = watchers
    }

    func flush(context: ChannelHandlerContext) {
        switch stage {
        case .waiting: return
        case .idle where watchers.isEmpty:
            stage = .waiting
            context.eventLoop.assumeIsolated().execute { self.flushNow(context) }
        // What a finished write brings about is written in the same go.
        case .idle, .flushing: context.flush()
        }
    }

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        flushNow(context)
        context.close(mode: mode, promise: promise)
    }

    func handlerRemoved(context: ChannelHandlerContext) { stage = .idle }

    private func flushNow(_ context: ChannelHandlerContext) {
        guard stage == .waiting else { return }
        stage = .flushing
        context.flush()
        stage = .idle
    }
}
