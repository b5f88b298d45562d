/* unresolved.c: what is said of a name that stands for nothing, for several things, or for something of the wrong kind. */
#include "linker.h"
#include "nearest.h"

#include <string.h>

static void try_names(struct nearest *nearest, const struct model *model, const struct scope *scope, uint32_t kinds)
{
    for (uint32_t symbol = 1; symbol < scope->symbol_count; symbol++)
        for (uint32_t n = scope->symbols[symbol].names; n; n = scope->names[n].next)
            if (KIND_IN(model->entities[scope->names[n].entity].kind, kinds)) {
                const struct symbol *name = &scope->table->symbols[symbol];
                nearest_try(nearest, name->text, name->length, name, scope->names[n].entity);
                break;
            }
}

/* The names of a unit, and of the libraries that it brings in. */
static void try_unit(struct nearest *nearest, const struct model *model, const struct unit *unit, uint32_t kinds)
{
    try_names(nearest, model, unit->scope, kinds);
    for (uint32_t i = 0; i < unit->use_count; i++)
        try_names(nearest, model, model->units[unit->uses[i]].scope, kinds);
}

/* For `unit/name` only the name is compared. */
static const char *search_nearest(struct linker *l, const char *text, uint32_t length, uint32_t kinds, bool *sure)
{
    *sure = false;
    if (l->suggestions++ >= MOST_SUGGESTIONS)
        return NULL;
    struct nearest nearest;
    nearest_begin(&nearest, text, length);
    const char *slash = memchr(text, '/', length);
    uint32_t unit = slash ? model_find_unit(l->model, text, (uint32_t)(slash - text)) : 0;
    if (unit) {
        nearest_begin(&nearest, slash + 1, length - (uint32_t)(slash + 1 - text));
        try_unit(&nearest, l->model, &l->model->units[unit], kinds);
    } else {
        try_unit(&nearest, l->model, l->unit, kinds);
    }
    const struct symbol *name = nearest.match;
    if (!name)
        return NULL;
    *sure = nearest_is_sure(&nearest);
    linker_mark_used(l, nearest.number); /* most likely what was meant: not to be reported as unused too */
    return arena_format(&l->unit->arena, "%.*s%.*s", unit ? (int)(slash + 1 - text) : 0, text, (int)name->length,
                        name->text);
}

/* The nearest name of a right kind that the unit can see, or NULL. */
const char *linker_suggest(struct linker *l, const char *text, uint32_t length, uint32_t kinds, bool *sure)
{
    struct suggestion *kept = &l->kept[symbol_hash(text, length) % KEPT_SUGGESTIONS];
    bool known = kept->text && kept->kinds == kinds && kept->length == length && memcmp(kept->text, text, length) == 0;
    if (!known) {
        *kept = (struct suggestion){text, length, kinds, NULL, false};
        kept->nearest = search_nearest(l, text, length, kinds, &kept->sure);
    }
    *sure = kept->sure;
    return kept->nearest;
}

/* The declaration of a right kind in the unit that has no id, and whose title makes the name that is asked for: it is what is
 * meant, and lacks the name. 0 when there is none, or another too. */
static uint32_t find_nameless(struct linker *l, const char *text, uint32_t length, uint32_t kinds)
{
    const struct model *model = l->model;
    const char *wanted = model_slug(&l->unit->arena, text, length);
    uint32_t found = 0;
    if (*wanted < 'a' || *wanted > 'z' || memchr(text, '/', length) || l->suggestions >= MOST_SUGGESTIONS)
        return 0;
    for (uint32_t f = 0; f < l->unit->file_count; f++) {
        const struct file *file = &model->files[l->unit->files[f]];
        for (uint32_t e = file->first_entity; e < file->first_entity + file->entity_count; e++) {
            const struct entity *at = &model->entities[e];
            const struct value *title = tree_value(&file->tree, at->node, TAG_TITLE);
            if (!KIND_IN(at->kind, kinds) || !title || tree_value(&file->tree, at->node, TAG_ID))
                continue;
            const char *bytes = file->source.bytes + title->start;
            if (strcmp(model_slug(&l->unit->arena, bytes, title->end - title->start), wanted) != 0)
                continue;
            if (found)
                return 0;
            found = e;
        }
    }
    return found;
}

