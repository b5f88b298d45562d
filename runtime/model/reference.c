/* reference.c: what each name in a unit's files stands for, and what is wrong with it. */
#include "linker.h"

#include "blank.h"

#include <string.h>

/* ---- references --------------------------------------------------------------------------------------------------- */

/* A code: one of the lists for the property's word, if there is any; otherwise any word will do. */
static void resolve_code(struct linker *l, struct file *file, uint32_t number, const struct value *value,
                         enum property property, uint32_t entity)
{
    enum word word = property_row(property)->word;
    uint32_t count;
    const struct candidate *candidates = scope_candidates(l->model, l->unit, scope_symbol(file, value->symbol), &count);
    for (uint32_t i = 0; i < count; i++) {
        const struct entity *code = &l->model->entities[candidates[i].entity];
        struct lexicon_match match;
        if (code->kind != KIND_CODE || !code->parent)
            continue;
        uint32_t list = code->parent;
        while (l->model->entities[list].parent)
            list = l->model->entities[list].parent;
        const struct entity *at = &l->model->entities[list];
        const struct value *id = tree_value(&l->model->files[at->file].tree, at->node, TAG_ID);
        const char *bytes = l->model->files[at->file].source.bytes;
        if (id &&
            lexicon_longest(&l->model->tables->lexicon, bytes + id->start, bytes + id->end, CLASS_WORD, 0, &match) &&
            match.keyword->id == word) {
            file->targets[value - file->tree.values] = candidates[i].entity;
            linker_mark_used(l, candidates[i].entity);
            linker_mark_used(l, list);
            return;
        }
    }
    bool listed = (l->unit->code_lists[word / 64] >> (word % 64)) & 1u;
    for (uint32_t i = 0; i < l->unit->use_count; i++)
        listed |= (l->model->units[l->unit->uses[i]].code_lists[word / 64] >> (word % 64)) & 1u;
    if (!listed || l->unit->builtin)
        return;
    uint32_t end = value->end - ((value->flags & VALUE_UNCERTAIN) != 0);
    const char *text = file->source.bytes + value->start;
    struct diagnostic *diagnostic = diag_add(&l->unit->diagnostics, DIAG_UNLISTED_CODE,
                                             (struct span){number, value->start, end});
    bool sure;
    const char *nearest = linker_suggest(l, text, end - value->start, OF(CODE), &sure);
    static const char *const extend[] = {"Bruk et av ordene i lista, eller utvid den med `kode`.",
                                         "Bruk eit av orda i lista, eller utvid henne med `kode`.",
                                         "Use a word of the list, or extend it with `code`."};
    diagnostic->arguments[0] = diag_text(text, end - value->start);
    diagnostic->arguments[1] = diag_keyword(keyword_of_word(word));
    diagnostic->arguments[2] = nearest ? diag_did_you_mean(&l->unit->arena, nearest) : diag_phrase(extend);
    diagnostic->declaration = entity;
    diagnostic->property = (uint8_t)property;
}

static void add_relation(struct linker *l, uint32_t number, uint32_t value, enum property property, uint32_t from,
                         uint32_t to, bool certain)
{
    struct relation relation = {from, to, number, value, (uint8_t)property, certain};
    ARRAY_PUSH(l->unit, relations, relation_count, relation_capacity, relation);
}

static struct diag_argument declare_once(struct arena *arena, const char *text, uint32_t length)
{
    const char **help = arena_alloc(arena, LANGUAGE_COUNT * sizeof *help), *slug = model_slug(arena, text, length);
    int size = (int)length;
    help[LANGUAGE_NB] = arena_format(arena, "Skriv den inn én gang, `aktør %s \"%.*s\"`, og skriv `%s` her.", slug,
                                     size, text, slug);
    help[LANGUAGE_NN] = arena_format(arena, "Skriv han inn éin gong, `aktør %s \"%.*s\"`, og skriv `%s` her.", slug,
                                     size, text, slug);
    help[LANGUAGE_EN] = arena_format(arena, "Declare it once, `actor %s \"%.*s\"`, and write `%s` here.", slug, size,
                                     text, slug);
    return diag_phrase(help);
}

