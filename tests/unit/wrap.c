/* Text on a page: widths, harmless characters, and lines that break where they should and lose nothing. */
#include "wrap.h"

#include "test.h"

/* The lines of a text at a width, joined by '|'. */
static const char *wrapped(const char *text, uint32_t width)
{
    static char joined[1024];
    struct wrap wrap = wrap_begin(text, strlen(text), width);
    struct wrapped_line line;
    size_t size = 0;
    joined[0] = '\0';
    for (bool first = true; wrap_next(&wrap, &line); first = false) {
        size += (size_t)snprintf(joined + size, sizeof joined - size, "%s%*s%.*s", first ? "" : "|", (int)line.indent,
                                 "", (int)line.length, line.text);
        CHECK(line.columns == glyph_width(line.text, line.length));
        CHECK(line.indent + line.columns <= width || glyph_at(line.text, line.length).length == line.length);
    }
    return joined;
}

static const char *shown(const char *text, size_t length)
{
    static struct writer writer;
    writer.count = 0;
    uint32_t width = glyph_text(&writer, text, length);
    CHECK_INT(width, glyph_width(text, length));
    return writer_string(&writer);
}

static void test_width(void)
{
    CHECK_INT(glyph_width("blåbær", 8), 6);
    CHECK_INT(glyph_width("bla\u030Aba\u0308r", 10), 6);
    CHECK_INT(glyph_width("界", 3), 2);
    CHECK_INT(glyph_width("", 0), 0);
    CHECK_INT(glyph_width("\x1B", 1), 8);
}

static void test_harmless(void)
{
    CHECK_STR(shown("a\x1B[2Jb", 6), "a⟨U+001B⟩[2Jb");
    CHECK_STR(shown("\u202Eabc", 6), "⟨U+202E⟩abc");
    CHECK_STR(shown("a\xC2\x9B"
                    "b\x7F",
                    5),
              "a⟨U+009B⟩b⟨U+007F⟩");
    CHECK_STR(shown("a\0b", 3), "a⟨U+0000⟩b");
    CHECK_STR(shown("a\tb\nc", 5), "a b c");
    CHECK_STR(shown("a\xFFz", 3), "a\uFFFDz");
    CHECK_STR(shown("e\u0301\u200Fx", 7), "e\u0301⟨U+200F⟩x");
}

static void test_wrap(void)
{
    CHECK_STR(wrapped("", 5), "");
    CHECK_STR(wrapped("ett to tre", 20), "ett to tre");
    CHECK_STR(wrapped("ett to tre", 6), "ett to|tre");
    CHECK_STR(wrapped("ett  to   tre", 6), "ett|to|tre");
    CHECK_STR(wrapped("minst 80 % er", 8), "minst|80 % er"); /* a number keeps its per cent */
    CHECK_STR(wrapped("minst 80\u00A0dager", 12), "minst|80\u00A0dager");
    CHECK_STR(wrapped("folkehelsearbeid", 6), "folkeh|elsear|beid");
    CHECK_STR(wrapped("en folkehelsearbeider", 6), "en|folkeh|elsear|beider");
    CHECK_STR(wrapped("a\nb\n\nc", 9), "a|b||c");
    CHECK_STR(wrapped("a\r\nb", 9), "a|b");
    CHECK_STR(wrapped("plan/ungdata-junior", 10), "plan/|ungdata-|junior");
    CHECK_STR(wrapped("2026-05-30 x", 6), "2026-0|5-30 x");
    CHECK_STR(wrapped("åååå øøøø", 4), "åååå|øøøø");
    CHECK_STR(wrapped("界界界", 4), "界界|界");
    CHECK_STR(wrapped("界界", 1), "界|界");
    CHECK_STR(wrapped("ord ", 3), "ord");
}

static void test_outline(void)
{
    CHECK_STR(wrapped("  mål Bedre helse for alle", 16), "  mål Bedre|    helse for|    alle");
    CHECK_STR(wrapped("      ord", 6), "ord");
    CHECK_STR(wrapped("    abc defg", 8), "    abc|defg");
}

static void test_paragraph(void)
{
    struct writer writer = {0};
    wrap_paragraph(&writer, "ett to tre fire fem", 19, 14, 0, 4);
    CHECK_STR(writer_string(&writer), "ett to tre\n    fire fem");
    writer.count = 0;
    writer_text(&writer, "hjelp:");
    wrap_behind(&writer, "skrivemåten er feil", 20, 16, 6, 2);
    CHECK_STR(writer_string(&writer), "hjelp:\n  skrivemåten er\n  feil");
    writer.count = 0;
    writer_text(&writer, "hjelp:");
    wrap_behind(&writer, "rett det nå", 12, 16, 6, 2);
    CHECK_STR(writer_string(&writer), "hjelp: rett det\n  nå");
    writer_free(&writer);
}

int main(void)
{
    test_width();
    test_harmless();
    test_wrap();
    test_outline();
    test_paragraph();
    return test_end();
}
