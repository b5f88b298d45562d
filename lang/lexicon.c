#include "lexicon.h"

#include "blank.h"

#include <assert.h>
#include <string.h>

static const struct keyword KEYWORDS[] = {
#define FORMS(nb, nn, en, syn_nb, syn_nn, syn_en) \
    {nb, nn, en},                                 \
    {                                             \
        syn_nb, syn_nn, syn_en                    \
    }
#define KIND(id, parents, ...) {CLASS_KIND, KIND_##id, parents, FORMS(__VA_ARGS__), #id},
#define WORD(id, ...) {CLASS_WORD, WORD_##id, 0, FORMS(__VA_ARGS__), #id},
#define STATUS(id, ...) {CLASS_STATUS, STATUS_##id, 0, FORMS(__VA_ARGS__), #id},
#define VALUE(id, sets, ...) {CLASS_VALUE, VALUE_##id, sets, FORMS(__VA_ARGS__), #id},
#define DATE(id, ...) {CLASS_DATE, DATE_##id, 0, FORMS(__VA_ARGS__), #id},
#define QUANTITY(id, ...) {CLASS_QUANTITY, QUANTITY_##id, 0, FORMS(__VA_ARGS__), #id},
#define EXPR(id, ...) {CLASS_EXPR, EXPR_##id, 0, FORMS(__VA_ARGS__), #id},
#define DERIVED(id, ...) {CLASS_DERIVED, DERIVED_##id, 0, FORMS(__VA_ARGS__), #id},
#define STATEWORD(id, ...) {CLASS_STATEWORD, STATEWORD_##id, 0, FORMS(__VA_ARGS__), #id},
#define CLASSWORD(id, ...) {CLASS_CLASSWORD, CLASSWORD_##id, 0, FORMS(__VA_ARGS__), #id},
#define PLURAL(kind, ...) {CLASS_PLURAL, PLURAL_##kind, KIND_##kind, FORMS(__VA_ARGS__), #kind},
#include "keyword.def"
};
enum { KEYWORD_COUNT = sizeof KEYWORDS / sizeof *KEYWORDS };

const struct keyword *keyword_rows(size_t *count)
{
    *count = KEYWORD_COUNT;
    return KEYWORDS;
}

/* The rows stand in the order of the enums: kinds, words, terms. */
const struct keyword *keyword_of_kind(enum kind kind)
{
    assert(kind > KIND_NONE && kind < KIND_COUNT);
    return &KEYWORDS[kind - 1];
}

const struct keyword *keyword_of_word(enum word word)
{
    assert(word > WORD_NONE && word < WORD_COUNT);
    return &KEYWORDS[KIND_COUNT - 1 + word - 1];
}

const struct keyword *keyword_of_term(enum term term)
{
    assert(term > TERM_NONE && term < TERM_COUNT);
    return &KEYWORDS[KIND_COUNT - 1 + WORD_COUNT - 1 + term - 1];
}

/* One folded character of Norwegian text: lower case, and a + ring above (NFD) as å. Returns the bytes taken. */
static int fold(const char *text, const char *end, char folded[4], int *length)
{
    unsigned char c = (unsigned char)text[0];
    *length = 1;
    if (c < 0x80) {
        folded[0] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : (char)c;
        if (folded[0] == 'a' && end - text >= 3 && (unsigned char)text[1] == 0xCC && (unsigned char)text[2] == 0x8A) {
            memcpy(folded, "å", 2);
            *length = 2;
            return 3;
        }
        return 1;
    }
    if (c == 0xC3 && end - text >= 2) {
        unsigned char second = (unsigned char)text[1];
        folded[0] = (char)c;
        folded[1] = (char)(second >= 0x80 && second <= 0x9E && second != 0x97 ? second + 0x20 : second);
        *length = 2;
        return 2;
    }
    folded[0] = (char)c;
    return 1;
}

bool lexicon_word_goes_on(const char *at, const char *end)
{
    if (at >= end)
        return false;
    unsigned char c = (unsigned char)*at;
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    if (c == 0xC2 || (c == 0xE2 && end - at >= 2 && (unsigned char)at[1] == 0x80))
        return false; /* no-break spaces, quotes and dashes */
    return true;
}

/* The first word of a text, folded; cut where it is longer than any keyword. */
struct first_word {
    char folded[LEXICON_LONGEST + 4];
    int length, taken; /* bytes folded, and bytes of source */
    uint32_t bucket;
};

