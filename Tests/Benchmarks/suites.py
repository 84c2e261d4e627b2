"""The scenario files that the benchmarks run: one scenario, written as often as asked for."""
from harness import HERE

ITEMS = HERE / "items.openapi.yaml"

# A file is 2 requests, 5 assertions and 1 capture.
FILE = """\
leadline: 1
name: item {number}
api: items
steps:
  - name: read it, check it
    do: request GET /items/1 header Accept=application/json -> item
    {key}:
      - status = 200
      - body.id = {id}
      - body.name = "{name}"
      - body.owner.name = "{owner}"
{more}  - name: order it
    do: 'request POST /orders json {{"token": "{{{{item.token}}}}", "qty": 2}}'
    expect: status = 201
"""
RIGHT = {"key": "expect", "id": 1, "name": "widget", "owner": "Ada"}
# All three are reported, and the file goes on.
WRONG = {"key": "check", "id": 2, "name": "gadget", "owner": "Bob"}

# The same for Hurl.
HURL = """\
GET {{{{base}}}}/items/1
Accept: application/json
HTTP 200
[Captures]
token: jsonpath "$.token"
[Asserts]
jsonpath "$.id" == 1
jsonpath "$.name" == "widget"
jsonpath "$.owner.name" == "Ada"

POST {{{{base}}}}/orders
{{"token": "{{{{token}}}}", "qty": 2}}
HTTP 201
# {number}
"""

ROWS = """\
leadline: 1
name: rows
api: items
table: |
  | case | id | name   |
{rows}
steps:
  - do: request GET /items/1 header Accept=application/json -> item
    check:
      - status = 200
      - body.id = {{{{row.id}}}}
      - body.name = {{{{row.name}}}}
      - body.owner.name = "Ada"
  - do: 'request POST /orders json {{"token": "{{{{item.token}}}}", "qty": 2}}'
    expect: status = 201
"""


def files(bench, count, values=RIGHT, assertions=0, name="right"):
    """A folder of `count` files, each with so many assertions more than five."""
    folder = bench.folder / f"{name}-{assertions}-{count}"
    folder.mkdir(exist_ok=True)
    more = '      - body.owner.name = "Ada"\n' * assertions
    for number in range(1, count + 1):
        (folder / f"item-{number:05}.leadline.yaml").write_text(FILE.format(number=number, more=more, **values))
    return folder


def hurl_files(bench, count):
    """A folder of `count` files for Hurl."""
    folder = bench.folder / f"hurl-{count}"
    folder.mkdir(exist_ok=True)
    for number in range(1, count + 1):
        (folder / f"item-{number:05}.hurl").write_text(HURL.format(number=number))
    return folder


def rows(bench, count):
    """One file with a table of `count` rows."""
    path = bench.folder / f"rows-{count}.leadline.yaml"
    path.write_text(ROWS.format(rows="\n".join(f"  | row {n} | 1 | widget |" for n in range(count))))
    return path


def run(bench, path, *options, jobs=1):
    return bench.leadline("run", "--color", "never", "--jobs", jobs, "--api", ITEMS, *options, path)


def passed(count):
    """What the last line of a run says when all went well."""
    return f"{count} passed   {2 * count} requests"
