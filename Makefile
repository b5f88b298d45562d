# Tråd (traad). Everything built lands in build/, generated code in build/gen/.
#
#   make          build/traad                        make test     every test
#   make debug    build/debug/traad (ASan, UBSan)    make demo     a first look at an example
#   make tsan     build/tsan/traad (data races)      make lint     layout, static analysis, house rules
#   make bench    speed, as ratios                   make fuzz     T=60 seconds a front door (clang), or N=10000 mutants
#   make install  PREFIX=/usr/local DESTDIR=         make uninstall, likewise
#   make dist     build/traad-VERSION.tar.gz         make deb      a Debian package, from it
#   make deps     what the build needs, installed    make replay   the inputs of fuzz once, without clang
#   make wasm     the core as WebAssembly, tried      make clean    remove build/

# Where the program, its unit tests and what they are made of land; a build of another sort beside this one: `make BUILD=build/small CFLAGS=-Os`.
BUILD    := build
CFLAGS   ?= -O2
SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -g -O1
LTO      := $(if $(findstring gcc,$(shell $(CC) --version 2>/dev/null | head -n 1))$(findstring Free Software,$(shell $(CC) --version 2>/dev/null)),-flto=auto -ffat-lto-objects)
HOSTCC   ?= $(CC)

# What makes a mistake in the code harder to use against whoever reads a stranger's plan: as much of it as the compiler knows. They
# stand before CFLAGS and LDFLAGS, which can take them back; `make HARDEN= HARDEN_LINK=` builds without them.
hardens   = $(shell for flag in $1; do echo 'int main(void) { return 0; }' | $(CC) $$flag -Werror -x c -o /dev/null - 2>/dev/null && echo $$flag; done)
GUARDS   := -fPIE -fstack-protector-strong -fstack-clash-protection -fcf-protection
GUARDED  := -pie -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack
fortify   = $(if $(filter -O -O1 -O2 -O3 -Os -Ofast,$(CFLAGS)),$(if $(findstring _FORTIFY_SOURCE,$(CFLAGS) $(CPPFLAGS)),,-U_FORTIFY_SOURCE \
              -D_FORTIFY_SOURCE=$(if $(shell echo '\#include <stdio.h>' | $(CC) -O1 -D_FORTIFY_SOURCE=3 -Werror -E - 2>/dev/null),3,2)))
HARDEN   ?= $(call hardens,$(GUARDS)) $(fortify)
HARDEN_LINK ?= $(call hardens,$(if $(filter -static%,$(LDFLAGS)),$(filter-out -pie,$(GUARDED)),$(GUARDED)))
HARDEN   := $(HARDEN)
HARDEN_LINK := $(HARDEN_LINK)
export HARDEN HARDEN_LINK
LIBS     := -lsqlite3 -lutf8proc -ljansson -lpthread -lm
PREFIX   ?= /usr/local
N        ?= 10000
DEMO     := examples/folkehelseprogrammet

# The libraries that only a format needs, MACRO=package. Without one, the format says that it is not there; `make WITH=`
# builds without them all.
package  = $(lastword $(subst =, ,$1))
WITH    ?= $(foreach pair,XLSXWRITER=xlsxwriter ICAL=libical XML=libxml-2.0 CMARK=libcmark GIT2=libgit2,\
             $(if $(shell pkg-config --exists $(call package,$(pair)) 2>/dev/null && echo yes),$(pair)))
WITH    := $(WITH)
PACKAGES := $(foreach pair,$(WITH),$(call package,$(pair)))
WITHOUT := $(if $(filter XLSXWRITER=%,$(WITH)),,$(addprefix runtime/output/,table_xlsx.c xlsx.c zip.c)) \
           $(if $(filter ICAL=%,$(WITH)),,$(addprefix runtime/output/,export_ics.c calendar.c)) \
           $(if $(filter XML=%,$(WITH)),,$(addprefix runtime/output/,export_stratml.c stratml_kept.c stratml_result.c xml.c)) \
           runtime/git/$(if $(filter GIT2=%,$(WITH)),git_none,git).c

