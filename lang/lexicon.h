/* lexicon: every word of the language, looked up where it stands, in any of its three languages.
 * Depends on keyword.def. Built once (lexicon_init), then only read; owns nothing.
 * Keywords ignore case and may be several words; the longest form that is legal at its place wins. */
#ifndef TRAAD_LEXICON_H
#define TRAAD_LEXICON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The kinds of declaration. The Norwegian words are in keyword.def: measure = tiltak, need = behov … */
enum kind {
    KIND_NONE,
#define KIND(id, ...) KIND_##id,
#define WORD(...)
#define STATUS(...)
#define VALUE(...)
#define DATE(...)
#define QUANTITY(...)
#define EXPR(...)
#define DERIVED(...)
#define STATEWORD(...)
#define CLASSWORD(...)
#define PLURAL(...)
#include "keyword.def"
#undef KIND
#undef WORD
    KIND_COUNT
};

/* The words that write properties. */
enum word {
    WORD_NONE,
#define KIND(...)
#define WORD(id, ...) WORD_##id,
#include "keyword.def"
#undef WORD
#undef STATUS
#undef VALUE
#undef DATE
#undef QUANTITY
#undef EXPR
#undef DERIVED
#undef STATEWORD
#undef CLASSWORD
#undef PLURAL
    WORD_COUNT
};

/* The words inside values and expressions. */
enum term {
    TERM_NONE,
#define WORD(...)
#define STATUS(id, ...) STATUS_##id,
#define VALUE(id, ...) VALUE_##id,
#define DATE(id, ...) DATE_##id,
#define QUANTITY(id, ...) QUANTITY_##id,
#define EXPR(id, ...) EXPR_##id,
#define DERIVED(id, ...) DERIVED_##id,
#define STATEWORD(id, ...) STATEWORD_##id,
#define CLASSWORD(id, ...) CLASSWORD_##id,
#define PLURAL(kind, ...) PLURAL_##kind,
#include "keyword.def"
#undef KIND
#undef WORD
#undef STATUS
#undef VALUE
#undef DATE
#undef QUANTITY
#undef EXPR
#undef DERIVED
#undef STATEWORD
#undef CLASSWORD
#undef PLURAL
    TERM_COUNT
};

/* The named sets of listed values. */
enum value_set {
    SET_LEVEL,
    SET_APPROACH,
    SET_LEVER,
    SET_PREVENTION,
    SET_PHASE,
    SET_KNOWLEDGE,
    SET_ACTOR_TYPE,
    SET_SOURCE_TYPE,
    SET_YES_NO,
    SET_DIRECTION,
    SET_SEVERITY,
    SET_PLAN_TYPE,
    SET_EVALUATION,
    SET_BUDGET,
    SET_LANGUAGE,
    SET_REQUIRED_OF,
    SET_OWN
};

/* Masks of kinds, and the groups of them that rules speak of. Bit 0 stands for the top level. */
#define SET_(name) (1u << SET_##name)
#define OF(kind) (1u << KIND_##kind)
#define IN_(kind) OF(kind)
#define IN_TOP 1u
#define THREAD (OF(MAIN_GOAL) | OF(GOAL) | OF(SUBGOAL) | OF(STRATEGY) | OF(PRIORITY_AREA) | OF(ACTION_AREA))
#define IN_THREAD THREAD
#define WORK (OF(MEASURE) | OF(ACTIVITY) | OF(MILESTONE))
#define NEEDS (OF(CHALLENGE) | OF(NEED))
#define ROLE_KINDS (OF(PLAN) | NEEDS | THREAD | WORK | OF(TARGET) | OF(INDICATOR) | OF(GROUP) | OF(REQUIREMENT))
#define ANY_KIND (((1u << KIND_COUNT) - 1) & ~1u)
#define IN_ANY (IN_TOP | NEEDS | THREAD | WORK | OF(TARGET) | OF(SOURCE) | OF(FRAMEWORK) | OF(REQUIREMENT))
#define KIND_IN(kind, mask) (((mask) >> (kind)) & 1u)

/* The languages, also as bits: which of them write a form so. */
enum language { LANGUAGE_NB, LANGUAGE_NN, LANGUAGE_EN, LANGUAGE_COUNT };
enum { ALL_LANGUAGES = 7 };

