/// Certificates made for these tests alone, valid for a hundred years; their keys protect nothing.
enum Certificates {
    /// The authority that signed the others.
    static let authority = """
        -----BEGIN CERTIFICATE-----
        MIIBozCCAUmgAwIBAgIUMvGXvLuRJcpNEG5A1aiTgedZgUwwCgYIKoZIzj0EAwIw
        HjEcMBoGA1UEAwwTc21tZCB0ZXN0IGF1dGhvcml0eTAgFw0yNjExMjMxMTU5NDNa
        GA8yMTI2MTAzMDExNTk0M1owHjEcMBoGA1UEAwwTc21tZCB0ZXN0IGF1dGhvcml0
        eTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABFcWdfEIuXRUt3UPP5HD8ZtOfmjz
        DY4L+1XTMHIXLU79jKwixqkru6IBue6qczP8uOMDcSdFEeZTiSWuHaOBy/ajYzBh
        MB0GA1UdDgQWBBRqFAkTBf0NPHdVGI5rXHST8tDDoTAfBgNVHSMEGDAWgBRqFAkT
        Bf0NPHdVGI5rXHST8tDDoTAPBgNVHRMBAf8EBTADAQH/MA4GA1UdDwEB/wQEAwIC
        BDAKBggqhkjOPQQDAgNIADBFAiAvvHRU1ozpB02AWASBZ9NBwNdXvwpDzmRDaHAJ
        SFJuEwIhAPr0yhVNZcC2OpDYglrd9yIeezxWSMw+OU+HuRRAJo/s
        -----END CERTIFICATE-----
        """

    /// For 127.0.0.1 and localhost.
    static let good = """
        -----BEGIN CERTIFICATE-----
        MIIBpTCCAUqgAwIBAgIUF14MnrAj/g4thnXQtBuvAFWiabkwCgYIKoZIzj0EAwIw
        HjEcMBoGA1UEAwwTc21tZCB0ZXN0IGF1dGhvcml0eTAgFw0yNjExMjMxMTU5NDNa
        GA8yMTI2MTAzMDExNTk0M1owDzENMAsGA1UEAwwEZ29vZDBZMBMGByqGSM49AgEG
        CCqGSM49AwEHA0IABCfSODF5zSPnSuhOSt+o1ZcXl0sDTtaCcWr1hgCQ6OkeEAqZ
        1f4Sa5OLVbzlaZB8mgjo8C5krmnIOlDzzz3qPmyjczBxMBoGA1UdEQQTMBGHBH8A
        AAGCCWxvY2FsaG9zdDATBgNVHSUEDDAKBggrBgEFBQcDATAdBgNVHQ4EFgQUtt6c
        5ZYb1d3U9fmxhD26MyeIFXowHwYDVR0jBBgwFoAUahQJEwX9DTx3VRiOa1x0k/LQ
        w6EwCgYIKoZIzj0EAwIDSQAwRgIhAJij2206wsZ686+Xpj0wsStostx63yEEzDmw
        KBZr/HEtAiEAkemMCmXQn0/HULICAKnyqzqYr2ZMeukZeSLQAQnB9G4=
        -----END CERTIFICATE-----
        """

    /// The key of `good`.
    static let goodKey = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgn1UgBOkLw1TvRD/X
        OPvUHmO9VwMC/SyknBtMlYc2ycGhRANCAAQn0jgxec0j50roTkrfqNWXF5dLA07W
        gnFq9YYAkOjpHhAKmdX+EmuTi1W85WmQfJoI6PAuZK5pyDpQ88896j5s
        -----END PRIVATE KEY-----
        """

    /// For other.example.
    static let wrong = """
        -----BEGIN CERTIFICATE-----
        MIIBozCCAUmgAwIBAgIUF14MnrAj/g4thnXQtBuvAFWiabowCgYIKoZIzj0EAwIw
        HjEcMBoGA1UEAwwTc21tZCB0ZXN0IGF1dGhvcml0eTAgFw0yNjExMjMxMTU5NDNa
        GA8yMTI2MTAzMDExNTk0M1owEDEOMAwGA1UEAwwFd3JvbmcwWTATBgcqhkjOPQIB
        BggqhkjOPQMBBwNCAASmgHglw9Vpi9qfxvJgLEB7DgqPmrB8g2xzKkzmRnW8LY0L
        UZAruoz+DhMJZEPvuwxwa6ysaNpMgMX+Fu1KcJ1Zo3EwbzAYBgNVHREEETAPgg1v
        dGhlci5leGFtcGxlMBMGA1UdJQQMMAoGCCsGAQUFBwMBMB0GA1UdDgQWBBTrJ7PD
        uGhiM8lOeykyivlBsjfZJjAfBgNVHSMEGDAWgBRqFAkTBf0NPHdVGI5rXHST8tDD
        oTAKBggqhkjOPQQDAgNIADBFAiAlieuG276UVs/HEEYdow4e2LqhwQNMTMesyDC6
        aORHvgIhAMP4P15LnNRo41HSSRvhRG6yCp+xd6fzaoGEELsugWo3
        -----END CERTIFICATE-----
        """

    /// The key of `wrong`.
    static let wrongKey = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgltdYHljdnIMWy6Rb
        Kj5VXedklt9Zggnf5MAL5NygZnihRANCAASmgHglw9Vpi9qfxvJgLEB7DgqPmrB8
        g2xzKkzmRnW8LY0LUZAruoz+DhMJZEPvuwxwa6ysaNpMgMX+Fu1KcJ1Z
        -----END PRIVATE KEY-----
        """
}
