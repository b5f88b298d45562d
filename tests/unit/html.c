/* The web report's HTML: nothing that is written as text or as a value can end it. */
#include "html.h"

#include "test.h"

static struct writer writer;
static struct html html;

static struct html *begin(void)
{
    writer.count = 0;
    html = (struct html){.writer = &writer};
    return &html;
}

static const char *text(const char *written)
{
    html_element(begin(), ELEMENT_SPAN, NULL, written);
    return writer_string(&writer);
}

static const char *value(const char *written)
{
    html_open_class(begin(), ELEMENT_SPAN, written);
    html_close(&html);
    return writer_string(&writer);
}

static void test_texts(void)
{
    CHECK_STR(text("blåbær 🫐"), "<span>blåbær 🫐</span>");
    CHECK_STR(text("</span><script>alert('&\"')</script>"),
              "<span>&lt;/span&gt;&lt;script&gt;alert(&#39;&amp;&quot;&#39;)&lt;/script&gt;</span>");
    CHECK_STR(text("a\u202Eb\x1B[2J"), "<span>a⟨U+202E⟩b⟨U+001B⟩[2J</span>");
    CHECK_STR(text("to\nlinjer"), "<span>to\nlinjer</span>");
    CHECK_STR(text(NULL), "<span></span>");
}

static void test_values(void)
{
    CHECK_STR(value("\" onclick=\"x"), "<span class=\"&quot; onclick=&quot;x\"></span>");
    CHECK_STR(value("'>"), "<span class=\"&#39;&gt;\"></span>");
}

static void test_nesting(void)
{
    html_open(begin(), ELEMENT_UL);
    html_open(&html, ELEMENT_LI);
    html_open(&html, ELEMENT_BR);
    html_close(&html);
    html_text(&html, "x");
    html_close_to(&html, 0);
    CHECK_STR(writer_string(&writer), "<ul><li><br>x</li>\n</ul>\n");
}

static void test_numbers(void)
{
    html_open(begin(), ELEMENT_LINE);
    html_number(&html, ATTRIBUTE_X1, 1.0 / 3);
    html_number(&html, ATTRIBUTE_X2, -0.01);
    html_close(&html);
    CHECK_STR(writer_string(&writer), "<line x1=\"0.3\" x2=\"0\"></line>");
}

int main(void)
{
    test_texts();
    test_values();
    test_nesting();
    test_numbers();
    writer_free(&writer);
    return test_end();
}
