/* reference.c: what each name in a unit's files stands for, and what is wrong with it. */
#include "link.h"
#include "nearest.h"
#include "scope.h"

#include <string.h>

/* Searches for the nearest name in one unit, so many at most: what is asked beyond them gets none. Answers are kept by the hash of
 * what was asked, since a word that is in no list seldom stands there once. */
enum { MOST_SUGGESTIONS = 200, KEPT_SUGGESTIONS = 64 };

struct suggestion {
    const char *text; /* of a source; NULL: nothing is kept here */
    uint32_t length, kinds;
    const char *nearest; /* or NULL */
    bool sure;
};

struct linker {
    struct model *model;
    struct unit *unit;
    uint32_t number; /* of the unit */
    uint32_t suggestions;
    struct suggestion kept[KEPT_SUGGESTIONS];
};

static const char *symbol_text(const struct linker *l, uint32_t symbol, uint32_t *length)
{
    const struct symbol *name = &l->unit->scope->table->symbols[symbol];
    *length = name->length;
    return name->text;
}

/* A declaration in words: `tiltak «Skolemat»`. */
static struct diag_argument in_words(struct linker *l, uint32_t entity)
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

/* ---- double names -------------------------------------------------------------------------------------------- */

static bool is_label(const struct linker *l, uint32_t symbol)
{
    uint32_t length;
    const char *text = symbol_text(l, symbol, &length);
    return length && text[0] >= '0' && text[0] <= '9';
}

static void report_pair(struct linker *l, enum diag_code code, uint32_t symbol, uint32_t first, uint32_t second)
{
    struct diag_list *list = &l->unit->diagnostics;
    uint32_t length;
    const char *text = symbol_text(l, symbol, &length);
    struct diagnostic *diagnostic = diag_add(list, code, model_span(l->model, second));
    diagnostic->arguments[0] = diag_text(text, length);
    diagnostic->arguments[1] = in_words(l, first);
    diagnostic->arguments[2] = in_words(l, second);
    diagnostic->arguments[3] = diag_string(model_kind_name((enum kind)l->model->entities[first].kind));
    diagnostic->declaration = second;
    diag_add_label(list, diagnostic, model_span(l->model, first), PHRASE_FIRST_HERE);
}

/* Names are unique in a plan whatever their kind, labels within their kind, codes within their list. */
static void check_pair(struct linker *l, uint32_t symbol, uint32_t first, uint32_t second)
{
    struct entity *a = &l->model->entities[first], *b = &l->model->entities[second];
    if (a->kind == KIND_CODE || b->kind == KIND_CODE) {
        if (a->kind == b->kind && a->parent == b->parent)
            report_pair(l, DIAG_DUPLICATE_NAME, symbol, first, second);
    } else if (is_label(l, symbol) && a->kind != b->kind) {
        if (!(b->flags & ENTITY_SHARED_LABEL))
            report_pair(l, DIAG_SHARED_LABEL, symbol, first, second);
        a->flags |= ENTITY_SHARED_LABEL;
        b->flags |= ENTITY_SHARED_LABEL;
    } else {
        b->flags |= ENTITY_DUPLICATE;
        report_pair(l, DIAG_DUPLICATE_NAME, symbol, first, second);
    }
}

/* Each id against the first of its kind; short names against other actors'. One report an entity. */
static void check_names(struct linker *l)
{
    const struct scope *scope = l->unit->scope;
    for (uint32_t symbol = 1; symbol < scope->symbol_count; symbol++) {
        uint32_t first_of[KIND_COUNT] = {0}, first = 0, first_short = 0;
        uint32_t n = scope->symbols[symbol].names;
        if (!n || !scope->names[n].next)
            continue;
        for (; n; n = scope->names[n].next) {
            uint32_t entity = scope->names[n].entity;
            enum kind kind = (enum kind)l->model->entities[entity].kind;
            if (!scope->names[n].id) {
                if (kind == KIND_ACTOR && first_short && first_short != entity)
                    report_pair(l, DIAG_SHORT_NAME_CLASH, symbol, first_short, entity);
                else if (kind == KIND_ACTOR)
                    first_short = entity;
                continue;
            }
            uint32_t earlier = first_of[kind] ? first_of[kind] : first;
            if (earlier)
                check_pair(l, symbol, earlier, entity);
            if (!first_of[kind])
                first_of[kind] = entity;
            if (!first && kind != KIND_CODE)
                first = entity;
            if (kind == KIND_CODE && first_of[kind] != entity)
                l->model->entities[entity].flags |=
                    ENTITY_DUPLICATE; /* another list's may have the name, not the identity */
        }
        if (first && first_of[KIND_CODE])
            l->model->entities[first_of[KIND_CODE]].flags |= ENTITY_DUPLICATE;
    }
}

static void mark_used(struct linker *l, uint32_t entity)
{
    struct entity *at = &l->model->entities[entity];
    if (!(__atomic_load_n(&at->flags, __ATOMIC_RELAXED) & ENTITY_USED)) /* other units' threads mark it too */
        __atomic_fetch_or(&at->flags, ENTITY_USED, __ATOMIC_RELAXED);
    for (uint32_t i = 0; at->unit != l->number && i < l->unit->use_count && i < 64; i++)
        if (l->unit->uses[i] == at->unit)
            l->unit->used_libraries |= 1ull << i;
    if (at->extends)
        mark_used(l, at->extends);
}

/* ---- unknown names --------------------------------------------------------------------------------------------- */

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
    mark_used(l, nearest.number); /* most likely what was meant: not to be reported as unused too */
    return arena_format(&l->unit->arena, "%.*s%.*s", unit ? (int)(slash + 1 - text) : 0, text, (int)name->length,
                        name->text);
}

/* The nearest name of a right kind that the unit can see, or NULL. */
static const char *suggest(struct linker *l, const char *text, uint32_t length, uint32_t kinds, bool *sure)
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
    mark_used(l, entity);
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

static void report_unresolved(struct linker *l, enum resolution resolution, uint32_t file, const struct value *value,
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
        diagnostic->arguments[1] = in_words(l, found);
        diagnostic->arguments[2] = in_words(l, other);
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
        const char *nearest = suggest(l, text, length, kinds, &sure);
        diagnostic->arguments[1] = nearest ? diag_did_you_mean(arena, nearest)
                                           : how_to_declare(arena, text, length, kinds);
        if (nearest)
            diag_add_fix(list, diagnostic, diagnostic->span, nearest, sure, PHRASE_DID_YOU_MEAN);
    }
    }
}

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
            lexicon_longest(&l->model->tables.lexicon, bytes + id->start, bytes + id->end, CLASS_WORD, 0, &match) &&
            match.keyword->id == word) {
            file->targets[value - file->tree.values] = candidates[i].entity;
            mark_used(l, candidates[i].entity);
            mark_used(l, list);
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
    const char *nearest = suggest(l, text, end - value->start, OF(CODE), &sure);
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
    if (!value->symbol || !memchr(file->source.bytes + value->start, ' ', value->end - value->start))
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
        mark_used(l, spaced);
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
    mark_used(l, meant);
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
            mark_used(l, found);
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
            mark_used(l, found);
        report_unresolved(l, resolution, number, value, kinds, property, entity, found, other);
        return;
    }
    file->targets[index] = found;
    mark_used(l, found);
    if (row->flags & RELATION)
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
        check_names(l);
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
