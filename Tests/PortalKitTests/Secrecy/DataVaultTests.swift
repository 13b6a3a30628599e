import Foundation
import Testing

@testable import PortalKit

/// What is sealed can be read in its place only, and found without being opened.
@Suite struct DataVaultTests {
    private let vault = DataVault(key: Array(1...32))

    @Test func onlyTheSamePlaceAndKeyOpen() throws {
        let sealed = try vault.seal(Array("0912345678".utf8), for: "dossier/1")
        #expect(try vault.open(sealed, for: "dossier/1") == Array("0912345678".utf8))
        #expect(!String(decoding: sealed, as: UTF8.self).contains("0912"))
        #expect(try vault.seal(Array("0912345678".utf8), for: "dossier/1") != sealed)
        #expect(throws: DataVault.Unreadable.self) { try vault.open(sealed, for: "dossier/2") }
        #expect(throws: DataVault.Unreadable.self) {
            try DataVault(key: Array(2...33)).open(sealed, for: "dossier/1")
        }
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(throws: DataVault.Unreadable.self) { try vault.open(changed, for: "dossier/1") }
        }
        #expect(throws: DataVault.Unreadable.self) { try vault.open([1, 2, 3], for: "dossier/1") }
    }

    @Test func fingerprintsAreOfOnePurpose() {
        #expect(vault.fingerprint("0912", for: "phone") == vault.fingerprint("0912", for: "phone"))
        #expect(vault.fingerprint("0912", for: "phone") != vault.fingerprint("0912", for: "identity"))
        #expect(
            vault.fingerprint("0912", for: "phone") != DataVault(key: Array(2...33)).fingerprint("0912", for: "phone"))
    }

    @Test func ticketsEnd() throws {
        let now = Date(timeIntervalSince1970: 1_795_482_000)
        let ticket = try vault.ticket("7", for: "dossier", until: now.addingTimeInterval(60))
        #expect(vault.redeem(ticket, for: "dossier", at: now) == "7")
        #expect(vault.redeem(ticket, for: "other", at: now) == nil)
        #expect(vault.redeem(ticket, for: "dossier", at: now.addingTimeInterval(60)) == nil)
        for nonsense in [
            "", "a", "!!!", String(repeating: "A", count: 3_000), ticket + "A", String(ticket.dropLast(4)),
        ] {
            #expect(vault.redeem(nonsense, for: "dossier", at: now) == nil)
        }
    }
}