# What stands in for the libraries and the process where there are none (`make wasm`), and what it stands in for.
HOSTED  := $(addprefix lang/,unicode_host.c exhausted_host.c) runtime/data/json_stat_none.c $(wildcard runtime/wasm/*.c)
UNHOSTED := $(addprefix lang/,unicode.c exhausted.c) $(addprefix runtime/data/,json_stat.c json_place.c)

# Those of them that take long to load are not linked with: runtime/output/library.c loads them by the name that the linker would
# have noted, found here as a path. `make LATE=` links with them all, and so does a build for which a name is not found, or a static one.
LATE    ?= $(if $(findstring -static,$(CC) $(CFLAGS) $(LDFLAGS)),,xlsxwriter libical libxml-2.0 libgit2)
LATER   := $(filter $(LATE),$(PACKAGES))
soname   = $(shell LC_ALL=C readelf -d $1 2>/dev/null | sed -n 's/.*Library soname: \[\(.*\)\]/\1/p')
shared   = $(patsubst -l%,lib%.so,$(firstword $(shell pkg-config --libs-only-l $1)))
linked   = $(or $(wildcard $(shell pkg-config --variable=libdir $1)/$(shared)),$(shell $(CC) -print-file-name=$(shared)))
paths   := $(foreach file,$(foreach name,$(LATER),$(call linked,$(name))),$(addprefix $(dir $(abspath $(file))),$(call soname,$(file))))
LATER   := $(if $(filter $(words $(LATER)),$(words $(paths))),$(LATER))
WITH_FLAGS :=
ifneq ($(PACKAGES),)
WITH_FLAGS += $(foreach pair,$(WITH),-DWITH_$(firstword $(subst =, ,$(pair)))) $(subst -I,-isystem ,$(shell pkg-config --cflags $(PACKAGES)))
LIBS     += $(if $(filter xlsxwriter,$(PACKAGES)),-lz)
endif
ifneq ($(LATER),)
WITH_FLAGS += -DTRAAD_LATE='"$(subst $() ,,$(foreach path,$(paths),$(path)\0))"'
LIBS     += -ldl
endif
ifneq ($(filter-out $(LATER),$(PACKAGES)),)
LIBS     += $(shell pkg-config --libs $(filter-out $(LATER),$(PACKAGES)))
endif

# Where to read about the program, for the reports that say so: the repository that this one was cloned from, if it has an
# address on the web without a name or a password in it; else the page that `make install` puts beside the program.
HOMEPAGE ?= $(or $(patsubst %.git,%,$(shell git config --get remote.origin.url 2>/dev/null | grep -xE 'https?://[A-Za-z0-9./_~-]+')),\
              $(shell printf '%s' 'file://$(abspath $(PREFIX))/share/doc/traad/README.md' | grep -xE 'file:///[A-Za-z0-9./_~-]+'))

STD  := -std=c11 -D_POSIX_C_SOURCE=200809L -D_FILE_OFFSET_BITS=64 -D_TIME_BITS=64 -pthread
WERROR ?= -Werror
WARN := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes $(WERROR)
GEN  := $(BUILD)/gen

# Who sees whom. A part sees lang/, itself and what stands to its left, so a wrong-way include does not compile:
#   lang <- data <- model <- check, rule <- store <- report <- output <- web <- cli
#   check, rule <- live <- cli; output <- wasm
#   output <- system <- git, watch, init <- cli
SEES_lang   :=
SEES_data   := data
SEES_model  := data model
SEES_check  := $(SEES_model) check
SEES_rule   := $(SEES_model) rule
SEES_live   := $(SEES_model) check rule live
SEES_store  := $(SEES_model) check store
SEES_report := $(SEES_model) check rule store report
SEES_output := $(SEES_report) output
SEES_wasm   := $(SEES_output) wasm
SEES_web    := $(SEES_output) web
SEES_system := output system
SEES_git    := $(SEES_system) git
SEES_watch  := $(SEES_system) watch
SEES_init   := $(SEES_output) system init
SEES_cli    := $(SEES_web) live system git watch init cli
sees  = -iquote lang -iquote $(GEN) $(foreach part,$(SEES_$(notdir $(patsubst %/,%,$(dir $1)))),-iquote runtime/$(part))

TOOLS   := lang/embed.c lang/prepare.c lang/characters.c
SOURCES := $(sort $(filter-out $(TOOLS) $(WITHOUT) $(HOSTED),$(wildcard lang/*.c) $(wildcard runtime/*/*.c)))
HEADERS := $(sort $(wildcard lang/*.h runtime/*/*.h lang/*.def runtime/*/*.def))
OBJECTS := $(SOURCES:.c=.o) $(addprefix gen/,lexer.o grammar.o expression.o stdlib.o prepared.o explain.o web.o starter.o shell.o)
LIBRARY := $(filter-out runtime/cli/main.o,$(OBJECTS))
UNITS   := $(patsubst tests/unit/%.c,%,$(wildcard tests/unit/*.c))
TARGETS := $(patsubst tests/fuzz/%.c,%,$(filter-out tests/fuzz/replay.c,$(wildcard tests/fuzz/*.c)))
TIDIED  := $(patsubst %.c,build/tidy/%.ok,$(SOURCES) $(HOSTED) $(TOOLS))
PLANS   := $(sort $(wildcard stdlib/*.plan stdlib/*/*.plan))
PAGES   := $(sort $(wildcard docs/diagnostics/*.md))
LOOKS   := runtime/web/style.css runtime/web/script.js
STARTER := $(shell find runtime/init/starter -type f | LC_ALL=C sort)
SHELLS  := $(sort $(wildcard runtime/cli/shell/*))

Q   := $(if $V,,@)
say  = @printf '  %-6s %s\n' $1 $2
ifeq ($(MAKELEVEL),0)
MAKEFLAGS := $(MAKEFLAGS) -j$(shell getconf _NPROCESSORS_ONLN)
endif

.PHONY: all debug tsan test demo deps deps-ci lint format bench fuzz replay wasm install uninstall dist deb clean unit unit-debug run-test run-demo run-wasm
.DELETE_ON_ERROR:
.SECONDARY:

all: $(BUILD)/traad
debug: build/debug/traad
tsan: build/tsan/traad
unit: $(UNITS:%=$(BUILD)/unit/%)
unit-debug: $(UNITS:%=build/debug/unit/%)

# ---- generated code ----------------------------------------------------------------------------
$(GEN) build/bench:
	@mkdir -p $@

$(GEN)/lexer.c: lang/lexer.re Makefile | $(GEN)
	$(call say,RE2C,$<)
	$Qre2c -8 -c -W -Werror -o $@ $<

$(GEN)/grammar.c: lang/grammar.y Makefile | $(GEN)
	$(call say,LEMON,$<)
	$Qlemon -c -d$(GEN) $<

$(GEN)/expression.c: lang/expression.y Makefile | $(GEN)
	$(call say,LEMON,$<)
	$Qlemon -c -d$(GEN) $<

$(GEN)/%.h: $(GEN)/%.c
	@touch $@

$(BUILD)/embed: lang/embed.c Makefile
	$(call say,CC,$<)
	@mkdir -p $(@D)
	$Q$(HOSTCC) $(STD) $(WARN) -O1 -iquote lang $(HOSTLINK) -o $@ $<

# The folders stand as prerequisites so that a file that goes away is noticed.
$(GEN)/stdlib.c: $(BUILD)/embed $(PLANS) $(wildcard stdlib stdlib/*/) | $(GEN)
	$(call say,EMBED,stdlib)
	$Q$(BUILD)/embed stdlib_files $(PLANS) > $@

$(GEN)/explain.c: $(BUILD)/embed $(PAGES) $(wildcard docs/diagnostics) | $(GEN)
	$(call say,EMBED,docs/diagnostics)
	$Q$(BUILD)/embed explain_files $(PAGES) > $@

$(GEN)/web.c: $(BUILD)/embed $(LOOKS) | $(GEN)
	$(call say,EMBED,runtime/web)
	$Q$(BUILD)/embed web_files $(LOOKS) > $@

$(GEN)/starter.c: $(BUILD)/embed $(STARTER) $(sort $(dir $(STARTER))) | $(GEN)
	$(call say,EMBED,runtime/init/starter)
	$Q$(BUILD)/embed starter_templates $(STARTER) > $@

$(GEN)/shell.c: $(BUILD)/embed $(SHELLS) | $(GEN)
	$(call say,EMBED,runtime/cli/shell)
	$Q$(BUILD)/embed shell_files $(SHELLS) > $@

# ---- one set of rules a flavour: $1 is its folder, $2 its flags, $3 what drives its fuzzing, $4 its flags to link ------------------------
# $1/flags holds the flags that the objects were made with; it is written anew when they are others, and then the objects are too.
define flavour
flags-$1 := $(CC) $(STD) $(WARN) $2 $(CPPFLAGS) $(WITH_FLAGS) $4 $(LDFLAGS) $(LIBS) $(HOMEPAGE) $(PACKAGES)
$1/flags: always
	@mkdir -p $$(@D)
	@printf '%s\n' '$$(subst ','\'',$$(flags-$1))' > $$@.now
	@cmp -s $$@.now $$@ && rm $$@.now || mv $$@.now $$@

