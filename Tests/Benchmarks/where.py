"""A `where` of three conditions over many documents, beside SQLite with the same documents and the same result."""
from harness import Table, of
from suites import ITEMS

CONDITION = "city = Melbourne and year >= 2021 and email contains an"
SQL = {
    "text": "d->>'city' = 'Melbourne' and d->>'year' >= 2021 and d->>'email' like '%an%'",
    "typed": "city = 'Melbourne' and year >= 2021 and email like '%an%'",
}
# API -> the command that searches, and what its answer counts
SEARCHES = {
    "items": ("mock find leads where {}", "docs has {} items"),
    "drivly": ("find leads where {} limit 1", "body.totalDocs is {}"),
}
TIMES = 30


def where(bench):
    sqlite = bench.compiled("sqlite", "-lsqlite3")
    table = Table(bench, f"{CONDITION}; CPU time of one search (the difference of {TIMES + 1} and 1)")
    for api, (search, count) in SEARCHES.items():
        times = {}
        for size in [10_000, 100_000]:
            documents, found = stored(bench, api, size, sqlite)
            command = search.format(CONDITION)
            judged = f"expect {count.format(found)}"
            samples = bench.alternate({
                "one": (searching(bench, api, size, [command, judged]),),
                "more": (searching(bench, api, size, [command] * (TIMES + 1) + [judged]),),
                "text": ([sqlite, "where", documents, TIMES, "text", SQL["text"]], 0, f"{found} "),
                "typed": ([sqlite, "where", documents, TIMES, "typed", SQL["typed"]], 0, f"{found} "),
            })
            times[size] = [(a - b) / TIMES for a, b in zip(of(samples["more"]), of(samples["one"]))]
        what = f"{api}: 100,000 documents, {found} found"
        table.ratio(what, "ms", times[100_000], "SQLite, JSON text", spent(samples["text"]), aim=0.25)
        table.ratio(what, "ms", times[100_000], "SQLite, typed columns", spent(samples["typed"]))
        table.ratio(what, "ms", times[100_000], "10,000 documents", times[10_000], aim=10.5)


def searching(bench, api, size, commands):
    make = [f"mock create leads year={year} times {size // 2}" for year in [2019, 2022]]
    return bench.leadline("--api", ITEMS, "-c", "; ".join([f"use {api}", *make, *commands]))


def stored(bench, api, size, sqlite):
    """The mock's documents as a file, and how many of them SQLite finds."""
    path = bench.folder / f"{api}-{size}.json"
    output = bench.run(searching(bench, api, size, ["mock find leads", "show docs"])).output
    path.write_text(output[output.index("[\n"):])
    return path, int(bench.run([sqlite, "where", path, 1, "text", SQL["text"]]).output.split()[0])


def spent(samples):
    """What the reference says of itself, in seconds."""
    return [float(sample.output.split()[-1]) / 1e6 for sample in samples]
