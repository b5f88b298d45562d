/* Whether a text says some words: whole ones, beginnings and endings of them, whatever their case and letters. */
#include "words.h"
#include "test.h"

#include <string.h>

static bool says(const char *text, const char *sought_text)
{
    struct words text_words = {0}, sought_words = {0};
    struct sought sought = words_sought(&sought_words, sought_text, strlen(sought_text));
    words_fold(&text_words, text, strlen(text));
    bool found = words_have(&text_words, &sought);
    words_free(&text_words);
    words_free(&sought_words);
    return found;
}

/* Many at once find what one of them finds. */
static bool says_any(const char *text, const char *const *sought_texts, uint32_t count)
{
    struct arena arena = {0};
    struct words text_words = {0}, sought_words[4] = {{0}};
    struct sought sought[4];
    for (uint32_t i = 0; i < count; i++)
        sought[i] = words_sought(&sought_words[i], sought_texts[i], strlen(sought_texts[i]));
    words_fold(&text_words, text, strlen(text));
    bool found = words_have_any(&text_words, words_sought_any(&arena, sought, count));
    words_free(&text_words);
    for (uint32_t i = 0; i < count; i++)
        words_free(&sought_words[i]);
    arena_free(&arena);
    return found;
}

static void test_any(void)
{
    static const char *const sought[] = {"styrke", "legge til rette", "*stønad*", "åpne*"};
    CHECK(says_any("Vi skal STYRKE laget", sought, 4));
    CHECK(says_any("Vi vil legge til rette", sought, 4));
    CHECK(says_any("Sosialstønaden økes", sought, 4));
    CHECK(says_any("Åpner en åpen skole", sought, 4));
    CHECK(!says_any("Forstyrker, legger til, gjenåpner", sought, 4));
    CHECK(!says_any("Vi vil legge til", sought, 4));
    CHECK(!says_any("", sought, 4));
    CHECK(!says_any("styrke", sought, 0));
}

static void test_whole_words(void)
{
    CHECK(says("Styrke samarbeidet", "styrke"));
    CHECK(says("Vi skal styrke.", "STYRKE"));
    CHECK(!says("Styrker samarbeidet", "styrke"));
    CHECK(!says("Forstyrke", "styrke"));
    CHECK(says("a b", "a"));
    CHECK(says("a b", "b"));
    CHECK(!says("", "a"));
    CHECK(!says("a", ""));
    CHECK(!says("a", "**"));
}

static void test_open_ends(void)
{
    CHECK(says("Styrker samarbeidet", "styrke*"));
    CHECK(says("styrke", "styrke*"));
    CHECK(!says("Forstyrker", "styrke*"));
    CHECK(says("Hver barneskole skal", "*skole"));
    CHECK(!says("Hver barneskoles plan", "*skole"));
    CHECK(says("Hver barneskoles plan", "*skole*"));
}

static void test_phrases(void)
{
    CHECK(says("Vi skal legge  til\n  rette for dem", "legge til rette"));
    CHECK(says("lagt til rette", "lagt til rett*"));
    CHECK(!says("De skal legge til. Rette opp feil", "legge til rette"));
    CHECK(!says("legge til, rette", "legge til rette"));
    CHECK(says("e-post", "E-post"));
    CHECK(!says("e-post", "post"));
    CHECK(!says("Styrke- og balansetrening", "styrke"));
    CHECK(says("Oslo - Bergen", "Oslo"));
    CHECK(says("(«økt» trivsel)", "økt"));
}

static void test_letters(void)
{
    CHECK(says("ÅPEN BARNEHAGE", "åpen"));
    CHECK(says("A\xCC\x8Apen barnehage", "åpen")); /* a letter and a mark, as some systems write å */
    CHECK(says("Åpen barnehage", "a\xCC\x8Apen")); /* the other way round */
    CHECK(says("\xFF styrke \xC3", "styrke"));     /* what is not UTF-8 stands between words */
    CHECK(!says("\xFFstyrke\xC3z", "styrkez"));
    CHECK(says("250 000 kroner i 2026", "2026"));
}

int main(void)
{
    test_whole_words();
    test_any();
    test_open_ends();
    test_phrases();
    test_letters();
    return test_end();
}
