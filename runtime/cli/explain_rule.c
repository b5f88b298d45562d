#include "explain_rule.h"

#include "embedded.h"
#include "findings.h"
#include "glyph.h"
#include "json.h"
#include "version.h"
#include "workspace.h"
#include "wrap.h"

#include <string.h>

enum { RULE_MARGIN = 4 };

/* ---- finding it -------------------------------------------------------------------------------------------------- */

void explain_open_standard(struct model *model, struct session *session)
{
    struct writer text = {0};
    model_init(model, &session->pool.parallel);
    for (const struct embedded *file = stdlib_files; file->path; file++) {
        size_t folder = strlen("stdlib/"), ending = strlen(".plan");
        writer_format(&text, "bruk std/%.*s\n", (int)(strlen(file->path) - folder - ending), file->path + folder);
    }
    uint32_t length = (uint32_t)text.count;
    char *bytes = array_grow(NULL, &(uint32_t){0}, length + 1, 1);
    memcpy(bytes, text.data ? text.data : "", length);
    bytes[length] = '\0';
    writer_free(&text);
    model_add_file(model, "<std>", bytes, length, NULL);
    model_link(model);
}

/* ---- telling it ---------------------------------------------------------------------------------------------------- */

static const char *severity_of(const struct model *model, uint32_t rule, enum text *word)
{
    const struct value *value = model_value(model, model_property(model, rule, PROPERTY_RULE_SEVERITY), TAG_NONE);
    enum term term = value && value->type == VALUE_TERM ? (enum term)value->symbol : VALUE_WARNING;
    *word = term == VALUE_ERROR ? TEXT_ERROR : term == VALUE_NOTE ? TEXT_NOTE : TEXT_WARNING;
    return severity_name(term == VALUE_ERROR  ? SEVERITY_ERROR
                         : term == VALUE_NOTE ? SEVERITY_NOTE
                         : term == VALUE_OFF  ? SEVERITY_OFF
                                              : SEVERITY_WARNING);
}

/* The help in a language: the line that names it, or else one that names none. */
static const char *help_of(const struct model *model, struct arena *arena, uint32_t rule, enum language language)
{
    static const enum term terms[] = {VALUE_BOKMAL, VALUE_NYNORSK, VALUE_ENGLISH};
    const char *found = "";
    for (struct stated line = model_property(model, rule, PROPERTY_HELP); line.node;
         line = model_next_property(model, line)) {
        const struct value *of = model_value(model, line, TAG_LANGUAGE), *text = model_value(model, line, TAG_NONE);
        uint32_t length;
        if (!text || (of ? of->symbol != (uint32_t)terms[language] : *found != '\0'))
            continue;
        const char *bytes = model_text(model, line.file, text, &length);
        found = arena_copy(arena, bytes, length);
        if (of)
            break;
    }
    return found;
}

static const char *code_of(const struct model *model, struct arena *arena, uint32_t rule)
{
    const struct entity *at = &model->entities[rule];
    const struct unit *unit = &model->units[at->unit];
    const struct symbol *name = &unit->symbols->symbols[at->name];
    return unit->header
               ? arena_format(arena, "%.*s/%.*s", (int)unit->name_length, unit->name, (int)name->length, name->text)
               : arena_format(arena, "workspace/%.*s", (int)name->length, name->text);
}

/* The rule's own lines, as they are written. */
static const char *written(const struct model *model, struct arena *arena, uint32_t rule)
{
    const struct entity *at = &model->entities[rule];
    const struct file *file = &model->files[at->file];
    const struct node *node = &file->tree.nodes[at->node];
    uint32_t end = node->end;
    for (uint32_t n = at->node + 1; n < node->below; n++)
        end = file->tree.nodes[n].end > end ? file->tree.nodes[n].end : end;
    return arena_copy(arena, file->source.bytes + node->start, end - node->start);
}

static void write_text(struct writer *writer, struct session *session, const struct model *model, uint32_t rule,
                       uint32_t width)
{
    struct arena *arena = &session->arena;
    enum text word;
    severity_of(model, rule, &word);
    const char *title = model_title(model, arena, rule, session->language),
               *help = help_of(model, arena, rule, session->language);
    writer_style(writer, STYLE_STRONG);
    glyph_string(writer, code_of(model, arena, rule));
    writer_format(writer, " (%s)", text_of(word, session->language));
    writer_style(writer, STYLE_PLAIN);
    writer_char(writer, '\n');
    wrap_paragraph(writer, title, strlen(title), width, 0, 0);
    writer_text(writer, "\n\n");
    if (*help) {
        wrap_paragraph(writer, help, strlen(help), width, 0, 0);
        writer_text(writer, "\n\n");
    }
    for (const char *at = written(model, arena, rule); *at;) {
        size_t length = strcspn(at, "\r\n");
        writer_repeat(writer, " ", length ? RULE_MARGIN : 0);
        glyph_text(writer, at, length);
        writer_char(writer, '\n');
        at += length;
        at += *at == '\r';
        at += *at == '\n';
    }
}

static void write_json(struct writer *writer, struct session *session, const struct model *model, uint32_t rule)
{
    struct json json = {.writer = writer};
    struct arena *arena = &session->arena;
    enum text word;
    const char *code = code_of(model, arena, rule), *slash = strrchr(code, '/'),
               *help = help_of(model, arena, rule, session->language);
    json_begin_object(&json, JSON_LINES);
    json_key(&json, "code");
    json_put_string(&json, code);
    json_key(&json, "name");
    json_put_string(&json, slash ? slash + 1 : code);
    json_key(&json, "severity");
    json_put_string(&json, severity_of(model, rule, &word));
    json_key(&json, "message");
    json_put_string(&json, model_title(model, arena, rule, session->language));
    json_key(&json, "help");
    json_put_string(&json, *help ? help : NULL);
    json_key(&json, "explanation");
    json_put_string(&json, written(model, arena, rule));
    json_end(&json);
}

static bool tell(struct session *session, struct writer *writer, struct model *model, const char *name, bool as_json,
                 uint32_t width)
{
    uint32_t rule = model_find_rule(model, 0, name, (uint32_t)strlen(name));
    if (!rule || !model->entities[rule].name)
        return false;
    if (as_json)
        write_json(writer, session, model, rule);
    else
        write_text(writer, session, model, rule, width);
    return true;
}

bool explain_rule(struct session *session, struct writer *writer, const char *name, const char *const *paths,
                  uint32_t count, bool as_json, uint32_t width)
{
    struct model standard;
    struct workspace workspace;
    explain_open_standard(&standard, session);
    bool told = tell(session, writer, &standard, name, as_json, width);
    model_free(&standard);
    if (told)
        return true;
    enum language language = session->language;
    told = workspace_open(&workspace, session, paths, count) &&
           tell(session, writer, &workspace.model, name, as_json, width);
    session->language = language;
    workspace_close(&workspace);
    return told;
}
