/* The texts of the generated plans, each in bokmål and nynorsk: who, where, what and why.
 * Depends on lexicon for the types of actors and sources; constants only.
 * All of it is invented, and commonplace on purpose. */
#ifndef TEXTS_H
#define TEXTS_H

#include "lexicon.h"

typedef const char *const pair[2]; /* bokmål, nynorsk */

#define LENGTH(array) ((int)(sizeof(array) / sizeof *(array)))

/* clang-format off */
static const struct sector {
    pair id, title;
} SECTORS[] = {
    {{"ledelse", "leiing"}, {"Ledelse og stab", "Leiing og stab"}},
    {{"oppvekst", "oppvekst"}, {"Oppvekst og opplæring", "Oppvekst og opplæring"}},
    {{"helse", "helse"}, {"Helse og omsorg", "Helse og omsorg"}},
    {{"kultur", "kultur"}, {"Kultur og fritid", "Kultur og fritid"}},
    {{"teknisk", "teknisk"}, {"Teknisk drift og eiendom", "Teknisk drift og eigedom"}},
    {{"samfunn", "samfunn"}, {"Plan, miljø og næring", "Plan, miljø og næring"}},
    {{"velferd", "velferd"}, {"Arbeid og velferd", "Arbeid og velferd"}},
    {{"sivilsamfunn", "sivilsamfunn"}, {"Innbyggerne og frivillig sektor", "Innbyggjarane og frivillig sektor"}},
};

/* Where the parts of ACTORS begin: measures take their accountable, performers and partners from three parts
 * that do not overlap, so that nobody is both performer and partner. */
enum { COUNCIL_ACTOR, DIRECTOR, COORDINATOR_ACTOR, HEADS, SERVICES = HEADS + 6, PARTNERS = SERVICES + 12 };

