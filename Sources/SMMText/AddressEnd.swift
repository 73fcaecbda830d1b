/// Decides, scalar by scalar, where an address ends: behind the last one that is not a sentence's punctuation.
struct AddressEnd {
    /// The end so far.
    private(set) var index: String.Index
    private var openRound = 0
    private var openSquare = 0

    init(start: String.Index) { index = start }

    /// Takes the next scalar of the run; `end` is the index behind it.
    mutating func take(_ scalar: Unicode.Scalar, endingAt end: String.Index) {
        switch scalar {
        case "(": openRound += 1
        case "[": openSquare += 1
        case ")":
            if openRound > 0 {
                openRound -= 1
                index = end
            }
        case "]":
            if openSquare > 0 {
                openSquare -= 1
                index = end
            }
        case ".", ",", ";", ":", "!", "?", "'", "*", "_", "~", "…", "’", "‘", "·": break
        default: index = end
        }
    }
}
