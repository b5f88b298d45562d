/* linker.c: what those who resolve a unit's references have in common. */
#include "linker.h"

void linker_mark_used(struct linker *l, uint32_t entity)
{
    struct entity *at = &l->model->entities[entity];
    if (!(__atomic_load_n(&at->flags, __ATOMIC_RELAXED) & ENTITY_USED)) /* other units' threads mark it too */
        __atomic_fetch_or(&at->flags, ENTITY_USED, __ATOMIC_RELAXED);
    for (uint32_t i = 0; at->unit != l->number && i < l->unit->use_count && i < 64; i++)
        if (l->unit->uses[i] == at->unit)
            l->unit->used_libraries |= 1ull << i;
    if (at->extends)
        linker_mark_used(l, at->extends);
}

struct diag_argument linker_in_words(struct linker *l, uint32_t entity)
{
    struct arena *arena = &l->unit->arena;
    const char **texts = arena_alloc(arena, LANGUAGE_COUNT * sizeof *texts);
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        const char *title = model_title(l->model, arena, entity, (enum language)language);
        const char *kind = keyword_of_kind((enum kind)l->model->entities[entity].kind)->forms[language];
        texts[language] = arena_format(arena, language == LANGUAGE_EN ? "%s “%s”" : "%s «%s»", kind, title);
    }
    return diag_phrase(texts);
}
