/* web_findings.c: what `check` says of a plan, the gravest first, each with the line it is about. */
#include "web_page.h"

static const enum label COLUMNS[] = {LABEL_SEVERITY, LABEL_FINDING, LABEL_PLACE};

static void begin_table(struct web_page *page)
{
    web_table_begin(page, "wide findings", site_kind_title(page->site, PAGE_FINDINGS), COLUMNS,
                    sizeof COLUMNS / sizeof *COLUMNS);
}

static void write_finding(struct web_page *page, const struct diagnostic *finding)
{
    static const enum label words[] = {LABEL_NOTE, LABEL_NOTE, LABEL_WARNING, LABEL_ERROR};
    struct site *site = page->site;
    struct html *h = &page->html;
    const struct diag_row *row = diag_row((enum diag_code)finding->code);
    uint32_t line = source_position(&site->model->files[finding->span.file].source, finding->span.start).line;
    html_open(h, ELEMENT_TR);
    html_open(h, ELEMENT_TD);
    web_badge(page, severity_name((enum severity)finding->severity), web_say(page, words[finding->severity]));
    html_close(h);
    html_open(h, ELEMENT_TH);
    html_attribute(h, ATTRIBUTE_SCOPE, "row");
    html_text(h, diag_message(&page->arena, finding, site->language));
    const char *help = diag_help(&page->arena, finding, site->language);
    if (*help) {
        html_text(h, " ");
        html_element(h, ELEMENT_SPAN, "help", help);
    }
    html_close(h);
    html_open(h, ELEMENT_TD);
    html_link(h, web_line_address(page, finding->span.file, line),
              arena_format(&page->arena, "%s:%u", site_path(site, finding->span.file), line));
    html_text(h, " ");
    html_element(h, ELEMENT_SPAN, "kind", row->code);
    html_close_to(h, h->depth - 2);
}

void web_findings(struct site *site, const struct plan *plan)
{
    struct web_page opened, *page = &opened;
    const struct diagnostic *findings = site->findings + plan->finding;
    web_begin(page, site, PAGE_FINDINGS, plan->slug, plan->unit ? site_kind_title(site, PAGE_FINDINGS) : plan->title,
              plan);
    web_paragraph(page, "lead", web_say(page, plan->finding_count ? LABEL_FINDINGS_LEAD : LABEL_NO_FINDINGS));
    if (plan->finding_count)
        begin_table(page);
    for (int severity = SEVERITY_ERROR; severity >= SEVERITY_NOTE; severity--)
        for (uint32_t i = 0; i < plan->finding_count; i++) {
            if (findings[i].severity != severity)
                continue;
            if (web_is_full(page)) {
                web_table_end(page);
                web_turn(page);
                begin_table(page);
            }
            write_finding(page, &findings[i]);
        }
    if (plan->finding_count)
        web_table_end(page);
    web_end(page);
}
