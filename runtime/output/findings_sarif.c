/* findings_sarif.c: the findings as SARIF 2.1.0 (OASIS, 2020), as GitHub code scanning and other viewers read it.
 * Section numbers are the standard's. What an exception (`unntak`) or a baseline has accepted is left out rather than marked
 * as suppressed: GitHub opens alerts for suppressed results too. */
#include "findings.h"
#include "json.h"
#include "linehash.h"
#include "page.h"
#include "symbol.h"
#include "text.h"
#include "uri.h"
#include "version.h"

#include <string.h>

static const char SCHEMA[] =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
static const char ROOT[] = "%SRCROOT%"; /* the folder that the addresses are relative to */

struct sarif {
    struct json json;
    const struct findings *findings;
    struct places places;
    struct arena arena; /* of one rule or result */
    struct symbol_table codes;
    const struct diagnostic **rules; /* by symbol of a code - 1: the first finding of it */
    uint32_t rule_count, rule_capacity;
    uint32_t *artifacts, artifact_count, artifact_capacity; /* by file: its number among the artifacts + 1 */
    struct linehash *hashes;                                /* of hashed_file - 1 */
    uint32_t hash_count, hashed_file;
};

static void write_member(struct json *json, const char *key, const char *text)
{
    json_key(json, key);
    json_string(json, text);
}

/* A message of plain text, in which `{` and `}` stand for placeholders and `[text](address)` for a link (3.11.5, 3.11.6). */
static const char *plain_text(struct sarif *s, const char *text)
{
    struct writer plain = {0};
    bool linked = strstr(text, "](") != NULL;
    for (; *text; text++) {
        if (*text == '{' || *text == '}')
            writer_char(&plain, *text);
        else if (linked && (*text == '[' || *text == ']'))
            writer_char(&plain, '\\');
        writer_char(&plain, *text);
    }
    text = arena_copy(&s->arena, writer_string(&plain), plain.count);
    writer_free(&plain);
    return text;
}

static void write_message(struct sarif *s, const char *key, const char *text)
{
    json_key(&s->json, key);
    json_object(&s->json, JSON_ONE_LINE);
    write_member(&s->json, "text", plain_text(s, text));
    json_end(&s->json);
}

/* ---- places ------------------------------------------------------------------------------------------------- */

static const char *path_of(const struct sarif *s, uint32_t file)
{
    return s->findings->model->files[file].source.path;
}

static void write_address(struct sarif *s, uint32_t file)
{
    write_member(&s->json, "uri", uri_of_file(&s->arena, path_of(s, file), s->findings->here));
    if (uri_is_within(path_of(s, file)))
        write_member(&s->json, "uriBaseId", ROOT);
}

static void write_file(struct sarif *s, uint32_t file)
{
    json_key(&s->json, "artifactLocation");
    json_object(&s->json, JSON_ONE_LINE);
    write_address(s, file);
    json_key(&s->json, "index");
    json_integer(&s->json, s->artifacts[file] - 1);
    json_end(&s->json);
}

/* The text of the lines that a region lies on, for whoever has no copy of the file (3.30.13); not where it would be long. */
static void write_snippet(struct sarif *s, struct span span, struct position start, struct position end)
{
    enum { LONGEST = 2000 };
    struct source *source = &s->findings->model->files[span.file].source;
    if (end.line != start.line || span.end <= span.start || span.end - span.start > LONGEST)
        return;
    json_key(&s->json, "snippet");
    json_object(&s->json, JSON_ONE_LINE);
    json_key(&s->json, "text");
    json_text(&s->json, source->bytes + span.start, span.end - span.start);
    json_end(&s->json);
}

/* A region ends before its endColumn (3.30.8). */
static void write_region(struct sarif *s, const char *key, struct span span, struct places *places, bool snippet)
{
    struct position start, end;
    places_find(places, span, &start, &end);
    const struct {
        const char *key;
        uint32_t value;
    } parts[] = {
        {"startLine", start.line}, {"startColumn", start.column}, {"endLine", end.line}, {"endColumn", end.column}};
    json_key(&s->json, key);
    json_object(&s->json, JSON_ONE_LINE);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        json_key(&s->json, parts[i].key);
        json_integer(&s->json, parts[i].value);
    }
    if (snippet)
        write_snippet(s, span, start, end);
    json_end(&s->json);
}

