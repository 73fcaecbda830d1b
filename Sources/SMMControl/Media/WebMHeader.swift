/// What a WebM film's header says (RFC 9559), which may lie about its lengths.
struct WebMHeader {
    /// Real films have some dozens before their first picture.
    private static let maximumElements = 2000

    /// Pixels across and down; nil when no track says so.
    private(set) var size: (width: Int, height: Int)?
    /// How long it is; nil when it does not say so, as one that was written while it was taken does not.
    private(set) var milliseconds: Int64?
    /// The name of how its picture is coded, such as `V_VP9`; nil when there is none.
    private(set) var codec: String?

    /// Reads the elements of `source`.
    init(of source: some MediaBytes) {
        var elements = WebMElements(source, most: Self.maximumElements)
        var offset: Int64 = 0
        while let element = elements.element(at: offset, before: source.count) {
            offset = element.end
            guard element.id == WebMName.segment else { continue }
            var inner = element.start
            while let part = elements.element(at: inner, before: element.end) {
                inner = part.end
                if part.id == WebMName.info { look(atInfo: part, &elements) }
                if part.id == WebMName.tracks { look(atTracks: part, &elements) }
                if part.id == WebMName.cluster, size != nil, milliseconds != nil { return }
            }
            return
        }
    }

    private mutating func look(atInfo info: WebMElement, _ elements: inout WebMElements<some MediaBytes>) {
        // Nanoseconds in a unit of time; a million where it is not said.
        var scale = 1_000_000
        var length: Double?
        for element in elements.all(in: info) {
            if element.id == WebMName.timestampScale { scale = elements.number(element) ?? 0 }
            if element.id == WebMName.duration { length = elements.fraction(element) }
        }
        guard let length else { return }
        let found = length * Double(scale) / 1_000_000
        // A year and more is no film's.
        if found >= 1, found < 1e11 { milliseconds = Int64(found) }
    }

    private mutating func look(atTracks tracks: WebMElement, _ elements: inout WebMElements<some MediaBytes>) {
        for entry in elements.all(in: tracks) where entry.id == WebMName.trackEntry {
            var width: Int?
            var height: Int?
            var name: String?
            for element in elements.all(in: entry) {
                if element.id == WebMName.codecID, element.end - element.start <= 32 {
                    let bytes = elements.source.bytes(at: element.start, Int(element.end - element.start))
                    if !bytes.isEmpty, bytes.allSatisfy({ (0x20...0x7E).contains($0) }) {
                        name = String(decoding: bytes, as: UTF8.self)
                    }
                }
                guard element.id == WebMName.video else { continue }
                for part in elements.all(in: element) {
                    if part.id == WebMName.pixelWidth { width = elements.number(part) }
                    if part.id == WebMName.pixelHeight { height = elements.number(part) }
                }
            }
            let most = Int(Int32.max)
            guard let found = MediaHeader.size(width, height), found.width <= most, found.height <= most,
                found.width * found.height > size.map({ $0.width * $0.height }) ?? 0
            else { continue }
            size = found
            codec = name
        }
    }
}
