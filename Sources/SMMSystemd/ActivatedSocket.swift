import CSMMShim

/// A listening socket that the service manager opened for this process.
package struct ActivatedSocket: Equatable, Sendable {
    /// The first descriptor that socket activation passes (`SD_LISTEN_FDS_START`).
    package static let firstDescriptor: Int32 = 3

    /// The open descriptor.
    package var descriptor: Int32
    /// The name from `FileDescriptorName=`, by default the name of the socket unit.
    package var name: String

    /// A socket as handed over.
    package init(descriptor: Int32, name: String) {
        self.descriptor = descriptor
        self.name = name
    }

    /// Whether it is a listening Unix stream socket; anything else must not be served.
    package var isUnixStreamListener: Bool {
        smm_is_unix_stream_listener(descriptor) == 1
    }
}
