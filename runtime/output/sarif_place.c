/* sarif_place.c: where a finding is, what else it is about, and what would mend it. */
#include "sarif.h"
#include "uri.h"

static const char *path_of(const struct sarif *s, uint32_t file)
{
    return s->findings->model->files[file].source.path;
}

void sarif_address(struct sarif *s, uint32_t file)
{
    sarif_member(&s->json, "uri", uri_of_file(&s->arena, path_of(s, file), s->findings->here));
    if (uri_is_within(path_of(s, file)))
        sarif_member(&s->json, "uriBaseId", SARIF_ROOT);
}

static void write_file(struct sarif *s, uint32_t file)
{
    json_key(&s->json, "artifactLocation");
    json_begin_object(&s->json, JSON_ONE_LINE);
    sarif_address(s, file);
    json_key(&s->json, "index");
    json_put_integer(&s->json, s->artifacts[file] - 1);
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
    json_begin_object(&s->json, JSON_ONE_LINE);
    json_key(&s->json, "text");
    json_put_text(&s->json, source->bytes + span.start, span.end - span.start);
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
    json_begin_object(&s->json, JSON_ONE_LINE);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        json_key(&s->json, parts[i].key);
        json_put_integer(&s->json, parts[i].value);
    }
    if (snippet)
        write_snippet(s, span, start, end);
    json_end(&s->json);
}

static void write_physical(struct sarif *s, struct span span, struct places *places)
{
    json_key(&s->json, "physicalLocation");
    json_begin_object(&s->json, JSON_ONE_LINE);
    write_file(s, span.file);
    write_region(s, "region", span, places, true);
    json_end(&s->json);
}

void sarif_location(struct sarif *s, const struct diagnostic *diagnostic)
{
    struct json *json = &s->json;
    const struct model *model = s->findings->model;
    json_key(json, "locations");
    json_begin_array(json, JSON_ONE_LINE);
    json_begin_object(json, JSON_ONE_LINE);
    write_physical(s, diagnostic->span, &s->places);
    if (diagnostic->declaration) {
        enum kind kind = (enum kind)model_entity(model, diagnostic->declaration)->kind;
        json_key(json, "logicalLocations");
        json_begin_array(json, JSON_ONE_LINE);
        json_begin_object(json, JSON_ONE_LINE);
        sarif_member(json, "fullyQualifiedName", model_identity(model, diagnostic->declaration));
        sarif_member(json, "kind", model_kind_name(kind));
        json_end(json);
        json_end(json);
    }
    json_end(json);
    json_end(json);
}

void sarif_related(struct sarif *s, const struct diagnostic *diagnostic)
{
    struct places places = {.model = s->findings->model};
    if (!diagnostic->label_count)
        return;
    json_key(&s->json, "relatedLocations");
    json_begin_array(&s->json, JSON_ONE_LINE);
    for (uint32_t i = 0; i < diagnostic->label_count; i++) {
        json_begin_object(&s->json, JSON_ONE_LINE);
        json_key(&s->json, "id");
        json_put_integer(&s->json, i);
        write_physical(s, diagnostic->labels[i].span, &places);
        sarif_message(s, "message", diagnostic->labels[i].message[s->findings->language]);
        json_end(&s->json);
    }
    json_end(&s->json);
}

static void write_replacement(struct sarif *s, const struct diag_edit *edit, struct places *places)
{
    json_begin_object(&s->json, JSON_ONE_LINE);
    write_region(s, "deletedRegion", edit->span, places, false);
    json_key(&s->json, "insertedContent");
    json_begin_object(&s->json, JSON_ONE_LINE);
    sarif_member(&s->json, "text", edit->text);
    json_end(&s->json);
    json_end(&s->json);
}

static void write_fix(struct sarif *s, const struct diag_fix *fix)
{
    struct json *json = &s->json;
    struct places places = {.model = s->findings->model};
    json_begin_object(json, JSON_ONE_LINE);
    sarif_message(s, "description", fix->title[s->findings->language]);
    json_key(json, "artifactChanges");
    json_begin_array(json, JSON_ONE_LINE);
    json_begin_object(json, JSON_ONE_LINE);
    write_file(s, fix->edits[0].span.file);
    json_key(json, "replacements");
    json_begin_array(json, JSON_ONE_LINE);
    for (uint32_t i = 0; i < fix->edit_count; i++)
        write_replacement(s, &fix->edits[i], &places);
    for (int i = 0; i < 4; i++)
        json_end(json);
}

void sarif_fixes(struct sarif *s, const struct diagnostic *diagnostic)
{
    if (!diagnostic->fix_count)
        return;
    json_key(&s->json, "fixes");
    json_begin_array(&s->json, JSON_ONE_LINE);
    for (uint32_t i = 0; i < diagnostic->fix_count; i++)
        write_fix(s, &diagnostic->fixes[i]);
    json_end(&s->json);
}
