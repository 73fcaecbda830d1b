import Glibc

/// An empty folder that is removed, with the sockets in it, at the end of the test.
final class TemporaryFolder {
    let path: String

    init() throws {
        var template = Array("/tmp/smm-systemd-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw TestFailure("mkdtemp: \(errno)") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        unlink(path + "/s")
        unlink(path + "/run/systemd/journal/socket")
        for folder in ["/run/systemd/journal", "/run/systemd", "/run", ""] { rmdir(path + folder) }
    }
}

/// Closes descriptors at the end of a test.
func closeAll(_ descriptors: [Int32]) {
    for descriptor in descriptors { close(descriptor) }
}
