import LeadlineCore
import Testing

@testable import LeadlinePrompt

/// Whatever was painted before, the screen shows what a first painting would show.
@Suite struct RepaintTests {
    /// A painter, the screen that it writes to, and what it should have made.
    private struct Bench {
        var contents: RandomContents
        var painter: FramePainter
        var builder = FrameBuilder()
        var screen: VirtualScreen
        let palette = Palette(isOn: true)

        init(seed: Int, columns: Int, rows: Int, reflows: Bool = true) {
            contents = RandomContents(seed: seed)
            painter = FramePainter(palette: palette, reflows: reflows)
            screen = VirtualScreen(columns: columns, rows: rows)
        }

        var size: TerminalSize { TerminalSize(columns: screen.columns, rows: screen.height) }

        /// Paints the next content, and compares.
        mutating func step(_ comment: Comment) -> Int {
            let content = contents.next()
            screen.feed(painter.paint(content, size))
            let frame = builder.frame(of: content, size)
            var fresh = VirtualScreen(columns: screen.columns, rows: screen.height)
            fresh.feed(FrameWriter.change(from: nil, to: frame, columns: screen.columns, palette))
            let top = screen.row - frame.cursorRow
            #expect(top >= 0 && screen.column == frame.cursorColumn, comment)
            #expect(fresh.row == frame.cursorRow && fresh.column == frame.cursorColumn, comment)
            let shown = screen.lines[max(0, top)...].map(\.used)
            #expect(shown == fresh.lines.prefix(shown.count).map(\.used), comment)
            #expect(screen.faults == [], comment)
            #expect(fresh.faults == [], comment)
            return top
        }
    }

    @Test(arguments: [(1, 1), (2, 3), (5, 2), (6, 30), (17, 5), (40, 12), (80, 24)])
    func `incremental painting equals painting from scratch`(columns: Int, rows: Int) {
        for seed in 1...2 {
            var bench = Bench(seed: seed, columns: columns, rows: rows)
            for step in 0..<100 { _ = bench.step("\(columns)x\(rows), seed \(seed), step \(step)") }
        }
    }

    @Test func `a terminal that breaks rows anew keeps what is above`() {
        for seed in 1...12 {
            var bench = Bench(seed: seed, columns: 60, rows: 150)
            bench.screen.feed("result\r\n")
            for step in 0..<40 {
                let top = bench.step("seed \(seed), step \(step)")
                #expect(bench.screen.everything(above: top) == "result", "seed \(seed), step \(step)")
                let columns = 5 + bench.contents.number(below: 70)
                if step % 3 == 0 { bench.screen.reflow(columns: columns, rows: 150) }
                if step % 6 == 0 { bench.screen.feed(bench.painter.resized(to: bench.size)) }
            }
        }
    }

    @Test(arguments: [true, false])
    func `any size after any other`(reflows: Bool) {
        for seed in 1...12 {
            var bench = Bench(seed: seed, columns: 30, rows: 10, reflows: reflows)
            for step in 0..<40 {
                _ = bench.step("seed \(seed), step \(step)")
                if step % 4 != 0 { continue }
                let columns = 1 + bench.contents.number(below: 70)
                let rows = 1 + bench.contents.number(below: 30)
                if reflows {
                    bench.screen.reflow(columns: columns, rows: rows)
                } else {
                    bench.screen.cut(columns: columns, rows: rows)
                }
            }
        }
    }

    @Test func `a terminal that cuts rows keeps what is above`() {
        for seed in 1...12 {
            var bench = Bench(seed: seed, columns: 60, rows: 150, reflows: false)
            bench.screen.feed("res\r\n")
            for step in 0..<40 {
                let top = bench.step("seed \(seed), step \(step)")
                #expect(bench.screen.everything(above: top) == "res", "seed \(seed), step \(step)")
                if step % 3 == 0 { bench.screen.cut(columns: 5 + bench.contents.number(below: 70), rows: 150) }
            }
        }
    }
}
