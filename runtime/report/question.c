/* question.c: the answer to a question in the expression language: things as rows with the columns that `vis` chooses, or one
 * value (cli.md). What is wrong with the question is a diagnostic in it. */
#include "question.h"
#include "say.h"

#include <ctype.h>
#include <string.h>

/* ---- the names of columns --------------------------------------------------------------------------------- */

static const char *word_name(struct question *q, const struct syntax *word)
{
    struct lexicon_match matches[LEXICON_MATCHES];
    const char *text = q->compiler.bytes + word->start, *end = q->compiler.bytes + word->end;
    int count = lexicon_matches(&q->filling.model->tables->lexicon, text, end,
                                CLASS_WORD | CLASS_DERIVED | CLASS_PLURAL | CLASS_KIND, matches);
    const struct keyword *found = NULL; /* a kind in the plural, where it is that too */
    for (int i = 0; i < count; i++)
        if (matches[i].length == end - text && (!found || matches[i].keyword->class == CLASS_PLURAL))
            found = matches[i].keyword;
    if (found)
        return question_lower(q->filling.arena, found->forms[LANGUAGE_EN]);
    return question_lower(q->filling.arena, arena_copy(q->filling.arena, text, (size_t)(end - text)));
}

/* Of a path its words, `accountable_sector`; of anything else its text. */
static const char *machine_name(struct question *q, uint32_t node)
{
    const struct syntax *nodes = q->expression.nodes;
    const char *name = "";
    if (nodes[node].kind == SYNTAX_QUANTIFIER && !nodes[node].right && !nodes[node].third) {
        const struct keyword *keyword = keyword_of_term((enum term)nodes[node].operator);
        return arena_format(q->filling.arena, "%s_%s", question_lower(q->filling.arena, keyword->forms[LANGUAGE_EN]),
                            machine_name(q, nodes[node].left));
    }
    if (nodes[node].kind != SYNTAX_WORD) {
        const char *text = q->compiler.bytes + nodes[node].start;
        return arena_copy(q->filling.arena, text, nodes[node].end - nodes[node].start);
    }
    for (uint32_t at = node; at; at = nodes[at].left)
        name = arena_format(q->filling.arena, "%s%s%s", word_name(q, &nodes[at]), *name ? "_" : "", name);
    return name;
}

static const char *human_name(struct question *q, uint32_t node)
{
    const struct syntax *nodes = q->expression.nodes;
    uint32_t first = node;
    while (nodes[first].kind == SYNTAX_WORD && nodes[first].left)
        first = nodes[first].left;
    char *text = arena_copy(q->filling.arena, q->compiler.bytes + nodes[first].start,
                            nodes[node].end - nodes[first].start);
    *text = (char)toupper((unsigned char)*text);
    return text;
}

static void add_column(struct question *q, const char *name, const char *title, enum column_type type,
                       enum column_use use)
{
    q->columns[q->column_count++] = (struct column){name, {title, title, title}, type, use};
}

static void add_fixed_columns(struct question *q)
{
    static const struct column fixed[FIXED_COLUMNS] = {
        {"id", {"Id", "Id", "Id"}, COLUMN_REFERENCE, COLUMN_MACHINE},
        {"title", {"Tittel", "Tittel", "Title"}, COLUMN_TEXT, COLUMN_BOTH},
        {"file", {"Fil", "Fil", "File"}, COLUMN_TEXT, COLUMN_MACHINE},
        {"line", {"Linje", "Linje", "Line"}, COLUMN_INTEGER, COLUMN_MACHINE}};
    memcpy(q->columns, fixed, sizeof fixed);
    q->column_count = FIXED_COLUMNS;
}