$1/obj/gen/%.o: $(GEN)/%.c Makefile $1/flags | $(GEN)/grammar.h $(GEN)/expression.h
	$$(call say,CC,$$<)
	@mkdir -p $$(@D)
	$Q$$(CC) $(STD) -w -DNDEBUG $2 $$(CPPFLAGS) $$(WITH_FLAGS) -iquote lang -iquote $(GEN) -MMD -MP -c -o $$@ $$<

$1/obj/%.o: %.c Makefile $1/flags | $(GEN)/grammar.h $(GEN)/expression.h
	$$(call say,CC,$$<)
	@mkdir -p $$(@D)
	$Q$$(CC) $(STD) $(WARN) $2 $$(CPPFLAGS) $$(WITH_FLAGS) $$(call sees,$$<) -MMD -MP -c -o $$@ $$<

$1/obj/runtime/output/sarif_rule.o: WITH_FLAGS += $(if $(strip $(HOMEPAGE)),-DTRAAD_HOMEPAGE='"$(strip $(HOMEPAGE))"')
$1/obj/runtime/cli/help.o: WITH_FLAGS += -DTRAAD_WITH='"$(strip $(PACKAGES))"' # for `traad version`

$1/traad: $(OBJECTS:%=$1/obj/%)
	$$(call say,LINK,$$@)
	$Q$$(CC) $2 $4 $$(LDFLAGS) -o $$@ $$^ $(LIBS)

