/* A small plan with something of most things, for the targets whose input is no plan: questions are asked of it.
 * Depends on workspace.h. The workspace is opened once and lives as long as the program. */
#ifndef FUZZ_PLAN_H
#define FUZZ_PLAN_H

#include "workspace.h"

static const char FUZZ_PLAN[] = "bruk std/råd\n"
                                "\n"
                                "plan p \"Plan\"\n"
                                "  nivå      kommune\n"
                                "  plantype  strategi\n"
                                "  periode   2024–2028\n"
                                "\n"
                                "sektor helse \"Helse\"\n"
                                "sektor skole \"Skole\"\n"
                                "\n"
                                "aktør lege \"Kommuneoverlegen\"\n"
                                "  sektor  helse\n"
                                "aktør rektor \"Rektor\"\n"
                                "  sektor  skole\n"
                                "aktør lag \"Idrettslaget\"\n"
                                "\n"
                                "gruppe g \"Folkehelsegruppa\"\n"
                                "  medlemmer  lege, rektor\n"
                                "\n"
                                "rammeverk lov \"Loven\"\n"
                                "  krav 5 \"Oversikt\"\n"
                                "    ansvarlig  lege\n"
                                "\n"
                                "utfordring u \"Stillesitting\"\n"
                                "\n"
                                "indikator i \"Går til skolen\"\n"
                                "  enhet   %\n"
                                "  målt 2023  30 %\n"
                                "  målt 2025  44 %  kjent 2026-02-01\n"
                                "\n"
                                "mål m \"Aktive barn\"\n"
                                "  svarer på  u\n"
                                "\n"
                                "  delmål 1 \"Skolevei\"\n"
                                "    tiltak a \"Gangvei\"\n"
                                "      ansvarlig    rektor\n"
                                "      partner      lege, \"Naboer\"\n"
                                "      frist        2025\n"
                                "      utsatt til   2026-12 vedtak \"1/25\" 2025-03-01\n"
                                "      målgruppe    barn\n"
                                "      virkemiddel  strukturell\n"
                                "      kostnad      100 000 kr per år 2025–2026\n"
                                "      ivaretar     5\n"
                                "      aktivitet \"Tegne\"\n"
                                "        utfører  lag\n"
                                "    tiltak b \"Kurs\"\n"
                                "      ansvarlig    lege\n"
                                "      når          hvert år 2024–2027 innen 1. mai\n"
                                "      status       i drift 2024\n"
                                "      målgruppe    barn, unge\n"
                                "    tiltak c \"Turlag\"\n"
                                "      ansvarlig  –\n"
                                "      partner    lag?\n"
                                "\n"
                                "resultatmål r \"Flere går\"\n"
                                "  for  1\n"
                                "  utgangspunkt 2023  30 %\n"
                                "  innen 2025  minst 40 %\n"
                                "  innen 2027  minst 35 %\n"
                                "  målt 2025  44 %\n";

static inline struct fuzz_workspace *fuzz_plan(void)
{
    static struct fuzz_workspace workspace;
    if (!workspace.rules)
        fuzz_open(&workspace, (const uint8_t *)FUZZ_PLAN, strlen(FUZZ_PLAN));
    return &workspace;
}

#endif
