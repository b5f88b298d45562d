/* findings_json.c: the findings for programs (cli.md): places in lines, code points and bytes, fixes as edits in bytes,
 * and fingerprints that stay when lines move. */
#include "findings.h"
#include "json.h"

static void write_position(struct json *json, const char *key, struct position position, uint32_t byte)
{
    json_key(json, key);
    json_begin_object(json, JSON_ONE_LINE);
    json_key(json, "line");
    json_put_integer(json, position.line);
    json_key(json, "column");
    json_put_integer(json, position.column);
    json_key(json, "byte");
    json_put_integer(json, byte);
    json_end(json);
}

static void write_place(struct json *json, struct places *places, struct span span)
{
    struct position start, end;
    places_find(places, span, &start, &end);
    json_key(json, "file");
    json_put_string(json, places->model->files[span.file].source.path);
    json_key(json, "range");
    json_begin_object(json, JSON_ONE_LINE);
    write_position(json, "start", start, span.start);
    write_position(json, "end", end, span.end);
    json_end(json);
}

static void write_labels(struct json *json, const struct findings *findings, const struct diagnostic *diagnostic)
{
    struct places places = {.model = findings->model};
    json_key(json, "labels");
    json_begin_array(json, JSON_ONE_LINE);
    for (uint32_t i = 0; i < diagnostic->label_count; i++) {
        json_begin_object(json, JSON_ONE_LINE);
        write_place(json, &places, diagnostic->labels[i].span);
        json_key(json, "message");
        json_put_string(json, diagnostic->labels[i].message[findings->language]);
        json_end(json);
    }
    json_end(json);
}

static void write_edit(struct json *json, const struct findings *findings, const struct diag_edit *edit)
{
    json_begin_object(json, JSON_ONE_LINE);
    json_key(json, "file");
    json_put_string(json, findings->model->files[edit->span.file].source.path);
    json_key(json, "start");
    json_put_integer(json, edit->span.start);
    json_key(json, "end");
    json_put_integer(json, edit->span.end);
    json_key(json, "text");
    json_put_string(json, edit->text);
    json_end(json);
}

static void write_fixes(struct json *json, const struct findings *findings, const struct diagnostic *diagnostic)
{
    json_key(json, "fixes");
    json_begin_array(json, JSON_ONE_LINE);
    for (uint32_t i = 0; i < diagnostic->fix_count; i++) {
        const struct diag_fix *fix = &diagnostic->fixes[i];
        json_begin_object(json, JSON_ONE_LINE);
        json_key(json, "title");
        json_put_string(json, fix->title[findings->language]);
        json_key(json, "safe");
        json_put_boolean(json, fix->safe);
        json_key(json, "edits");
        json_begin_array(json, JSON_ONE_LINE);
        for (uint32_t e = 0; e < fix->edit_count; e++)
            write_edit(json, findings, &fix->edits[e]);
        json_end(json);
        json_end(json);
    }
    json_end(json);
}

static void write_finding(struct json *json, const struct findings *findings, uint32_t number, struct places *places)
{
    const struct diagnostic *diagnostic = &findings->data[number];
    struct arena arena = {0};
    const char *help = diag_help(&arena, diagnostic, findings->language);
    json_begin_object(json, JSON_ONE_LINE);
    json_key(json, "code");
    json_put_string(json, diag_code_text(diagnostic));
    json_key(json, "name");
    json_put_string(json, diag_name_text(diagnostic));
    json_key(json, "severity");
    json_put_string(json, severity_name((enum severity)diagnostic->severity));
    json_key(json, "message");
    json_put_string(json, diag_message(&arena, diagnostic, findings->language));
    json_key(json, "help");
    json_put_string(json, *help ? help : NULL);
    json_key(json, "declaration");
    json_put_string(json, diagnostic->declaration ? model_identity(findings->model, diagnostic->declaration) : NULL);
    write_place(json, places, diagnostic->span);
    write_labels(json, findings, diagnostic);
    write_fixes(json, findings, diagnostic);
    json_key(json, "fingerprint");
    json_put_string(json, findings->fingerprints[number].text);
    json_end(json);
    arena_free(&arena);
}

static void write_summary(struct json *json, const struct findings *findings)
{
    struct findings_count count = findings_counted(findings);
    const struct {
        const char *key;
        uint32_t value;
    } parts[] = {{"errors", count.errors},
                 {"warnings", count.warnings},
                 {"notes", count.notes},
                 {"files", count.files},
                 {"declarations", count.declarations}};
    json_key(json, "summary");
    json_begin_object(json, JSON_ONE_LINE);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        json_key(json, parts[i].key);
        json_put_integer(json, parts[i].value);
    }
    json_key(json, "baseline");
    if (findings->baseline) {
        json_begin_object(json, JSON_ONE_LINE);
        json_key(json, "known");
        json_put_integer(json, findings->known);
        json_key(json, "mended");
        json_put_integer(json, findings->mended);
        json_end(json);
    } else {
        json_put_null(json);
    }
    json_end(json);
}

void findings_json(struct writer *writer, const struct findings *findings)
{
    struct json json = {.writer = writer};
    struct places places = {.model = findings->model};
    json_envelope(&json, findings->as_of);
    write_summary(&json, findings);
    json_key(&json, "diagnostics");
    json_begin_array(&json, JSON_LINES);
    for (uint32_t i = 0; i < findings_shown(findings); i++)
        write_finding(&json, findings, i, &places);
    json_end(&json);
    json_end(&json);
}