/* ASCII letters, digits, `-` and `_` folded to lower case; 0 for every other byte. */
static const char FOLDED[256] = {
    ['-'] = '-', ['_'] = '_', ['0'] = '0', ['1'] = '1', ['2'] = '2', ['3'] = '3', ['4'] = '4', ['5'] = '5',
    ['6'] = '6', ['7'] = '7', ['8'] = '8', ['9'] = '9', ['A'] = 'a', ['B'] = 'b', ['C'] = 'c', ['D'] = 'd',
    ['E'] = 'e', ['F'] = 'f', ['G'] = 'g', ['H'] = 'h', ['I'] = 'i', ['J'] = 'j', ['K'] = 'k', ['L'] = 'l',
    ['M'] = 'm', ['N'] = 'n', ['O'] = 'o', ['P'] = 'p', ['Q'] = 'q', ['R'] = 'r', ['S'] = 's', ['T'] = 't',
    ['U'] = 'u', ['V'] = 'v', ['W'] = 'w', ['X'] = 'x', ['Y'] = 'y', ['Z'] = 'z', ['a'] = 'a', ['b'] = 'b',
    ['c'] = 'c', ['d'] = 'd', ['e'] = 'e', ['f'] = 'f', ['g'] = 'g', ['h'] = 'h', ['i'] = 'i', ['j'] = 'j',
    ['k'] = 'k', ['l'] = 'l', ['m'] = 'm', ['n'] = 'n', ['o'] = 'o', ['p'] = 'p', ['q'] = 'q', ['r'] = 'r',
    ['s'] = 's', ['t'] = 't', ['u'] = 'u', ['v'] = 'v', ['w'] = 'w', ['x'] = 'x', ['y'] = 'y', ['z'] = 'z'};

static struct first_word fold_first_word(const char *text, const char *end)
{
    struct first_word word;
    uint32_t hash = 2166136261u;
    const char *at = text;
    int length = 0;
    while (at < end && length < LEXICON_LONGEST) {
        char plain = FOLDED[(unsigned char)*at];
        if (plain && !(plain == 'a' && end - at >= 3 && (unsigned char)at[1] == 0xCC)) {
            word.folded[length++] = plain;
            at++;
            continue;
        }
        if (!lexicon_word_goes_on(at, end))
            break;
        int size;
        at += fold(at, end, word.folded + length, &size);
        length += size;
    }
    for (int i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)word.folded[i]) * 16777619u;
    word.length = length;
    word.taken = (int)(at - text);
    word.bucket = (hash ^ (hash >> 15)) & (LEXICON_BUCKETS - 1);
    return word;
}

/* Bytes of source that spell the form behind its first word, whose end is `at`; -1 when they don't. */
static int spelled_further(const struct lexicon_form *form, int from, const char *at, const char *end)
{
    const char *start = at;
    for (int i = from; i < form->length;) {
        if (form->text[i] == ' ') {
            uint32_t blanks = blank_skip(at, 0, (uint32_t)(end - at));
            if (!blanks)
                return -1;
            at += blanks;
            i++;
            continue;
        }
        char folded[4];
        int length;
        if (at >= end)
            return -1;
        int taken = fold(at, end, folded, &length);
        if (i + length > form->length || memcmp(folded, form->text + i, (size_t)length) != 0)
            return -1;
        at += taken;
        i += length;
    }
    return (int)(at - start);
}

/* Bytes of source that spell the form, or 0. */
static int spelled_length(const struct lexicon_form *form, const struct first_word *word, const char *text,
                          const char *end)
{
    if (form->length < word->length || memcmp(form->text, word->folded, (size_t)word->length) != 0)
        return 0;
    int further = form->length == word->length ? 0 : spelled_further(form, word->length, text + word->taken, end);
    if (further < 0 || word->taken + further > LEXICON_WIDEST ||
        lexicon_word_goes_on(text + word->taken + further, end))
        return 0;
    return word->taken + further;
}

static struct lexicon_form folded_form(const char *text, size_t length)
{
    struct lexicon_form form = {.length = 0};
    const char *end = text + length;
    for (const char *at = text; at < end;) {
        char folded[4];
        int size;
        at += fold(at, end, folded, &size);
        assert(form.length + size < (int)sizeof form.text);
        memcpy(form.text + form.length, folded, (size_t)size);
        form.length = (uint8_t)(form.length + size);
    }
    return form;
}

static void add_form(struct lexicon *lexicon, const char *text, size_t length, uint16_t keyword, unsigned language,
                     bool synonym)
{
    struct lexicon_form form = folded_form(text, length);
    form.keyword = keyword;
    form.languages = (uint8_t)(1u << language);
    form.synonym = synonym;
    const char *end = text + length;
    uint16_t *link = &lexicon->buckets[fold_first_word(text, end).bucket];
    for (uint16_t i = *link; i; i = lexicon->forms[i].next) {
        struct lexicon_form *known = &lexicon->forms[i];
        if (known->keyword == keyword && known->length == form.length &&
            memcmp(known->text, form.text, form.length) == 0) {
            if (!synonym || known->synonym)
                known->languages |= form.languages;
            return;
        }
    }
    while (*link && lexicon->forms[*link].length >= form.length)
        link = &lexicon->forms[*link].next;
    assert(lexicon->form_count < LEXICON_FORMS);
    form.next = *link;
    *link = lexicon->form_count;
    lexicon->forms[lexicon->form_count++] = form;
}

