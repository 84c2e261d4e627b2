"""Large bodies: JSON, JSONPath, YAML."""
import json

import suites
from harness import Table, of, per
from where import spent

ROWS = 100_000
TIMES = 5


def bodies(bench):
    sqlite, yaml = bench.compiled("sqlite", "-lsqlite3"), bench.compiled("yaml", "-lyaml")
    table = Table(bench, "Large bodies; CPU time")
    large = document(bench)
    size = f"{large.stat().st_size / 1e6:.0f} MB JSON"
    path = f"expect $.rows[?@.n == {ROWS - 1}] has 1 item"
    last = f"'$.rows[{ROWS - 1}].n'"
    lines = suites.rows(bench, 20_000)
    samples = bench.alternate({
        "read": (commands(bench, f"mock create items from {large} -> it", f"expect it.rows[-1].n is {ROWS - 1}"),),
        "sent": (commands(bench, f"create items from {large}", path),),
        "paths": (commands(bench, f"create items from {large}", *[path] * (TIMES + 1)),),
        "extract": ([sqlite, "value", large, 1, f"json_extract(?1, {last})"], 0, f"{ROWS - 1} "),
        "filter": ([sqlite, "value", large, 1, f"(select count(*) from json_each(?1, '$.rows') where value->>'n' = {ROWS - 1})"],
                   0, "1 "),
        "lint": (bench.leadline("lint", "--api", suites.ITEMS, lines),),
        "yaml": ([yaml, lines],),
    })
    table.ratio(f"{size} from a file into the mock's store, one assertion", "ms", of(samples["read"]), "SQLite json_extract",
                spent(samples["extract"]))
    table.ratio(f"{size} sent, stored, answered, one JSONPath filter", "ms", of(samples["sent"]), "SQLite json_extract",
                spent(samples["extract"]))
    table.ratio(f"one JSONPath filter over {ROWS:,} elements", "ms", per(samples["paths"], samples["sent"], TIMES),
                "SQLite json_each", spent(samples["filter"]))
    table.figure(f"memory of {size} sent, stored and answered", "MiB", of(samples["sent"], "peak"))
    table.ratio("lint of a table of 20,000 rows", "ms", of(samples["lint"]), "libyaml's events of it", of(samples["yaml"]))


def commands(bench, *lines):
    return bench.leadline("--quiet", "--api", suites.ITEMS, "-c", "; ".join(["use items", *lines]))


def document(bench):
    path = bench.folder / "large.json"
    rows = [{"n": n, "name": f"row {n}", "tags": ["a", "b"], "price": n / 100, "note": "as it stands in a body, é"} for n in range(ROWS)]
    path.write_text(json.dumps({"name": "large", "rows": rows}, ensure_ascii=False))
    return path