static const struct actor {
    pair id, title;
    int sector;
    enum term type;
} ACTORS[] = {
    {{"kommunestyret", "kommunestyret"}, {"Kommunestyret", "Kommunestyret"}, 0, VALUE_COMMITTEE},
    {{"kommunedirektør", "kommunedirektør"}, {"Kommunedirektøren", "Kommunedirektøren"}, 0, VALUE_PUBLIC},
    {{"koordinatoren", "koordinatoren"}, {"Folkehelsekoordinatoren", "Folkehelsekoordinatoren"}, 0, VALUE_STAFF},
    {{"oppvekstsjef", "oppvekstsjef"}, {"Kommunalsjef oppvekst", "Kommunalsjef oppvekst"}, 1, VALUE_PUBLIC},
    {{"helsesjef", "helsesjef"}, {"Kommunalsjef helse", "Kommunalsjef helse"}, 2, VALUE_PUBLIC},
    {{"kultursjef", "kultursjef"}, {"Kommunalsjef kultur", "Kommunalsjef kultur"}, 3, VALUE_PUBLIC},
    {{"teknisk-sjef", "teknisk-sjef"}, {"Kommunalsjef teknisk", "Kommunalsjef teknisk"}, 4, VALUE_PUBLIC},
    {{"plansjef", "plansjef"}, {"Plansjefen", "Plansjefen"}, 5, VALUE_PUBLIC},
    {{"nav-leder", "nav-leiar"}, {"Lederen for Nav-kontoret", "Leiaren for Nav-kontoret"}, 6, VALUE_PUBLIC},
    {{"skolene", "skulane"}, {"Grunnskolene", "Grunnskulane"}, 1, VALUE_PUBLIC},
    {{"barnehagene", "barnehagane"}, {"Barnehagene", "Barnehagane"}, 1, VALUE_PUBLIC},
    {{"helsestasjonen", "helsestasjonen"}, {"Helsestasjonen", "Helsestasjonen"}, 2, VALUE_PUBLIC},
    {{"friskliv", "friskliv"}, {"Frisklivssentralen", "Frisklivssentralen"}, 2, VALUE_PUBLIC},
    {{"hjemmetjenesten", "heimetenesta"}, {"Hjemmetjenesten", "Heimetenesta"}, 2, VALUE_PUBLIC},
    {{"overlegen", "overlegen"}, {"Kommuneoverlegen", "Kommuneoverlegen"}, 2, VALUE_PUBLIC},
    {{"biblioteket", "biblioteket"}, {"Folkebiblioteket", "Folkebiblioteket"}, 3, VALUE_PUBLIC},
    {{"fritidsklubben", "fritidsklubben"}, {"Fritidsklubben", "Fritidsklubben"}, 3, VALUE_PUBLIC},
    {{"vei-og-park", "veg-og-park"}, {"Vei og park", "Veg og park"}, 4, VALUE_PUBLIC},
    {{"boligkontoret", "bustadkontoret"}, {"Boligkontoret", "Bustadkontoret"}, 4, VALUE_PUBLIC},
    {{"planavdelingen", "planavdelinga"}, {"Planavdelingen", "Planavdelinga"}, 5, VALUE_PUBLIC},
    {{"ungdomsteamet", "ungdomsteamet"}, {"Ungdomsteamet i Nav", "Ungdomsteamet i Nav"}, 6, VALUE_PUBLIC},
    {{"ungdomsrådet", "ungdomsrådet"}, {"Ungdomsrådet", "Ungdomsrådet"}, 7, VALUE_COUNCIL},
    {{"eldrerådet", "eldrerådet"}, {"Eldrerådet", "Eldrerådet"}, 7, VALUE_COUNCIL},
    {{"idrettsrådet", "idrettsrådet"}, {"Idrettsrådet", "Idrettsrådet"}, 7, VALUE_VOLUNTARY},
    {{"frivilligsentralen", "frivilligsentralen"}, {"Frivilligsentralen", "Frivilligsentralen"}, 7, VALUE_VOLUNTARY},
    {{"turlaget", "turlaget"}, {"Turlaget", "Turlaget"}, 7, VALUE_VOLUNTARY},
    {{"fau", "fau"}, {"Foreldreutvalget", "Foreldreutvalet"}, 7, VALUE_VOLUNTARY},
    {{"røde-kors", "raude-krossen"}, {"Røde Kors lokalforening", "Raude Krossen lokalforeining"}, 7, VALUE_VOLUNTARY},
    {{"pensjonistlaget", "pensjonistlaget"}, {"Pensjonistlaget", "Pensjonistlaget"}, 7, VALUE_VOLUNTARY},
};

static const struct source {
    pair id, title;
    enum term type;
} SOURCES[] = {
    {{"ungdata", "ungdata"}, {"Ungdata-undersøkelsen", "Ungdata-undersøkinga"}, VALUE_STATISTICS},
    {{"folkehelseprofilen", "folkehelseprofilen"}, {"Folkehelseprofilen", "Folkehelseprofilen"}, VALUE_STATISTICS},
    {{"grendemøter", "grendemøte"}, {"Åpne møter i grendene", "Opne møte i grendene"}, VALUE_EXPERIENCE},
};

