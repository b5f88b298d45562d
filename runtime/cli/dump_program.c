/* dump_program.c: what the rules and computations were compiled to, one instruction a line. */
#include "dump.h"

#include <string.h>

struct dumping {
    struct writer *out;
    const struct model *model;
    uint32_t entity; /* whose programs were written last */
};

static void write_path(struct dumping *d, const struct program *program, const struct instruction *at)
{
    const struct source *source = &d->model->files[program->file].source;
    for (uint32_t s = at->first; s < at->first + at->count; s++) {
        const struct path_step *step = &program->steps[s];
        writer_format(d->out, " %s ", step_name((enum step_kind)step->kind));
        dump_quoted(d->out, source, step->start, step->end);
    }
    if (at->count == 0)
        writer_text(d->out, " subject");
}

static void write_literals(struct dumping *d, const struct program *program, const struct instruction *at)
{
    for (uint32_t l = at->first; l < at->first + at->count; l++) {
        const struct literal *literal = &program->literals[l];
        writer_format(d->out, " \"%.*s\"", (int)literal->length, literal->text);
        for (uint32_t i = 0; i < literal->thing_count; i++)
            writer_format(d->out, " %s", model_identity(d->model, literal->things[i]));
    }
}

static void write_operands(struct dumping *d, const struct program *program, const struct instruction *at)
{
    static const char *const compares[] = {"=", "!=", "<", "<=", ">", ">="}, *const units[] = {"", " %", " kr",
                                                                                               " days"};
    switch ((enum op)at->op) {
    case OP_NUMBER:
        writer_char(d->out, ' ');
        writer_number(d->out, at->number);
        writer_text(d->out, units[at->unit]);
        break;
    case OP_DATE:
        writer_char(d->out, ' ');
        dump_date(d->out, &at->date);
        break;
    case OP_TEXT: writer_format(d->out, " \"%s\"", program->literals[at->first].text); break;
    case OP_PATH: write_path(d, program, at); break;
    case OP_IS:
    case OP_CONTAINS: write_literals(d, program, at); break;
    case OP_COMPARE_NUMBER:
    case OP_COMPARE_DATE: writer_format(d->out, " %s", compares[at->first]); break;
    case OP_EACH:
    case OP_NEXT:
        writer_char(d->out, ' ');
        dump_lower(d->out, keyword_of_term((enum term)at->word)->name);
        writer_format(d->out, " → %u", (unsigned)at->first);
        break;
    case OP_WHERE:
    case OP_AND_THEN:
    case OP_OR_ELSE: writer_format(d->out, " → %u", (unsigned)at->first); break;
    default: break;
    }
}

static void write_program(void *context, uint32_t entity, enum word part, const struct program *program)
{
    struct dumping *d = context;
    if (!program->length || d->model->files[program->file].builtin)
        return;
    if (d->entity != entity)
        writer_format(d->out, "== %s\n", model_identity(d->model, entity));
    d->entity = entity;
    dump_lower(d->out, keyword_of_word(part)->name);
    writer_char(d->out, ' ');
    dump_quoted(d->out, &d->model->files[program->file].source, program->start, program->end);
    writer_char(d->out, '\n');
    for (uint32_t i = 0; i < program->length; i++) {
        writer_format(d->out, "%4u %s", (unsigned)i, op_name((enum op)program->code[i].op));
        write_operands(d, program, &program->code[i]);
        writer_char(d->out, '\n');
    }
}

void dump_programs(struct writer *out, struct model *model, const struct rules *rules)
{
    struct dumping dumping = {out, model, 0};
    model_identities(model);
    rules_show(rules, write_program, &dumping);
}
