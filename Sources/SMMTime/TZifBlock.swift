/// The data between a header and the next: transitions and offsets, checked.
struct TZifBlock {
    let transitions: [Int64]
    let offsetIndices: [UInt8]
    let offsets: [ZoneOffset]

    init(_ cursor: inout ByteCursor, _ header: TZifHeader, timeWidth: Int) throws(TimeDataError) {
        try header.check()
        guard header.blockLength(timeWidth: timeWidth) <= cursor.remaining else {
            throw TimeDataError(.damaged, "The file is shorter than its header says.")
        }
        transitions = try Self.times(&cursor, header.transitionCount, width: timeWidth)
        offsetIndices = Array(try cursor.take(header.transitionCount))
        guard offsetIndices.allSatisfy({ Int($0) < header.typeCount }) else {
            throw TimeDataError(.damaged, "A transition names an offset type that is not there.")
        }
        let records = try cursor.take(header.typeCount * 6)
        let characters = Array(try cursor.take(header.characterCount))
        offsets = try Self.offsets(ByteCursor(Array(records)), characters)
        _ = try cursor.take(header.standardCount + header.universalCount)
    }

    private static func times(
        _ cursor: inout ByteCursor, _ count: Int, width: Int
    ) throws(TimeDataError) -> [Int64] {
        var times: [Int64] = []
        times.reserveCapacity(count)
        for _ in 0..<count {
            let time = try cursor.number(width: width)
            if let last = times.last, last >= time {
                throw TimeDataError(.damaged, "The transitions are not in ascending order.")
            }
            times.append(time)
        }
        return times
    }

    private static func offsets(
        _ records: ByteCursor, _ characters: [UInt8]
    ) throws(TimeDataError) -> [ZoneOffset] {
        var records = records
        var offsets: [ZoneOffset] = []
        while records.remaining > 0 {
            let seconds = Int(try records.number(width: 4))
            let flags = Array(try records.take(2))
            guard abs(seconds) <= ZoneOffset.largest else {
                throw TimeDataError(.damaged, "An offset of \(seconds) seconds is beyond 26 hours.")
            }
            guard flags[0] <= 1 else { throw TimeDataError(.damaged, "A daylight flag is neither 0 nor 1.") }
            let name = try abbreviation(characters, at: Int(flags[1]))
            offsets.append(ZoneOffset(seconds: seconds, abbreviation: name, isDaylightSaving: flags[0] == 1))
        }
        return offsets
    }

    private static func abbreviation(_ characters: [UInt8], at index: Int) throws(TimeDataError) -> String {
        guard index < characters.count, let end = characters[index...].firstIndex(of: 0) else {
            throw TimeDataError(.damaged, "An abbreviation runs out of the file.")
        }
        let name = characters[index..<end]
        guard name.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw TimeDataError(.damaged, "An abbreviation has characters other than printable ASCII.")
        }
        return String(decoding: name, as: UTF8.self)
    }
}
