#include "change.h"

#include "phrase.h"

static const struct {
    const char *name, *words[LANGUAGE_COUNT];
} CHANGES[CHANGE_COUNT] = {
#define CHANGE(id, name, nb, nn, en) [CHANGE_##id] = {name, {nb, nn, en}},
#include "change.def"
#undef CHANGE
};

static const struct {
    const char *name, *title[LANGUAGE_COUNT];
} WEIGHTS[WEIGHT_COUNT] = {
    [WEAKENED] = {"weakened", {"Svekket", "Svekt", "Weakened"}},
    [STRENGTHENED] = {"strengthened", {"Styrket", "Styrkt", "Strengthened"}},
    [NEUTRAL] = {"neutral", {"Andre endringer", "Andre endringar", "Other changes"}},
};

const char *change_name(enum change_kind kind)
{
    return CHANGES[kind].name;
}

const char *weight_name(enum weight weight)
{
    return WEIGHTS[weight].name;
}

const char *weight_title(enum weight weight, enum language language)
{
    return WEIGHTS[weight].title[language];
}

static const char *for_people(const struct telling *telling)
{
    return telling->label ? telling->label : telling->text;
}

const char *change_sentence(struct arena *arena, const struct change *change, enum language language)
{
    return phrase_fill(arena, CHANGES[change->kind].words[language], for_people(&change->old), for_people(&change->new),
                       change->about);
}
