import CSystemd
import Glibc

/// A listening socket that the service manager opened for this process.
package struct ActivatedSocket: Equatable, Sendable {
    /// The first descriptor that socket activation passes.
    package static let firstDescriptor: Int32 = SD_LISTEN_FDS_START

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
        sd_is_socket(descriptor, AF_UNIX, Int32(SOCK_STREAM.rawValue), 1) > 0
    }

    /// What was handed to this process (sd_listen_fds_with_names(3)); none when the variables are another's or wrong.
    ///
    /// Marks the descriptors close-on-exec.
    static func handedOver() -> [ActivatedSocket] {
        var names: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
        let count = sd_listen_fds_with_names(0, &names)
        guard count > 0, let names else { return [] }
        defer { free(names) }
        return (0..<count).map { index in
            let name = names[Int(index)]
            defer { free(name) }
            return ActivatedSocket(
                descriptor: firstDescriptor + index, name: name.map { String(cString: $0) } ?? "unknown")
        }
    }
}
