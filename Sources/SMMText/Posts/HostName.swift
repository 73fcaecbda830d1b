/// What the domain name system takes as a host.
enum HostName {
    private static let longestLabel = 63  // RFC 1035, 2.3.4

    /// How many bytes `host` has with each label in Punycode where it is not ASCII (RFC 3490, ToASCII without nameprep);
    /// nil when a label is empty or too long, or pretends to be Punycode.
    static func encodedLength(_ host: ArraySlice<Unicode.Scalar>) -> Int? {
        var sum = -1
        for label in host.split(omittingEmptySubsequences: false, whereSeparator: \.isLabelEnd) {
            guard let length = encodedLength(ofLabel: label) else { return nil }
            sum += length + 1
        }
        return sum
    }

    private static func encodedLength(ofLabel label: ArraySlice<Unicode.Scalar>) -> Int? {
        guard !label.isEmpty, label.count <= longestLabel else { return nil }
        if label.allSatisfy(\.isASCII) { return label.count }
        let prefix: [Unicode.Scalar] = ["x", "n", "-", "-"]
        guard !label.lazy.map(\.asciiLowercased).starts(with: prefix) else { return nil }
        let length = prefix.count + punycodeLength(label)
        return length <= longestLabel ? length : nil
    }

    /// The length of a label in Punycode (RFC 3492, 6.3). The label has at most 63 code points, so the time is bounded
    /// and no number comes near its end.
    private static func punycodeLength(_ label: ArraySlice<Unicode.Scalar>) -> Int {
        let basic = label.count(where: \.isASCII)
        var length = basic > 0 ? basic + 1 : 0
        var handled = basic
        var bias = 72
        var delta = 0
        var current = 128
        while handled < label.count {
            guard let next = label.lazy.map({ Int($0.value) }).filter({ $0 >= current }).min() else { return length }
            delta += (next - current) * (handled + 1)
            current = next
            for scalar in label {
                if scalar.value < current { delta += 1 }
                guard scalar.value == current else { continue }
                length += digits(of: delta, bias: bias)
                bias = adapted(delta, count: handled + 1, isFirst: handled == basic)
                delta = 0
                handled += 1
            }
            delta += 1
            current += 1
        }
        return length
    }

    private static func digits(of delta: Int, bias: Int) -> Int {
        var rest = delta
        var count = 1
        var position = 36
        while true {
            let threshold = min(max(position - bias, 1), 26)
            if rest < threshold { return count }
            rest = (rest - threshold) / (36 - threshold)
            count += 1
            position += 36
        }
    }

    private static func adapted(_ delta: Int, count: Int, isFirst: Bool) -> Int {
        var delta = isFirst ? delta / 700 : delta / 2
        delta += delta / count
        var position = 0
        while delta > 455 {
            delta /= 35
            position += 36
        }
        return position + 36 * delta / (delta + 38)
    }
}

extension Unicode.Scalar {
    /// The dots of RFC 3490, 3.1.
    fileprivate var isLabelEnd: Bool { self == "." || self == "\u{3002}" || self == "\u{ff0e}" || self == "\u{ff61}" }
}
