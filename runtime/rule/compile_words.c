/* compile_words.c: types in words, for what is said of an expression that does not fit. */
#include "compile.h"

static bool are_many(uint32_t kinds)
{
    int count = 0;
    for (; kinds; kinds &= kinds - 1)
        count++;
    return count > 5;
}

/* "aktører eller grupper" */
static struct diag_argument kinds_in_plural(struct compiler *c, uint32_t kinds)
{
    static const char *const or [] = {" eller ", " eller ", " or "};
    const char **texts = arena_alloc(c->arena, LANGUAGE_COUNT * sizeof *texts);
    size_t count;
    const struct keyword *rows = keyword_rows(&count);
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        int seen = 0;
        texts[language] = "";
        for (size_t i = count; i-- > 0;)
            if (rows[i].class == CLASS_PLURAL && KIND_IN(rows[i].mask, kinds)) {
                const char *form = rows[i].forms[language];
                texts[language] = seen == 0 ? form
                                            : arena_format(c->arena, "%s%s%s", form, seen == 1 ? or [language] : ", ",
                                                           texts[language]);
                seen++;
            }
    }
    return diag_phrase(texts);
}

/* What is asked: "tiltak", "hele arbeidsområdet". */
struct diag_argument compile_things_in_words(struct compiler *c, uint32_t kinds)
{
    static const char *const stage[] = {"et trinn i et resultatmål", "eit trinn i eit resultatmål",
                                        "a stage of a target"},
                             *const measurement[] = {"en måling", "ei måling", "a measurement"},
                             *const workspace[] = {"hele arbeidsområdet", "heile arbeidsområdet",
                                                   "the whole workspace"},
                             *const any[] = {"noe som står i en plan", "noko som står i ein plan",
                                             "something in a plan"};
    uint32_t declared = kinds & ANY_KIND;
    if (!kinds)
        return diag_phrase(workspace);
    if (are_many(declared))
        return diag_phrase(any);
    return declared ? kinds_in_plural(c, declared) : diag_phrase(kinds & KINDS_STAGE ? stage : measurement);
}

/* Each text with something before it. */
struct diag_argument compile_begun(struct compiler *c, const char *const before[LANGUAGE_COUNT],
                                   struct diag_argument phrase)
{
    const char **texts = arena_alloc(c->arena, LANGUAGE_COUNT * sizeof *texts);
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        texts[language] = arena_format(c->arena, "%s%s", before[language], phrase.as.phrase[language]);
    return diag_phrase(texts);
}

/* What kind of thing something is: "noe av slaget aktør eller gruppe". */
struct diag_argument compile_thing_in_words(struct compiler *c, uint32_t kinds)
{
    static const char *const of_kind[] = {"noe av slaget ", "noko av slaget ", "something of the kind "};
    uint32_t declared = kinds & ANY_KIND;
    if (!declared || are_many(declared))
        return compile_things_in_words(c, kinds);
    return compile_begun(c, of_kind, model_kinds_in_words(c->arena, declared));
}

struct diag_argument compile_type_in_words(struct compiler *c, struct type type)
{
    static const char *const words[][LANGUAGE_COUNT] = {
        [TYPE_TRUTH] = {"sant eller usant", "sant eller usant", "true or false"},
        [TYPE_NUMBER] = {"et tall", "eit tal", "a number"},
        [TYPE_DATE] = {"en dato", "ein dato", "a date"},
        [TYPE_TEXT] = {"en tekst", "ein tekst", "a text"},
        [TYPE_CODE] = {"et ord fra en kodeliste", "eit ord frå ei kodeliste", "a word of a code list"},
        [TYPE_TERM] = {"et av de faste ordene", "eitt av dei faste orda", "one of the fixed words"},
        [TYPE_OTHER] = {"noe som bare kan finnes eller mangle", "noko som berre kan finnast eller mangle",
                        "something that can only exist or be missing"}};
    if (type.kind == TYPE_THING)
        return compile_thing_in_words(c, type.kinds);
    return diag_phrase(words[type.kind ? type.kind : TYPE_OTHER]);
}
