#include "label.h"

#include <string.h>

static const char *const LABELS[LABEL_COUNT][LANGUAGE_COUNT] = {
#define LABEL(id, nb, nn, en) [LABEL_##id] = {nb, nn, en},
#include "label.def"
#undef LABEL
};

const char *label_of(enum label label, enum language language)
{
    return LABELS[label][language];
}

const char *label_fill(struct arena *arena, enum label label, enum language language, const char *first,
                       const char *second)
{
    return phrase_fill(arena, label_of(label, language), first, second, NULL);
}

const char *label_counted(struct arena *arena, enum label label, enum language language, uint64_t count)
{
    const char *form = label_of(label, language), *first = strchr(form, '|'),
               *second = first ? strchr(first + 1, '|') : NULL;
    uint64_t skipped = second ? count : count == 1 ? 0 : 1;
    for (const char *bar; skipped && (bar = strchr(form, '|')) != NULL; skipped--)
        form = bar + 1;
    form = arena_copy(arena, form, strcspn(form, "|"));
    return phrase_fill(arena, form, arena_format(arena, "%llu", (unsigned long long)count), NULL, NULL);
}

const char *label_day(struct arena *arena, day_number day, enum language language)
{
    struct civil civil = date_civil(day);
    enum term month = (enum term)(DATE_JANUARY + civil.month - 1);
    return arena_format(arena, language == LANGUAGE_EN ? "%d %s %d" : "%d. %s %d", civil.day,
                        keyword_of_term(month)->forms[language], civil.year);
}
