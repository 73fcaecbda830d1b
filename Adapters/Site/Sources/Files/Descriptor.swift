import Glibc

/// An open file, closed when it goes away.
struct Descriptor: ~Copyable {
    /// The number the kernel knows it by.
    let number: Int32

    init(_ number: Int32) {
        self.number = number
    }

    deinit {
        close(number)
    }
}