static void report_undeclared(struct linker *l, uint32_t number, const struct value *value, enum property property,
                              uint32_t entity)
{
    struct diag_list *list = &l->unit->diagnostics;
    const char *text = l->model->files[number].source.bytes + value->start;
    struct diagnostic *diagnostic = diag_add(list, DIAG_UNDECLARED_ACTOR,
                                             (struct span){number, value->start, value->end});
    diagnostic->arguments[0] = diag_text(text, value->end - value->start);
    diagnostic->arguments[1] = declare_once(&l->unit->arena, text, value->end - value->start);
    diagnostic->declaration = entity;
    diagnostic->property = (uint8_t)property;
}

/* The declaration of some kinds whose id, short name or title a quoted text spells; 0 when there is none. */
static uint32_t find_quoted(struct linker *l, const char *text, uint32_t length, uint32_t kinds)
{
    uint32_t found, other;
    if (model_resolve(l->model, l->number, text, length, kinds, &found, &other) == RESOLVED)
        return found;
    for (uint32_t f = 0; f < l->unit->file_count; f++) {
        const struct file *file = &l->model->files[l->unit->files[f]];
        for (uint32_t e = file->first_entity; e < file->first_entity + file->entity_count; e++) {
            const struct entity *at = &l->model->entities[e];
            const struct value *title = at->name && KIND_IN(at->kind, kinds)
                                            ? tree_value(&file->tree, at->node, TAG_TITLE)
                                            : NULL;
            if (title && title->end - title->start == length &&
                memcmp(file->source.bytes + title->start, text, length) == 0)
                return e;
        }
    }
    return 0;
}

/* The actor that has this short name with blanks in it, which can only be written in quotation marks; 0 when none has. */
static uint32_t find_spaced(struct linker *l, const struct file *file, const struct value *value, uint32_t kinds)
{
    uint32_t count, found, other;
    if (!value->symbol || !blank_within(file->source.bytes, value->start, value->end))
        return 0;
    const struct candidate *candidates = scope_candidates(l->model, l->unit, scope_symbol(file, value->symbol), &count);
    return scope_choose(l->model, candidates, count, kinds, &found, &other) == RESOLVED ? found : 0;
}

/* A name in quotation marks where a name is meant: an actor is taken for what it spells, everything else is an error. */
static void resolve_quoted(struct linker *l, struct file *file, uint32_t number, uint32_t index, enum property property,
                           uint32_t entity)
{
    const struct property_row *row = property_row(property);
    const struct value *value = &file->tree.values[index];
    struct diag_list *list = &l->unit->diagnostics;
    const char *text = file->source.bytes + value->start;
    uint32_t length = value->end - value->start,
             spaced = row->flags & ROLE ? find_spaced(l, file, value, row->other) : 0;
    if (spaced) {
        linker_mark_used(l, spaced);
        file->targets[index] = spaced;
        return;
    }
    if (l->suggestions++ >= MOST_SUGGESTIONS) {
        if (row->flags & ROLE)
            report_undeclared(l, number, value, property, entity);
        return;
    }
    uint32_t meant = find_quoted(l, text, length, row->other);
    if (!meant && (row->flags & ROLE)) {
        report_undeclared(l, number, value, property, entity);
        return;
    }
    struct diagnostic *diagnostic = diag_add(list, (row->flags & ROLE) ? DIAG_UNDECLARED_ACTOR : DIAG_UNKNOWN_REFERENCE,
                                             (struct span){number, value->start, value->end});
    static const char *const unquoted[] = {"Skriv navnet på det, uten anførselstegn.",
                                           "Skriv namnet på det, utan hermeteikn.",
                                           "Write its name, without quotation marks."};
    diagnostic->arguments[0] = diag_text(text, length);
    diagnostic->arguments[1] = diag_phrase(unquoted);
    diagnostic->declaration = entity;
    diagnostic->property = (uint8_t)property;
    if (!meant)
        return;
    const struct symbol *name =
        &l->model->units[l->model->entities[meant].unit].symbols->symbols[l->model->entities[meant].name];
    const char *written = arena_copy(&l->unit->arena, name->text, name->length);
    diagnostic->arguments[1] = diag_did_you_mean(&l->unit->arena, written);
    if (text[-1] == '"')
        diag_add_fix(list, diagnostic, (struct span){number, value->start - 1, value->end + 1}, written, true,
                     PHRASE_DID_YOU_MEAN);
    linker_mark_used(l, meant);
    if (row->flags & ROLE)
        file->targets[index] = meant;
}

