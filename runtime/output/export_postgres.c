/* export_postgres.c: a script that psql loads in one transaction into a schema of its own: the tables of schema.def with
 * their keys, references, indexes and meaning, and their rows. Loading it again replaces what it loaded. With `days`, each
 * day is kept beside the others: the day is part of every key, and views show the latest. With `partitions`, rows are spread
 * by plan, so that parts of every table may lie on other servers (docs/national.md). */
#include "copy.h"
#include "export.h"
#include "store.h"
#include "text.h"

#include <string.h>

/* An entry of a B-tree index has room for 2704 bytes, of which a day, an occurrence and PostgreSQL take some. */
enum { LONGEST_IDENTITY = 2600, ROWS_BETWEEN = 4096 };

static const char *const TYPES[] = {
    [SCHEMA_TEXT] = "text",       [SCHEMA_INTEGER] = "bigint", [SCHEMA_NUMBER] = "double precision",
    [SCHEMA_BOOLEAN] = "boolean", [SCHEMA_DATE] = "date",      [SCHEMA_REFERENCE] = "text"};

static const char *const LANGUAGES[LANGUAGE_COUNT] = {"nb", "nn", "en"};

/* Around statements that are worked out on the server. Nothing from a plan stands in them. */
#define DO "DO $traad$\n"
#define END_DO "$traad$;\n"

struct script {
    struct writer *writer;
    const struct export_request *request;
    const char *schema;
    bool days;
    uint32_t partitions; /* 0: whole tables */
    char day[16];
};

static const struct schema_table *table_at(int number)
{
    return schema_table((enum schema_number)number);
}

static void write_table_names(struct script *s)
{
    for (int number = 0; number < SCHEMA_COUNT; number++)
        writer_format(s->writer, "%s%s", number ? ", " : "", table_at(number)->name);
}

/* ---- who may be here ---------------------------------------------------------------------------------------------- */

/* What is remembered on the server of how the tables were made: every script for one schema must say the same. */
static void write_layout(struct script *s)
{
    writer_format(s->writer, "'traad: %s", s->days ? "one snapshot a day" : "one snapshot");
    if (s->partitions)
        writer_format(s->writer, ", %u partitions", (unsigned)s->partitions);
    writer_char(s->writer, '\'');
}

static void write_refusal(struct script *s, enum text message, enum text hint)
{
    struct writer text = {0};
    writer_text(s->writer, "    RAISE EXCEPTION USING MESSAGE = ");
    text_write(&text, message, s->request->language, s->schema, NULL);
    copy_literal(s->writer, writer_string(&text));
    text.count = 0;
    text_write(&text, hint, s->request->language, s->schema, NULL);
    writer_text(s->writer, ", HINT = ");
    copy_literal(s->writer, writer_string(&text));
    writer_text(s->writer, ";\n");
    writer_free(&text);
}

/* Makes the schema, or sees that it is empty or ours; one load at a time. */
static void write_guard(struct script *s)
{
    writer_format(s->writer,
                  DO "DECLARE\n  made text;\nBEGIN\n"
                     "  PERFORM pg_advisory_xact_lock(hashtext('traad %s'));\n"
                     "  made := obj_description(to_regclass('\"%s\".snapshot'), 'pg_class');\n"
                     "  IF to_regnamespace('\"%s\"') IS NULL THEN\n"
                     "    CREATE SCHEMA \"%s\";\n"
                     "  ELSIF coalesce(made, '') NOT LIKE 'traad: %%'\n"
                     "    AND EXISTS (SELECT FROM pg_class WHERE relnamespace = to_regnamespace('\"%s\"')) THEN\n",
                  s->schema, s->schema, s->schema, s->schema, s->schema);
    write_refusal(s, TEXT_SCHEMA_OF_OTHERS, TEXT_SCHEMA_OF_OTHERS_HELP);
    writer_text(s->writer, "  ELSIF made <> ");
    write_layout(s);
    writer_text(s->writer, " THEN\n");
    write_refusal(s, TEXT_SCHEMA_MADE_OTHERWISE, TEXT_SCHEMA_MADE_OTHERWISE_HELP);
    writer_text(s->writer, "  END IF;\n");
    if (s->days)
        writer_format(s->writer,
                      "  IF to_regnamespace('\"%s_latest\"') IS NULL THEN\n    CREATE SCHEMA \"%s_latest\";\n"
                      "  END IF;\n",
                      s->schema, s->schema);
    writer_text(s->writer, "END\n" END_DO);
}

