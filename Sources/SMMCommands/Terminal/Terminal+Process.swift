import Glibc
import SMMModel
import SMMTime

extension Terminal {
    /// The terminal of this process.
    package static func process() -> Terminal {
        let isOutput = isatty(1) == 1
        return Terminal(
            output: { write($0, to: 1) }, error: { write($0, to: 2) },
            readLine: { Swift.readLine(strippingNewline: true) },
            readSecret: { try SecretLine.read() }, openLoopback: { LoopbackReceiver() },
            readInput: { limit in read(limit) },
            isInputInteractive: isatty(0) == 1, isOutputInteractive: isOutput, isErrorInteractive: isatty(2) == 1,
            width: isOutput ? columns() : nil, variables: environment(), now: wallClock,
            pause: { span in try await ContinuousClock().sleep(for: .milliseconds(max(0, span.count))) },
            random: { UInt64.random(in: .min ... .max) })
    }

    /// Writes everything, however many calls it takes. A reader that went away (`smmctl events | head`) ends the
    /// program without a word, as the signal would.
    private static func write(_ text: String, to descriptor: Int32) {
        var text = text
        text.withUTF8 { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = Glibc.write(
                    descriptor,
                    UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[rest.startIndex...]).baseAddress,
                    rest.count)
                if count < 0 {
                    if errno == EINTR || errno == EAGAIN { continue }
                    exit(descriptor == 1 && errno == EPIPE ? 141 : 1)
                }
                rest = rest.dropFirst(count)
            }
        }
    }

    private static func read(_ limit: Int) -> [UInt8] {
        var result: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while result.count <= limit {
            let count = Glibc.read(0, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            result += buffer.prefix(count)
        }
        return result
    }

    private static func columns() -> Int {
        var size = winsize()
        guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 20 else { return 80 }
        return Int(size.ws_col)
    }

    private static func wallClock() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }

    private static func environment() -> [String: String] {
        var result: [String: String] = [:]
        var entry = environ
        while let pointer = entry.pointee {
            let text = String(cString: pointer)
            if let equals = text.firstIndex(of: "=") {
                result[String(text[..<equals])] = String(text[text.index(after: equals)...])
            }
            entry += 1
        }
        return result
    }
}
