import SMMAPI
import SMMAccounts
import SMMModel
import Testing

@testable import SMMDaemon

@Suite("Files of brands", .timeLimit(.minutes(10)))
struct BrandFilesTests {
    @Test("one that cannot be applied once its brand is made is said to be left out, until it is right")
    func brandMadeLater() async throws {
        try await CoreHouse.run(["brands.d/late.yaml": "time-zone: Europe/Berln\n"]) { house in
            #expect(house.core.statusLine == "serving")
            let brands = BrandService(house.core.accountsContext(Authority(resolver: nil)))
            let root = Principal(kind: .user, name: "root", uid: 0, via: "socket", everywhere: .admin)
            _ = try await brands.create(root, BrandDraft(name: "late"), render: { _ in "" })
            #expect(house.core.statusLine.hasPrefix("serving; a brand's file is left out: "))
            #expect(house.core.statusLine.contains("brands.d/late.yaml: "))
            #expect(house.told.lines.contains(house.core.statusLine))
            try house.write(["brands.d/late.yaml": "time-zone: Europe/Berlin\n"])
            #expect(await house.core.reloadConfiguration().applied)
            #expect(house.core.statusLine == "serving")
        }
    }
}
