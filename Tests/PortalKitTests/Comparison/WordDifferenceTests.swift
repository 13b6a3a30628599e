import Foundation
import Testing

@testable import PortalKit

@Suite struct WordDifferenceTests {
    private static let vocabulary = [
        "xã", "Đồng", "Việt", "họp", "dân", "nước", "sạch", "đường", "làng", ",", ".", "–", "\n", "12", "%", "lúa",
    ]

    private func text(_ count: Int, _ random: inout SeededRandom) -> String {
        (0..<count).map { _ in
            (Self.vocabulary.randomElement(using: &random) ?? "")
                + ([" ", " ", ""].randomElement(using: &random) ?? "")
        }.joined()
    }

    private func mutated(_ text: String, _ random: inout SeededRandom) -> String {
        var words = text.words.map(String.init)
        for _ in 0..<Int.random(in: 0...8, using: &random) where !words.isEmpty {
            let place = Int.random(in: 0..<words.count, using: &random)
            switch Int.random(in: 0...2, using: &random) {
            case 0: words.remove(at: place)
            case 1: words.insert(self.text(2, &random), at: place)
            default: words[place] = "đổi"
            }
        }
        return words.joined()
    }

    private func old(_ difference: WordDifference) -> String {
        difference.pieces.map {
            switch $0 {
            case .kept(let text), .removed(let text): text
            case .added: ""
            }
        }.joined()
    }

    private func new(_ difference: WordDifference) -> String {
        difference.pieces.map {
            switch $0 {
            case .kept(let text), .added(let text): text
            case .removed: ""
            }
        }.joined()
    }

    @Test func whatIsKeptAndRemovedIsTheOldTextAndWhatIsKeptAndAddedTheNew() {
        var random = SeededRandom(seed: 47)
        for round in 0..<300 {
            let before = text(Int.random(in: 0...60, using: &random), &random)
            let after =
                round % 3 == 0 ? text(Int.random(in: 0...60, using: &random), &random) : mutated(before, &random)
            let difference = WordDifference(from: before, to: after)
            #expect(old(difference) == before)
            #expect(new(difference) == after)
        }
    }

    @Test func joinedTheWordsAreTheText() {
        var random = SeededRandom(seed: 3)
        for _ in 0..<100 {
            let text = text(40, &random)
            #expect(text.words.joined() == text)
        }
        #expect("Xã Đồng Việt, 12 %".words == ["Xã", " ", "Đồng", " ", "Việt", ",", " ", "12", " ", "%"])
    }

    @Test func oneWordThatChangedIsOneWord() {
        let difference = WordDifference(
            from: "Lịch tiêm phòng dại ngày 12 tháng 11.", to: "Lịch tiêm phòng dại ngày 15 tháng 11.")
        #expect(
            difference.pieces == [
                .kept("Lịch tiêm phòng dại ngày "), .removed("12"), .added("15"), .kept(" tháng 11."),
            ])
    }

    @Test func aChangeEndsWithItsWordsNotWithTheSpaceAfterThem() {
        #expect(
            WordDifference(from: "thay van và súc rửa", to: "thay van cùng với súc rửa").pieces == [
                .kept("thay van "), .removed("và"), .added("cùng với"), .kept(" súc rửa"),
            ])
    }

    @Test func aSentenceWrittenAnewIsNoConfetti() {
        let difference = WordDifference(from: "một hai ba bốn năm", to: "sáu bảy tám chín mười")
        #expect(difference.pieces == [.removed("một hai ba bốn năm"), .added("sáu bảy tám chín mười")])
    }

    /// Small cases against the textbook's table: no shorter edit is missed.
    @Test func nothingThatIsCommonIsMissedInSmallTexts() {
        var random = SeededRandom(seed: 11)
        for _ in 0..<200 {
            let (old, new) = (letters(&random), letters(&random))
            let matches = SequenceMatcher(old, new).matches
            #expect(matches.allSatisfy { old[$0.old] == new[$0.new] })
            #expect(zip(matches, matches.dropFirst()).allSatisfy { $0.old < $1.old && $0.new < $1.new })
            #expect(matches.count == longestCommon(old, new), "\(old) \(new)")
        }
    }

    private func letters(_ random: inout SeededRandom) -> [Int] {
        (0..<Int.random(in: 0...25, using: &random)).map { _ in Int.random(in: 0...4, using: &random) }
    }

    private func longestCommon(_ old: [Int], _ new: [Int]) -> Int {
        var table = [[Int]](repeating: [Int](repeating: 0, count: new.count + 1), count: old.count + 1)
        for row in old.indices {
            for column in new.indices {
                table[row + 1][column + 1] =
                    old[row] == new[column]
                    ? table[row][column] + 1 : max(table[row][column + 1], table[row + 1][column])
            }
        }
        return table[old.count][new.count]
    }

    /// Each of these would take hours by the shortest edit alone.
    @Test(arguments: ["other words", "the same few words", "some changed", "turned around"])
    func twentyThousandWordsAreMatched(_ kind: String) {
        var random = SeededRandom(seed: 5)
        let before = (0..<20_000).map { _ in Int.random(in: 0..<3_000, using: &random) }
        let after: [Int] =
            switch kind {
            case "other words": before.map { $0 + 5_000 }
            case "the same few words": before.map { $0 % 3 }.shuffled(using: &random)
            case "turned around": before.reversed()
            default: before.enumerated().map { $0.offset % 97 == 0 ? -1 : $0.element }
            }
        let from = kind == "the same few words" ? before.map { $0 % 3 } : before
        let matches = SequenceMatcher(from, after).matches
        #expect(matches.allSatisfy { from[$0.old] == after[$0.new] })
        if kind == "some changed" { #expect(matches.count >= 19_500) }
    }
}
