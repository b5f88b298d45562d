/* compile_names.c: what the words of an expression stand for, by the type of what stands to their left. */
#include "compile.h"
#include "nearest.h"

#include <stdlib.h>
#include <string.h>

#define GOALS (OF(MAIN_GOAL) | OF(GOAL) | OF(SUBGOAL))
#define DATED (THREAD | WORK | NEEDS)

const char *compile_text(const struct compiler *c, const struct syntax *node, uint32_t *length)
{
    *length = node->end - node->start;
    return c->bytes + node->start;
}

struct diagnostic *compile_report(struct compiler *c, enum diag_code code, const struct syntax *node)
{
    uint32_t length;
    const char *text = compile_text(c, node, &length);
    struct diagnostic *diagnostic = diag_add(c->diagnostics, code, (struct span){c->file, node->start, node->end});
    diagnostic->arguments[0] = diag_text(text, length);
    diagnostic->declaration = c->declaration;
    c->failed = true;
    return diagnostic;
}

/* ---- properties ------------------------------------------------------------------------------------------ */

static struct type thing(uint32_t kinds)
{
    return (struct type){.kind = TYPE_THING, .kinds = kinds};
}

static struct type plain(enum type_kind kind)
{
    return (struct type){.kind = (uint8_t)kind};
}

static struct type property_type(enum property property)
{
    const struct property_row *row = property_row(property);
    struct type type = plain(TYPE_OTHER);
    switch (row->shape) {
    case SHAPE_REFERENCES:
    case SHAPE_NOTED_REFERENCES:
    case SHAPE_SECTOR: return thing(row->other);
    case SHAPE_CODES:
    case SHAPE_PARTICIPATION:
        type.kind = TYPE_CODE;
        type.word = (uint16_t)row->word;
        return type;
    case SHAPE_VALUES:
    case SHAPE_EVALUATION:
    case SHAPE_APPLIES_TO:
        type.kind = TYPE_TERM;
        type.sets = row->other;
        type.open = row->flags & OPEN;
        return type;
    case SHAPE_STATUS:
        type.kind = TYPE_TERM;
        type.sets = SETS_STATUS;
        return type;
    case SHAPE_WHEN:
        type.kind = TYPE_TERM;
        type.sets = SETS_MANNER;
        return type;
    case SHAPE_SHORT_NAMES: type.names = true; /* fall through */
    case SHAPE_TEXT:
    case SHAPE_LANGUAGE_TEXT:
    case SHAPE_LANGUAGE_NAME:
    case SHAPE_WORDS:
    case SHAPE_UNIT:
    case SHAPE_LINK: type.kind = TYPE_TEXT; return type;
    case SHAPE_DATE:
    case SHAPE_DATES:
    case SHAPE_DEADLINE:
    case SHAPE_POSTPONEMENT:
    case SHAPE_PERIOD: type.kind = TYPE_DATE; return type;
    case SHAPE_MEASUREMENT: return thing(KINDS_MEASUREMENT);
    case SHAPE_STAGE: return thing(KINDS_STAGE);
    case SHAPE_MONEY:
        type.kind = TYPE_NUMBER;
        type.unit = UNIT_KRONER;
        return type;
    case SHAPE_QUANTITY:
        type.kind = TYPE_NUMBER;
        type.any_unit = true;
        return type;
    case SHAPE_FLAG: type.kind = TYPE_TRUTH; return type;
    default: return type;
    }
}

/* The type of a property's word, asked of any of some kinds; NOTHING when none of them can have it. */
static struct type word_type(const struct compiler *c, enum word word, uint32_t kinds)
{
    struct type all = plain(TYPE_NOTHING);
    for (int kind = 1; kind < KIND_COUNT; kind++) {
        enum property property = KIND_IN(kind, kinds) ? c->model->tables->properties[word][kind] : PROPERTY_NONE;
        if (!property)
            continue;
        struct type one = property_type(property);
        if (all.kind && all.kind != one.kind)
            one.kind = TYPE_CODE; /* `type` of an actor and of a plan */
        one.kinds |= all.kinds;
        one.sets |= all.sets;
        one.open |= all.open;
        all = one;
    }
    return all;
}

/* ---- steps ----------------------------------------------------------------------------------------------- */

static uint32_t parents_of(uint32_t kinds)
{
    uint32_t parents = kinds & KINDS_STAGE ? OF(TARGET) : 0;
    if (kinds & KINDS_MEASUREMENT)
        parents |= OF(TARGET) | OF(INDICATOR);
    for (int kind = 1; kind < KIND_COUNT; kind++)
        if (KIND_IN(kind, kinds))
            parents |= keyword_of_kind((enum kind)kind)->mask & ANY_KIND;
    if (kinds & (THREAD | WORK | OF(TARGET)))
        parents |= THREAD;
    return parents;
}

