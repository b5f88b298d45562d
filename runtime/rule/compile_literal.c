/* compile_literal.c: what stands to the right of `er`: a listed word, or the name of something in the plans. */
#include "compile.h"
#include "nearest.h"

#include <stdlib.h>
#include <string.h>

/* ---- listed words ---------------------------------------------------------------------------------------- */

static bool is_manner(enum term term)
{
    return term == DATE_CONTINUOUS || term == DATE_REGULARLY || term == DATE_AS_NEEDED;
}

/* The term of a keyword among some sets, or 0. */
static uint16_t term_in_sets(const struct keyword *keyword, uint32_t sets)
{
    switch (keyword->class) {
    case CLASS_VALUE: return keyword->mask & sets & 0xFFFFFF ? keyword->id : 0;
    case CLASS_STATUS: return sets & SETS_STATUS ? keyword->id : 0;
    case CLASS_STATEWORD: return sets & SETS_STATE ? keyword->id : 0;
    case CLASS_CLASSWORD: return sets & SETS_CLASS ? keyword->id : 0;
    case CLASS_KIND: return sets & SETS_KIND ? keyword->id : 0;
    case CLASS_PLURAL: return sets & SETS_KIND ? (uint16_t)keyword->mask : 0;
    case CLASS_DATE: return (sets & SETS_MANNER) && is_manner((enum term)keyword->id) ? keyword->id : 0;
    default: return 0;
    }
}

static uint16_t find_term(const struct compiler *c, const char *text, uint32_t length, uint32_t sets)
{
    struct lexicon_match matches[LEXICON_MATCHES];
    int count = lexicon_matches(&c->model->tables->lexicon, text, text + length, ~0u, matches);
    for (int i = 0; i < count; i++) {
        uint16_t term = matches[i].length == length ? term_in_sets(matches[i].keyword, sets) : 0;
        if (term)
            return term;
    }
    return 0;
}

/* The words of some sets in a list, and the nearest of them. */
static void report_term(struct compiler *c, const struct syntax *node, struct type left)
{
    uint32_t length;
    const char *text = compile_text(c, node, &length);
    struct diagnostic *diagnostic = compile_report(c, DIAG_UNKNOWN_OPERAND, node);
    const char **lists = arena_alloc(c->arena, LANGUAGE_COUNT * sizeof *lists);
    struct nearest nearest;
    nearest_begin(&nearest, text, length);
    size_t count;
    const struct keyword *rows = keyword_rows(&count);
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        lists[language] = "";
        for (size_t i = 0; i < count; i++) {
            if (rows[i].class == CLASS_PLURAL || !term_in_sets(&rows[i], left.sets))
                continue;
            const char *form = rows[i].forms[language];
            lists[language] = arena_format(c->arena, "%s%s`%s`", lists[language], *lists[language] ? ", " : "", form);
            nearest_try(&nearest, form, strlen(form), form, (uint32_t)i);
        }
        static const char *const choose[] = {"Velg blant: %s.", "Vel mellom: %s.", "Choose among: %s."};
        const char *before = choose[language], *after = strstr(before, "%s") + 2;
        lists[language] = arena_format(c->arena, "%.*s%s%s", (int)(after - before - 2), before, lists[language], after);
    }
    diagnostic->arguments[1] = compile_type_in_words(c, left);
    diagnostic->arguments[2] = nearest.match ? diag_did_you_mean(c->arena, nearest.match) : diag_phrase(lists);
    if (nearest.match)
        diag_add_fix(c->diagnostics, diagnostic, diagnostic->span, nearest.match, nearest_is_sure(&nearest),
                     PHRASE_DID_YOU_MEAN);
}

/* ---- names of things ------------------------------------------------------------------------------------- */

struct found {
    uint32_t *data;
    uint32_t count, capacity;
};

static void add_found(struct compiler *c, struct found *found, uint32_t entity)
{
    uint32_t canonical = model_canonical(c->model, entity);
    for (uint32_t i = 0; i < found->count; i++)
        if (found->data[i] == canonical)
            return;
    ARRAY_PUSH(found, data, count, capacity, canonical);
}

