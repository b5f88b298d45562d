/* findings_sarif.c: the findings as SARIF 2.1.0 (OASIS, 2020), as GitHub code scanning and other viewers read it.
 * What an exception (`unntak`) or a baseline has accepted is left out rather than marked as suppressed: GitHub opens alerts for
 * suppressed results too. */
#include "sarif.h"
#include "symbol.h"
#include "uri.h"

#include <string.h>

static const char SCHEMA[] =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

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
    json_begin_object(&s->json, JSON_ONE_LINE);
    if (line <= s->hash_count) {
        const struct linehash *hash = &s->hashes[line - 1];
        sarif_member(&s->json, "primaryLocationLineHash",
                     arena_format(&s->arena, "%llx:%u", (unsigned long long)hash->hash, (unsigned)hash->number));
    }
    sarif_member(&s->json, "traadFinding/v1", s->findings->fingerprints[number].text);
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
    json_begin_object(json, JSON_ONE_LINE);
    sarif_member(json, "ruleId", diag_code_text(diagnostic));
    json_key(json, "ruleIndex");
    json_put_integer(json, sarif_rule_number(s, diagnostic));
    sarif_member(json, "level", severity_name((enum severity)diagnostic->severity));
    sarif_message(s, "message", told(s, diagnostic));
    sarif_location(s, diagnostic);
    sarif_related(s, diagnostic);
    write_fingerprints(s, number);
    sarif_fixes(s, diagnostic);
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
    json_begin_array(json, JSON_LINES);
    for (uint32_t f = 0; f < model->file_count; f++) {
        if (!s->artifacts[f])
            continue;
        json_begin_object(json, JSON_ONE_LINE);
        json_key(json, "location");
        json_begin_object(json, JSON_ONE_LINE);
        sarif_address(s, f);
        json_end(json);
        json_key(json, "length");
        json_put_integer(json, model->files[f].source.length);
        json_key(json, "roles");
        json_begin_array(json, JSON_ONE_LINE);
        json_put_string(json, "analysisTarget");
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
    json_begin_array(json, JSON_ONE_LINE);
    json_begin_object(json, JSON_ONE_LINE);
    json_key(json, "executionSuccessful");
    json_put_boolean(json, s->findings->status != COULD_NOT);
    json_key(json, "exitCode");
    json_put_integer(json, s->findings->status);
    json_end(json);
    json_end(json);
}

static void write_run(struct sarif *s)
{
    static const char *const languages[LANGUAGE_COUNT] = {"nb", "nn", "en"};
    static const char *const about[LANGUAGE_COUNT] = {"Mappen traad ble kjørt i", "Mappa traad vart køyrd i",
                                                      "The folder that traad was run in"};
    struct json *json = &s->json;
    json_begin_object(json, JSON_LINES);
    sarif_tool(s);
    write_invocation(s);
    sarif_member(json, "language", languages[s->findings->language]);
    sarif_member(json, "columnKind", "unicodeCodePoints");
    json_key(json, "originalUriBaseIds");
    json_begin_object(json, JSON_ONE_LINE);
    json_key(json, SARIF_ROOT);
    json_begin_object(json, JSON_ONE_LINE);
    sarif_message(s, "description", about[s->findings->language]);
    json_end(json);
    json_end(json);
    write_artifacts(s);
    json_key(json, "results");
    json_begin_array(json, JSON_LINES);
    for (uint32_t i = 0; i < findings_shown(s->findings); i++)
        write_result(s, i);
    json_end(json);
    json_end(json);
}

void findings_sarif(struct writer *writer, const struct findings *findings)
{
    struct sarif s = {.json = {.writer = writer}, .findings = findings, .places = {.model = findings->model}};
    symbol_init(&s.codes, DIAG_COUNT);
    sarif_list_rules(&s);
    list_artifacts(&s);
    json_begin_object(&s.json, JSON_LINES);
    sarif_member(&s.json, "$schema", SCHEMA);
    sarif_member(&s.json, "version", "2.1.0");
    json_key(&s.json, "runs");
    json_begin_array(&s.json, JSON_LINES);
    write_run(&s);
    json_end(&s.json);
    json_end(&s.json);
    symbol_free(&s.codes);
    array_free(s.rules);
    array_free(s.artifacts);
    array_free(s.hashes);
    arena_free(&s.arena);
}
