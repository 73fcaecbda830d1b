import SMMMedia
import Testing

@Suite("Media: the ladder of sizes and qualities")
struct FitLadderTests {
    @Test("the first edge is the picture's own, within what networks show and the pixels allowed")
    func first() {
        #expect(FitLadder.firstEdge(width: 800, height: 600, maximumPixels: nil) == 800)
        #expect(FitLadder.firstEdge(width: 3000, height: 8000, maximumPixels: nil) == 4096)
        let edge = FitLadder.firstEdge(width: 4000, height: 2000, maximumPixels: 2_000_000)
        #expect(edge == 2000)
        #expect(FitLadder.firstEdge(width: 4000, height: 2000, maximumPixels: 8_000_000) == 4000)
    }

    @Test("each next edge is smaller, by about what the bytes ask for, and the ladder ends")
    func next() {
        #expect(FitLadder.nextEdge(after: 4000, got: 2_100_000, most: 2_000_000) == 3400)
        #expect(FitLadder.nextEdge(after: 4000, got: 8_000_000, most: 2_000_000) == 1940)
        #expect(FitLadder.nextEdge(after: 4000, got: .max, most: 1) == 1400)
        #expect(FitLadder.nextEdge(after: 4000, got: nil, most: 2_000_000) == 2800)
        #expect(FitLadder.nextEdge(after: 170, got: 3, most: 2) == nil)
        var edge: Int? = FitLadder.longestEdge
        var steps = 0
        while let now = edge {
            steps += 1
            edge = FitLadder.nextEdge(after: now, got: Int.max, most: .max)
        }
        #expect(steps < 25)
    }

    @Test("photos become JPEG, what can be seen through stays so where the network takes it")
    func kinds() {
        let all: Set<PictureKind> = [.jpeg, .png, .webp]
        #expect(FitLadder.kind(isSeeThrough: false, of: all) == .jpeg)
        #expect(FitLadder.kind(isSeeThrough: true, of: all) == .webp)
        #expect(FitLadder.kind(isSeeThrough: true, of: [.jpeg, .png]) == .png)
        #expect(FitLadder.kind(isSeeThrough: true, of: [.jpeg]) == nil)
        #expect(FitLadder.kind(isSeeThrough: false, of: [.webp]) == .webp)
    }
}
