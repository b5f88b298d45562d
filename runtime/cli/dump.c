#include "dump.h"

#include "grammar.h"
#include "lexer.h"

#include <ctype.h>
#include <string.h>

static void print_lower(FILE *out, const char *name)
{
    for (; *name; name++)
        fputc(*name == '_' ? '-' : tolower((unsigned char)*name), out);
}

static void print_date(FILE *out, const struct date *date)
{
    static const char *const bounds[] = {"period-start", "open", "open", "period-end"};
    char first[16], last[16];
    date_format_iso(date->first, first);
    date_format_iso(date->last, last);
    if (date->precision == PRECISION_PERIOD)
        fputs(date->first == DAY_PERIOD_START ? bounds[0] : bounds[3], out);
    else
        fprintf(out, "%s..%s", *first ? first : bounds[1], *last ? last : bounds[2]);
    fprintf(out, "/%s", date_precision_name(date->precision));
    if (date->year)
        fprintf(out, "(%d)", date->year);
}

static void print_value(FILE *out, const struct source *source, const struct value *value)
{
    static const char *const types[] = {"reference", "string", "none", "undecided", "date", "number", "term",
                                        "name", "every", "link", "text", "condition", "expression"};
    static const char *const tags[] = {"", "id", "title", "note", "decision", "decided", "within", "range", "unit",
                                       "population", "out-of", "known", "unknown", "source", "per-year", "alternative",
                                       "budget", "until", "language", "column", "upper", "of"};
    fprintf(out, " %s%s%s", tags[value->tag], value->tag ? ":" : "", types[value->type]);
    switch (value->type) {
    case VALUE_DATE:
        fputc('=', out);
        print_date(out, &value->date);
        break;
    case VALUE_NUMBER: fprintf(out, "=%.15g", value->number); break;
    case VALUE_EVERY: fprintf(out, "=%.15g-%s", value->number, date_precision_name(value->unit)); break;
    case VALUE_TERM:
        if (value->tag == TAG_COLUMN)
            break;
        fputc('=', out);
        print_lower(out, keyword_of_term((enum term)value->symbol)->name);
        break;
    case VALUE_CONDITION:
        if (value->unit) {
            fputc('=', out);
            print_lower(out, keyword_of_term((enum term)value->unit)->name);
        }
        break;
    default: break;
    }
    if (value->type == VALUE_REFERENCE || value->type == VALUE_STRING || value->type == VALUE_NAME ||
        value->type == VALUE_LINK || value->type == VALUE_TEXT || value->type == VALUE_EXPRESSION || value->tag == TAG_COLUMN) {
        fputc('=', out);
        fputc('"', out);
        for (uint32_t i = value->start; i < value->end; i++)
            if (source->bytes[i] == '\n')
                fputs("\\n", out);
            else if (source->bytes[i] != '\r')
                fputc(source->bytes[i], out);
        fputc('"', out);
    }
    if (value->flags & VALUE_UNCERTAIN)
        fputc('?', out);
    if (value->flags & VALUE_BROKEN)
        fputc('!', out);
}

void dump_tree(FILE *out, struct source *source, const struct tree *tree)
{
    static const char *const kinds[] = {"file", "use", "declaration", "property", "table", "error"};
    for (uint32_t id = 0; id < tree->node_count; id++) {
        const struct node *node = &tree->nodes[id];
        int depth = 0;
        for (uint32_t above = id; above; above = tree->nodes[above].parent)
            depth++;
        fprintf(out, "%*s%s", depth * 2, "", kinds[node->kind]);
        if (node->kind == NODE_DECLARATION || node->kind == NODE_TABLE) {
            fputc(' ', out);
            print_lower(out, keyword_of_kind((enum kind)node->word)->name);
        } else if (node->kind == NODE_PROPERTY) {
            fputc(' ', out);
            print_lower(out, property_row((enum property)node->word)->name);
        }
        fprintf(out, " @%u", (unsigned)source_position(source, node->start).line);
        fputs(node->flags & NODE_ROW ? " row" : node->flags & NODE_CELL ? " cell" : "", out);
        fputs(node->flags & NODE_BAD ? " bad" : "", out);
        for (uint32_t i = 0; i < node->value_count; i++)
            print_value(out, source, &tree->values[node->values + i]);
        fputc('\n', out);
    }
    for (uint32_t i = 0; i < tree->comment_count; i++)
        fprintf(out, "comment @%u\n", (unsigned)source_position(source, tree->comments[i].start).line);
}
