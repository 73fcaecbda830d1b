/// The 44 bytes in front of a data block.
struct TZifHeader {
    let version: Int
    let universalCount: Int
    let standardCount: Int
    let leapCount: Int
    let transitionCount: Int
    let typeCount: Int
    let characterCount: Int

    init(_ cursor: inout ByteCursor) throws(TimeDataError) {
        guard try cursor.take(4).elementsEqual([0x54, 0x5A, 0x69, 0x66]) else {
            throw TimeDataError(.damaged, "The file does not start a block with TZif.")
        }
        let mark = try cursor.take(1).first ?? 0
        switch mark {
        case 0: version = 1
        // A later version must stay readable as version 4 is (RFC 9636 section 4).
        case 0x32...0x39: version = Int(mark) - 0x30
        default: throw TimeDataError(.damaged, "The version byte is \(mark), neither 0 nor a digit from 2.")
        }
        _ = try cursor.take(15)
        universalCount = try cursor.count()
        standardCount = try cursor.count()
        leapCount = try cursor.count()
        transitionCount = try cursor.count()
        typeCount = try cursor.count()
        characterCount = try cursor.count()
    }

    /// The bytes of the block; counts have 32 bits, so this cannot overflow.
    func blockLength(timeWidth: Int) -> Int {
        transitionCount * (timeWidth + 1) + typeCount * 6 + characterCount + leapCount * (timeWidth + 4)
            + standardCount + universalCount
    }

    func check() throws(TimeDataError) {
        guard (1...256).contains(typeCount) else {
            throw TimeDataError(.damaged, "The file has \(typeCount) offset types; 1 to 256 are possible.")
        }
        guard characterCount >= 1 else { throw TimeDataError(.damaged, "The file has no abbreviations.") }
        guard standardCount == 0 || standardCount == typeCount, universalCount == 0 || universalCount == typeCount
        else { throw TimeDataError(.damaged, "The standard and UT indicators do not match the offset types.") }
        guard leapCount == 0 else {
            throw TimeDataError(.damaged, "The file counts leap seconds; use the one without, outside right/.")
        }
    }
}
