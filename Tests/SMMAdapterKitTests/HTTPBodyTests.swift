import SMMAdapterKit
import Testing

@Suite("Bodies that are not held in memory")
struct HTTPBodyTests {
    private let stretch = FileStretch(path: "/film", offset: 100, count: 1000)

    @Test("pieces stand in order, bytes beside each other as one, and what is empty is none")
    func pieces() {
        var body = HTTPBody([1, 2])
        body.append(.bytes([]))
        body.append(.bytes([3]))
        #expect(body.pieces == [.bytes([1, 2, 3])])
        #expect(body.bytes == [1, 2, 3])
        body.append(HTTPBody(stretch))
        body.append(.file(FileStretch(path: "/none", count: 0)))
        body.append(.bytes([4]))
        #expect(body.pieces == [.bytes([1, 2, 3]), .file(stretch), .bytes([4])])
        #expect(body.count == 1004)
        #expect(body.bytes == nil)
        #expect(HTTPBody().bytes == [])
    }

    @Test("a slice is the same bytes from the same places")
    func slices() {
        var body = HTTPBody([1, 2, 3])
        body.append(HTTPBody(stretch))
        body.append(.bytes([4, 5]))
        let file = { FileStretch(path: "/film", offset: $0, count: $1) }
        #expect(body.slice(from: 0, length: 2).pieces == [.bytes([1, 2])])
        #expect(body.slice(from: 2, length: 11).pieces == [.bytes([3]), .file(file(100, 10))])
        #expect(body.slice(from: 13, length: 10).pieces == [.file(file(110, 10))])
        #expect(body.slice(from: 1002, length: 99).pieces == [.file(file(1099, 1)), .bytes([4, 5])])
        #expect(body.slice(from: 1005, length: 1).pieces == [])
        #expect(body.slice(from: 0, length: 1005) == body)
    }

    @Test("a form with a file of a store has its length and leaves the file where it is")
    func form() {
        var form = MultipartForm(boundary: "b0b0")
        form.add("file", file: "film.mp4", type: "video/mp4", content: HTTPBody(stretch))
        form.add("description", "A film")
        let head =
            "--b0b0\r\nContent-Disposition: form-data; name=\"file\"; filename=\"film.mp4\"\r\n"
            + "Content-Type: video/mp4\r\n\r\n"
        let tail = "\r\n--b0b0\r\nContent-Disposition: form-data; name=\"description\"\r\n\r\nA film\r\n--b0b0--\r\n"
        #expect(form.body.pieces == [.bytes(Array(head.utf8)), .file(stretch), .bytes(Array(tail.utf8))])
        let request = HTTPRequest(method: "POST", url: "https://example.social/", content: form.body)
        #expect(request.content == form.body && request.body.isEmpty)
        let small = HTTPRequest(method: "POST", url: "https://example.social/", content: HTTPBody([1]))
        #expect(small.content == HTTPBody([1]) && small.body == [1])
    }
}
