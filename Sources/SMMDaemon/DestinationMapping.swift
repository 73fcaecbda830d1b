import SMMConfig
import SMMTransport

extension DestinationRules {
    /// The rules from the configuration.
    init(_ network: NetworkConfiguration) {
        self.init(allowed: network.blocks, ports: network.portNumbers)
    }
}
