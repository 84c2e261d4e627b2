"""Running commands in alternating rounds, and the tables of their ratios."""
import shutil
import statistics
import subprocess
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent


class Skipped(Exception):
    """What a machine or a build lacks, as a reason."""


class Broken(Exception):
    """A command that did not run, or gave another result than it should."""


@dataclass
class Sample:
    """One run of a command: seconds, KiB, and what it printed."""

    wall: float
    cpu: float
    peak: int
    output: str


class Bench:
    """The binary under test, a folder to work in, and what went wrong so far."""

    def __init__(self, binary, folder, rounds):
        self.binary, self.folder, self.rounds = str(binary), folder, rounds
        self.missed = 0
        folder.mkdir(parents=True, exist_ok=True)
        self.meter = self.compiled("meter", "-static")

    def compiled(self, name, *flags):
        """A C reference, compiled in this run."""
        target = self.folder / name
        command = ["clang", "-O2", "-Wall", "-Wextra", "-Werror", str(HERE / "c" / f"{name}.c"), "-o", str(target), *flags]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            raise Skipped(f"c/{name}.c cannot be compiled: {done.stderr.strip().splitlines()[0]}")
        return str(target)

    def leadline(self, *words):
        return [self.binary, *map(str, words)]

    def run(self, command, status=0, has=""):
        """Runs a command once; its exit status must be this one and its output hold these words."""
        log = self.folder / "output.txt"
        meter = [self.meter, str(log), "600", *map(str, command)]
        wall, cpu, peak, code = map(int, subprocess.run(meter, capture_output=True, check=True, text=True).stdout.split())
        output = log.read_text()
        if code != status or has not in output:
            line = " ".join(map(str, command))[:200]
            raise Broken(f"exit status {code} of {line}, {status} and '{has}' expected:\n{output[-500:]}")
        return Sample(wall / 1e6, cpu / 1e6, peak, output)

    def alternate(self, commands, rounds=None):
        """Runs all commands in turn, round after round behind one that warms up, so that a drift of the machine's speed hits
        them alike. `commands`: name -> arguments of `run`; the result: name -> the samples, one a round."""
        samples = {name: [] for name in commands}
        for number in range((rounds or self.rounds) + 1):
            for name, arguments in commands.items():
                sample = self.run(*arguments)
                if number:
                    samples[name].append(sample)
        return samples


def of(samples, figure="cpu"):
    return [getattr(sample, figure) for sample in samples]


def per(many, few, count, figure="cpu"):
    """The cost of one more, round by round."""
    return [(a - b) / count for a, b in zip(of(many, figure), of(few, figure))]


UNITS = {"s": 1, "ms": 1e3, "µs": 1e6, "KiB": 1, "MiB": 1 / 1024, "k": 1e-3, "instr.": 1}


class Table:
    """Figures beside their references, as Markdown. `aim` is what design or habit ask for: at most so much."""

    def __init__(self, bench, title):
        self.bench = bench
        print(f"\n{title}\n")
        self.line("what", "this", "beside", "that", "ratio (min-max)", "aim")
        self.line(*["---"] * 6)

    def line(self, *cells):
        print("| " + " | ".join(cells) + " |", flush=True)

    def ratio(self, what, unit, ours, beside, theirs, aim=None):
        """A row of ratios made round by round. Their median is quoted."""
        ratios = [a / b for a, b in zip(ours, theirs) if b > 0]
        if not ratios:
            raise Broken(f"'{what}' has nothing to stand beside: '{beside}' took no measurable time")
        middle = statistics.median(ratios)
        spread = f"{middle:.2f}x ({min(ratios):.2f}-{max(ratios):.2f})"
        self.line(what, shown(ours, unit), beside, shown(theirs, unit), spread, self.judged(middle, aim, "x"))

    def figure(self, what, unit, ours, aim=None):
        """A row that needs no reference: instructions and memory."""
        self.line(what, shown(ours, unit), "", "", "", self.judged(statistics.median(ours) * UNITS[unit], aim, " " + unit))

    def judged(self, value, aim, unit):
        if aim is None:
            return ""
        self.bench.missed += value > aim
        return f"<= {aim:g}{unit}" + (" **missed**" if value > aim else "")


def shown(values, unit):
    value = statistics.median(values) * UNITS[unit]
    return f"{value:.0f} {unit}" if value >= 100 else f"{value:.3g} {unit}"


def needs(program, package):
    if not shutil.which(program):
        raise Skipped(f"there is no {program} ({package})")
