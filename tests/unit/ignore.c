/* .traadignore: patterns against paths, and which rule has the last word. */
#include "ignore.h"

#include "test.h"

static bool glob(const char *pattern, const char *path)
{
    return ignore_glob(pattern, strlen(pattern), path, strlen(path));
}

static void test_glob(void)
{
    CHECK(glob("a.plan", "a.plan") && !glob("a.plan", "b.plan") && !glob("a", "a.plan"));
    CHECK(glob("*.plan", "a.plan") && glob("*", "a") && !glob("*", "a/b") && !glob("*.plan", "a/b.plan"));
    CHECK(glob("a*b*c", "axxbxxc") && glob("a*b*c", "abbbcbc") && !glob("a*b*c", "axxbxx"));
    CHECK(glob("m?l.plan", "mål.plan") && glob("?", "å") && !glob("?", "ab") && !glob("a?b", "a/b"));
    CHECK(glob("[a-c]x", "bx") && !glob("[a-c]x", "dx") && glob("[!a-c]x", "dx") && !glob("[!a]b", "/b"));
    CHECK(glob("[", "[") && glob("\\*", "*") && !glob("\\*", "a") && glob("[]]", "]"));
    CHECK(glob("**", "a/b/c") && glob("**/c", "c") && glob("**/c", "a/b/c") && !glob("**/c", "a/bc"));
    CHECK(glob("a/**", "a/b/c") && !glob("a/**", "a") && glob("a/**/d", "a/d") && glob("a/**/d", "a/b/c/d"));
    CHECK(!glob("a/**/d", "a/b/cd") && glob("a/**/c/**/e", "a/b/c/d/e") && glob("**/*.plan", "x/y.plan"));
    CHECK(glob("a**b", "axxb") && !glob("a**b", "a/b"));
    CHECK(!glob("", "a") && glob("", ""));
}

static void test_cost(void)
{
    char pattern[401], path[4001];
    for (int i = 0; i < 400; i++)
        pattern[i] = i % 2 ? '*' : 'a';
    memset(path, 'a', 4000);
    pattern[400] = path[4000] = '\0';
    path[3999] = 'b';
    pattern[398] = 'c';
    CHECK(!glob(pattern, path)); /* and comes back at once */
}

/* What rules say of a path. */
static bool ignored(const char *rules, const char *path, bool folder)
{
    struct arena arena = {0};
    const struct ignore *ignore = ignore_read(&arena, NULL, 0, rules, strlen(rules));
    bool result = ignore_matches(ignore, path, folder);
    arena_free(&arena);
    return result;
}

static void test_rules(void)
{
    CHECK(ignored("utkast.plan", "utkast.plan", false) && ignored("utkast.plan", "a/b/utkast.plan", false));
    CHECK(ignored("/utkast.plan", "utkast.plan", false) && !ignored("/utkast.plan", "a/utkast.plan", false));
    CHECK(ignored("a/b.plan", "a/b.plan", false) && !ignored("a/b.plan", "x/a/b.plan", false));
    CHECK(ignored("arkiv/", "arkiv", true) && ignored("arkiv/", "x/arkiv", true) && !ignored("arkiv/", "arkiv", false));
    CHECK(ignored("*.plan\n!a.plan", "b.plan", false) && !ignored("*.plan\n!a.plan", "a.plan", false));
    CHECK(ignored("!a.plan\n*.plan", "a.plan", false));
    CHECK(!ignored("# a.plan\n\n   \n", "# a.plan", false) && ignored("\\#a", "#a", false) &&
          ignored("\\!a", "!a", false));
    CHECK(ignored("a.plan  \r\nb.plan\r\n", "a.plan", false) && ignored("a.plan\r\nb.plan\r\n", "b.plan", false));
    CHECK(ignored("a\\ ", "a ", false) && ignored("\xEF\xBB\xBF"
                                                  "a.plan",
                                                  "a.plan", false));
    CHECK(!ignored("", "a", false) && !ignored("/", "a", true) && !ignored("!", "a", false));
}

static void test_nesting(void)
{
    struct arena arena = {0};
    const struct ignore *outer = ignore_read(&arena, NULL, 0, "*.plan\n", 7);
    const struct ignore *inner = ignore_read(&arena, outer, 4, "!/a.plan\n", 9);
    CHECK(ignore_matches(inner, "sub/b.plan", false));
    CHECK(!ignore_matches(inner, "sub/a.plan", false));
    CHECK(ignore_matches(inner, "sub/x/a.plan", false));
    CHECK(ignore_read(&arena, outer, 4, "# nothing\n", 10) == outer);
    arena_free(&arena);
}

int main(void)
{
    test_glob();
    test_cost();
    test_rules();
    test_nesting();
    return test_end();
}