static void write_beginning(struct script *s)
{
    writer_format(s->writer,
                  "-- Public-health plans as of %s, for PostgreSQL 14 or later: psql -q -f THIS_FILE\n"
                  "-- All of it is loaded, or nothing.\n"
                  "\\set ON_ERROR_STOP on\n\n"
                  "BEGIN;\n"
                  "SET LOCAL client_encoding = 'UTF8';\n"
                  "SET LOCAL standard_conforming_strings = on;\n"
                  "SET LOCAL client_min_messages = warning;\n"
                  "SET LOCAL search_path = \"%s\", pg_temp;\n\n",
                  s->day, s->schema);
    write_guard(s);
}

/* ---- structure ---------------------------------------------------------------------------------------------------- */

/* What the columns of a key begin with. */
static const char *key_prefix(const struct script *s)
{
    return s->days ? "day, " : "";
}

static void write_comment(struct script *s, const char *what, const char *table, const char *column, const char *doc)
{
    writer_format(s->writer, "COMMENT ON %s %s%s%s IS ", what, table, column ? "." : "", column ? column : "");
    copy_literal(s->writer, doc);
    writer_text(s->writer, ";\n");
}

static void write_columns(struct script *s, const struct schema_table *table)
{
    uint32_t width = schema_width(table->number);
    bool keyed = table->columns->key == KEY_ID && !s->partitions;
    writer_format(s->writer, "\nCREATE TABLE IF NOT EXISTS %s (\n%s", table->name,
                  s->days ? "  day date NOT NULL,\n" : "");
    for (uint32_t c = 0; c < width; c++)
        writer_format(s->writer, "  %s %s%s%s\n", table->columns[c].name, TYPES[table->columns[c].type],
                      table->columns[c].key == KEY_ID ? " NOT NULL" : "", c + 1 < width || keyed ? "," : "");
    if (keyed)
        writer_format(s->writer, "  PRIMARY KEY (%sid)\n", key_prefix(s));
    writer_char(s->writer, ')');
    if (s->partitions)
        writer_format(s->writer, " PARTITION BY HASH (%s)", table->columns[schema_plan_column(table->number)].name);
    writer_text(s->writer, ";\n");
}

/* Columns that a later version adds come into tables that are there. Only then: it locks out who reads. */
static void write_new_columns(struct script *s)
{
    writer_text(s->writer, "\n" DO "DECLARE\n  new record;\nBEGIN\n  FOR new IN SELECT * FROM (VALUES");
    for (int number = 0; number < SCHEMA_COUNT; number++)
        for (uint32_t c = 0; c < schema_width((enum schema_number)number); c++)
            writer_format(s->writer, "%s%s('%s', '%s', '%s')", number || c ? "," : "", c ? " " : "\n    ",
                          table_at(number)->name, table_at(number)->columns[c].name,
                          TYPES[table_at(number)->columns[c].type]);
    writer_text(s->writer, ") AS list (name, col, type)\n"
                           "    WHERE NOT EXISTS (SELECT FROM pg_attribute WHERE attrelid = to_regclass(list.name)\n"
                           "      AND attname = list.col AND NOT attisdropped) LOOP\n"
                           "    EXECUTE format('ALTER TABLE %I ADD COLUMN %I %s', new.name, new.col, new.type);\n"
                           "  END LOOP;\nEND\n" END_DO);
}

static void write_comments(struct script *s, const struct schema_table *table)
{
    writer_char(s->writer, '\n');
    write_comment(s, "TABLE", table->name, NULL, table->doc);
    if (s->days)
        write_comment(s, "COLUMN", table->name, "day", "the day that the row is as of");
    for (uint32_t c = 0; c < schema_width(table->number); c++)
        write_comment(s, "COLUMN", table->name, table->columns[c].name, table->columns[c].doc);
}

/* The partitions that are not there, as tables here; one on another server is there already. The key is each partition's
 * own: PostgreSQL keeps none over servers. All rows of an identity are in one partition. */
