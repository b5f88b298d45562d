/* sarif_rule.c: the program, and what is known of each rule that something was found by. */
#include "page.h"
#include "sarif.h"
#include "text.h"
#include "version.h"

#include <string.h>

/* `unknown-reference` as `UnknownReference`, which is how SARIF wants the names of rules. */
static const char *pascal_case(struct sarif *s, const char *name)
{
    char *pascal = arena_alloc(&s->arena, strlen(name) + 1), *end = pascal;
    for (bool first = true; *name; name++) {
        if (*name != '-')
            *end++ = first && *name >= 'a' && *name <= 'z' ? (char)(*name - 32) : *name;
        first = *name == '-';
    }
    return pascal;
}

static const char *section_text(struct sarif *s, struct page_section section)
{
    return arena_copy(&s->arena, section.at, (size_t)(section.end - section.at));
}

/* Words in which lines are filled rather than meant: one line. */
static const char *on_one_line(char *text)
{
    for (char *at = text; *at; at++)
        *at = *at == '\n' ? ' ' : *at;
    return text;
}

/* The page: what it means and how to mend it, and the examples. */
static void write_help(struct sarif *s, const struct embedded *page)
{
    enum language language = s->findings->language;
    const char *words = section_text(s, page_words(page, language));
    const char *examples = arena_format(&s->arena, "%s\n\n%s\n\n%s\n\n%s\n\n%s", words, text_of(TEXT_WRONG, language),
                                        section_text(s, page_section(page, "wrong")), text_of(TEXT_RIGHT, language),
                                        section_text(s, page_section(page, "right")));
    json_key(&s->json, "help");
    json_begin_object(&s->json, JSON_ONE_LINE);
    sarif_member(&s->json, "text", sarif_plain(s, words));
    sarif_member(&s->json, "markdown", sarif_plain(s, examples));
    json_end(&s->json);
}

static void write_builtin_rule(struct sarif *s, const struct diagnostic *first)
{
    enum language language = s->findings->language;
    const struct diag_row *row = diag_row((enum diag_code)first->code);
    const struct embedded *page = page_find(row->code);
    const char *message = diag_template(&s->arena, row->message[language]);
    struct page_section about = page ? page_paragraph(page_words(page, language)) : (struct page_section){0};
    sarif_member(&s->json, "name", pascal_case(s, row->name));
    sarif_message(s, "shortDescription", message);
    sarif_message(s, "fullDescription",
                  page ? on_one_line(arena_copy(&s->arena, about.at, (size_t)(about.end - about.at))) : message);
    if (page)
        write_help(s, page);
    else
        sarif_message(s, "help", message);
}

/* A rule that somebody has written down (`regel`) says itself what it is about. */
static void write_own_rule(struct sarif *s, const struct diagnostic *first)
{
    enum language language = s->findings->language;
    const char *title = model_title(s->findings->model, &s->arena, first->rule->entity, language);
    const char *help = diag_help(&s->arena, first, language);
    sarif_message(s, "shortDescription", title);
    sarif_message(s, "fullDescription", title);
    sarif_message(s, "help", *help ? help : title);
}

static void write_rule(struct sarif *s, const struct diagnostic *first)
{
    struct json *json = &s->json;
    enum severity usual = diag_row((enum diag_code)first->code)->severity;
    enum severity severity = first->rule || !usual ? (enum severity)first->severity : usual;
    json_begin_object(json, JSON_ONE_LINE);
    sarif_member(json, "id", diag_code_text(first));
    if (first->rule)
        write_own_rule(s, first);
    else
        write_builtin_rule(s, first);
    json_key(json, "defaultConfiguration");
    json_begin_object(json, JSON_ONE_LINE);
    sarif_member(json, "level", severity_name(severity));
    json_end(json);
    json_end(json);
    arena_free(&s->arena);
}

void sarif_list_rules(struct sarif *s)
{
    for (uint32_t i = 0; i < findings_shown(s->findings); i++) {
        const char *code = diag_code_text(&s->findings->data[i]);
        uint32_t known = s->rule_count;
        if (symbol_intern(&s->codes, code, (uint32_t)strlen(code)) > known)
            ARRAY_PUSH(s, rules, rule_count, rule_capacity, &s->findings->data[i]);
    }
}

uint32_t sarif_rule_number(const struct sarif *s, const struct diagnostic *diagnostic)
{
    const char *code = diag_code_text(diagnostic);
    return symbol_find(&s->codes, code, (uint32_t)strlen(code)) - 1;
}

void sarif_tool(struct sarif *s)
{
    struct json *json = &s->json;
    json_key(json, "tool");
    json_begin_object(json, JSON_LINES);
    json_key(json, "driver");
    json_begin_object(json, JSON_LINES);
    sarif_member(json, "name", "traad");
    sarif_member(json, "fullName", "Tråd " TRAAD_VERSION);
    sarif_member(json, "version", TRAAD_VERSION);
    sarif_member(json, "semanticVersion", TRAAD_VERSION);
#ifdef TRAAD_HOMEPAGE
    sarif_member(json, "informationUri", TRAAD_HOMEPAGE);
#endif
    json_key(json, "rules");
    json_begin_array(json, JSON_LINES);
    for (uint32_t i = 0; i < s->rule_count; i++)
        write_rule(s, s->rules[i]);
    json_end(json);
    json_end(json);
    json_end(json);
}
