package import SMMModel

/// Where reading stood at which times, for lists that are read forward from a position: each pass begins again where
/// reading stood earlier (``ReadingDepth``), so that what was listed late, below the newest known, is found.
///
/// Pure; its text is the cursor that an adapter gives away.
package struct ReadingTrail: Sendable, Hashable, Codable {
    /// A position, and the time up to which everything was read there.
    private struct Point: Sendable, Hashable, Codable {
        var at: Instant
        var position: String
    }

    /// Points this close together are as good as one.
    private static let grain = Milliseconds.minutes(1)

    /// Where a pass begins that would have to begin before the first point; nil for the list's own beginning.
    package var first: String?
    private var points: [Point] = []
    private var run = ReadingRun()

    /// The beginning.
    package init() {}

    /// Reads ``text``; the beginning for anything that is none.
    package init(_ text: String?) {
        if let trail = CursorText.read(text, as: ReadingTrail.self) { self = trail }
    }

    /// The trail as text, the same for the same trail.
    package var text: String { CursorText.of(self) }

    /// Whether nothing was asked for yet.
    package var isNew: Bool { points.isEmpty && first == nil && run.isNew }

    /// The farthest position read; nil where there is none.
    package var newest: String? { points.last?.position }

    /// The pass under way, or a new one that begins `now`.
    package mutating func begin(now: Instant) -> ReadingPass {
        if let pass = run.pass { return pass }
        // A clock that was ahead has left times that are still to come.
        for index in points.indices { points[index].at = min(points[index].at, now) }
        let trail = self
        return run.begin(now: now) { trail.start(of: $0) }
    }

    /// A page was read, and the list goes on behind `position`; `time` is that of the newest thing on the page, nil where
    /// nothing tells.
    package mutating func turn(to position: String, at time: Instant?, now: Instant) {
        run.turn(to: position)
        guard let time = time.map({ min($0, now) }), points.last.map({ $0.at < time }) ?? true else { return }
        points.append(Point(at: time, position: position))
        thin()
    }

    /// The list was read to its end, which is `position`; nil where nothing was there.
    package mutating func end(at position: String?, now: Instant) {
        run.end()
        guard let position = position ?? newest else { return }
        if let last = points.last, last.at >= now {
            points[points.count - 1].position = position
        } else {
            points.append(Point(at: now, position: position))
        }
        thin()
    }

    private func start(of depth: ReadingDepth) -> String? {
        guard let last = points.last else { return first }
        return points.last { $0.at <= last.at - depth.overlap }?.position ?? first
    }

    /// Forgets points that no pass would begin at: for the short overlap one a minute is enough, for the long one a few a
    /// day. The first of those that are as good as one is kept.
    private mutating func thin() {
        guard let last = points.last else { return }
        func begin(_ depth: ReadingDepth) -> Int? { points.lastIndex { $0.at <= last.at - depth.overlap } }
        let oldest = begin(.deep) ?? 0
        let wanted = [oldest, begin(.shallow), points.count - 1]
        var kept: [Point] = []
        for (index, point) in points.enumerated() where index >= oldest {
            let isNear = last.at - point.at <= ReadingDepth.shallow.overlap.multiplied(by: 2)
            let grain = (isNear ? Self.grain : ReadingDepth.interval).count
            let isOther = kept.last.map { $0.at.milliseconds / grain != point.at.milliseconds / grain } ?? true
            if isOther || wanted.contains(index) { kept.append(point) }
        }
        points = kept
    }
}