static enum column_type column_type_of(struct type type)
{
    switch ((enum type_kind)type.kind) {
    case TYPE_THING:
    case TYPE_CODE: return COLUMN_LIST;
    case TYPE_DATE: return COLUMN_DATE;
    case TYPE_NUMBER: return COLUMN_NUMBER;
    case TYPE_TRUTH:
    case TYPE_OTHER: return COLUMN_BOOLEAN;
    default: return COLUMN_TEXT;
    }
}

/* ---- what could not be told ---------------------------------------------------------------------------------- */

static void add_summary(struct question *q, const struct result *result)
{
    static const char *const words[][LANGUAGE_COUNT] = {{"oppfyller det", "oppfyller det", "meet it"},
                                                        {"i alt", "i alt", "in all"},
                                                        {"kan ikke avgjøres", "kan ikkje avgjerast", "cannot be told"}};
    static const char *const names[] = {"met", "out_of", "unknown"};
    const double values[] = {result->met, result->out_of, result->unknown};
    const bool said[] = {result->met > 0 || result->out_of > 0, result->out_of > 0, true};
    if (result->kind != RESULT_NUMBER || (result->out_of <= 0 && result->unknown <= 0))
        return;
    struct table_count *counts = arena_alloc(q->filling.arena, 3 * sizeof *counts);
    uint32_t count = 0;
    for (int i = 0; i < 3; i++)
        if (said[i])
            counts[count++] = (struct table_count){names[i], words[i][q->filling.language], (int64_t)values[i]};
    q->filling.table->summary = counts;
    q->filling.table->summary_count = count;
}

/* ---- things as rows ---------------------------------------------------------------------------------------------- */

static void place_row(struct question *q, struct table_row *row, const struct item *thing)
{
    if (!thing->entity)
        return;
    struct stated line = {0};
    if (thing->kind == ITEM_STAGE)
        line = runner_stage_line(&q->runner, *thing);
    cells_place(&q->filling, row, line.node ? line : cells_statement(q->filling.model, thing->entity));
    row->cells[2] = cell_text(row->file);
    row->cells[3] = cell_integer(row->line);
}

static void add_row(struct question *q, const struct item *thing)
{
    struct filling *f = &q->filling;
    uint32_t number = f->table->row_count, unit = thing->entity ? f->model->entities[thing->entity].unit : 0;
    table_add_row(f->table);
    struct table_row *row = &f->table->rows[number];
    struct cell id = question_item_cell(q, thing, unit, true);
    const char *title = thing->kind == ITEM_ENTITY ? cells_label(f, thing->entity)
                                                   : say_item(&q->runner, f->arena, thing, f->language);
    id.label = NULL;
    row->cells[0] = id;
    row->cells[1] = thing->kind == ITEM_ENTITY
                        ? cell_labelled(model_title(f->model, f->arena, thing->entity, f->language), title)
                        : cell_text(title);
    place_row(q, row, thing);
    for (uint32_t i = 0; i < q->shown_count; i++) {
        struct cell precision;
        struct result result = runner_ask(&q->runner, &q->shown[i].program, *thing);
        row->cells[q->shown[i].column] = question_result_cell(q, &q->shown[i].program, &result, unit, &precision);
        if (q->shown[i].program.type.kind == TYPE_DATE)
            row->cells[q->shown[i].column + 1] = precision;
    }
}

static bool has_column(const struct question *q, const char *name)
{
    for (uint32_t i = 0; i < q->column_count; i++)
        if (strcmp(q->columns[i].name, name) == 0)
            return true;
    return false;
}

static void compile_column(struct question *q, uint32_t node, uint32_t kinds)
{
    struct arena *arena = q->filling.arena;
    const char *name = machine_name(q, node);
    struct shown shown = {.column = q->column_count};
    if (q->shown_count == MOST_COLUMNS || !compile_value(&q->compiler, node, kinds, TYPE_NOTHING, &shown.program))
        return;
    if (has_column(q, name))
        return; /* the title is there already */
    enum column_type type = column_type_of(shown.program.type);
    add_column(q, name, human_name(q, node), type, COLUMN_BOTH);
    if (type == COLUMN_DATE)
        add_column(q, arena_format(arena, "%s_precision", name), "", COLUMN_TEXT, COLUMN_MACHINE);
    q->shown[q->shown_count++] = shown;
}

