/// The names of WebM's elements (RFC 9559).
enum WebMName {
    static let header = 0x1A45_DFA3
    static let void = 0xEC
    static let checksum = 0xBF
    static let segment = 0x1853_8067
    static let seekHead = 0x114D_9B74
    static let seek = 0x4DBB
    static let seekID = 0x53AB
    static let info = 0x1549_A966
    static let timestampScale = 0x2AD7B1
    static let duration = 0x4489
    static let muxingApp = 0x4D80
    static let writingApp = 0x5741
    static let title = 0x7BA9
    static let date = 0x4461
    static let tracks = 0x1654_AE6B
    static let trackEntry = 0xAE
    static let trackType = 0x83
    static let trackName = 0x536E
    static let codecID = 0x86
    static let codecPrivate = 0x63A2
    static let codecName = 0x258688
    static let attachmentLink = 0x7446
    static let video = 0xE0
    static let pixelWidth = 0xB0
    static let pixelHeight = 0xBA
    static let cluster = 0x1F43_B675
    static let cues = 0x1C53_BB6B
    static let tags = 0x1254_C367
    static let attachments = 0x1941_A469
    static let chapters = 0x1043_A770
    /// What a cluster holds: time, place, size, blocks with and without groups, silent tracks, encrypted blocks.
    static let inCluster: Set<Int> = [0xE7, 0xA7, 0xAB, 0xA3, 0xA0, 0x5854, 0xAF, void, checksum]
}
