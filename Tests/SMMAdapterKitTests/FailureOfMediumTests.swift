import SMMAdapterKit
import Testing

@Suite("Whose fault it is that a medium does not go out")
struct FailureOfMediumTests {
    @Test("what the picture or the store says of a medium is so the next time, too")
    func lasting() {
        for code in [
            "picture-animated", "picture-too-large", "picture-type", "picture-unreadable", "picture-does-not-fit",
            "picture-too-slow", "media-not-cleaned", "media-missing", "media-changed",
        ] {
            #expect(Failure(code, "No.").isOfMedium, "\(code)")
        }
        #expect(PictureFit.refusal(of: "image/avif").isOfMedium)
    }

    @Test("what the process that parses says of itself may pass, as may what nobody knows")
    func passing() async {
        for code in [
            "media-process-missing", "media-process-busy", "media-process-answer", "picture-interrupted", "disk-full",
        ] {
            #expect(!Failure(code, "No.").isOfMedium, "\(code)")
        }
        #expect(await NoPictureFitter().fault()?.isOfMedium == false)
    }
}
