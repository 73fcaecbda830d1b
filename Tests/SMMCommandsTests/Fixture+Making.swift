import SMMAPI
import SMMModel

extension Fixture {
    /// Answers as a daemon that makes whatever it is asked to make.
    static let making: @Sendable (FakeDaemon.Request) -> FakeDaemon.Answer = { request in
        switch request.path {
        case "/v1/groups": .json(200, Fixture.page([GroupView]()))
        case "/v1/brands": .json(200, Fixture.page([bakery]))
        case "/v1/media": .json(201, Fixture.json(asset(request)))
        case "/v1/undo": .json(200, Fixture.json(UndoView(message: "Withdrawn.", brand: Fixture.brand)))
        default: .json(201, Fixture.json(Fixture.post()))
        }
    }

    private static let bakery = BrandView(
        id: Fixture.brand.id, name: "bakery", title: "Bakery", zone: "Europe/Berlin", language: "de",
        createdAt: Fixture.made, accounts: 2)

    private static func asset(_ request: FakeDaemon.Request) -> AssetView {
        AssetView(
            id: AssetID(rawValue: Int64(request.body.count) + 1_000_000), brand: Fixture.brand,
            sha256: String(repeating: "0", count: 64), type: "image/jpeg", byteCount: Int64(request.body.count),
            alt: request.query["alt"], createdAt: Fixture.made)
    }
}
