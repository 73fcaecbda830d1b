import SMMModel

/// Decides what is taken out of a WebM film (RFC 8794, RFC 9559): all that is not on the list of what is needed to play it.
/// Nothing is moved: an element that goes becomes `Void`.
package struct WebMTraces {
    /// What is to be overwritten; no two of them overlap.
    package private(set) var blanks: [MediaBlank] = []

    /// A film that does not say how long its clusters are has its blocks counted: an hour of picture and sound.
    private static let maximumElements = 400_000
    private static let maximumBlanks = 100_000
    private static let inSegment: Set<Int> = [
        WebMName.seekHead, WebMName.info, WebMName.tracks, WebMName.cluster, WebMName.cues, WebMName.void,
    ]
    private static let shown: Set<Int> = [1, 2]
    private static let subtitles = 0x11
    private static let inTrack: Set<Int> = [
        WebMName.trackName, WebMName.codecName, WebMName.attachmentLink, WebMName.checksum,
    ]

    /// Reads the elements of `source`.
    ///
    /// - Throws: `MediaTracesFault`; a film out of which not all can be taken is not to be kept.
    package init(of source: some MediaBytes) throws(MediaTracesFault) {
        var elements = WebMElements(source, most: Self.maximumElements)
        var (offset, isWhole) = (Int64(0), false)
        while offset < source.count {
            guard let element = elements.element(at: offset, before: source.count) else {
                guard isWhole else { throw fault(elements.left, cut: offset > 0) }
                try add(MediaBlank(offset, source.count, head: Self.void(source.count - offset), .trailing))
                break
            }
            offset = element.end
            switch element.id {
            case WebMName.header: try empty(in: element, &elements)
            case WebMName.segment:
                try clean(segment: element, &elements)
                isWhole = true
            default: try blank(element, .trailing)
            }
        }
        guard isWhole else { throw .cut }
    }

    private func fault(_ left: Int, cut: Bool = true) -> MediaTracesFault {
        left == 0 ? .opaque(.parts) : cut ? .cut : .damaged
    }

    private mutating func clean(
        segment: WebMElement, _ elements: inout WebMElements<some MediaBytes>
    ) throws(MediaTracesFault) {
        var offset = segment.start
        var isInCluster = false
        while offset < segment.end {
            guard let part = elements.element(at: offset, before: segment.end) else { throw fault(elements.left) }
            offset = part.end
            // A cluster of no known length lasts until an element that no cluster holds.
            if isInCluster, WebMName.inCluster.contains(part.id) {
                if part.id == WebMName.void { try add(MediaBlank(part.start, part.end, .other)) }
                continue
            }
            isInCluster = false
            guard part.isKnown || part.id == WebMName.cluster else { throw .damaged }
            switch part.id {
            case WebMName.cluster where !part.isKnown:
                isInCluster = true
                offset = part.start
            case WebMName.info: try clean(info: part, &elements)
            case WebMName.tracks: try clean(tracks: part, &elements)
            case WebMName.seekHead: try clean(seekHead: part, &elements)
            case WebMName.void: try add(MediaBlank(part.start, part.end, .other))
            default:
                if !Self.inSegment.contains(part.id) { try blank(part, Self.traces(of: part.id)) }
            }
        }
    }

    private mutating func clean(
        info: WebMElement, _ elements: inout WebMElements<some MediaBytes>
    ) throws(MediaTracesFault) {
        for part in try children(of: info, &elements) {
            switch part.id {
            case WebMName.timestampScale, WebMName.duration: continue
            // Both must be there, and may be empty: zeros end a text.
            case WebMName.muxingApp, WebMName.writingApp: try add(MediaBlank(part.start, part.end, .software))
            case WebMName.void: try add(MediaBlank(part.start, part.end, .other))
            default: try blank(part, Self.traces(of: part.id))
            }
        }
    }

    private mutating func clean(
        tracks: WebMElement, _ elements: inout WebMElements<some MediaBytes>
    ) throws(MediaTracesFault) {
        for entry in try children(of: tracks, &elements) {
            guard entry.id == WebMName.trackEntry else {
                // A sum of what is changed here would be wrong.
                if entry.id == WebMName.checksum { try blank(entry, .other) }
                if entry.id == WebMName.void { try add(MediaBlank(entry.start, entry.end, .other)) }
                continue
            }
            let parts = try children(of: entry, &elements)
            let coding = parts.first { $0.id == WebMName.codecID }
            for part in parts {
                if part.id == WebMName.trackType {
                    // The blocks of other tracks lie among those of picture and sound.
                    guard let type = elements.number(part), Self.shown.contains(type) else {
                        throw .opaque(elements.number(part) == Self.subtitles ? .subtitles : .measurements)
                    }
                } else if part.id == WebMName.codecPrivate, let coding,
                    let signature = XiphComments.signature(
                        of: elements.source.bytes(at: coding.start, Int(min(16, coding.end - coding.start))))
                {
                    for blank in try XiphComments(in: part, of: elements.source, signature).blanks { try add(blank) }
                } else if part.id == WebMName.void {
                    try add(MediaBlank(part.start, part.end, .other))
                } else if Self.inTrack.contains(part.id) {
                    try blank(part, part.id == WebMName.checksum ? .other : .text)
                }
            }
        }
    }

    /// The places of elements that go are nobody's any more.
    private mutating func clean(
        seekHead: WebMElement, _ elements: inout WebMElements<some MediaBytes>
    ) throws(MediaTracesFault) {
        for part in try children(of: seekHead, &elements) {
            if part.id == WebMName.void {
                try add(MediaBlank(part.start, part.end, .other))
            } else if part.id == WebMName.seek {
                let name = try children(of: part, &elements).first { $0.id == WebMName.seekID }
                guard let name, let id = elements.number(name), Self.inSegment.contains(id) else {
                    try blank(part, .other)
                    continue
                }
            } else {
                try blank(part, .other)
            }
        }
    }

    private mutating func empty(
        in header: WebMElement, _ elements: inout WebMElements<some MediaBytes>
    ) throws(MediaTracesFault) {
        guard header.isKnown else { throw .damaged }
        for part in try children(of: header, &elements) where part.id == WebMName.void {
            try add(MediaBlank(part.start, part.end, .other))
        }
    }

    private func children(
        of parent: WebMElement, _ elements: inout WebMElements<some MediaBytes>
    ) throws(MediaTracesFault) -> [WebMElement] {
        var found: [WebMElement] = []
        var offset = parent.start
        while offset < parent.end {
            guard let element = elements.element(at: offset, before: parent.end), element.isKnown else {
                throw fault(elements.left, cut: false)
            }
            found.append(element)
            offset = element.end
        }
        return found
    }

    private static func traces(of id: Int) -> MediaTraces {
        switch id {
        case WebMName.tags, WebMName.title: .text
        case WebMName.chapters: .subtitles
        case WebMName.attachments: .thumbnail
        case WebMName.date: .time
        default: .other
        }
    }

    private mutating func blank(_ element: WebMElement, _ traces: MediaTraces) throws(MediaTracesFault) {
        try add(MediaBlank(element.head, element.end, head: Self.void(element.end - element.head), traces))
    }

    /// The head of an empty element that is `length` bytes long; one of a single byte cannot be, and is none.
    private static func void(_ length: Int64) -> [UInt8] {
        guard length >= 2 else { return [] }
        if length <= 128 { return [UInt8(WebMName.void), 0x80 | UInt8(length - 2)] }
        let content = length - 9
        return [UInt8(WebMName.void), 0x01]
            + [48, 40, 32, 24, 16, 8, 0].map { UInt8(truncatingIfNeeded: content >> Int64($0)) }
    }

    private mutating func add(_ blank: MediaBlank) throws(MediaTracesFault) {
        guard blank.end > blank.start else { return }
        guard blanks.endIndex < Self.maximumBlanks else { throw .opaque(.parts) }
        blanks.append(blank)
    }
}
