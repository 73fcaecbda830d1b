import NIOCore
import SMMModel

/// Looks once more at where a connection that was just made leads to, before any of a request is written to it; with TLS its
/// handshake comes before.
///
/// The address was checked before; this finds out when something in between took another one.
enum PeerCheck {
    /// A connection that leads where nobody may ask.
    struct Refused: Error {}

    /// - Throws: ``Refused`` when the other end of `channel` is none that `rules` let be asked.
    static func check(_ channel: any Channel, _ rules: DestinationRules) throws(Refused) {
        guard let peer = channel.remoteAddress, let port = peer.port,
            let address = peer.withSockAddr({ storage, _ in NetworkAddress(storage) }), rules.lets(address, port: port)
        else { throw Refused() }
    }
}