static void write_partitions(struct script *s)
{
    writer_text(s->writer, "\n" DO "DECLARE\n  made record;\nBEGIN\n  FOR made IN SELECT * FROM (VALUES");
    for (int number = 0; number < SCHEMA_COUNT; number++)
        writer_format(
            s->writer, "%s\n    ('%s', '%s')", number ? "," : "", table_at(number)->name,
            table_at(number)->columns->key == KEY_ID ? s->days ? "(PRIMARY KEY (day, id))" : "(PRIMARY KEY (id))" : "");
    writer_format(s->writer,
                  ") AS list (name, key), generate_series(0, %u) AS part LOOP\n"
                  "    IF to_regclass(made.name || '_p' || made.part) IS NULL THEN\n"
                  "      EXECUTE format('CREATE TABLE %%I PARTITION OF %%I %%s"
                  " FOR VALUES WITH (MODULUS %u, REMAINDER %%s)',\n"
                  "        made.name || '_p' || made.part, made.name, made.key, made.part);\n"
                  "    END IF;\n  END LOOP;\nEND\n" END_DO,
                  (unsigned)s->partitions - 1, (unsigned)s->partitions);
}

static void write_structure(struct script *s)
{
    writer_text(s->writer,
                "\nCREATE TABLE IF NOT EXISTS snapshot (\n  day date PRIMARY KEY,\n  language text NOT NULL,\n"
                "  loaded timestamptz NOT NULL DEFAULT now()\n);\nCOMMENT ON TABLE snapshot IS ");
    write_layout(s);
    writer_text(s->writer, ";\n");
    write_comment(s, "COLUMN", "snapshot", "day", "the day that all rows are as of");
    write_comment(s, "COLUMN", "snapshot", "language", "of titles and messages: `nb`, `nn`, `en`");
    write_comment(s, "COLUMN", "snapshot", "loaded", "when it was loaded");
    for (int number = 0; number < SCHEMA_COUNT; number++)
        write_columns(s, table_at(number));
    write_new_columns(s);
    for (int number = 0; number < SCHEMA_COUNT; number++)
        write_comments(s, table_at(number));
    if (s->partitions)
        write_partitions(s);
}

/* ---- references and indexes ------------------------------------------------------------------------------------------ */

/* A loop over the foreign keys: which table, which column, where it leads. */
static void write_references(struct script *s, const char *body)
{
    const char *comma = "";
    writer_text(s->writer, "  FOR foreign_key IN SELECT * FROM (VALUES");
    for (int number = 0; number < SCHEMA_COUNT; number++)
        for (uint32_t c = 0; c < schema_width((enum schema_number)number); c++) {
            enum schema_number leads_to = schema_leads_to((enum schema_number)number, c);
            if (leads_to == SCHEMA_COUNT)
                continue;
            writer_format(s->writer, "%s\n    ('%s', '%s', '%s')", comma, table_at(number)->name,
                          table_at(number)->columns[c].name, table_at((int)leads_to)->name);
            comma = ",";
        }
    writer_format(s->writer, ") AS list (name, col, leads_to) LOOP\n%s  END LOOP;\n", body);
}

/* What was loaded before gives way. References are checked row by row, which is slow for what goes away, so they go first
 * and come back when all is loaded; with `days`, only where a day is loaded again. */
static void write_clearing(struct script *s)
{
    writer_text(s->writer, "\n" DO "DECLARE\n  foreign_key record;\nBEGIN\n");
    if (s->days)
        writer_format(s->writer,
                      "  IF NOT EXISTS (SELECT FROM snapshot WHERE day = '%s') THEN\n    RETURN;\n  END IF;\n", s->day);
    if (!s->partitions)
        write_references(s, "    EXECUTE format('ALTER TABLE %I DROP CONSTRAINT IF EXISTS %I', foreign_key.name,\n"
                            "      foreign_key.name || '_' || foreign_key.col || '_fkey');\n");
    if (s->days) {
        for (int number = 0; number < SCHEMA_COUNT; number++)
            writer_format(s->writer, "  DELETE FROM %s WHERE day = '%s';\n", table_at(number)->name, s->day);
        writer_format(s->writer, "  DELETE FROM snapshot WHERE day = '%s';\n", s->day);
    } else {
        writer_text(s->writer, "  TRUNCATE snapshot, ");
        write_table_names(s);
        writer_text(s->writer, ";\n");
    }
    writer_text(s->writer, "END\n" END_DO);
}