static void resolve_value(struct linker *l, struct file *file, uint32_t number, uint32_t index, enum property property,
                          uint32_t entity)
{
    const struct property_row *row = property_row(property);
    const struct value *value = &file->tree.values[index];
    bool names = row->shape == SHAPE_REFERENCES && !(row->flags & FREE_TEXT);
    if (value->type == VALUE_STRING && names && !l->unit->builtin)
        resolve_quoted(l, file, number, index, property, entity);
    if (value->type == VALUE_NAME &&
        row->shape == SHAPE_PARTICIPATION) { /* an actor, a group or a code, if it is one */
        uint32_t count, found = 0, other;
        const struct candidate *candidates = scope_candidates(l->model, l->unit, scope_symbol(file, value->symbol),
                                                              &count);
        if (scope_choose(l->model, candidates, count, OF(ACTOR) | OF(GROUP) | OF(CODE), &found, &other) == RESOLVED) {
            file->targets[index] = found;
            linker_mark_used(l, found);
        }
    }
    if (value->type != VALUE_REFERENCE || row->shape == SHAPE_SHORT_NAMES)
        return;
    if (row->shape == SHAPE_CODES) {
        resolve_code(l, file, number, value, property, entity);
        return;
    }
    uint32_t kinds = value->tag == TAG_SOURCE ? OF(SOURCE) : row->other, count, found = 0, other = 0;
    const struct candidate *candidates = scope_candidates(l->model, l->unit, scope_symbol(file, value->symbol), &count);
    enum resolution resolution = scope_choose(l->model, candidates, count, kinds, &found, &other);
    if (resolution != RESOLVED) {
        if (resolution == WRONG_KIND)
            linker_mark_used(l, found);
        linker_report(l, resolution, number, value, kinds, property, entity, found, other);
        return;
    }
    file->targets[index] = found;
    linker_mark_used(l, found);
    if ((row->flags & RELATION) && entity) /* what stands below a line that is no declaration is nobody's */
        add_relation(l, number, index, property, entity, found, !(value->flags & VALUE_UNCERTAIN));
}

/* True where a value of the property may be a name: most lines of a plan are dates, amounts and words of the language. */
static bool may_name(enum property property)
{
    enum shape shape = property_row(property)->shape;
    return shape_row(shape)->mode == LEX_REFERENCES || shape == SHAPE_PARTICIPATION || shape == SHAPE_MEASUREMENT;
}

void link_references(struct model *model, uint32_t number)
{
    struct linker linker = {model, &model->units[number], number, 0, {{0}}};
    struct linker *l = &linker;
    if (!l->unit->builtin)
        linker_check_names(l);
    for (uint32_t f = 0; f < l->unit->file_count; f++) {
        struct file *file = &model->files[l->unit->files[f]];
        for (uint32_t n = 1; n < file->tree.node_count; n++) {
            const struct node *node = &file->tree.nodes[n];
            if (node->kind != NODE_PROPERTY || !may_name((enum property)node->word))
                continue;
            uint32_t entity = file->entity_of[tree_declaration(&file->tree, node->parent)];
            for (uint32_t v = 0; v < node->value_count; v++)
                resolve_value(l, file, l->unit->files[f], node->values + v, (enum property)node->word, entity);
        }
    }
}