/* The columns stand in a list that begins with its last. */
static void compile_columns(struct question *q, uint32_t list, uint32_t kinds)
{
    uint32_t nodes[MOST_COLUMNS], count = 0;
    for (; list && count < MOST_COLUMNS; list = q->expression.nodes[list].left)
        nodes[count++] = q->expression.nodes[list].right;
    while (count-- > 0 && !q->compiler.failed)
        compile_column(q, nodes[count], kinds);
}

static void answer_things(struct question *q, const struct program *range, const struct program *filter)
{
    struct result result = runner_ask(&q->runner, range, item_workspace());
    for (uint32_t i = 0; i < result.count; i++) {
        struct item item = q->runner.items.data[result.first + i];
        if (question_shows(&item) && item.certain)
            ARRAY_PUSH(&q->things, data, count, capacity, item);
    }
    struct result undecided = {.kind = RESULT_NUMBER};
    for (uint32_t i = 0; i < q->things.count && !q->runner.exhausted; i++) {
        enum truth meant = filter->length ? runner_ask(&q->runner, filter, q->things.data[i]).truth : TRUE_;
        if (meant == TRUE_)
            add_row(q, &q->things.data[i]);
        undecided.unknown += meant == UNKNOWN_;
    }
    add_summary(q, &undecided);
    array_free(q->things.data);
}

/* ---- one value ------------------------------------------------------------------------------------------------------ */

static void answer_value(struct question *q, const struct program *program)
{
    static const char *const units[] = {NULL, "%", "NOK", "days"};
    static const char *const titles[][LANGUAGE_COUNT] = {{"Svar", "Svar", "Answer"}, {"Enhet", "Eining", "Unit"}};
    struct filling *f = &q->filling;
    struct result result = runner_ask(&q->runner, program, item_workspace());
    enum column_type type = program->type.kind == TYPE_THING ? COLUMN_TEXT : column_type_of(program->type);
    add_column(q, "value", titles[0][f->language], type, COLUMN_BOTH);
    add_column(q, "unit", titles[1][f->language], COLUMN_TEXT, COLUMN_MACHINE);
    f->table->columns = q->columns;
    f->table->column_count = q->column_count;
    uint32_t rows = result.kind == RESULT_LIST && result.count > 1 ? result.count : 1; /* a list has a row for each */
    for (uint32_t i = 0; i < rows; i++) {
        struct result one = result;
        struct cell precision;
        if (rows > 1) {
            one.first = result.first + i;
            one.count = 1;
        }
        struct cell cell = question_result_cell(q, program, &one, 0, &precision);
        struct cell *cells = table_add_row(f->table)->cells;
        if (cell.type == CELL_NULL && !cell.label)
            cell.label = "?";
        cells[0] = cell;
        cells[1] = cell_text(one.kind == RESULT_NUMBER && !one.missing ? units[one.unit] : NULL);
    }
    add_summary(q, &result);
}

/* ---- asking ----------------------------------------------------------------------------------------------------------- */

/* A kind, a path to things, or either with a filter: what has rows. */
static bool asks_for_things(struct question *q, uint32_t node)
{
    const struct syntax *syntax = &q->expression.nodes[node];
    struct path_step step;
    struct type type = {.kind = TYPE_THING};
    if (syntax->kind != SYNTAX_WORD)
        return syntax->kind == SYNTAX_SELECT;
    struct diag_list *list = q->compiler.diagnostics, quiet = {.arena = q->filling.arena};
    uint32_t words[EXPRESSION_DEEPEST], count = 0;
    for (uint32_t at = node; at && count < EXPRESSION_DEEPEST; at = q->expression.nodes[at].left)
        words[count++] = at;
    q->compiler.diagnostics = &quiet;
    while (count-- > 0 && type.kind)
        type = compile_step(&q->compiler, &q->expression.nodes[words[count]], type, count == 0, &step);
    q->compiler.diagnostics = list;
    q->compiler.failed = false;
    array_free(quiet.data);
    return type.kind == TYPE_THING;
}

