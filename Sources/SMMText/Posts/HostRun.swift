/// A run of code points that hosts are made of, looked at once, so that every start in it is answered in constant time.
struct HostRun {
    private struct Label {
        var range: Range<Int>
        /// Where its last underscore stands; before `range` when it has none.
        var lastUnderscore: Int
        /// Whether it begins and ends with neither `-` nor `_`.
        var startsWell: Bool
        var endsWell: Bool
        /// Where the top-level domain ends that begins with this label.
        var domainEnd: Int?
        /// Where the longest host ends that begins with this label.
        var hostEnd: Int?
    }

    /// Where it stands.
    let range: Range<Int>
    private var labels: [Label] = []
    private var current = 0

    /// No run.
    init() { range = 0..<0 }

    /// The run that begins at `start`.
    init(in text: ScalarReader, from start: Int) {
        var position = start
        while true {
            let label = Self.label(in: text, from: position)
            labels.append(label)
            position = label.range.upperBound
            guard text[position] == "." else { break }
            position += 1
        }
        range = start..<position
        for number in labels.indices.reversed() {
            labels[number].domainEnd = TopLevelDomains.end(
                in: text, at: labels[number].range.lowerBound, limit: text.count)
            labels[number].hostEnd = hostEnd(from: labels[number].range.lowerBound, label: number)
        }
    }

    private static func label(in text: ScalarReader, from start: Int) -> Label {
        var label = Label(range: start..<start, lastUnderscore: start - 1, startsWell: false, endsWell: false)
        var position = start
        while let scalar = text[position] {
            let isGood = scalar.isHostScalar
            guard isGood || scalar == "-" || scalar == "_" else { break }
            if scalar == "_" { label.lastUnderscore = position }
            if position == start { label.startsWell = isGood }
            label.endsWell = isGood
            position += 1
        }
        label.range = start..<position
        return label
    }

    /// Where the longest host ends that begins at `start`, a position of the run that a label may begin with; nil when
    /// none does. Asked for rising positions.
    mutating func hostEnd(from start: Int) -> Int? {
        while current < labels.count, labels[current].range.upperBound <= start { current += 1 }
        guard current < labels.count else { return nil }
        return hostEnd(from: start, label: current)
    }

    private func hostEnd(from start: Int, label number: Int) -> Int? {
        guard number + 1 < labels.count else { return nil }
        let label = labels[number]
        let startsWell = start > label.range.lowerBound || label.startsWell
        guard !label.range.isEmpty, startsWell, label.endsWell else { return nil }
        if let longer = labels[number + 1].hostEnd { return longer }
        // Underscores may stand in subdomains only.
        return label.lastUnderscore < start ? labels[number + 1].domainEnd : nil
    }
}