bool keyword_next_synonym(const char **rest, struct synonym *synonym)
{
    synonym->deprecated = **rest == '!';
    synonym->text = *rest + synonym->deprecated;
    synonym->length = strcspn(synonym->text, "|");
    *rest = synonym->text + synonym->length;
    *rest += **rest == '|';
    return synonym->length > 0;
}

void lexicon_init(struct lexicon *lexicon)
{
    struct synonym synonym;
    memset(lexicon, 0, sizeof *lexicon);
    lexicon->form_count = 1; /* form 0 is none */
    for (uint16_t k = 0; k < KEYWORD_COUNT; k++)
        for (unsigned language = 0; language < LANGUAGE_COUNT; language++)
            add_form(lexicon, KEYWORDS[k].forms[language], strlen(KEYWORDS[k].forms[language]), k, language, false);
    for (uint16_t k = 0; k < KEYWORD_COUNT; k++)
        for (unsigned language = 0; language < LANGUAGE_COUNT; language++)
            for (const char *rest = KEYWORDS[k].synonyms[language]; keyword_next_synonym(&rest, &synonym);)
                add_form(lexicon, synonym.text, synonym.length, k, language, true);
}

int lexicon_matches(const struct lexicon *lexicon, const char *text, const char *end, unsigned classes,
                    struct lexicon_match *matches)
{
    int count = 0;
    struct first_word word = fold_first_word(text, end);
    uint16_t i = lexicon->buckets[word.bucket];
    for (; i && count < LEXICON_MATCHES; i = lexicon->forms[i].next) {
        const struct lexicon_form *form = &lexicon->forms[i];
        const struct keyword *keyword = &KEYWORDS[form->keyword];
        if (!(keyword->class & classes))
            continue;
        int length = spelled_length(form, &word, text, end);
        if (length > 0)
            matches[count++] = (struct lexicon_match){keyword, (uint16_t)length, form->languages, form->synonym};
    }
    return count;
}

uint64_t lexicon_next_words(const struct lexicon *lexicon, const char *text, uint32_t length)
{
    const uint64_t other_blanks = 1ull << lexicon_first('\t') | 1ull << lexicon_first('\xC2') |
                                  1ull << lexicon_first('\xE2'); /* how they begin, see blank.h */
    struct lexicon_form words = folded_form(text, length);
    uint64_t firsts = 0;
    for (uint16_t i = lexicon->buckets[fold_first_word(text, text + length).bucket]; i; i = lexicon->forms[i].next) {
        const struct lexicon_form *form = &lexicon->forms[i];
        if (form->length <= words.length + 1 || form->text[words.length] != ' ' ||
            memcmp(form->text, words.text, words.length) != 0)
            continue;
        char first = form->text[words.length + 1];
        firsts |= (unsigned char)first < 0x80 ? 1ull << lexicon_first(first)
                                              : ~0ull; /* a letter beyond ASCII may be spelled in several ways */
    }
    return firsts ? firsts | other_blanks : 0;
}

bool lexicon_longest(const struct lexicon *lexicon, const char *text, const char *end, unsigned classes, uint32_t sets,
                     struct lexicon_match *match)
{
    struct lexicon_match matches[LEXICON_MATCHES];
    int count = lexicon_matches(lexicon, text, end, classes, matches);
    for (int i = 0; i < count; i++)
        if (matches[i].keyword->class != CLASS_VALUE || (matches[i].keyword->mask & sets)) {
            *match = matches[i];
            return true;
        }
    return false;
}

bool lexicon_spells(const char *form, size_t length, const char *text, const char *end)
{
    struct lexicon_form folded = folded_form(form, length);
    struct first_word word = fold_first_word(text, end);
    return spelled_length(&folded, &word, text, end) == end - text;
}

const char *keyword_spelling(const struct keyword *keyword, const char *text, const char *end, size_t *length)
{
    const char *found = NULL;
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        const char *rest = keyword->synonyms[language];
        struct synonym form = {keyword->forms[language], strlen(keyword->forms[language]), false};
        do {
            if (form.length == (size_t)(end - text) && memcmp(form.text, text, form.length) == 0) {
                *length = form.length;
                return form.text; /* `April` is English, `april` is not */
            }
            if (!found && lexicon_spells(form.text, form.length, text, end)) {
                found = form.text;
                *length = form.length;
            }
        } while (keyword_next_synonym(&rest, &form));
    }
    return found;
}
