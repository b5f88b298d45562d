/* dump_tree.c: the tree of a file, and what the dumps share. */
#include "dump.h"

#include "glyph.h"

#include <ctype.h>

void dump_lower(struct writer *out, const char *name)
{
    for (; *name; name++)
        writer_char(out, (char)(*name == '_' ? '-' : tolower((unsigned char)*name)));
}

void dump_quoted(struct writer *out, const struct source *source, uint32_t start, uint32_t end)
{
    writer_char(out, '"');
    for (uint32_t at = start; at < end; at++) {
        uint32_t run = at;
        while (at < end && source->bytes[at] != '\n' && source->bytes[at] != '\r')
            at++;
        glyph_text(out, source->bytes + run, at - run);
        writer_text(out, at < end && source->bytes[at] == '\n' ? "\\n" : "");
    }
    writer_char(out, '"');
}

void dump_date(struct writer *out, const struct date *date)
{
    static const char *const bounds[] = {"period-start", "open", "open", "period-end"};
    char first[16], last[16];
    date_format_iso(date->first, first);
    date_format_iso(date->last, last);
    if (date->precision == PRECISION_PERIOD)
        writer_text(out, date->first == DAY_PERIOD_START ? bounds[0] : bounds[3]);
    else
        writer_format(out, "%s..%s", *first ? first : bounds[1], *last ? last : bounds[2]);
    writer_format(out, "/%s", date_precision_name(date->precision));
    if (date->year)
        writer_format(out, "(%d)", date->year);
}

static void print_value(struct writer *out, const struct source *source, const struct value *value)
{
    static const char *const types[] = {"reference", "string", "none", "undecided", "date",      "number",    "term",
                                        "name",      "every",  "link", "text",      "condition", "expression"};
    static const char *const tags[] = {"",         "id",     "title",    "note",        "decision", "decided",
                                       "within",   "range",  "unit",     "population",  "out-of",   "known",
                                       "unknown",  "source", "per-year", "alternative", "budget",   "until",
                                       "language", "column", "upper",    "of"};
    writer_format(out, " %s%s%s", tags[value->tag], value->tag ? ":" : "", types[value->type]);
    switch (value->type) {
    case VALUE_DATE:
        writer_char(out, '=');
        dump_date(out, &value->date);
        break;
    case VALUE_NUMBER: writer_format(out, "=%.15g", value->number); break;
    case VALUE_EVERY: writer_format(out, "=%.15g-%s", value->number, date_precision_name(value->unit)); break;
    case VALUE_TERM:
        if (value->tag == TAG_COLUMN)
            break;
        writer_char(out, '=');
        dump_lower(out, keyword_of_term((enum term)value->symbol)->name);
        break;
    case VALUE_CONDITION:
        if (value->unit) {
            writer_char(out, '=');
            dump_lower(out, keyword_of_term((enum term)value->unit)->name);
        }
        break;
    default: break;
    }
    if (value->type == VALUE_REFERENCE || value->type == VALUE_STRING || value->type == VALUE_NAME ||
        value->type == VALUE_LINK || value->type == VALUE_TEXT || value->type == VALUE_EXPRESSION ||
        value->tag == TAG_COLUMN) {
        writer_char(out, '=');
        dump_quoted(out, source, value->start, value->end);
    }
    if (value->flags & VALUE_UNCERTAIN)
        writer_char(out, '?');
    if (value->flags & VALUE_BROKEN)
        writer_char(out, '!');
}

void dump_tree(struct writer *out, struct source *source, const struct tree *tree)
{
    static const char *const kinds[] = {"file", "use", "declaration", "property", "table", "error"};
    for (uint32_t id = 0; id < tree->node_count; id++) {
        const struct node *node = &tree->nodes[id];
        int depth = 0;
        for (uint32_t above = id; above; above = tree->nodes[above].parent)
            depth++;
        writer_format(out, "%*s%s", depth * 2, "", kinds[node->kind]);
        if (node->kind == NODE_DECLARATION || node->kind == NODE_TABLE) {
            writer_char(out, ' ');
            dump_lower(out, keyword_of_kind((enum kind)node->word)->name);
        } else if (node->kind == NODE_PROPERTY) {
            writer_char(out, ' ');
            dump_lower(out, property_row((enum property)node->word)->name);
        }
        writer_format(out, " @%u", (unsigned)source_position(source, node->start).line);
        writer_text(out, node->flags & NODE_ROW ? " row" : node->flags & NODE_CELL ? " cell" : "");
        writer_text(out, node->flags & NODE_BAD ? " bad" : "");
        for (uint32_t i = 0; i < node->value_count; i++)
            print_value(out, source, &tree->values[node->values + i]);
        writer_char(out, '\n');
    }
    for (uint32_t i = 0; i < tree->comment_count; i++)
        writer_format(out, "comment @%u\n", (unsigned)source_position(source, tree->comments[i].start).line);
}