$1/unit/%: tests/unit/%.c tests/unit/test.h Makefile $(LIBRARY:%=$1/obj/%)
	$$(call say,LINK,$$@)
	@mkdir -p $$(@D)
	$Q$$(CC) $(STD) $(WARN) $2 $$(CPPFLAGS) $$(WITH_FLAGS) $4 $$(LDFLAGS) $$(call sees,runtime/cli/) -o $$@ $$< $(LIBRARY:%=$1/obj/%) $(LIBS)

# The targets of tests/fuzz: $3 drives them, a file or a flag of the linker.
$1/fuzz/%: tests/fuzz/%.c $(wildcard tests/fuzz/*.h) $(filter %.c,$3) Makefile $(LIBRARY:%=$1/obj/%)
	$$(call say,LINK,$$@)
	@mkdir -p $$(@D)
	$Q$$(CC) $(STD) $(WARN) $2 $$(CPPFLAGS) $$(WITH_FLAGS) $$(LDFLAGS) $$(call sees,runtime/cli/) -iquote tests/fuzz -o $$@ $$< $3 $(LIBRARY:%=$1/obj/%) $(LIBS)

-include $(OBJECTS:%.o=$1/obj/%.d) $1/obj/lang/prepare.d
endef
.PHONY: always
$(eval $(call flavour,$(BUILD),$(HARDEN) $(CFLAGS) $(LTO),,$(HARDEN_LINK)))
$(eval $(call flavour,build/debug,$(SANITIZE),tests/fuzz/replay.c))
$(eval $(call flavour,build/clang,$(SANITIZE) -fsanitize=fuzzer-no-link,-fsanitize=fuzzer))
$(eval $(call flavour,build/afl,$(SANITIZE),-fsanitize=fuzzer))
$(eval $(call flavour,build/tsan,-fsanitize=thread -fno-omit-frame-pointer -g -O1))
build/clang/%: private override CC = clang
build/afl/%: private override CC = AFL_LLVM_INSTRUMENT=LLVM-NATIVE AFL_DONT_OPTIMIZE=1 afl-clang-fast

# What the standard library comes to when it is read, found by the program's own reader; for another machine than the one that
# builds, that is made once more with its compiler (`make CC=aarch64-linux-gnu-gcc HOSTCC=cc`).
READER  := $(filter-out lang/prepared.c lang/parse_date.c,$(filter lang/%,$(SOURCES)))
READER  := $(READER:.c=.o) $(addprefix gen/,lexer.o grammar.o expression.o stdlib.o) lang/prepare.o
ifeq ($(HOSTCC),$(CC))
HOSTLINK := $(LDFLAGS) # of the tools: one compiler makes them and the program, and they run as it does
$(BUILD)/prepare: $(READER:%=$(BUILD)/obj/%)
	$(call say,LINK,$@)
	$Q$(CC) $(CFLAGS) $(HARDEN_LINK) $(LDFLAGS) -o $@ $^ -lutf8proc -lpthread -lm
else
$(eval $(call flavour,$(BUILD)/host,-O1))
$(BUILD)/host/obj/%.o: override CC := $(HOSTCC)
$(BUILD)/prepare: $(READER:%=$(BUILD)/host/obj/%)
	$(call say,LINK,$@)
	$Q$(HOSTCC) -o $@ $^ -lutf8proc -lpthread -lm
endif

$(GEN)/prepared.c: $(BUILD)/prepare
	$(call say,READ,stdlib)
	$Q$(BUILD)/prepare > $@

# ---- the core as WebAssembly: bytes and a day in, findings out; no files, threads or libraries (runtime/wasm) -----------------------------
WASMCC  := clang --target=wasm32-wasi
CORE    := $(filter-out $(UNHOSTED) lang/format%,$(filter lang/% runtime/data/% runtime/model/% runtime/check/% runtime/rule/%,$(SOURCES))) \
           $(addprefix runtime/output/,findings.c findings_json.c json.c writer.c glyph.c) $(HOSTED)
CORE    := $(CORE:.c=.o) $(addprefix gen/,lexer.o grammar.o expression.o stdlib.o prepared.o characters.o)
$(eval $(call flavour,build/wasm,-O2 -no-pthread))
build/wasm/%: private override CC = $(WASMCC)
build/wasm/%: private override CPPFLAGS =
build/wasm/%: private WITH_FLAGS =

$(BUILD)/characters: lang/characters.c lang/characters.h lang/unicode.c lang/arena.c lang/exhausted.c Makefile
	$(call say,CC,$<)
	@mkdir -p $(@D)
	$Q$(HOSTCC) $(STD) $(WARN) -O1 -iquote lang $(HOSTLINK) -o $@ $(filter %.c,$^) -lutf8proc

$(GEN)/characters.c: $(BUILD)/characters | $(GEN)
	$(call say,WRITE,$@)
	$Q$(BUILD)/characters > $@

# A megabyte of stack, before all else in memory: what would run over its end is stopped there. The C library prints and reads
# numbers of every size so that it need not write to a file that it cannot.
build/wasm/traad.wasm: $(CORE:%=build/wasm/obj/%)
	$(call say,LINK,$@)
	$Q$(WASMCC) -nostartfiles -Wl,--no-entry,-z,stack-size=1048576,--stack-first,--strip-all -o $@ $^ -lc-printscan-long-double

-include $(CORE:%.o=build/wasm/obj/%.d)

wasm:
	@.ci/deps wasm
	@$(MAKE) --no-print-directory run-wasm

run-wasm: all build/wasm/traad.wasm
	@TRAAD=$(BUILD)/traad node tests/wasm/check.mjs

# What a command meets when something fails, see tests/faults/run. The compiler is kept from taking malloc and calloc for its own.
build/faults.so: tests/faults/faults.c Makefile
	$(call say,LINK,$@)
	@mkdir -p $(@D)
	$Q$(CC) -std=gnu11 $(filter-out -Wpedantic -Wconversion,$(WARN)) -O1 -fno-builtin -fPIC -shared -o $@ $< -ldl

# Needs what the program loads when it is asked for, and is nothing else: for the tools of those who make packages.
$(BUILD)/late.so:
	@mkdir -p $(@D)
	$Q$(CC) -shared -nostdlib -o $@ -Wl,--no-as-needed $(if $(LATER),$(shell pkg-config --libs $(LATER)))

# ---- using it ------------------------------------------------------------------------------------
deps:
	@.ci/deps

deps-ci:
	@.ci/deps ci

test demo: deps
	@$(MAKE) --no-print-directory run-$@

run-test: all unit
	@TRAAD=$(BUILD)/traad tests/all

run-demo: all
	@for words in check 'overdue --as-of 2021-01-01' matrix; do \
	  printf '\n$$ $(BUILD)/traad %s %s\n' "$$words" $(DEMO); \
	  $(BUILD)/traad $$words $(DEMO) || [ $$? -eq 1 ] || exit 2; \
	done

# T seconds of each target, made by FUZZER; or N mutants of plans and of data files, put through the program.
FUZZER ?= clang
ifdef T
fuzz: $(TARGETS:%=build/$(FUZZER)/fuzz/%)
	@tests/fuzz/run $(FUZZER) $T

$(TARGETS:%=build/$(FUZZER)/fuzz/%): | $(FUZZER)-is-there
$(FUZZER)-is-there:
	@command -v $(if $(filter afl,$(FUZZER)),afl-clang-fast,clang) >/dev/null || \
	  { echo 'make fuzz T= needs clang (.ci/deps ci), or with FUZZER=afl AFL++; make replay and make fuzz N= need neither' >&2; exit 1; }
else
fuzz: debug
	@tests/fuzz/mutate.py --count $(N) build/debug/traad
	@tests/fuzz/mutate.py --data --count $(N) build/debug/traad
endif

replay: $(TARGETS:%=build/debug/fuzz/%)
	@tests/fuzz/run replay

bench: all build/bench/generate build/bench/keystrokes
	@tests/bench/bench $(BUILD)/traad build/bench

build/bench/generate: $(filter-out %/keystrokes.c,$(wildcard tests/bench/*.[ch])) $(BUILD)/obj/lang/lexicon.o Makefile | build/bench
	$(call say,CC,$<)
	$Q$(CC) $(STD) $(WARN) -O2 -iquote lang -o $@ $(filter %.c %.o,$^)

build/bench/keystrokes: tests/bench/keystrokes.c Makefile $(LIBRARY:%=$(BUILD)/obj/%) | build/bench
	$(call say,LINK,$@)
	$Q$(CC) $(STD) $(WARN) $(CFLAGS) $(LTO) $(CPPFLAGS) $(WITH_FLAGS) $(LDFLAGS) $(call sees,runtime/cli/) -o $@ $< $(LIBRARY:%=$(BUILD)/obj/%) $(LIBS)

lint: $(TIDIED)
	@.ci/lint

build/tidy/%.ok: %.c $(HEADERS) .clang-tidy Makefile | $(GEN)/grammar.h $(GEN)/expression.h
	$(call say,TIDY,$<)
	@mkdir -p $(@D)
	$Qclang-tidy --quiet $< -- $(STD) $(CPPFLAGS) $(WITH_FLAGS) $(call sees,$<) 2> $@.log || { cat $@.log; exit 1; }
	@touch $@

$(HOSTED:%.c=build/tidy/%.ok): private override CPPFLAGS = --target=wasm32-wasi -no-pthread
$(HOSTED:%.c=build/tidy/%.ok): private WITH_FLAGS =

format:
	clang-format -i $(SOURCES) $(HOSTED) $(TOOLS) $(filter %.h,$(HEADERS)) $(wildcard tests/*/*.c tests/*/*.h)

# ---- what goes where: TARGET=SOURCE, below PREFIX ---------------------------------------------------
VERSION := $(shell sed -n 's/^\#define TRAAD_VERSION "\(.*\)"/\1/p' runtime/output/version.h)
ZSHDIR  ?= $(PREFIX)/share/zsh/site-functions
MANUALS := $(foreach section,1 5,$(foreach language,en nb nn,$(BUILD)/man/$(language)/traad.$(section)))
MADE    := $(MANUALS) $(addprefix $(BUILD)/completion/traad.,bash zsh fish)
READING := README.md LICENSE $(shell find docs examples $(wildcard lang/editor) -type f ! -name '.*' | LC_ALL=C sort)
GOES    := $(PREFIX)/bin/traad=$(BUILD)/traad \
           $(foreach page,$(MANUALS),$(PREFIX)/share/man/$(patsubst en/%,%,$(dir $(page:$(BUILD)/man/%=%)))man$(subst .,,$(suffix $(page)))/$(notdir $(page))=$(page)) \
           $(PREFIX)/share/bash-completion/completions/traad=$(BUILD)/completion/traad.bash \
           $(ZSHDIR)/_traad=$(BUILD)/completion/traad.zsh \
           $(PREFIX)/share/fish/vendor_completions.d/traad.fish=$(BUILD)/completion/traad.fish \
           $(foreach file,$(READING),$(PREFIX)/share/doc/traad/$(file)=$(file))

$(BUILD)/man/%: $(BUILD)/traad
	@mkdir -p $(@D)
	@$(BUILD)/traad man $(subst .,,$(suffix $@)) --lang $(notdir $(@D)) > $@

$(BUILD)/completion/traad.%: $(BUILD)/traad
	@mkdir -p $(@D)
	@$(BUILD)/traad completions $* > $@

install: all $(MADE)
	@for pair in $(GOES); do \
	  target="$(DESTDIR)$${pair%%=*}" source="$${pair#*=}" mode=644; \
	  [ "$$source" != $(BUILD)/traad ] || mode=755; \
	  install -d "$${target%/*}" && install -m $$mode "$$source" "$$target" || exit; \
	done
	@echo "installed below $(DESTDIR)$(PREFIX)"

uninstall:
	@for pair in $(GOES); do rm -f "$(DESTDIR)$${pair%%=*}" || exit; done
	@[ ! -d "$(DESTDIR)$(PREFIX)/share/doc/traad" ] || find "$(DESTDIR)$(PREFIX)/share/doc/traad" -depth -type d -empty -delete

dist:
	@git rev-parse -q --verify HEAD >/dev/null || { echo 'make dist archives a commit: it needs the repository' >&2; exit 1; }
	@git diff --quiet HEAD || echo 'make dist: what is not committed is left out' >&2
	@mkdir -p build
	@git archive --format=tar --prefix=traad-$(VERSION)/ HEAD | gzip -9n > build/traad-$(VERSION).tar.gz
	@echo build/traad-$(VERSION).tar.gz

deb: dist
	@.packaging/deb build/traad-$(VERSION).tar.gz

clean:
	rm -rf build