/* What a derived name gives, asked of things of some kinds; NOTHING when it cannot be asked of any of them. */
static struct type derived_type(const struct compiler *c, enum term term, uint32_t kinds, enum step_kind *step)
{
    struct type type = plain(TYPE_NOTHING);
    bool staged = kinds & (KINDS_STAGE | OF(TARGET)), valued = staged || (kinds & (OF(INDICATOR) | KINDS_MEASUREMENT));
    uint32_t declared = kinds & ANY_KIND;
    switch (term) {
    case DERIVED_ROLES:
        *step = STEP_ROLES;
        return !declared ? type
                         : thing(declared & (OF(ACTOR) | OF(GROUP) | OF(SECTOR)) ? ROLE_KINDS : OF(ACTOR) | OF(GROUP));
    case DERIVED_PARENT: *step = STEP_PARENT; return parents_of(kinds) ? thing(parents_of(kinds)) : type;
    case DERIVED_STAGES: *step = STEP_STAGES; return thing(KINDS_STAGE);
    case DERIVED_PREVIOUS: *step = STEP_PREVIOUS; return kinds & KINDS_STAGE ? thing(KINDS_STAGE) : type;
    case DERIVED_STATE:
        *step = STEP_STATE;
        type.kind = staged ? TYPE_TERM : TYPE_NOTHING;
        type.sets = SETS_STATE;
        return type;
    case DERIVED_TIME_CLASS:
        *step = STEP_CLASS;
        type.kind = (kinds & (DATED | KINDS_STAGE)) ? TYPE_TERM : TYPE_NOTHING;
        type.sets = SETS_CLASS;
        return type;
    case DERIVED_OVERDUE: *step = STEP_OVERDUE; return plain((kinds & DATED) || staged ? TYPE_TRUTH : TYPE_NOTHING);
    case DERIVED_DAYS_OVERDUE:
        *step = STEP_DAYS_OVERDUE;
        type = plain((kinds & DATED) || staged ? TYPE_NUMBER : TYPE_NOTHING);
        type.unit = UNIT_DAYS;
        return type;
    case DERIVED_ADOPTED_DEADLINE: *step = STEP_ADOPTED; return plain(kinds & DATED ? TYPE_DATE : TYPE_NOTHING);
    case DERIVED_ADOPTED_COST:
    case DERIVED_PROPOSED_COST:
        *step = term == DERIVED_ADOPTED_COST ? STEP_ADOPTED_COST : STEP_PROPOSED_COST;
        return word_type(c, WORD_COST, kinds);
    case DERIVED_LATEST:
        *step = STEP_LATEST;
        return kinds & (OF(TARGET) | OF(INDICATOR) | KINDS_STAGE) ? thing(KINDS_MEASUREMENT) : type;
    case DERIVED_MEASURED_VALUE:
        *step = STEP_VALUE;
        type = plain(valued ? TYPE_NUMBER : TYPE_NOTHING);
        type.any_unit = true;
        return type;
    case DERIVED_MEASURED_DATE: *step = STEP_DATE; return plain(kinds & KINDS_MEASUREMENT ? TYPE_DATE : TYPE_NOTHING);
    case DERIVED_COVERAGE:
        *step = STEP_COVERAGE;
        type = plain(kinds & (OF(FRAMEWORK) | OF(REQUIREMENT)) ? TYPE_NUMBER : TYPE_NOTHING);
        type.unit = UNIT_PERCENT;
        return type;
    case DERIVED_KIND:
        *step = STEP_KIND;
        type.kind = declared ? TYPE_TERM : TYPE_NOTHING;
        type.sets = SETS_KIND;
        return type;
    default: return type;
    }
}

/* A property's word, or one of those that every declaration answers to. */
static struct type stated_type(const struct compiler *c, enum word word, uint32_t kinds, struct path_step *step)
{
    struct type type = plain(TYPE_TEXT);
    step->kind = STEP_PROPERTY;
    step->word = (uint16_t)word;
    if (kinds && word == WORD_TITLE) {
        step->kind = STEP_TITLE;
        return type;
    }
    if ((kinds & ANY_KIND) && (word == WORD_NAME || word == WORD_ID)) {
        step->kind = word == WORD_NAME ? STEP_NAME : STEP_ID;
        type.names = true;
        return type;
    }
    if ((kinds & KINDS_STAGE) && (word == WORD_DEADLINE || word == WORD_BY)) {
        step->kind = STEP_DEADLINE;
        return plain(TYPE_DATE);
    }
    return word_type(c, word, kinds);
}

uint32_t compile_kinds(enum kind kind)
{
    return kind == KIND_GOAL ? GOALS : 1u << kind;
}

/* A kind's word: everything of the kind, what belongs to the subject, or what the subject belongs to. */
static struct type kind_type(enum kind kind, struct type from, bool ranged, struct path_step *step)
{
    uint32_t kinds = compile_kinds(kind);
    step->kinds = kinds;
    step->kind = !from.kinds ? STEP_ALL : STEP_OWN;
    if (from.kinds && !ranged && kind == KIND_PLAN)
        step->kind = STEP_PLAN;
    else if (from.kinds && !ranged && kind == KIND_FRAMEWORK && (from.kinds & (OF(REQUIREMENT) | OF(FRAMEWORK))))
        step->kind = STEP_ABOVE;
    return thing(kinds);
}

