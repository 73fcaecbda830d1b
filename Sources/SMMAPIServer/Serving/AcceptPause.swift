import Logging
import NIOCore

/// Lets a listener rest while the process has no descriptor for another connection; who waits is served later.
///
/// Without it the loop would ask again at once, which keeps a core busy, and one shortage would be the listener's end.
/// Only without automatic reads is the socket not watched: to hold reads back, as `AcceptBackoffHandler` does, leaves the
/// one that failed pending.
final class AcceptPause: ChannelInboundHandler {
    typealias InboundIn = any Channel

    /// The time between two tries.
    static let length = TimeAmount.milliseconds(200)
    /// A shortage is told this often at most.
    static let quiet = TimeAmount.minutes(1)

    private let logger: Logger
    private var nextWord = NIODeadline.distantPast

    init(_ logger: Logger) {
        self.logger = logger
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let failure = error as? IOError, let shortage = AcceptShortage(failure.errnoCode) else {
            context.fireErrorCaught(error)
            return
        }
        let now = NIODeadline.now()
        if now >= nextWord {
            nextWord = now + Self.quiet
            logger.error(
                "Nobody new can connect for now: \(shortage.words).", metadata: ["error": "\(failure)"])
        }
        rest(context.channel)
    }

    private func rest(_ channel: any Channel) {
        channel.setOption(.autoRead, value: false).whenSuccess {
            channel.eventLoop.scheduleTask(in: Self.length) {
                // Failing, the channel is closed.
                channel.setOption(.autoRead, value: true)
            }
        }
    }
}
