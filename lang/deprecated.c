#include "deprecated.h"

#include <string.h>

/* Whether a language has the form among the words of the keyword that should not be written. */
static bool is_deprecated(const struct keyword *keyword, enum language language, const char *text, const char *end)
{
    const char *rest = strchr(keyword->synonyms[language], '!') ? keyword->synonyms[language] : "";
    struct synonym synonym;
    while (keyword_next_synonym(&rest, &synonym))
        if (synonym.deprecated && lexicon_spells(synonym.text, synonym.length, text, end))
            return true;
    return false;
}

void deprecated_report(struct diag_list *list, const struct tree *tree, const struct keyword *keyword,
                       const char *bytes, struct span span)
{
    int written = -1;
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        if (is_deprecated(keyword, (enum language)language, bytes + span.start, bytes + span.end) &&
            (written < 0 || tree->spelled[language] > tree->spelled[written]))
            written = language;
    if (written < 0)
        return;
    /* The file's language, though the word is another's. */
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        if (tree->spelled[language] > tree->spelled[written])
            written = language;
    struct diagnostic *diagnostic = diag_add(list, DIAG_DEPRECATED_WORD, span);
    diagnostic->arguments[0] = diag_text(bytes + span.start, span.end - span.start);
    diagnostic->arguments[1] = diag_string(keyword->forms[written]);
    diag_add_fix(list, diagnostic, span, keyword->forms[written], true, PHRASE_REPLACE);
}
