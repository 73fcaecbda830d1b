import SMMMedia
import Testing

@Suite("Media: the ladder of sizes and qualities")
struct FitLadderTests {
    @Test("the first edge is the picture's own, within what networks show and the pixels allowed")
    func first() {
        #expect(FitLadder.firstEdge(width: 800, height: 600, maximumPixels: .max) == 800)
        #expect(FitLadder.firstEdge(width: 4000, height: 3000, maximumPixels: FitLadder.mostPixels) == 4000)
        // A long screenshot keeps its width.
        #expect(FitLadder.firstEdge(width: 1080, height: 9000, maximumPixels: FitLadder.mostPixels) == 9000)
        #expect(FitLadder.firstEdge(width: 10, height: 60_000, maximumPixels: .max) == 16_383)
        let edge = FitLadder.firstEdge(width: 4000, height: 2000, maximumPixels: 2_000_000)
        #expect(edge == 2000)
        #expect(FitLadder.firstEdge(width: 4000, height: 2000, maximumPixels: 8_000_000) == 4000)
    }

    @Test("whichever way the short side is rounded, the pixels allowed are kept, and hardly any are given away")
    func rounding() {
        for (width, height) in [(1200, 900), (4000, 3000), (3001, 1999), (9000, 1080), (777, 776), (1, 5000)] {
            for most in [Int64(100_001), 2_000_000, 2_073_601, 8_294_399] {
                let edge = FitLadder.firstEdge(width: width, height: height, maximumPixels: most)
                let (long, short) = (max(width, height), min(width, height))
                let product = { (edge: Int) in Int64(edge) * Int64((edge * short + long - 1) / long) }
                #expect(product(edge) <= most)
                #expect(edge == min(long, FitLadder.longestEdge) || product(edge + 1) > most)
            }
        }
    }

    @Test("each next edge is smaller, by about what the bytes ask for, and the ladder ends")
    func next() {
        #expect(FitLadder.nextEdge(after: 4000, got: 2_100_000, most: 2_000_000) == 3400)
        #expect(FitLadder.nextEdge(after: 4000, got: 8_000_000, most: 2_000_000) == 1940)
        #expect(FitLadder.nextEdge(after: 4000, got: .max, most: 1) == 1400)
        #expect(FitLadder.nextEdge(after: 4000, got: nil, most: 2_000_000) == 2800)
        #expect(FitLadder.nextEdge(after: 170, got: 3, most: 2) == nil)
        var edge: Int? = 4096
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
