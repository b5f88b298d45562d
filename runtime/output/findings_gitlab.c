/* findings_gitlab.c: the findings as GitLab's Code Quality report, a JSON array with the members that GitLab reads:
 * description, check_name, fingerprint, severity and location. GitLab tells new findings from known ones by the fingerprint,
 * which stays when lines move, and shows only one of several that are equal. */
#include "findings.h"
#include "json.h"

static const char *severity_of(const struct diagnostic *diagnostic)
{
    return diagnostic->severity == SEVERITY_ERROR     ? "major"
           : diagnostic->severity == SEVERITY_WARNING ? "minor"
                                                      : "info";
}

static void write_finding(struct json *json, const struct findings *findings, uint32_t number, struct places *places)
{
    const struct diagnostic *diagnostic = &findings->data[number];
    struct arena arena = {0};
    struct position start, end;
    places_find(places, diagnostic->span, &start, &end);
    json_begin_object(json, JSON_ONE_LINE);
    json_key(json, "description");
    json_put_string(json, diag_message(&arena, diagnostic, findings->language));
    json_key(json, "check_name");
    json_put_string(json, diag_code_text(diagnostic));
    json_key(json, "fingerprint");
    json_put_string(json, findings->fingerprints[number].text);
    json_key(json, "severity");
    json_put_string(json, severity_of(diagnostic));
    json_key(json, "location");
    json_begin_object(json, JSON_ONE_LINE);
    json_key(json, "path");
    json_put_string(json, findings->model->files[diagnostic->span.file].source.path);
    json_key(json, "lines");
    json_begin_object(json, JSON_ONE_LINE);
    json_key(json, "begin");
    json_put_integer(json, start.line);
    json_key(json, "end");
    json_put_integer(json, end.line);
    json_end(json);
    json_end(json);
    json_end(json);
    arena_free(&arena);
}

void findings_gitlab(struct writer *writer, const struct findings *findings)
{
    struct json json = {.writer = writer};
    struct places places = {.model = findings->model};
    json_begin_array(&json, JSON_LINES);
    for (uint32_t i = 0; i < findings_shown(findings); i++)
        write_finding(&json, findings, i, &places);
    json_end(&json);
}