/* What one keyword gives as a step. */
static struct type keyword_type(const struct compiler *c, const struct keyword *keyword, struct type from, bool ranged,
                                struct path_step *step)
{
    enum step_kind derived = STEP_ALL;
    struct type type;
    *step = (struct path_step){0};
    switch (keyword->class) {
    case CLASS_DERIVED:
        type = derived_type(c, (enum term)keyword->id, from.kinds, &derived);
        step->kind = (uint8_t)derived;
        return type;
    case CLASS_WORD: return stated_type(c, (enum word)keyword->id, from.kinds, step);
    case CLASS_KIND: return kind_type((enum kind)keyword->id, from, ranged, step);
    case CLASS_PLURAL: return kind_type((enum kind)keyword->mask, from, ranged, step);
    default: return plain(TYPE_NOTHING);
    }
}

/* Where things to count are meant, kinds come first; elsewhere what the subject itself says. */
static int rank(enum keyword_class class, bool ranged)
{
    int kind = class == CLASS_KIND || class == CLASS_PLURAL;
    return ranged ? !kind : class == CLASS_WORD ? 0 : class == CLASS_DERIVED ? 1 : 2;
}

static struct type find_step(const struct compiler *c, const char *text, uint32_t length, struct type from, bool ranged,
                             struct path_step *step)
{
    struct lexicon_match matches[LEXICON_MATCHES];
    int count = lexicon_matches(&c->model->tables->lexicon, text, text + length,
                                CLASS_DERIVED | CLASS_WORD | CLASS_KIND | CLASS_PLURAL, matches);
    struct type best = plain(TYPE_NOTHING);
    int best_rank = 9;
    for (int i = 0; i < count; i++) {
        struct path_step candidate;
        if (matches[i].length != length || rank(matches[i].keyword->class, ranged) >= best_rank)
            continue;
        struct type type = keyword_type(c, matches[i].keyword, from, ranged, &candidate);
        if (!type.kind)
            continue;
        best = type;
        best_rank = rank(matches[i].keyword->class, ranged);
        *step = candidate;
    }
    return best;
}

/* ---- unknown words --------------------------------------------------------------------------------------- */

static struct diag_argument advice_on_paths(struct compiler *c, const char *text, uint32_t length, struct type from,
                                            struct diagnostic *diagnostic)
{
    static const char *const words[] = {
        "Det kan være en egenskap (`frist`), et avledet navn (`forfalt`, `tilstand`) eller et slag (`tiltak`, "
        "`sektorer`). Er det et navn på noe, hører det hjemme til høyre for `er`.",
        "Det kan vere ein eigenskap (`frist`), eit avleidd namn (`forfalle`, `tilstand`) eller eit slag (`tiltak`, "
        "`sektorar`). Er det eit namn på noko, høyrer det heime til høgre for `er`.",
        "It can be a property (`deadline`), a derived name (`overdue`, `state`) or a kind (`measures`, `sectors`). The "
        "name of something belongs to the right of `is`."};
    struct nearest nearest;
    nearest_begin(&nearest, text, length);
    size_t count;
    const struct keyword *rows = keyword_rows(&count);
    for (size_t i = 0; i < count; i++) {
        struct path_step step;
        if (!(rows[i].class & (CLASS_DERIVED | CLASS_WORD | CLASS_KIND | CLASS_PLURAL)) ||
            !keyword_type(c, &rows[i], from, false, &step).kind)
            continue;
        for (int language = 0; language < LANGUAGE_COUNT; language++)
            nearest_try(&nearest, rows[i].forms[language], strlen(rows[i].forms[language]), rows[i].forms[language],
                        (uint32_t)i);
    }
    if (!nearest.match)
        return diag_phrase(words);
    diag_add_fix(c->diagnostics, diagnostic, diagnostic->span, nearest.match, nearest_is_sure(&nearest),
                 PHRASE_DID_YOU_MEAN);
    return diag_did_you_mean(c->arena, nearest.match);
}

struct type compile_step(struct compiler *c, const struct syntax *word, struct type from, bool ranged,
                         struct path_step *step)
{
    uint32_t length;
    const char *text = compile_text(c, word, &length);
    struct type type = plain(TYPE_NOTHING);
    if (from.kind == TYPE_THING)
        type = find_step(c, text, length, from, ranged, step);
    step->start = word->start;
    step->end = word->end;
    if (!type.kind && !c->failed) {
        struct diagnostic *diagnostic = compile_report(c, DIAG_UNKNOWN_PATH, word);
        diagnostic->arguments[1] = from.kind == TYPE_THING ? compile_things_in_words(c, from.kinds)
                                                           : compile_type_in_words(c, from);
        diagnostic->arguments[2] = advice_on_paths(c, text, length, from, diagnostic);
    }
    return type;
}

bool compile_is_step(struct compiler *c, const struct syntax *word, uint32_t subject)
{
    struct path_step step;
    uint32_t length;
    const char *text = compile_text(c, word, &length);
    return find_step(c, text, length, thing(subject), false, &step).kind != TYPE_NOTHING;
}