enum keyword_class {
    CLASS_KIND = 1,
    CLASS_WORD = 2,
    CLASS_STATUS = 4,
    CLASS_VALUE = 8,
    CLASS_DATE = 16,
    CLASS_QUANTITY = 32,
    CLASS_EXPR = 64,       /* the operators of expressions */
    CLASS_DERIVED = 128,   /* their names for what is worked out */
    CLASS_STATEWORD = 256, /* and for the states of targets */
    CLASS_CLASSWORD = 512, /* the classes of dated things */
    CLASS_PLURAL = 1024    /* other forms of a kind's word; the keyword's mask is the kind */
};

struct keyword {
    enum keyword_class class;
    uint16_t id;   /* enum kind, word or term */
    uint32_t mask; /* parents of a kind, sets of a value, the kind of a plural */
    const char *forms[LANGUAGE_COUNT];
    const char *synonyms[LANGUAGE_COUNT]; /* as in keyword.def; keyword_next_synonym takes them apart */
    const char *name;                     /* the row's id, e.g. "ACCOUNTABLE" */
};

struct lexicon_match {
    const struct keyword *keyword;
    uint16_t length;   /* bytes of source, at most LEXICON_WIDEST: words too far from each other are not one keyword */
    uint8_t languages; /* bits: who writes it so */
    bool synonym;      /* not the standard form of any of them */
};

enum { LEXICON_FORMS = 2048, LEXICON_BUCKETS = 2048, LEXICON_MATCHES = 8, LEXICON_LONGEST = 36, LEXICON_WIDEST = 255 };

struct lexicon_form {
    char text[LEXICON_LONGEST]; /* folded */
    uint8_t length, languages;
    bool synonym;
    uint16_t keyword, next;
};

struct lexicon {
    struct lexicon_form forms[LEXICON_FORMS];
    uint16_t buckets[LEXICON_BUCKETS]; /* by the hash of the first word; longest form first */
    uint16_t form_count;
};

void lexicon_init(struct lexicon *lexicon);

/* All keywords of the given classes that stand at [text, end), longest first; returns how many (at most LEXICON_MATCHES). */
int lexicon_matches(const struct lexicon *lexicon, const char *text, const char *end, unsigned classes,
                    struct lexicon_match *matches);

/* What may follow one or more words, with one space between them, as the next word of a keyword: a bit for each lexicon_first of its first
 * byte, and those of other blanks than spaces; 0 when there is no such keyword. So what the words match mostly needs no look at what
 * follows. */
uint64_t lexicon_next_words(const struct lexicon *lexicon, const char *text, uint32_t length);

/* The same for both cases of a letter, and for no letter what it is for a digit. */
static inline unsigned lexicon_first(char byte)
{
    unsigned char c = (unsigned char)byte;
    return c < 'A' ? c & 63u : c & 31u;
}

/* The longest keyword of the classes at [text, end); for values, of a set in `sets`. False when there is none. */
bool lexicon_longest(const struct lexicon *lexicon, const char *text, const char *end, unsigned classes, uint32_t sets,
                     struct lexicon_match *match);

/* The rows of keyword.def. */
const struct keyword *keyword_rows(size_t *count);
const struct keyword *keyword_of_kind(enum kind kind);
const struct keyword *keyword_of_word(enum word word);
const struct keyword *keyword_of_term(enum term term);

/* The next synonym of a list, `rest` being what is left of it. False at its end. */
struct synonym {
    const char *text; /* `length` bytes */
    size_t length;
    bool deprecated; /* still understood, but not to be written */
};
bool keyword_next_synonym(const char **rest, struct synonym *synonym);

/* True when [text, end) spells the form, whatever its case and blanks. */
bool lexicon_spells(const char *form, size_t length, const char *text, const char *end);

/* How keyword.def writes the form of `keyword` that is spelled [text, end), whatever its case and blanks; its bytes in
 * `length`. NULL when it has no such form. */
const char *keyword_spelling(const struct keyword *keyword, const char *text, const char *end, size_t *length);

/* True when `byte`, at the end of a word, shows that the word goes on. */
bool lexicon_word_goes_on(const char *at, const char *end);

#endif