static void write_physical(struct sarif *s, struct span span, struct places *places)
{
    json_key(&s->json, "physicalLocation");
    json_object(&s->json, JSON_ONE_LINE);
    write_file(s, span.file);
    write_region(s, "region", span, places, true);
    json_end(&s->json);
}

static void write_location(struct sarif *s, const struct diagnostic *diagnostic)
{
    struct json *json = &s->json;
    const struct model *model = s->findings->model;
    json_key(json, "locations");
    json_array(json, JSON_ONE_LINE);
    json_object(json, JSON_ONE_LINE);
    write_physical(s, diagnostic->span, &s->places);
    if (diagnostic->declaration) {
        enum kind kind = (enum kind)model_entity(model, diagnostic->declaration)->kind;
        json_key(json, "logicalLocations");
        json_array(json, JSON_ONE_LINE);
        json_object(json, JSON_ONE_LINE);
        write_member(json, "fullyQualifiedName", model_identity(model, diagnostic->declaration));
        write_member(json, "kind", model_kind_name(kind));
        json_end(json);
        json_end(json);
    }
    json_end(json);
    json_end(json);
}

static void write_related(struct sarif *s, const struct diagnostic *diagnostic)
{
    struct places places = {.model = s->findings->model};
    if (!diagnostic->label_count)
        return;
    json_key(&s->json, "relatedLocations");
    json_array(&s->json, JSON_ONE_LINE);
    for (uint32_t i = 0; i < diagnostic->label_count; i++) {
        json_object(&s->json, JSON_ONE_LINE);
        json_key(&s->json, "id");
        json_integer(&s->json, i);
        write_physical(s, diagnostic->labels[i].span, &places);
        write_message(s, "message", diagnostic->labels[i].message[s->findings->language]);
        json_end(&s->json);
    }
    json_end(&s->json);
}

static void write_replacement(struct sarif *s, const struct diag_edit *edit, struct places *places)
{
    json_object(&s->json, JSON_ONE_LINE);
    write_region(s, "deletedRegion", edit->span, places, false);
    json_key(&s->json, "insertedContent");
    json_object(&s->json, JSON_ONE_LINE);
    write_member(&s->json, "text", edit->text);
    json_end(&s->json);
    json_end(&s->json);
}

static void write_fix(struct sarif *s, const struct diag_fix *fix)
{
    struct json *json = &s->json;
    struct places places = {.model = s->findings->model};
    json_object(json, JSON_ONE_LINE);
    write_message(s, "description", fix->title[s->findings->language]);
    json_key(json, "artifactChanges");
    json_array(json, JSON_ONE_LINE);
    json_object(json, JSON_ONE_LINE);
    write_file(s, fix->edits[0].span.file);
    json_key(json, "replacements");
    json_array(json, JSON_ONE_LINE);
    for (uint32_t i = 0; i < fix->edit_count; i++)
        write_replacement(s, &fix->edits[i], &places);
    for (int i = 0; i < 4; i++)
        json_end(json);
}

static void write_fixes(struct sarif *s, const struct diagnostic *diagnostic)
{
    if (!diagnostic->fix_count)
        return;
    json_key(&s->json, "fixes");
    json_array(&s->json, JSON_ONE_LINE);
    for (uint32_t i = 0; i < diagnostic->fix_count; i++)
        write_fix(s, &diagnostic->fixes[i]);
    json_end(&s->json);
}

/* ---- rules -------------------------------------------------------------------------------------------------- */

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
    json_object(&s->json, JSON_ONE_LINE);
    write_member(&s->json, "text", plain_text(s, words));
    write_member(&s->json, "markdown", plain_text(s, examples));
    json_end(&s->json);
}

static void write_builtin_rule(struct sarif *s, const struct diagnostic *first)
{
    enum language language = s->findings->language;
    const struct diag_row *row = diag_row((enum diag_code)first->code);
    const struct embedded *page = page_find(row->code);
    const char *message = diag_template(&s->arena, row->message[language]);
    struct page_section about = page ? page_paragraph(page_words(page, language)) : (struct page_section){0};
    write_member(&s->json, "name", pascal_case(s, row->name));
    write_message(s, "shortDescription", message);
    write_message(s, "fullDescription",
                  page ? on_one_line(arena_copy(&s->arena, about.at, (size_t)(about.end - about.at))) : message);
    if (page)
        write_help(s, page);
    else
        write_message(s, "help", message);
}

