/// A decimal number as servers write it into headers: whole seconds, decimals, signs, and more digits than fit.
struct HeaderNumber: Hashable {
    /// The whole part; saturates instead of failing, since an absurd number still says "very long".
    let whole: Int64
    /// Thousandths of the fraction, 0…999; digits past the third are dropped.
    let thousandths: Int64
    /// Whether a minus sign stood before it.
    let isNegative: Bool

    /// Reads the first item of `text` (up to a comma or semicolon); nil when that is not a plain decimal number.
    init?(_ text: some StringProtocol) {
        var whole: Int64 = 0
        var fraction: Int64 = 0
        var weight: Int64 = 100
        var digits = 0
        var inFraction = false
        var isNegative = false
        for byte in Self.firstItem(text) {
            switch byte {
            case UInt8(ascii: "-") where digits == 0 && !inFraction && !isNegative:
                isNegative = true
            case UInt8(ascii: ".") where !inFraction && digits > 0:
                inFraction = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                let digit = Int64(byte - UInt8(ascii: "0"))
                digits += 1
                if inFraction {
                    fraction += digit * weight
                    weight /= 10
                } else {
                    whole = Self.appending(digit, to: whole)
                }
            default: return nil
            }
        }
        guard digits > 0 else { return nil }
        self.whole = whole
        self.thousandths = fraction
        self.isNegative = isNegative
    }

    /// The number in thousandths of its unit; saturates.
    var scaled: Int64 {
        let (product, overflow) = whole.multipliedReportingOverflow(by: 1000)
        let (sum, over) = product.addingReportingOverflow(thousandths)
        let size = overflow || over ? Int64.max : sum
        return isNegative ? -size : size
    }

    private static func appending(_ digit: Int64, to value: Int64) -> Int64 {
        let (product, overflow) = value.multipliedReportingOverflow(by: 10)
        let (sum, over) = product.addingReportingOverflow(digit)
        return overflow || over ? .max : sum
    }

    private static func firstItem(_ text: some StringProtocol) -> [UInt8] {
        let item = text.utf8.prefix { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: ";") }
        let isBlank: (UInt8) -> Bool = { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        return Array(Array(item.drop(while: isBlank)).reversed().drop(while: isBlank).reversed())
    }
}
