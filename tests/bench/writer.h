/* A plan being written: its words in its own language, its dates, its lines, and the chance that varies them.
 * Depends on lexicon and texts; the file it writes to belongs to the caller.
 * A month is counted from January of the first year of the plan's period. */
#ifndef WRITER_H
#define WRITER_H

#include "lexicon.h"
#include "texts.h"

#include <stdio.h>

enum { PERIOD_MONTHS = 48, AS_OF = 2026 * 12 + 9 }; /* the last whole month before the day of judgement */

struct plan {
    FILE *out;
    enum language language;
    uint64_t random;
    int index, measures, written, activities;
    int year;        /* the first of the four in its period */
    char before[40]; /* the last measure that another may depend on, "" when there is none */
    int before_due;  /* its deadline: months since the period began */
};

/* ---- writing ------------------------------------------------------------------------------------ */

static inline int below(struct plan *plan, int limit)
{
    plan->random = plan->random * 6364136223846793005u + 1442695040888963407u;
    return (int)((plan->random >> 33) % (unsigned)limit);
}

static inline bool chance(struct plan *plan, int percent)
{
    return below(plan, 100) < percent;
}

static inline const char *in(const struct plan *plan, const pair texts)
{
    return texts[plan->language];
}

static inline const char *word(const struct plan *plan, enum word word)
{
    return keyword_of_word(word)->forms[plan->language];
}

static inline const char *term(const struct plan *plan, enum term term)
{
    return keyword_of_term(term)->forms[plan->language];
}

static inline const char *actor(const struct plan *plan, int index)
{
    return in(plan, ACTORS[index].id);
}

/* Begins a declaration's line, up to its id. */
static inline void declare(struct plan *plan, int depth, enum kind kind)
{
    fprintf(plan->out, "%*s%s ", depth, "", keyword_of_kind(kind)->forms[plan->language]);
}

/* Begins a property's line, up to its value, which stands in the same column in every block. */
static inline void property(struct plan *plan, int depth, enum word name)
{
    int width = 0;
    const char *text = word(plan, name);
    for (const char *c = text; *c; c++)
        width += ((unsigned char)*c & 0xC0) != 0x80;
    fprintf(plan->out, "%*s%s%*s", depth, "", text, width < 11 ? 12 - width : 1, "");
}

/* A whole line of a property. */
#define PROPERTY(plan, depth, name, ...) \
    (property(plan, depth, name), fprintf((plan)->out, __VA_ARGS__), fputc('\n', (plan)->out))

static inline void text_block(struct plan *plan, int depth, enum word name, int lines)
{
    fprintf(plan->out, "%*s%s\n", depth, "", word(plan, name));
    for (int i = 0, line = below(plan, LENGTH(LINES)); i < lines; i++, line++)
        fprintf(plan->out, "%*s%s\n", depth + 2, "", in(plan, LINES[line % LENGTH(LINES)]));
}

/* ---- dates -------------------------------------------------------------------------------------- */

static inline int year_of(const struct plan *plan, int month)
{
    return plan->year + month / 12;
}

static inline bool has_passed(const struct plan *plan, int month)
{
    return plan->year * 12 + month <= AS_OF;
}

static inline void day(struct plan *plan, int month)
{
    fprintf(plan->out, "%d-%02d-%02d", year_of(plan, month), month % 12 + 1, 1 + below(plan, 28));
}

/* A date whose last day lies in that month, in one of the forms that planners write. */
static inline void date(struct plan *plan, int month)
{
    int year = year_of(plan, month), form = below(plan, 10);
    if (month % 12 == 11 && form < 5)
        form < 3 ? fprintf(plan->out, "%d", year) : fprintf(plan->out, "%s %d", term(plan, DATE_AUTUMN), year);
    else if (month % 12 == 5 && form < 4)
        fprintf(plan->out, "%s %d", term(plan, DATE_SPRING), year);
    else if (form < 6)
        fprintf(plan->out, "%d-%02d", year, month % 12 + 1);
    else if (form < 7)
        fprintf(plan->out, "%s %d", term(plan, (enum term)((int)DATE_JANUARY + month % 12)), year);
    else
        day(plan, month);
}

#endif
