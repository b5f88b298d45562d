/* diag: diagnostics as values. Made anywhere, collected in a list, sorted and rendered once, in any language.
 * Depends on diag.def, arena, lexicon. The list owns its array; texts in arguments belong to sources or arenas
 * that live as long as the workspace. A diagnostic is what a user can mend; our own mistakes are asserts. */
#ifndef TRAAD_DIAG_H
#define TRAAD_DIAG_H

#include "arena.h"
#include "lexicon.h"

enum diag_code {
    DIAG_NONE,
#define DIAG(id, ...) DIAG_##id,
#include "diag.def"
#undef DIAG
    DIAG_COUNT
};

/* As a default, OFF is advice that is given, as a note, when it is asked for: see model.asked. */
enum severity { SEVERITY_OFF, SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

struct diag_row {
    const char *code, *name;
    enum severity severity; /* default */
    const char *message[LANGUAGE_COUNT], *help[LANGUAGE_COUNT];
};

/* An argument keeps what it is until it is printed, so that it is printed in the reader's language. */
enum diag_argument_type { ARGUMENT_NONE, ARGUMENT_TEXT, ARGUMENT_NUMBER, ARGUMENT_PHRASE, ARGUMENT_KEYWORD };

struct diag_argument {
    enum diag_argument_type type;
    uint32_t length;
    union {
        const char *text;              /* TEXT: length bytes */
        int64_t number;                /* NUMBER */
        const char *const *phrase;     /* PHRASE: one text a language */
        const struct keyword *keyword; /* KEYWORD: its standard form in the language */
    } as;
};

struct span {
    uint32_t file, start, end; /* bytes */
};

struct diag_label {
    struct span span;
    const char *const *message; /* one text a language */
};

struct diag_edit {
    struct span span;
    const char *text; /* replaces the span */
};

struct diag_fix {
    const char *const *title;      /* one text a language */
    const struct diag_edit *edits; /* at least one; in one file, in the order of places */
    uint32_t edit_count;
    bool safe; /* may be applied without being asked about: it cannot have been meant otherwise */
};

enum { DIAG_ARGUMENTS = 4 };

/* A rule that somebody has written down: what its findings are called. */
struct diag_rule {
    const char *code; /* `unit/rule` */
    const char *name;
    uint32_t entity;
};

struct diagnostic {
    uint16_t code;
    uint8_t severity; /* enum severity, settings applied */
    uint8_t property; /* enum property it is about, or 0: part of the fingerprint */
    struct span span;
    struct diag_argument arguments[DIAG_ARGUMENTS];
    const struct diag_label *labels;
    const struct diag_fix *fixes;
    uint16_t label_count, fix_count;
    uint32_t node;                /* the tree node of the declaration it is about, in span.file; 0 for the file */
    uint32_t declaration;         /* the entity it is about, filled in by the model; 0 for none */
    const struct diag_rule *rule; /* of a finding of a rule (DIAG_RULE), else NULL */
};

struct diag_list {
    struct diagnostic *data;
    uint32_t count, capacity;
    struct arena *arena; /* for labels, fixes and made-up texts */
};

const struct diag_row *diag_row(enum diag_code code);

/* "error", "warning", "note". */
const char *severity_name(enum severity severity);

/* The code with this code or name ("TR0201", "unknown-reference"; case ignored), or DIAG_NONE. */
enum diag_code diag_find(const char *text, size_t length);

/* A diagnostic's code and name, as they are shown: of a rule's finding, the rule's. */
const char *diag_code_text(const struct diagnostic *diagnostic);
const char *diag_name_text(const struct diagnostic *diagnostic);

/* Adds a diagnostic with its default severity and returns it for labels and fixes; valid until the next is added. */
struct diagnostic *diag_add(struct diag_list *list, enum diag_code code, struct span span);

struct diag_argument diag_text(const char *text, size_t length);
struct diag_argument diag_string(const char *text);
struct diag_argument diag_number(int64_t number);
struct diag_argument diag_keyword(const struct keyword *keyword);
struct diag_argument diag_phrase(const char *const phrase[LANGUAGE_COUNT]);

/* "Did you mean X?" in all languages. */
struct diag_argument diag_did_you_mean(struct arena *arena, const char *name);

void diag_add_label(struct diag_list *list, struct diagnostic *diagnostic, struct span span,
                    const char *const message[LANGUAGE_COUNT]);
void diag_add_fix(struct diag_list *list, struct diagnostic *diagnostic, struct span span, const char *text, bool safe,
                  const char *const title[LANGUAGE_COUNT]);

/* The same for a fix of several edits, which must live as long as the diagnostic. */
void diag_add_edits(struct diag_list *list, struct diagnostic *diagnostic, const struct diag_edit *edits,
                    uint32_t count, bool safe, const char *const title[LANGUAGE_COUNT]);

/* What files are numbered as where a copy is to stand. */
struct diag_files {
    uint32_t (*number)(void *context, uint32_t file);
    void *context;
};

/* A copy of a diagnostic that needs nothing but `arena` and the tables of keywords, with its files' numbers changed. */
struct diagnostic diag_copy(struct arena *arena, const struct diagnostic *from, const struct diag_files *files);

/* True when two diagnostics say the same of the same place, in every language. Which entity they are about is left out, since its
 * number is a model's own. */
bool diag_same(const struct diagnostic *a, const struct diagnostic *b);

/* The message or help with its arguments set in, in `arena`. Help is "" where there is none. */
const char *diag_message(struct arena *arena, const struct diagnostic *diagnostic, enum language language);
const char *diag_help(struct arena *arena, const struct diagnostic *diagnostic, enum language language);

/* A message or help as it stands in the table, with … where its arguments go. */
const char *diag_template(struct arena *arena, const char *text);

/* The shared titles of fixes and labels. */
extern const char *const PHRASE_REPLACE[LANGUAGE_COUNT], *const PHRASE_DID_YOU_MEAN[LANGUAGE_COUNT],
                                                             *const PHRASE_FIRST_HERE[LANGUAGE_COUNT],
                                                                 *const PHRASE_IS_HERE[LANGUAGE_COUNT],
                                                                     *const PHRASE_ALSO_HERE[LANGUAGE_COUNT],
                                                                         *const PHRASE_INSERT[LANGUAGE_COUNT];

#endif
