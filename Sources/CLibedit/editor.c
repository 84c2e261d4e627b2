#define _GNU_SOURCE
#include "CLibedit.h"

#include <fcntl.h>
#include <histedit.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

struct leadline_editor {
    bool paints;
    EditLine *line;
    FILE *output;
    FILE *errors;
    leadline_editor_callbacks callbacks;
    wchar_t *prompt;
    /* Where the editor is in the history, and the entry there: it keeps no copy. */
    int32_t place;
    wchar_t *entry;
    /* libedit keeps the pointers. */
    wchar_t *names[leadline_editor_slots];
};

static leadline_editor *editor_of(EditLine *line) {
    void *editor = NULL;
    el_wget(line, EL_CLIENTDATA, &editor);
    return editor;
}

static wchar_t *widened(const char *text) {
    size_t room = strlen(text) + 1;
    wchar_t *wide = calloc(room, sizeof *wide);
    if (wide && mbstowcs(wide, text, room) == (size_t)-1) wide[0] = 0;
    return wide;
}

/* Callbacks of libedit */

static int next_key(EditLine *line, wchar_t *key) {
    leadline_editor *editor = editor_of(line);
    int32_t scalar = editor->callbacks.next_key(editor->callbacks.context);
    if (scalar < 0) return -1;
    *key = (wchar_t)scalar;
    return 1;
}

static unsigned char call(EditLine *line, int32_t slot) {
    leadline_editor *editor = editor_of(line);
    switch (editor->callbacks.command(editor->callbacks.context, slot)) {
    case leadline_editor_goes_on: return CC_NORM;
    case leadline_editor_paints_again: return CC_REFRESH;
    case leadline_editor_ends_line: return CC_NEWLINE;
    }
    return CC_NORM;
}

/* A function that is added knows only its editor: each slot has one of its own. */
#define SLOT(n) static unsigned char call_##n(EditLine *line, wint_t key) { (void)key; return call(line, n); }
#define SLOTS(X) \
    X(0) X(1) X(2) X(3) X(4) X(5) X(6) X(7) X(8) X(9) X(10) X(11) X(12) X(13) X(14) X(15) \
    X(16) X(17) X(18) X(19) X(20) X(21) X(22) X(23) X(24) X(25) X(26) X(27) X(28) X(29) X(30) X(31)
SLOTS(SLOT)
#define NAME(n) call_##n,
static unsigned char (*const calls[leadline_editor_slots])(EditLine *, wint_t) = {SLOTS(NAME)};

static wchar_t *prompt_of(EditLine *line) { return editor_of(line)->prompt; }

/* libedit's view of a history that it does not own: FIRST is the newest entry, NEXT an older one. */
static int history_event(void *context, HistEventW *event, int operation, ...) {
    leadline_editor *editor = context;
    int32_t place;
    switch (operation) {
    case H_FIRST: place = 0; break;
    case H_NEXT: place = editor->place + 1; break;
    case H_PREV: place = editor->place - 1; break;
    case H_CURR: place = editor->place; break;
    default: return -1;
    }
    char *entry = place < 0 ? NULL : editor->callbacks.history_entry(editor->callbacks.context, place);
    wchar_t *wide = entry ? widened(entry) : NULL;
    free(entry);
    if (!wide) return -1;
    free(editor->entry);
    editor->entry = wide;
    editor->place = place;
    event->num = place + 1;
    event->str = wide;
    return 0;
}

/* Making */

/* The editor thinks in wide characters, whose meaning comes from the locale. */
static void choose_locale(void) {
    setlocale(LC_CTYPE, "");
    if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0) setlocale(LC_CTYPE, "C.UTF-8");
}

static EditLine *initialized(leadline_editor *editor, const char *program, int32_t terminal, bool paints) {
    /* What draws nothing needs no description of the terminal, and TERM=emacs would switch the editing off. */
    char *term = getenv("TERM") ? strdup(getenv("TERM")) : NULL;
    bool is_replaced = !paints || !term || strcmp(term, "emacs") == 0;
    if (is_replaced) setenv("TERM", "dumb", 1);
    EditLine *line = el_init_fd(
        program, stdin, editor->output, editor->errors, STDIN_FILENO, terminal, STDERR_FILENO);
    if (is_replaced && term) setenv("TERM", term, 1);
    if (!term) unsetenv("TERM");
    free(term);
    return line;
}

leadline_editor *leadline_editor_new(const char *program, int32_t terminal, bool paints) {
    choose_locale();
    leadline_editor *editor = calloc(1, sizeof *editor);
    if (!editor) return NULL;
    int copy = paints ? fcntl(terminal, F_DUPFD_CLOEXEC, 0) : open("/dev/null", O_WRONLY | O_CLOEXEC);
    editor->output = copy < 0 ? NULL : fdopen(copy, "w");
    editor->errors = fopen("/dev/null", "we");
    editor->paints = paints;
    if (editor->output && editor->errors) editor->line = initialized(editor, program, terminal, paints);
    if (!editor->line) {
        leadline_editor_free(editor);
        return NULL;
    }
    el_wset(editor->line, EL_CLIENTDATA, editor);
    el_wset(editor->line, EL_PROMPT, prompt_of);
    el_wset(editor->line, EL_GETCFN, next_key);
    el_wset(editor->line, EL_HIST, history_event, editor);
    return editor;
}