static bool title_is(const struct model *model, uint32_t entity, const char *text, uint32_t length)
{
    const struct entity *at = &model->entities[entity];
    const struct file *file = &model->files[at->file];
    const struct value *title = tree_value(&file->tree, at->node, TAG_TITLE);
    return title && title->end - title->start == length && memcmp(file->source.bytes + title->start, text, length) == 0;
}

/* Whatever the name stands for in any plan: a rule of a library is asked of many. `other` is set to what is of another kind. */
static struct found find_things(struct compiler *c, const char *text, uint32_t length, uint32_t kinds, uint32_t *other)
{
    struct found found = {0};
    *other = 0;
    for (uint32_t u = 1; u < c->model->unit_count; u++) {
        uint32_t first, second;
        if (c->model->units[u].builtin && u != c->unit)
            continue;
        enum resolution resolution = model_resolve(c->model, u, text, length, kinds, &first, &second);
        if (resolution == RESOLVED || resolution == AMBIGUOUS)
            add_found(c, &found, first);
        if (resolution == AMBIGUOUS)
            add_found(c, &found, second);
        if (resolution == WRONG_KIND)
            *other = first;
    }
    return found;
}

static void find_titled(struct compiler *c, const char *text, uint32_t length, uint32_t kinds, struct found *found)
{
    for (uint32_t e = 1; e < c->model->entity_count; e++)
        if (KIND_IN(c->model->entities[e].kind, kinds) && title_is(c->model, e, text, length))
            add_found(c, found, e);
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* A name in an expression uses what it names, and the library that this stands in; but what the standard libraries ask of
 * every plan uses nothing in it. */
static void mark_used(struct compiler *c, uint32_t entity)
{
    struct model *model = c->model;
    struct entity *at = &model->entities[entity];
    bool everywhere = !model->units[c->unit].header; /* a rule without a plan holds for all */
    at->flags |= ENTITY_USED;
    if (model->units[at->unit].kind != KIND_LIBRARY)
        return;
    for (uint32_t u = everywhere ? 1 : c->unit; u < (everywhere ? model->unit_count : c->unit + 1); u++) {
        struct unit *unit = &model->units[u];
        for (uint32_t i = 0; i < unit->use_count && i < 64; i++)
            if (unit->uses[i] == at->unit)
                unit->used_libraries |= 1ull << i;
    }
}

static void keep_found(struct compiler *c, struct found *found, struct literal *literal)
{
    for (uint32_t i = 0; i < found->count && c->unit && !c->model->units[c->unit].builtin; i++)
        mark_used(c, found->data[i]);
    if (found->count) {
        uint32_t *things = arena_alloc(c->arena, found->count * sizeof *things);
        memcpy(things, found->data, found->count * sizeof *things);
        qsort(things, found->count, sizeof *things, by_number);
        literal->things = things;
        literal->thing_count = found->count;
    }
    array_free(found->data);
}

static const struct symbol *name_of(const struct model *model, uint32_t entity)
{
    const struct entity *at = &model->entities[entity];
    return at->name ? &model->units[at->unit].symbols->symbols[at->name] : NULL;
}

static void report_thing(struct compiler *c, const struct syntax *node, struct type left, uint32_t other)
{
    static const char *const check[] = {"Sjekk skrivemåten. Navn med mellomrom eller andre tegn står i anførselstegn.",
                                        "Sjekk skrivemåten. Namn med mellomrom eller andre teikn står i hermeteikn.",
                                        "Check the spelling. Names with blanks or other signs stand in quotes."};
    uint32_t length;
    const char *text = compile_text(c, node, &length);
    struct nearest nearest;
    nearest_begin(&nearest, text, length);
    for (uint32_t e = 1; e < c->model->entity_count; e++) {
        const struct symbol *name = KIND_IN(c->model->entities[e].kind, left.kinds & ANY_KIND) ? name_of(c->model, e)
                                                                                               : NULL;
        if (name)
            nearest_try(&nearest, name->text, name->length, name, e);
    }
    const struct symbol *near = nearest.match;
    const char *copy = near ? arena_copy(c->arena, near->text, near->length) : NULL;
    struct diag_argument help = near ? diag_did_you_mean(c->arena, copy) : diag_phrase(check);
    struct diagnostic *diagnostic;
    if (other && !near) {
        diagnostic = compile_report(c, DIAG_WRONG_OPERAND, node);
        diagnostic->arguments[1] = compile_thing_in_words(c, 1u << c->model->entities[other].kind);
        diagnostic->arguments[2] = compile_type_in_words(c, left);
        diagnostic->arguments[3] = help;
        diag_add_label(c->diagnostics, diagnostic, model_span(c->model, other), PHRASE_IS_HERE);
    } else {
        static const char *const among[] = {"et kjent navn blant ", "eit kjent namn blant ", "a known name among "};
        diagnostic = compile_report(c, DIAG_UNKNOWN_OPERAND, node);
        diagnostic->arguments[1] = compile_begun(c, among, compile_things_in_words(c, left.kinds));
        diagnostic->arguments[2] = help;
    }
    if (near)
        diag_add_fix(c->diagnostics, diagnostic, diagnostic->span, copy, nearest_is_sure(&nearest),
                     PHRASE_DID_YOU_MEAN);
}

/* ---- codes ----------------------------------------------------------------------------------------------- */

/* The word of the property that a code belongs to: its outermost list's name. */
static enum word word_of_code(const struct compiler *c, uint32_t code)
{
    uint32_t list = code;
    struct lexicon_match match;
    while (c->model->entities[list].parent)
        list = c->model->entities[list].parent;
    const struct symbol *name = name_of(c->model, list);
    return name && lexicon_longest(&c->model->tables->lexicon, name->text, name->text + name->length, CLASS_WORD, 0,
                                   &match)
               ? (enum word)match.keyword->id
               : WORD_NONE;
}

static bool is_listed(const struct compiler *c, uint32_t unit, enum word word)
{
    const struct unit *at = &c->model->units[unit];
    bool listed = (at->code_lists[word / 64] >> (word % 64)) & 1u;
    for (uint32_t i = 0; i < at->use_count; i++)
        listed |= (c->model->units[at->uses[i]].code_lists[word / 64] >> (word % 64)) & 1u;
    return listed;
}

/* True when some line of the workspace uses the word as a value of the property. */
static bool is_used_code(const struct compiler *c, const char *text, uint32_t length, enum word word)
{
    for (uint32_t f = 0; f < c->model->file_count; f++) {
        const struct tree *tree = &c->model->files[f].tree;
        for (uint32_t n = 1; n < tree->node_count; n++) {
            const struct node *node = &tree->nodes[n];
            if (node->kind != NODE_PROPERTY || property_row((enum property)node->word)->word != word)
                continue;
            for (uint32_t v = 0; v < node->value_count; v++) {
                const struct value *value = &tree->values[node->values + v];
                uint32_t end = value->end - ((value->flags & VALUE_UNCERTAIN) != 0);
                if (end - value->start == length &&
                    memcmp(c->model->files[f].source.bytes + value->start, text, length) == 0)
                    return true;
            }
        }
    }
    return false;
}

/* A code that is in no list, where there are lists, and that nobody uses, is a slip of the pen. */
static void check_code(struct compiler *c, const struct syntax *node, const char *text, uint32_t length,
                       struct type left)
{
    enum word word = (enum word)left.word;
    struct nearest nearest;
    bool listed = c->unit && is_listed(c, c->unit, word);
    for (uint32_t u = 1; u < c->model->unit_count && !c->unit; u++)
        listed |= is_listed(c, u, word);
    if (!word || !listed || is_used_code(c, text, length, word))
        return;
    nearest_begin(&nearest, text, length);
    for (uint32_t e = 1; e < c->model->entity_count; e++)
        if (c->model->entities[e].kind == KIND_CODE && word_of_code(c, e) == word && name_of(c->model, e)) {
            const struct symbol *name = name_of(c->model, e);
            nearest_try(&nearest, name->text, name->length, name, e);
        }
    static const char *const check[] = {"Det står ikke i kodelista, og ingen plan bruker det.",
                                        "Det står ikkje i kodelista, og ingen plan bruker det.",
                                        "It is not in the code list, and no plan uses it."};
    const struct symbol *near = nearest.match;
    const char *copy = near ? arena_copy(c->arena, near->text, near->length) : NULL;
    struct diagnostic *diagnostic = compile_report(c, DIAG_UNKNOWN_OPERAND, node);
    static const char *const in_list[] = {"et ord i kodelista for ", "eit ord i kodelista for ",
                                          "a word in the code list of "};
    diagnostic->arguments[1] = compile_begun(c, in_list, diag_phrase(keyword_of_word(word)->forms));
    diagnostic->arguments[2] = near ? diag_did_you_mean(c->arena, copy) : diag_phrase(check);
    if (near)
        diag_add_fix(c->diagnostics, diagnostic, diagnostic->span, copy, nearest_is_sure(&nearest),
                     PHRASE_DID_YOU_MEAN);
}

static void find_codes(struct compiler *c, const char *text, uint32_t length, enum word word, struct found *found)
{
    for (uint32_t u = 1; u < c->model->unit_count; u++) {
        uint32_t first, second;
        if (model_resolve(c->model, u, text, length, OF(CODE), &first, &second) == RESOLVED &&
            (!word || word_of_code(c, first) == word))
            add_found(c, found, first);
    }
}

/* ---- literals -------------------------------------------------------------------------------------------- */

/* A string's text, with `\"` and `\\` undone. */
static const char *unescape(struct compiler *c, const char *text, uint32_t *length)
{
    if (!memchr(text, '\\', *length))
        return text;
    char *copy = arena_copy(c->arena, text, *length), *to = copy;
    for (uint32_t i = 0; i < *length; i++) {
        if (text[i] == '\\' && i + 1 < *length)
            i++;
        *to++ = text[i];
    }
    *length = (uint32_t)(to - copy);
    return copy;
}

bool compile_literal(struct compiler *c, const struct syntax *node, struct type left, struct literal *literal)
{
    uint32_t length, other = 0;
    const char *text = compile_text(c, node, &length);
    struct found found = {0};
    bool quoted = node->kind == SYNTAX_STRING;
    *literal = (struct literal){0};
    if (quoted)
        text = unescape(c, text, &length);
    switch ((enum type_kind)left.kind) {
    case TYPE_TERM:
        literal->term = find_term(c, text, length, left.sets);
        if (!literal->term && !left.open)
            report_term(c, node, left);
        break;
    case TYPE_THING:
        found = find_things(c, text, length, left.kinds & ANY_KIND, &other);
        if (quoted)
            find_titled(c, text, length, left.kinds & ANY_KIND, &found);
        bool actor = left.kinds & (OF(ACTOR) | OF(GROUP));
        if (!found.count && !(quoted && actor))
            report_thing(c, node, left, other);
        break;
    case TYPE_CODE:
        find_codes(c, text, length, (enum word)left.word, &found);
        if (left.word == WORD_PARTICIPATION) { /* whoever takes part may be an actor too */
            array_free(found.data);
            found = find_things(c, text, length, OF(ACTOR) | OF(GROUP) | OF(CODE), &other);
        } else if (!found.count) {
            check_code(c, node, text, length, left);
        }
        break;
    default: break;
    }
    keep_found(c, &found, literal);
    literal->text = arena_copy(c->arena, text, length);
    literal->length = length;
    return !c->failed;
}

struct sought compile_sought(struct compiler *c, const struct syntax *node, const struct literal *literal)
{
    static const char *const word[] = {"Skriv minst ett ord, for eksempel `\"styrke*\"`.",
                                       "Skriv minst eitt ord, til dømes `\"styrkje*\"`.",
                                       "Write a word at least, such as `\"strengthen*\"`."};
    struct words words = {0};
    struct sought sought = words_sought(&words, literal->text, literal->length);
    sought.data = arena_copy(c->arena, sought.data, sought.length);
    words_free(&words);
    if (!sought.length) {
        struct diagnostic *diagnostic = compile_report(c, DIAG_UNKNOWN_OPERAND, node);
        diagnostic->arguments[1] = compile_type_in_words(c, (struct type){.kind = TYPE_TEXT});
        diagnostic->arguments[2] = diag_phrase(word);
    }
    return sought;
}