/* Says which declaration lacks the name, and gives it. */
static void add_name(struct linker *l, struct diagnostic *diagnostic, uint32_t entity, const char *text,
                     uint32_t length)
{
    static const char *const title[] = {"Sett inn id-en", "Set inn id-en", "Add the id"};
    const struct entity *at = &l->model->entities[entity];
    const struct node *node = &l->model->files[at->file].tree.nodes[at->node];
    struct diag_list *list = &l->unit->diagnostics;
    const char **help = arena_alloc(&l->unit->arena, LANGUAGE_COUNT * sizeof *help);
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        static const char *const give[] = {"Der mangler id-en. Skriv `", "Der manglar id-en. Skriv `",
                                           "The id is missing there. Write `"};
        const char *word = keyword_of_kind((enum kind)at->kind)->forms[language];
        help[language] = arena_format(&l->unit->arena, "%s%s %.*s \"…\"`.", give[language], word, (int)length, text);
    }
    diagnostic->arguments[1] = diag_phrase(help);
    diag_add_label(list, diagnostic, model_span(l->model, entity), PHRASE_IS_HERE);
    if (!(node->flags & NODE_ROW) && node->head_length) {
        uint32_t place = node->start + node->head_length;
        diag_add_fix(list, diagnostic, (struct span){at->file, place, place},
                     arena_format(&l->unit->arena, " %.*s", (int)length, text), true, title);
    }
    linker_mark_used(l, entity);
}

struct diag_argument model_kinds_in_words(struct arena *arena, uint32_t kinds)
{
    static const char *const or [] = {" eller ", " eller ", " or "};
    const char **texts = arena_alloc(arena, LANGUAGE_COUNT * sizeof *texts);
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        const char *text = "";
        for (int kind = KIND_COUNT - 1, seen = 0; kind > 0; kind--)
            if (KIND_IN(kind, kinds)) {
                const char *form = keyword_of_kind((enum kind)kind)->forms[language];
                text = seen == 0 ? form : arena_format(arena, "%s%s%s", form, seen == 1 ? or [language] : ", ", text);
                seen++;
            }
        texts[language] = text;
    }
    return diag_phrase(texts);
}

/* Nothing is near enough: how to declare what is missing. */
static struct diag_argument how_to_declare(struct arena *arena, const char *text, uint32_t length, uint32_t kinds)
{
    enum kind kind = KIND_NONE;
    for (int k = 1; k < KIND_COUNT && !kind; k++)
        if (KIND_IN(k, kinds & ~(OF(PLAN) | OF(LIBRARY))))
            kind = (enum kind)k;
    const char **help = arena_alloc(arena, LANGUAGE_COUNT * sizeof *help);
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        const char *word = kind ? keyword_of_kind(kind)->forms[language] : "";
        help[language] = language == LANGUAGE_EN
                             ? arena_format(arena, "Check the spelling, or add it: `%s %.*s \"…\"`.", word, (int)length,
                                            text)
                             : arena_format(arena, "Sjekk skrivemåten, eller skriv det inn: `%s %.*s \"…\"`.", word,
                                            (int)length, text);
    }
    return diag_phrase(help);
}

void linker_report(struct linker *l, enum resolution resolution, uint32_t file, const struct value *value,
                   uint32_t kinds, enum property property, uint32_t entity, uint32_t found, uint32_t other)
{
    static const enum diag_code codes[] = {DIAG_NONE, DIAG_UNKNOWN_REFERENCE, DIAG_WRONG_KIND,
                                           DIAG_AMBIGUOUS_REFERENCE};
    struct diag_list *list = &l->unit->diagnostics;
    struct arena *arena = &l->unit->arena;
    uint32_t end = value->end - ((value->flags & VALUE_UNCERTAIN) != 0), length = end - value->start;
    const char *text = l->model->files[file].source.bytes + value->start;
    struct diagnostic *diagnostic = diag_add(list, codes[resolution], (struct span){file, value->start, end});
    diagnostic->arguments[0] = diag_text(text, length);
    diagnostic->declaration = entity;
    diagnostic->property = (uint8_t)property;
    switch (resolution) {
    case AMBIGUOUS:
        diagnostic->arguments[1] = linker_in_words(l, found);
        diagnostic->arguments[2] = linker_in_words(l, other);
        diag_add_label(list, diagnostic, model_span(l->model, found), PHRASE_FIRST_HERE);
        diag_add_label(list, diagnostic, model_span(l->model, other), PHRASE_ALSO_HERE);
        break;
    case WRONG_KIND:
        diagnostic->arguments[1] = diag_keyword(keyword_of_kind((enum kind)l->model->entities[found].kind));
        diagnostic->arguments[2] = diag_keyword(keyword_of_word(property_row(property)->word));
        diagnostic->arguments[3] = model_kinds_in_words(arena, kinds);
        diag_add_label(list, diagnostic, model_span(l->model, found), PHRASE_IS_HERE);
        break;
    default: {
        bool sure;
        uint32_t nameless = find_nameless(l, text, length, kinds);
        if (nameless) {
            add_name(l, diagnostic, nameless, text, length);
            break;
        }
        const char *nearest = linker_suggest(l, text, length, kinds, &sure);
        diagnostic->arguments[1] = nearest ? diag_did_you_mean(arena, nearest)
                                           : how_to_declare(arena, text, length, kinds);
        if (nearest)
            diag_add_fix(list, diagnostic, diagnostic->span, nearest, sure, PHRASE_DID_YOU_MEAN);
    }
    }
}
