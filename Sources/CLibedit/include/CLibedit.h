/* libedit's editor without its variadic functions and wide strings: texts are UTF-8 or scalars, results plain numbers. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct leadline_editor leadline_editor;

/* How the editor goes on after a command of ours. */
enum leadline_editor_step {
    leadline_editor_goes_on,
    leadline_editor_paints_again,
    leadline_editor_ends_line,
};

/* What the editor asks for while it reads a line; `context` comes back as it was given. */
typedef struct {
    void *context;
    /* The next key as a scalar, never 0; negative: the reading ends. */
    int32_t (*next_key)(void *context);
    /* A command was called by its key. */
    enum leadline_editor_step (*command)(void *context, int32_t slot);
    /* The entry of the history, 0 the newest, as malloc'ed UTF-8 that the caller frees; NULL behind the oldest. */
    char *(*history_entry)(void *context, int32_t index);
} leadline_editor_callbacks;

/* How many commands can be added. */
enum { leadline_editor_slots = 32 };

/* An editor for the terminal on standard input. `terminal` is where its sizes come from; if `paints`, libedit writes
   there what it draws, else it draws nothing anywhere. NULL: out of memory or descriptors. */
leadline_editor *leadline_editor_new(const char *program, int32_t terminal, bool paints);
void leadline_editor_free(leadline_editor *editor);

/* Makes a command known under a name that key bindings can use. */
void leadline_editor_add_command(leadline_editor *editor, int32_t slot, const char *name);
/* Carries out a command of editrc(5), such as `bind`, given as words that each end with a line feed. */
void leadline_editor_configure(leadline_editor *editor, const char *words);
/* Takes a line of editrc(5) apart; calls back with each word. */
void leadline_editor_split(const char *line, void *context, void (*word)(void *context, const char *word));
bool leadline_editor_is_vi(leadline_editor *editor);

/* Reads a line; false: the reading ended otherwise than by the end of a line. */
bool leadline_editor_read(leadline_editor *editor, const char *prompt, const leadline_editor_callbacks *callbacks);

/* The line as it is now, valid until the next change: scalars, and the index of the cursor among them. */
const uint32_t *leadline_editor_line(leadline_editor *editor, size_t *length, size_t *cursor);
/* Only inside of a command: at the cursor, `scalars` ending with 0. */
void leadline_editor_insert(leadline_editor *editor, const uint32_t *scalars);
void leadline_editor_delete_before(leadline_editor *editor, int32_t count);
void leadline_editor_move(leadline_editor *editor, int32_t distance);

/* Takes over the window's size. */
void leadline_editor_resize(leadline_editor *editor);
/* Draws prompt and line from the cursor's place on. */
void leadline_editor_draw(leadline_editor *editor);
/* The terminal's mode: for editing, or as it was found. */
void leadline_editor_set_raw(leadline_editor *editor, bool raw);

/* From now on a crash puts the terminal back into the mode that it has now. */
void leadline_terminal_guard(int32_t terminal);
/* Whether there is anything to put back, and whether that is more than the mode: bracketed pastes, a hidden cursor. */
void leadline_terminal_set_guarded(bool guarded, bool painted);