void leadline_editor_free(leadline_editor *editor) {
    if (editor->line) el_end(editor->line);
    if (editor->output) fclose(editor->output);
    if (editor->errors) fclose(editor->errors);
    for (int slot = 0; slot < leadline_editor_slots; slot++) free(editor->names[slot]);
    free(editor->prompt);
    free(editor->entry);
    free(editor);
}

/* Commands and keys */

void leadline_editor_add_command(leadline_editor *editor, int32_t slot, const char *name) {
    if (slot < 0 || slot >= leadline_editor_slots || editor->names[slot]) return;
    editor->names[slot] = widened(name);
    if (editor->names[slot]) el_wset(editor->line, EL_ADDFN, editor->names[slot], L"", calls[slot]);
}

void leadline_editor_configure(leadline_editor *editor, const char *words) {
    enum { most = 32 };
    const wchar_t *list[most + 1] = {NULL};
    int count = 0;
    wchar_t *rest = widened(words);
    for (wchar_t *word = rest; word && *word && count < most;) {
        wchar_t *end = wcschr(word, L'\n');
        if (!end) break;
        *end = 0;
        list[count++] = word;
        word = end + 1;
    }
    if (count > 0) el_wparse(editor->line, count, list);
    free(rest);
}

void leadline_editor_split(const char *line, void *context, void (*word)(void *context, const char *word)) {
    Tokenizer *tokenizer = tok_init(NULL);
    int count = 0;
    const char **words = NULL;
    if (tokenizer && tok_str(tokenizer, line, &count, &words) == 0) {
        for (int index = 0; index < count; index++) word(context, words[index]);
    }
    if (tokenizer) tok_end(tokenizer);
}

bool leadline_editor_is_vi(leadline_editor *editor) {
    const wchar_t *name = NULL;
    return el_wget(editor->line, EL_EDITOR, &name) == 0 && name && wcscmp(name, L"vi") == 0;
}

/* Reading */

bool leadline_editor_read(leadline_editor *editor, const char *prompt, const leadline_editor_callbacks *callbacks) {
    free(editor->prompt);
    editor->prompt = widened(prompt);
    if (!editor->prompt) return false;
    editor->callbacks = *callbacks;
    editor->place = 0;
    int count = 0;
    return el_wgets(editor->line, &count) != NULL;
}

const uint32_t *leadline_editor_line(leadline_editor *editor, size_t *length, size_t *cursor) {
    const LineInfoW *info = el_wline(editor->line);
    *length = (size_t)(info->lastchar - info->buffer);
    *cursor = (size_t)(info->cursor - info->buffer);
    return (const uint32_t *)info->buffer;
}

void leadline_editor_insert(leadline_editor *editor, const uint32_t *scalars) {
    el_winsertstr(editor->line, (const wchar_t *)scalars);
}

void leadline_editor_delete_before(leadline_editor *editor, int32_t count) { el_wdeletestr(editor->line, count); }

void leadline_editor_move(leadline_editor *editor, int32_t distance) { el_cursor(editor->line, distance); }

/* libedit keeps its cursor where it was, which in a narrower window may be behind the end of its rows: it would write there.
   What is drawn nowhere needs no size; what is drawn has to be drawn anew before anything else. */
void leadline_editor_resize(leadline_editor *editor) {
    if (editor->paints) el_resize(editor->line);
}

void leadline_editor_draw(leadline_editor *editor) { el_wset(editor->line, EL_REFRESH); }

void leadline_editor_set_raw(leadline_editor *editor, bool raw) { el_wset(editor->line, EL_PREP_TERM, raw ? 1 : 0); }

/* Crashes */

static struct termios found_mode;
static int guarded_terminal = -1;
static volatile sig_atomic_t is_guarded, is_painted;

/* The handler is gone by SA_RESETHAND: raising the signal again ends the process as if there had been none. */
static void put_back(int number) {
    if (is_guarded) {
        static const char codes[] = "\x1b[?2004l\x1b[?25h\r\n";
        size_t unpainted = sizeof codes - 1 - 2;
        tcsetattr(guarded_terminal, TCSANOW, &found_mode);
        (void)!write(guarded_terminal, codes + (is_painted ? 0 : unpainted), is_painted ? sizeof codes - 1 : 2);
    }
    raise(number);
}

void leadline_terminal_guard(int32_t terminal) {
    static const int crashes[] = {SIGQUIT, SIGSEGV, SIGILL, SIGBUS, SIGABRT, SIGFPE, SIGTRAP};
    /* A stack that ran over has no room for the handler. */
    static char stack[64 << 10];
    if (tcgetattr(terminal, &found_mode) != 0) return;
    guarded_terminal = terminal;
    stack_t other = {.ss_sp = stack, .ss_size = sizeof stack};
    sigaltstack(&other, NULL);
    struct sigaction action = {.sa_handler = put_back, .sa_flags = SA_RESETHAND | SA_NODEFER | SA_ONSTACK};
    sigemptyset(&action.sa_mask);
    for (size_t index = 0; index < sizeof crashes / sizeof *crashes; index++) {
        sigaction(crashes[index], &action, NULL);
    }
}

void leadline_terminal_set_guarded(bool guarded, bool painted) {
    is_painted = painted;
    is_guarded = guarded;
}
