# Prints the sizes of the Swift files given as arguments: by kind (product, tests), and by target below each.
# A function is what `func`, `init`, `deinit` or `subscript` begins, from that line to the line of its closing brace.
# Text and comments are stepped over, so that braces in them do not count.

BEGIN {
    modifier = "(public|private|fileprivate|internal|package|open|static|class|final|override|mutating|nonmutating" \
        "|consuming|borrowing|convenience|required|isolated|nonisolated|prefix|postfix|infix|indirect|lazy|weak)"
    prefix = "^[ \t]*((@[A-Za-z_]+([(][^)]*[)])?|" modifier "([(][a-z]+[)])?)[ \t]+)*"
    declares_function = prefix "(func[ \t]|init[?!]?[ \t]*[<(]|deinit[ \t]*[{]|subscript[ \t]*[<(])"
    declares_other = prefix "(var|let|case|associatedtype|typealias|struct|enum|class|actor|protocol|extension)[ \t]"
}

FNR == 1 {
    end_file()
    split(FILENAME, part, "/")
    kind = part[1] == "Tests" ? "tests" : "product"
    target = kind " " part[2]
    if (!(target in files)) targets[++target_count] = target
    braces = parens = comment = quotes = waiting = 0
}

{
    in_code = !comment && !quotes
    if ($0 !~ /^[ \t]*$/) {
        add("written")
        if (comment || (in_code && $0 ~ /^[ \t]*(\/\/|\/\*)/)) add("comments")
        if (in_code && $0 ~ /^[ \t]*\/\/\//) add("docs")
    }
    if (in_code) begin_line()
    scan($0)
    last_line = FNR
}

END {
    end_file()
    printf "%-22s %6s %21s  %6s %21s  %9s %6s\n", "", "", "lines in a file", "", "lines in a function", "comments", "of it"
    printf "%-22s %6s %7s %6s %6s  %6s %7s %6s %6s  %9s %6s\n", "", "files", "median", "p90", "max", \
        "funcs", "median", "p90", "max", "of lines", "docs"
    kinds[1] = "product"; kinds[2] = "tests"
    for (k = 1; k <= 2; k++) {
        print_row(kinds[k], kinds[k])
        for (t = 1; t <= target_count; t++)
            if (index(targets[t], kinds[k] " ") == 1) print_row(targets[t], "  " substr(targets[t], length(kinds[k]) + 2))
    }
    printf "\ntests : product = %.2f (%d : %d lines)\n", ratio(lines["tests"], lines["product"]), lines["tests"], lines["product"]
    print "longest file: " longest_file " (" longest_file_lines " lines)"
    print "longest function: " longest_function " (" longest_function_lines " lines)"
}

function add(what) { amount[what, kind]++; amount[what, target]++ }

function end_file() {
    if (!last_line) return
    count_file(kind); count_file(target)
    if (last_line > longest_file_lines) { longest_file_lines = last_line; longest_file = file }
    last_line = 0
}

function count_file(key) {
    files[key]++
    lines[key] += last_line
    measure("file", key, last_line)
}

function measure(what, key, value) {
    seen[what, key, value]++
    total[what, key]++
    if (value > most[what, key]) most[what, key] = value
}

# A declaration without a body (in a protocol) is over where the next declaration begins.
function begin_line() {
    file = FILENAME
    if ($0 ~ declares_function) {
        waiting = FNR
        waiting_parens = parens
    } else if (waiting && parens == waiting_parens && $0 ~ declares_other) {
        waiting = 0
    }
}

function scan(line,    at, rest) {
    for (at = 1; at <= length(line); ) {
        rest = substr(line, at)
        if (comment) at += in_comment(rest)
        else if (quotes) at += in_text(rest)
        else {
            if (!match(rest, /["\/{}()#]/)) break
            at += RSTART - 1
            at += in_code_at(substr(line, at))
        }
        if (at > length(line) || over) break
    }
    over = 0
    # Only a text in three quotes goes on in the next line.
    if (!multiline[quotes]) quotes = 0
}

function in_comment(rest) {
    if (!match(rest, /\/\*|\*\//)) return length(rest)
    comment += substr(rest, RSTART, 2) == "/*" ? 1 : -1
    return RSTART + 1
}

# Steps through code, one sign at a time; answers how many bytes it took.
function in_code_at(rest,    sign) {
    sign = substr(rest, 1, 1)
    if (rest ~ /^\/\//) { over = 1; return 1 }
    if (rest ~ /^\/\*/) { comment++; return 2 }
    if (match(rest, /^#*"/)) return open_text(rest, RLENGTH - 1)
    if (sign == "(") parens++
    else if (sign == ")") {
        parens--
        if (depth && parens < interpolation[depth]) quotes = resumed[depth--]
    } else if (sign == "{") open_brace()
    else if (sign == "}") close_brace()
    return 1
}

function open_text(rest, hashes) {
    quotes = ++texts
    hash[quotes] = substr("########", 1, hashes)
    multiline[quotes] = substr(rest, hashes + 1) ~ /^"""[ \t]*$/
    return hashes + (multiline[quotes] ? 3 : 1)
}

function in_text(rest,    closing, escape, i) {
    closing = (multiline[quotes] ? "\"\"\"" : "\"") hash[quotes]
    escape = "\\" hash[quotes]
    for (i = 1; i <= length(rest); i++) {
        if (substr(rest, i, length(escape)) == escape) {
            i += length(escape)
            if (substr(rest, i, 1) == "(") {
                resumed[++depth] = quotes
                interpolation[depth] = ++parens
                quotes = 0
                return i
            }
        } else if (substr(rest, i, length(closing)) == closing) {
            quotes = 0
            return i + length(closing) - 1
        }
    }
    return length(rest)
}

function open_brace() {
    begun[++braces] = 0
    if (waiting && parens == waiting_parens) {
        begun[braces] = waiting
        waiting = 0
    }
}

function close_brace(    size) {
    if (braces > 0 && begun[braces]) {
        size = FNR - begun[braces] + 1
        measure("function", kind, size); measure("function", target, size)
        if (size > longest_function_lines) {
            longest_function_lines = size
            longest_function = FILENAME ":" begun[braces]
        }
    }
    if (braces > 0) braces--
    if (parens == waiting_parens) waiting = 0
}

function percentile(what, key, share,    left, value) {
    left = total[what, key] * share
    for (value = 1; value <= most[what, key]; value++) {
        left -= seen[what, key, value]
        if (left <= 0.000001) return value
    }
    return 0
}

function ratio(part, whole) { return whole ? part / whole : 0 }

function print_row(key, title) {
    if (!files[key]) return
    printf "%-22s %6d %7d %6d %6d  %6d %7d %6d %6d  %8.0f%% %5.0f%%\n", title, files[key], \
        percentile("file", key, 0.5), percentile("file", key, 0.9), most["file", key], \
        total["function", key], percentile("function", key, 0.5), percentile("function", key, 0.9), \
        most["function", key], 100 * ratio(amount["comments", key], amount["written", key]), \
        100 * ratio(amount["docs", key], amount["written", key])
}
