/* diag_copy.c: diagnostics that outlive what they were made from, and whether two say the same. */
#include "diag.h"

#include <string.h>

/* ---- copying ------------------------------------------------------------------------------------------------- */

static const char *copy_text(struct arena *arena, const char *text)
{
    return arena_copy(arena, text, strlen(text));
}

static const char *const *copy_phrase(struct arena *arena, const char *const *phrase)
{
    const char **copy = arena_alloc(arena, LANGUAGE_COUNT * sizeof *copy);
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        bool same = language &&
                    phrase[language] == phrase[language - 1]; /* what is said in one language stands for all */
        copy[language] = same ? copy[language - 1] : copy_text(arena, phrase[language]);
    }
    return copy;
}

static struct diag_argument copy_argument(struct arena *arena, struct diag_argument argument)
{
    if (argument.type == ARGUMENT_TEXT)
        argument.as.text = arena_copy(arena, argument.as.text, argument.length);
    else if (argument.type == ARGUMENT_PHRASE)
        argument.as.phrase = copy_phrase(arena, argument.as.phrase);
    return argument;
}

static struct span move(const struct diag_files *files, struct span span)
{
    span.file = files->number(files->context, span.file);
    return span;
}

static const struct diag_label *copy_labels(struct arena *arena, const struct diag_files *files,
                                            const struct diagnostic *from)
{
    struct diag_label *labels = arena_alloc(arena, from->label_count * sizeof *labels);
    for (uint32_t i = 0; i < from->label_count; i++)
        labels[i] = (struct diag_label){move(files, from->labels[i].span), copy_phrase(arena, from->labels[i].message)};
    return labels;
}

static const struct diag_edit *copy_edits(struct arena *arena, const struct diag_files *files,
                                          const struct diag_fix *from)
{
    struct diag_edit *edits = arena_alloc(arena, from->edit_count * sizeof *edits);
    for (uint32_t i = 0; i < from->edit_count; i++)
        edits[i] = (struct diag_edit){move(files, from->edits[i].span), copy_text(arena, from->edits[i].text)};
    return edits;
}

static const struct diag_fix *copy_fixes(struct arena *arena, const struct diag_files *files,
                                         const struct diagnostic *from)
{
    struct diag_fix *fixes = arena_alloc(arena, from->fix_count * sizeof *fixes);
    for (uint32_t i = 0; i < from->fix_count; i++) {
        fixes[i] = from->fixes[i];
        fixes[i].title = copy_phrase(arena, from->fixes[i].title);
        fixes[i].edits = copy_edits(arena, files, &from->fixes[i]);
    }
    return fixes;
}

static const struct diag_rule *copy_rule(struct arena *arena, const struct diag_rule *from)
{
    struct diag_rule *rule = arena_alloc(arena, sizeof *rule);
    *rule = (struct diag_rule){copy_text(arena, from->code), copy_text(arena, from->name), from->entity};
    return rule;
}

struct diagnostic diag_copy(struct arena *arena, const struct diagnostic *from, const struct diag_files *files)
{
    struct diagnostic copy = *from;
    copy.span = move(files, copy.span);
    for (int i = 0; i < DIAG_ARGUMENTS; i++)
        copy.arguments[i] = copy_argument(arena, copy.arguments[i]);
    if (copy.label_count)
        copy.labels = copy_labels(arena, files, from);
    if (copy.fix_count)
        copy.fixes = copy_fixes(arena, files, from);
    if (copy.rule)
        copy.rule = copy_rule(arena, copy.rule);
    return copy;
}

/* ---- comparing ------------------------------------------------------------------------------------------------- */

static bool same_span(struct span a, struct span b)
{
    return a.file == b.file && a.start == b.start && a.end == b.end;
}

static bool same_phrase(const char *const *a, const char *const *b)
{
    for (int language = 0; language < LANGUAGE_COUNT && a != b; language++)
        if (strcmp(a[language], b[language]) != 0)
            return false;
    return true;
}

static bool same_argument(const struct diag_argument *a, const struct diag_argument *b)
{
    if (a->type != b->type)
        return false;
    switch (a->type) {
    case ARGUMENT_TEXT: return a->length == b->length && (!a->length || memcmp(a->as.text, b->as.text, a->length) == 0);
    case ARGUMENT_NUMBER: return a->as.number == b->as.number;
    case ARGUMENT_PHRASE: return same_phrase(a->as.phrase, b->as.phrase);
    case ARGUMENT_KEYWORD: return a->as.keyword == b->as.keyword;
    default: return true;
    }
}

static bool same_fix(const struct diag_fix *a, const struct diag_fix *b)
{
    bool same = a->safe == b->safe && a->edit_count == b->edit_count && same_phrase(a->title, b->title);
    for (uint32_t i = 0; same && i < a->edit_count; i++)
        same = same_span(a->edits[i].span, b->edits[i].span) && strcmp(a->edits[i].text, b->edits[i].text) == 0;
    return same;
}

static bool same_rule(const struct diag_rule *a, const struct diag_rule *b)
{
    return a && b ? strcmp(a->code, b->code) == 0 && strcmp(a->name, b->name) == 0 : a == b;
}

bool diag_same(const struct diagnostic *a, const struct diagnostic *b)
{
    bool same = a->code == b->code && a->severity == b->severity && a->property == b->property && a->node == b->node &&
                same_span(a->span, b->span) && a->label_count == b->label_count && a->fix_count == b->fix_count &&
                same_rule(a->rule, b->rule);
    for (int i = 0; same && i < DIAG_ARGUMENTS; i++)
        same = same_argument(&a->arguments[i], &b->arguments[i]);
    for (uint32_t i = 0; same && i < a->label_count; i++)
        same = same_span(a->labels[i].span, b->labels[i].span) &&
               same_phrase(a->labels[i].message, b->labels[i].message);
    for (uint32_t i = 0; same && i < a->fix_count; i++)
        same = same_fix(&a->fixes[i], &b->fixes[i]);
    return same;
}
