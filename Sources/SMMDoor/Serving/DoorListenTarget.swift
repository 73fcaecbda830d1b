/// Where the door listens.
package enum DoorListenTarget: Sendable, Hashable {
    /// A listening stream socket that was handed over, as by socket activation.
    case descriptor(Int32)
    /// An address of this machine; port 0 takes a free one.
    case address(String, port: Int)
}
