#include "diag.h"

#include <stdio.h>
#include <string.h>

static const struct diag_row ROWS[] = {
    {0},
#define DIAG(id, code, name, severity, nb, nn, en, help_nb, help_nn, help_en) \
    {code, name, SEVERITY_##severity, {nb, nn, en}, {help_nb, help_nn, help_en}},
#include "diag.def"
#undef DIAG
};

const char *const PHRASE_REPLACE[] = {"Rett skrivemåten", "Rett skrivemåten", "Correct the spelling"};
const char *const PHRASE_DID_YOU_MEAN[] = {"Bytt til nærmeste navn", "Byt til næraste namn",
                                           "Change to the nearest name"};
const char *const PHRASE_FIRST_HERE[] = {"først her", "først her", "first here"};
const char *const PHRASE_IS_HERE[] = {"står her", "står her", "is here"};
const char *const PHRASE_ALSO_HERE[] = {"og her", "og her", "and here"};
const char *const PHRASE_INSERT[] = {"Legg til", "Legg til", "Add"};

const struct diag_row *diag_row(enum diag_code code)
{
    return &ROWS[code];
}

const char *severity_name(enum severity severity)
{
    static const char *const names[] = {"off", "note", "warning", "error"};
    return names[severity];
}

static bool equal_ignoring_case(const char *a, const char *b, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        char x = a[i] >= 'A' && a[i] <= 'Z' ? (char)(a[i] + 32) : a[i];
        char y = b[i] >= 'A' && b[i] <= 'Z' ? (char)(b[i] + 32) : b[i];
        if (x != y)
            return false;
    }
    return true;
}

enum diag_code diag_find(const char *text, size_t length)
{
    for (int code = 1; code < DIAG_COUNT; code++) {
        const struct diag_row *row = &ROWS[code];
        if (strlen(row->code) == length && equal_ignoring_case(text, row->code, length))
            return (enum diag_code)code;
        if (strlen(row->name) == length && equal_ignoring_case(text, row->name, length))
            return (enum diag_code)code;
    }
    return DIAG_NONE;
}

struct diagnostic *diag_add(struct diag_list *list, enum diag_code code, struct span span)
{
    struct diagnostic diagnostic = {.code = (uint16_t)code, .severity = (uint8_t)ROWS[code].severity, .span = span};
    ARRAY_PUSH(list, data, count, capacity, diagnostic);
    return &list->data[list->count - 1];
}

struct diag_argument diag_text(const char *text, size_t length)
{
    return (struct diag_argument){ARGUMENT_TEXT, (uint32_t)length, {.text = text}};
}

struct diag_argument diag_string(const char *text)
{
    return diag_text(text, strlen(text));
}

struct diag_argument diag_number(int64_t number)
{
    return (struct diag_argument){ARGUMENT_NUMBER, 0, {.number = number}};
}

struct diag_argument diag_keyword(const struct keyword *keyword)
{
    return (struct diag_argument){ARGUMENT_KEYWORD, 0, {.keyword = keyword}};
}

struct diag_argument diag_phrase(const char *const phrase[LANGUAGE_COUNT])
{
    return (struct diag_argument){ARGUMENT_PHRASE, 0, {.phrase = phrase}};
}

void diag_add_label(struct diag_list *list, struct diagnostic *diagnostic, struct span span,
                    const char *const message[LANGUAGE_COUNT])
{
    struct diag_label *labels = arena_alloc(list->arena, (size_t)(diagnostic->label_count + 1) * sizeof *labels);
    if (diagnostic->label_count)
        memcpy(labels, diagnostic->labels, diagnostic->label_count * sizeof *labels);
    labels[diagnostic->label_count++] = (struct diag_label){span, message};
    diagnostic->labels = labels;
}

void diag_add_edits(struct diag_list *list, struct diagnostic *diagnostic, const struct diag_edit *edits,
                    uint32_t count, bool safe, const char *const title[LANGUAGE_COUNT])
{
    struct diag_fix *fixes = arena_alloc(list->arena, (size_t)(diagnostic->fix_count + 1) * sizeof *fixes);
    if (diagnostic->fix_count)
        memcpy(fixes, diagnostic->fixes, diagnostic->fix_count * sizeof *fixes);
    fixes[diagnostic->fix_count++] = (struct diag_fix){title, edits, count, safe};
    diagnostic->fixes = fixes;
}