static void write_indexes(struct script *s)
{
    writer_char(s->writer, '\n');
    for (int number = 0; number < SCHEMA_COUNT; number++)
        for (uint32_t c = 0; c < schema_width((enum schema_number)number); c++) {
            const char *table = table_at(number)->name, *column = table_at(number)->columns[c].name;
            enum schema_key key = table_at(number)->columns[c].key;
            if (key != KEY_NONE && key != KEY_ID)
                writer_format(s->writer, "CREATE INDEX IF NOT EXISTS %s_%s ON %s (%s%s);\n", table, column, table,
                              key_prefix(s), column);
        }
    if (s->partitions) /* a server cannot vouch for another's rows */
        return;
    writer_text(s->writer, "\n" DO "DECLARE\n  foreign_key record;\nBEGIN\n");
    write_references(
        s,
        s->days
            ? "    IF NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = to_regclass(foreign_key.name)\n"
              "      AND conname = foreign_key.name || '_' || foreign_key.col || '_fkey') THEN\n"
              "      EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I FOREIGN KEY (day, %I) REFERENCES %I (day, id)',\n"
              "        foreign_key.name, foreign_key.name || '_' || foreign_key.col || '_fkey', foreign_key.col,\n"
              "        foreign_key.leads_to);\n    END IF;\n"
            : "    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I FOREIGN KEY (%I) REFERENCES %I (id)',\n"
              "      foreign_key.name, foreign_key.name || '_' || foreign_key.col || '_fkey', foreign_key.col,\n"
              "      foreign_key.leads_to);\n");
    writer_text(s->writer, "END\n" END_DO);
}

/* ---- rows ------------------------------------------------------------------------------------------------------------ */

static void write_rows(struct script *s, struct store *store, const struct schema_table *table)
{
    const struct export_request *request = s->request;
    uint32_t width = schema_width(table->number), rows = 0;
    writer_format(s->writer, "\nCOPY %s (%s", table->name, key_prefix(s));
    for (uint32_t c = 0; c < width; c++)
        writer_format(s->writer, "%s%s", c ? ", " : "", table->columns[c].name);
    writer_text(s->writer, ") FROM stdin;\n");
    struct scan *scan = scan_open(store, table->number);
    for (scan_all(scan); !s->writer->failed && scan_next(scan);) {
        if (request->progress && rows++ % ROWS_BETWEEN == 0)
            request->progress(request->context, table->number);
        if (s->days)
            writer_format(s->writer, "%s\t", s->day);
        for (uint32_t c = 0; c < width; c++) {
            struct datum datum = scan_get(scan, c);
            if (c)
                writer_char(s->writer, '\t');
            copy_value(s->writer, &table->columns[c], &datum);
        }
        writer_char(s->writer, '\n');
    }
    writer_text(s->writer, "\\.\n");
    scan_close(scan);
}

/* Declarations come first: nearly everything leads to them. All else leads to what stands before it in schema.def. */
static void write_all_rows(struct script *s)
{
    struct store *store = store_open(s->request->model, s->request->as_of, s->request->language);
    writer_format(s->writer, "\nINSERT INTO snapshot (day, language) VALUES ('%s', '%s');\n", s->day,
                  LANGUAGES[s->request->language]);
    write_rows(s, store, table_at(SCHEMA_DECLARATION));
    for (int number = 0; number < SCHEMA_COUNT; number++)
        if (number != SCHEMA_DECLARATION)
            write_rows(s, store, table_at(number));
    store_close(store);
}

/* The tables of the latest day, under their own names. */
static void write_views(struct script *s)
{
    writer_char(s->writer, '\n');
    for (int number = 0; number < SCHEMA_COUNT; number++)
        writer_format(s->writer,
                      "CREATE OR REPLACE VIEW \"%s_latest\".%s AS\n"
                      "  SELECT * FROM %s WHERE day = (SELECT max(day) FROM snapshot);\n",
                      s->schema, table_at(number)->name, table_at(number)->name);
}

const char *export_postgres_too_long(const struct model *model)
{
    for (uint32_t e = 1; e < model->entity_count; e++)
        if (strlen(model_identity(model, e)) > LONGEST_IDENTITY)
            return model_identity(model, e);
    return NULL;
}

void export_postgres(struct writer *writer, const struct export_request *request)
{
    struct script script = {.writer = writer,
                            .request = request,
                            .schema = request->schema,
                            .days = request->days,
                            .partitions = request->partitions};
    date_format_iso(request->as_of, script.day);
    write_beginning(&script);
    write_structure(&script);
    write_clearing(&script);
    write_all_rows(&script);
    write_indexes(&script);
    if (script.days)
        write_views(&script);
    writer_text(writer, "\nANALYZE snapshot, ");
    write_table_names(&script);
    writer_text(writer, ";\nCOMMIT;\n");
}