static void stop_if_exhausted(struct question *q, uint32_t length)
{
    if (!q->runner.exhausted)
        return;
    struct diagnostic *diagnostic = diag_add(q->compiler.diagnostics, DIAG_RULE_STOPPED, (struct span){0, 0, length});
    diagnostic->arguments[0] = diag_string(q->compiler.bytes);
}

static void report_no_rows(struct question *q, uint32_t node)
{
    static const char *const value[] = {"én verdi", "éin verdi", "one value"},
                             *const list[] = {"noe som har rader", "noko som har rader", "something with rows"},
                             *const help[] = {"Kolonner kan vises av en liste: `tiltak vis frist`.",
                                              "Kolonnar kan visast av ei liste: `tiltak vis frist`.",
                                              "A list can show columns: `measures show deadline`."};
    struct diagnostic *diagnostic = compile_report(&q->compiler, DIAG_WRONG_OPERAND, &q->expression.nodes[node]);
    diagnostic->arguments[1] = diag_phrase(value);
    diagnostic->arguments[2] = diag_phrase(list);
    diagnostic->arguments[3] = diag_phrase(help);
}

static void ask(struct question *q)
{
    uint32_t root = q->expression.root, columns = 0;
    struct program program, filter;
    if (q->expression.nodes[root].kind == SYNTAX_SHOW) {
        columns = q->expression.nodes[root].right;
        root = q->expression.nodes[root].left;
    }
    bool things = asks_for_things(q, root);
    if (columns && !things) {
        report_no_rows(q, root);
        return;
    }
    if (things ? !compile_select(&q->compiler, root, 0, &program, &filter)
               : !compile_value(&q->compiler, root, 0, TYPE_NOTHING, &program))
        return;
    if (things) {
        add_fixed_columns(q);
        compile_columns(q, columns, program.type.kinds);
        q->filling.table->columns = q->columns;
        q->filling.table->column_count = q->column_count;
    }
    if (q->compiler.failed)
        return;
    if (q->compiler.asks_actors)
        ground_find_roles(&q->ground);
    if (things)
        answer_things(q, &program, &filter);
    else
        answer_value(q, &program);
}

enum report_result report_question(const struct report_request *request, struct table *table)
{
    struct question *q = arena_alloc(table->arena, sizeof *q);
    struct expression_text text = {request->question, 0, (uint32_t)strlen(request->question), 0};
    filling_begin(&q->filling, request, table, "query", NULL, 0);
    q->compiler = (struct compiler){.model = request->model,
                                    .bytes = text.bytes,
                                    .expression = &q->expression,
                                    .diagnostics = request->wrong,
                                    .arena = table->arena};
    expression_parse(&q->expression, &text, FORM_QUERY, &request->model->tables->lexicon, request->wrong);
    ground_init(&q->ground, request->model);
    runner_init(&q->runner, &q->ground, &q->filling.moment, RUN_BUDGET(request->model->entity_count));
    q->runner.language = request->language;
    if (q->expression.root)
        ask(q);
    stop_if_exhausted(q, text.end);
    if (request->wrong->count) {
        table->row_count = 0;
        table->column_count = 0;
    }
    const struct column *kept = q->columns; /* in the table's arena, with the question */
    table->columns = kept;
    runner_free(&q->runner);
    ground_free(&q->ground);
    compiler_free(&q->compiler);
    expression_free(&q->expression);
    filling_end(&q->filling);
    return request->wrong->count ? REPORT_REFUSED : REPORT_DONE;
}