/* One red thread each: challenge, hovedmål, and the indicator that its target is measured with. */
static const struct thread {
    pair id, challenge, goal, indicator_id, indicator, target;
    int source, base; /* the indicator's first value, in tenths of a percent */
    bool up;
} THREADS[] = {
    {{"psykiske-plager", "psykiske-plager"},
     {"Mange unge har psykiske plager", "Mange unge har psykiske plager"},
     {"Barn og unge mestrer hverdagen og hører til", "Barn og unge meistrar kvardagen og høyrer til"},
     {"skoletrivsel", "skuletrivsel"},
     {"Elever som trives godt på skolen", "Elevar som trivst godt på skulen"},
     {"Elevene trives på skolen", "Elevane trivst på skulen"}, 0, 812, true},
    {{"ensomhet", "einsemd"},
     {"Mange eldre er ensomme", "Mange eldre er einsame"},
     {"Alle eldre har noen å være sammen med", "Alle eldre har nokon å vere saman med"},
     {"ensomme-eldre", "einsame-eldre"},
     {"Innbyggere over 67 år som ofte er ensomme", "Innbyggjarar over 67 år som ofte er einsame"},
     {"Få eldre er ensomme", "Få eldre er einsame"}, 2, 214, false},
    {{"lite-aktive", "lite-aktive"},
     {"Innbyggerne sitter mer og går mindre", "Innbyggjarane sit meir og går mindre"},
     {"Hverdagen er aktiv for alle", "Kvardagen er aktiv for alle"},
     {"aktiv-skolevei", "aktiv-skuleveg"},
     {"Elever som går eller sykler til skolen", "Elevar som går eller syklar til skulen"},
     {"Elevene går eller sykler til skolen", "Elevane går eller syklar til skulen"}, 1, 476, true},
    {{"levekår", "levekår"},
     {"Levekårene er ulikt fordelt", "Levekåra er ulikt fordelte"},
     {"Forskjellene i helse er små", "Skilnadene i helse er små"},
     {"barn-i-lavinntekt", "barn-i-låginntekt"},
     {"Barn i husholdninger med vedvarende lav inntekt", "Barn i hushald med vedvarande låg inntekt"},
     {"Få barn vokser opp med lav inntekt", "Få barn veks opp med låg inntekt"}, 1, 121, false},
};

static const pair SUBGOALS[] = {
    {"Trygge skolemiljøer", "Trygge skulemiljø"},
    {"Møteplasser for alle aldre", "Møteplassar for alle aldrar"},
    {"Gode vaner i hverdagen", "Gode vanar i kvardagen"},
    {"Tjenester som når fram", "Tenester som når fram"},
    {"Nærmiljøer som innbyr til å gå", "Nærmiljø som innbyr til å gå"},
    {"Medvirkning som merkes", "Medverknad som merkast"},
};

/* A measure's title is an action at a place; all pairs are used before any comes again. */
static const pair ACTIONS[] = {
    {"Gratis utstyrsutlån", "Gratis utstyrsutlån"},
    {"Skolemåltid hver dag", "Skulemåltid kvar dag"},
    {"Foreldreveiledning", "Foreldrerettleiing"},
    {"Åpen hall på lørdager", "Open hall på laurdagar"},
    {"Gangvei til skolen", "Gangveg til skulen"},
    {"Turgruppe for eldre", "Turgruppe for eldre"},
    {"Lavterskeltilbud for psykisk helse", "Lågterskeltilbod for psykisk helse"},
    {"Sommerjobb for ungdom", "Sommarjobb for ungdom"},
    {"Besøksvenner", "Besøksvener"},
    {"Språkkafé", "Språkkafé"},
    {"Livsmestring i undervisningen", "Livsmeistring i undervisninga"},
    {"Nærmiljøanlegg", "Nærmiljøanlegg"},
    {"Trygg overgang til skolen", "Trygg overgang til skulen"},
    {"Hjemmebesøk til nye foreldre", "Heimebesøk til nye foreldre"},
    {"Rusforebygging blant unge", "Rusførebygging blant unge"},
    {"Fallforebygging hjemme", "Fallførebygging heime"},
    {"Fritidskort for barn", "Fritidskort for barn"},
    {"Beintøft uteområde", "Beintøft uteområde"},
    {"Støykartlegging", "Støykartlegging"},
    {"Buss på kveldstid", "Buss på kveldstid"},
    {"Boligsosialt prosjekt", "Bustadsosialt prosjekt"},
    {"Arbeidstrening for unge", "Arbeidstrening for unge"},
    {"Møteplass på biblioteket", "Møteplass på biblioteket"},
    {"Rutine for skolefravær", "Rutine for skulefråvær"},
    {"Kurs i depresjonsmestring", "Kurs i depresjonsmeistring"},
    {"Sykkelopplæring", "Sykkelopplæring"},
    {"Kartlegging av lekeplasser", "Kartlegging av leikeplassar"},
    {"Matfellesskap", "Matfellesskap"},
    {"Røykfri skoletid", "Røykfri skuletid"},
    {"Vaksinasjon av eldre", "Vaksinasjon av eldre"},
    {"Barnetråkk", "Barnetråkk"},
};