/* A rule that somebody has written down (`regel`) says itself what it is about. */
static void write_own_rule(struct sarif *s, const struct diagnostic *first)
{
    enum language language = s->findings->language;
    const char *title = model_title(s->findings->model, &s->arena, first->rule->entity, language);
    const char *help = diag_help(&s->arena, first, language);
    write_message(s, "shortDescription", title);
    write_message(s, "fullDescription", title);
    write_message(s, "help", *help ? help : title);
}

static void write_rule(struct sarif *s, const struct diagnostic *first)
{
    struct json *json = &s->json;
    enum severity severity = first->rule ? (enum severity)first->severity
                                         : diag_row((enum diag_code)first->code)->severity;
    json_object(json, JSON_ONE_LINE);
    write_member(json, "id", diag_code_text(first));
    if (first->rule)
        write_own_rule(s, first);
    else
        write_builtin_rule(s, first);
    json_key(json, "defaultConfiguration");
    json_object(json, JSON_ONE_LINE);
    write_member(json, "level", severity_name(severity));
    json_end(json);
    json_end(json);
    arena_free(&s->arena);
}

/* Every code that is found, in the order of the first of each. */
static void list_rules(struct sarif *s)
{
    for (uint32_t i = 0; i < findings_shown(s->findings); i++) {
        const char *code = diag_code_text(&s->findings->data[i]);
        uint32_t known = s->rule_count;
        if (symbol_intern(&s->codes, code, (uint32_t)strlen(code)) > known)
            ARRAY_PUSH(s, rules, rule_count, rule_capacity, &s->findings->data[i]);
    }
}

static uint32_t rule_number(const struct sarif *s, const struct diagnostic *diagnostic)
{
    const char *code = diag_code_text(diagnostic);
    return symbol_find(&s->codes, code, (uint32_t)strlen(code)) - 1;
}

static void write_tool(struct sarif *s)
{
    struct json *json = &s->json;
    json_key(json, "tool");
    json_object(json, JSON_LINES);
    json_key(json, "driver");
    json_object(json, JSON_LINES);
    write_member(json, "name", "traad");
    write_member(json, "fullName", "Tråd " TRAAD_VERSION);
    write_member(json, "version", TRAAD_VERSION);
    write_member(json, "semanticVersion", TRAAD_VERSION);
#ifdef TRAAD_HOMEPAGE
    write_member(json, "informationUri", TRAAD_HOMEPAGE);
#endif
    json_key(json, "rules");
    json_array(json, JSON_LINES);
    for (uint32_t i = 0; i < s->rule_count; i++)
        write_rule(s, s->rules[i]);
    json_end(json);
    json_end(json);
    json_end(json);
}

/* ---- results ------------------------------------------------------------------------------------------------ */

/* GitHub's own line hash, without which it would read the files again to work it out, and the finding's fingerprint. */
static void write_fingerprints(struct sarif *s, uint32_t number)
{
    const struct diagnostic *diagnostic = &s->findings->data[number];
    struct source *source = &s->findings->model->files[diagnostic->span.file].source;
    uint32_t line = source->length ? source_position(source, diagnostic->span.start).line : 1;
    if (s->hashed_file != diagnostic->span.file + 1) {
        array_free(s->hashes);
        s->hashes = linehash_file(source->bytes, source->length, &s->hash_count);
        s->hashed_file = diagnostic->span.file + 1;
    }
    json_key(&s->json, "partialFingerprints");
    json_object(&s->json, JSON_ONE_LINE);
    if (line <= s->hash_count) {
        const struct linehash *hash = &s->hashes[line - 1];
        write_member(&s->json, "primaryLocationLineHash",
                     arena_format(&s->arena, "%llx:%u", (unsigned long long)hash->hash, (unsigned)hash->number));
    }
    write_member(&s->json, "traadFinding/v1", s->findings->fingerprints[number].text);
    json_end(&s->json);
}

/* What is wrong and, where there is one, the advice. */
static const char *told(struct sarif *s, const struct diagnostic *diagnostic)
{
    const char *message = diag_message(&s->arena, diagnostic, s->findings->language);
    const char *help = diag_help(&s->arena, diagnostic, s->findings->language);
    return *help ? arena_format(&s->arena, "%s\n%s", message, help) : message;
}

