import Testing

@Suite("Media headers")
struct MediaHeaderTests {}
