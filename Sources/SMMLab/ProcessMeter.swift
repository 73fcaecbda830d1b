import Glibc

/// What this process has used so far, from the kernel's own accounting.
package struct ProcessMeter: Sendable {
    /// CPU seconds, user and system.
    package let cpu: Double
    /// Seconds on a clock that never jumps.
    package let wall: Double
    /// Anonymous memory in bytes (RssAnon).
    package let anonymous: Int64
    /// Voluntary context switches of all threads.
    package let switches: Int64

    /// Reads the meters now.
    package static func read() -> ProcessMeter {
        ProcessMeter(
            cpu: seconds(CLOCK_PROCESS_CPUTIME_ID), wall: seconds(CLOCK_MONOTONIC),
            anonymous: status("/proc/self/status", "RssAnon:") * 1024, switches: allSwitches())
    }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func allSwitches() -> Int64 {
        guard let folder = opendir("/proc/self/task") else { return 0 }
        defer { closedir(folder) }
        var sum: Int64 = 0
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name.first != "." else { continue }
            sum += status("/proc/self/task/\(name)/status", "voluntary_ctxt_switches:")
        }
        return sum
    }

    private static func status(_ path: String, _ field: String) -> Int64 {
        guard let file = fopen(path, "r") else { return 0 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        while fgets(&line, 256, file) != nil {
            let text = line.withUnsafeBufferPointer {
                String(decoding: $0.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            }
            guard text.hasPrefix(field) else { continue }
            return Int64(text.dropFirst(field.count).filter(\.isNumber)) ?? 0
        }
        return 0
    }
}