static void write_result(struct sarif *s, uint32_t number)
{
    struct json *json = &s->json;
    const struct diagnostic *diagnostic = &s->findings->data[number];
    json_object(json, JSON_ONE_LINE);
    write_member(json, "ruleId", diag_code_text(diagnostic));
    json_key(json, "ruleIndex");
    json_integer(json, rule_number(s, diagnostic));
    write_member(json, "level", severity_name((enum severity)diagnostic->severity));
    write_message(s, "message", told(s, diagnostic));
    write_location(s, diagnostic);
    write_related(s, diagnostic);
    write_fingerprints(s, number);
    write_fixes(s, diagnostic);
    json_end(json);
    arena_free(&s->arena);
}

/* ---- the run ------------------------------------------------------------------------------------------------ */

static void list_artifacts(struct sarif *s)
{
    const struct model *model = s->findings->model;
    s->artifacts = array_grow(NULL, &s->artifact_capacity, model->file_count + 1, sizeof *s->artifacts);
    for (uint32_t f = 0; f < model->file_count; f++)
        s->artifacts[f] = model->files[f].builtin ? 0 : ++s->artifact_count;
}

static void write_artifacts(struct sarif *s)
{
    struct json *json = &s->json;
    const struct model *model = s->findings->model;
    json_key(json, "artifacts");
    json_array(json, JSON_LINES);
    for (uint32_t f = 0; f < model->file_count; f++) {
        if (!s->artifacts[f])
            continue;
        json_object(json, JSON_ONE_LINE);
        json_key(json, "location");
        json_object(json, JSON_ONE_LINE);
        write_address(s, f);
        json_end(json);
        json_key(json, "length");
        json_integer(json, model->files[f].source.length);
        json_key(json, "roles");
        json_array(json, JSON_ONE_LINE);
        json_string(json, "analysisTarget");
        json_end(json);
        json_end(json);
        arena_free(&s->arena);
    }
    json_end(json);
}

static void write_invocation(struct sarif *s)
{
    struct json *json = &s->json;
    enum { COULD_NOT = 2 };
    json_key(json, "invocations");
    json_array(json, JSON_ONE_LINE);
    json_object(json, JSON_ONE_LINE);
    json_key(json, "executionSuccessful");
    json_boolean(json, s->findings->status != COULD_NOT);
    json_key(json, "exitCode");
    json_integer(json, s->findings->status);
    json_end(json);
    json_end(json);
}

static void write_run(struct sarif *s)
{
    static const char *const languages[LANGUAGE_COUNT] = {"nb", "nn", "en"};
    static const char *const about[LANGUAGE_COUNT] = {"Mappen traad ble kjørt i", "Mappa traad vart køyrd i",
                                                      "The folder that traad was run in"};
    struct json *json = &s->json;
    json_object(json, JSON_LINES);
    write_tool(s);
    write_invocation(s);
    write_member(json, "language", languages[s->findings->language]);
    write_member(json, "columnKind", "unicodeCodePoints");
    json_key(json, "originalUriBaseIds");
    json_object(json, JSON_ONE_LINE);
    json_key(json, ROOT);
    json_object(json, JSON_ONE_LINE);
    write_message(s, "description", about[s->findings->language]);
    json_end(json);
    json_end(json);
    write_artifacts(s);
    json_key(json, "results");
    json_array(json, JSON_LINES);
    for (uint32_t i = 0; i < findings_shown(s->findings); i++)
        write_result(s, i);
    json_end(json);
    json_end(json);
}

void findings_sarif(struct writer *writer, const struct findings *findings)
{
    struct sarif s = {.json = {.writer = writer}, .findings = findings, .places = {.model = findings->model}};
    symbol_init(&s.codes, DIAG_COUNT);
    list_rules(&s);
    list_artifacts(&s);
    json_object(&s.json, JSON_LINES);
    write_member(&s.json, "$schema", SCHEMA);
    write_member(&s.json, "version", "2.1.0");
    json_key(&s.json, "runs");
    json_array(&s.json, JSON_LINES);
    write_run(&s);
    json_end(&s.json);
    json_end(&s.json);
    symbol_free(&s.codes);
    array_free(s.rules);
    array_free(s.artifacts);
    array_free(s.hashes);
    arena_free(&s.arena);
}