static const pair PARTS[] = {
    {"Kartlegge behovet", "Kartleggje behovet"},
    {"Avtale med partnerne", "Avtale med partnarane"},
    {"Opplæring av ansatte", "Opplæring av tilsette"},
    {"Prøveperiode", "Prøveperiode"},
    {"Informasjon til innbyggerne", "Informasjon til innbyggjarane"},
    {"Oppsummering og læring", "Oppsummering og læring"},
    {"Innkjøp av utstyr", "Innkjøp av utstyr"},
};

static const char *const PLACES[] = {
    "i sentrum", "på Nes", "i Øvre bygd", "ved kirken", "på Sandvik", "i Nordbygda", "på Åsen", "i Sørbygda",
    "ved elva", "på Haugen", "i Vestbygda", "ved stasjonen", "på Moen", "i Østbygda", "ved fjorden", "på Bakken",
    "i Dalen", "ved torget", "på Solsida", "i Strandgata", "på Myra", "ved Storelva", "på Lia", "i Nedre bygd",
};

static const pair TARGET_GROUPS[] = {
    {"barn", "barn"}, {"unge", "unge"}, {"foreldre", "foreldre"}, {"eldre", "eldre"}, {"innbyggere", "innbyggjarar"},
};

static const pair LINES[] = {
    {"Tiltaket er valgt fordi oversikten viser at behovet er stort, og fordi det",
     "Tiltaket er valt fordi oversikta viser at behovet er stort, og fordi det"},
    {"når alle uten at noen må melde seg på. Erfaringene fra det første året er",
     "når alle utan at nokon må melde seg på. Røynslene frå det første året er"},
    {"gode, og tilbudet skal gå inn i ordinær drift når prøvetiden er over.",
     "gode, og tilbodet skal gå inn i ordinær drift når prøvetida er over."},
    {"Tjenestene samarbeider om **ett felles opplegg**, slik at det ikke blir",
     "Tenestene samarbeider om **eitt felles opplegg**, slik at det ikkje blir"},
    {"tilfeldig hvem som får hjelp. Det koster lite og kan settes i gang raskt.",
     "tilfeldig kven som får hjelp. Det kostar lite og kan setjast i gang raskt."},
    {"Se også vedtaket i budsjettet (punkt 4) og rutinen for internkontroll.",
     "Sjå også vedtaket i budsjettet (punkt 4) og rutinen for internkontroll."},
};

static const pair REMARKS[] = {
    {"Tilskuddet fra fylkeskommunen er søkt.", "Tilskotet frå fylkeskommunen er søkt."},
    {"Rapporteres i årsmeldingen.", "Blir rapportert i årsmeldinga."},
    {"Vurderes på nytt ved rulleringen.", "Blir vurdert på nytt ved rulleringa."},
};

/* Four hundred municipalities. */
static const char *const FIRST[] = {
    "Nord", "Sør", "Øst", "Vest", "Indre", "Ytre", "Øvre", "Nedre", "Stor", "Lille",
    "Gran", "Bjørk", "Fjell", "Stein", "Elve", "Skog", "Sol", "Høy", "Grøn", "Kvit",
};
static const char *const LAST[] = {
    "vik", "dal", "nes", "fjord", "berg", "heim", "øy", "sund", "bø", "stad",
    "vang", "rud", "haug", "mo", "sjø", "land", "strand", "foss", "lund", "ås",
};
/* clang-format on */

#endif