void diag_add_fix(struct diag_list *list, struct diagnostic *diagnostic, struct span span, const char *text, bool safe,
                  const char *const title[LANGUAGE_COUNT])
{
    struct diag_edit *edit = arena_alloc(list->arena, sizeof *edit);
    *edit = (struct diag_edit){span, text};
    diag_add_edits(list, diagnostic, edit, 1, safe, title);
}

/* The printed form of one argument. */
static const char *argument_text(const struct diag_argument *argument, enum language language, char number[24],
                                 size_t *length)
{
    const char *text = "";
    switch (argument->type) {
    case ARGUMENT_NONE: break;
    case ARGUMENT_TEXT: *length = argument->length; return argument->as.text;
    case ARGUMENT_NUMBER:
        snprintf(number, 24, "%lld", (long long)argument->as.number);
        text = number;
        break;
    case ARGUMENT_PHRASE: text = argument->as.phrase[language]; break;
    case ARGUMENT_KEYWORD: text = argument->as.keyword->forms[language]; break;
    }
    *length = strlen(text);
    return text;
}

static const char *fill(struct arena *arena, const char *template, const struct diagnostic *diagnostic,
                        enum language language)
{
    char number[24];
    size_t size = 0, piece;
    for (int pass = 0;; pass++) {
        char *text = pass ? arena_alloc(arena, size + 1) : NULL;
        size = 0;
        for (const char *at = template; *at;) {
            const char *from = at;
            if (at[0] == '{' && at[1] >= '0' && at[1] < '0' + DIAG_ARGUMENTS && at[2] == '}') {
                from = argument_text(&diagnostic->arguments[at[1] - '0'], language, number, &piece);
                at += 3;
            } else {
                piece = 1 + strcspn(at + 1, "{");
                at += piece;
            }
            if (text && piece)
                memcpy(text + size, from, piece);
            size += piece;
        }
        if (text)
            return text;
    }
}

const char *diag_code_text(const struct diagnostic *diagnostic)
{
    return diagnostic->rule ? diagnostic->rule->code : ROWS[diagnostic->code].code;
}

const char *diag_name_text(const struct diagnostic *diagnostic)
{
    return diagnostic->rule ? diagnostic->rule->name : ROWS[diagnostic->code].name;
}

/* A rule's finding says what the rule says: its arguments are the whole message and the whole help, as phrases. */
const char *diag_message(struct arena *arena, const struct diagnostic *diagnostic, enum language language)
{
    if (diagnostic->rule)
        return diagnostic->arguments[0].as.phrase[language];
    return fill(arena, ROWS[diagnostic->code].message[language], diagnostic, language);
}

const char *diag_help(struct arena *arena, const struct diagnostic *diagnostic, enum language language)
{
    if (diagnostic->rule)
        return diagnostic->arguments[1].as.phrase[language];
    return fill(arena, ROWS[diagnostic->code].help[language], diagnostic, language);
}

const char *diag_template(struct arena *arena, const char *text)
{
    static const char gap[] = "…";
    char *copy = arena_alloc(arena, strlen(text) + 1), *end = copy; /* a gap is no longer than `{0}` */
    while (*text)
        if (text[0] == '{' && text[1] && text[2] == '}') {
            memcpy(end, gap, strlen(gap));
            end += strlen(gap);
            text += 3;
        } else {
            *end++ = *text++;
        }
    *end = '\0';
    return copy;
}

struct diag_argument diag_did_you_mean(struct arena *arena, const char *name)
{
    const char **help = arena_alloc(arena, LANGUAGE_COUNT * sizeof *help);
    help[LANGUAGE_NB] = arena_format(arena, "Mente du «%s»?", name);
    help[LANGUAGE_NN] = arena_format(arena, "Meinte du «%s»?", name);
    help[LANGUAGE_EN] = arena_format(arena, "Did you mean “%s”?", name);
    return diag_phrase(help);
}
