# The analyst's front door. Every target only makes sure that the environment is there and then
# hands over to the `litmus` command.

PYTHON ?= python3
PERIOD ?= 2016Q1
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
ENGINE := $(VENV)/.engines
# Given on the command line, these become options of the run: make quarterly SOURCE=ssd:my/folder
OPTIONS = $(if $(SOURCE),--source "$(SOURCE)") $(if $(OUTPUTS),--outputs "$(OUTPUTS)")
COMMA := ,
WANTED = $(FORMATS)$(if $(RENDER),$(if $(FORMATS),,html$(COMMA)pdf)$(COMMA)$(RENDER))
LIKE = $(if $(WANTED),--formats "$(WANTED)") $(if $(filter-out 0 no,$(DRAFT)),--draft)
MANY = $(if $(JOBS),--jobs "$(JOBS)") $(if $(SCHEDULER),--scheduler "$(SCHEDULER)") $(LIKE) $(OPTIONS)
RUN = $(LIKE) $(if $(SCOPE),--scope "$(SCOPE)") $(OPTIONS)

.DEFAULT_GOAL := help
.PHONY: help setup engines report quarterly members book daily weekly meeting actions audits themed safeguarding corporate-parenting lscb trust forms collate lab check test test-fast search bench bench-national handbook gallery lock clean deliver batch priorities early-help calendar summary briefing annual observatory young-people dashboard all-reports publish register verify reproduce audit-all render watch merge

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-19s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo
	@echo "  PERIOD=2016Q1 (or 2015/16Q4) for a quarter; 2016-03 for a month: book, priorities, audits,"
	@echo "  actions, safeguarding, meeting; either: early-help; 2016-W12 for a week: weekly;"
	@echo "  2015/16 for a financial year: themed, annual"
	@echo "  DATE=2016-03-29 for a day: daily; calendar, of today when left out"
	@echo "  SOURCE=folder  your own data; the sample council when left out"
	@echo "  FORMATS=html,pdf,docx,xlsx,csvw  of a report, these; html,pdf when left out"
	@echo "  RENDER=quarto  of a report, by Quarto too, where it is installed"
	@echo "  DRAFT=1  of a report, a draft: marked as one, with a line where commentary is to be written"
	@echo "  SCOPE=team:CIN-1  a report of one team, service or worker group; the council when left out,"
	@echo "  and of weekly every one"
	@echo "  SCOPES=teams  of batch and weekly: teams, services, all, or scopes with spaces between"

setup: $(READY) ## Make the environment (done by itself when needed)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Litmus needs Python 3.11 or newer: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 2; }
	@echo "Setting up the environment (once, about a minute) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q lib  # or each run compiles it where nobody may write there
	@touch $@

engines: $(ENGINE) ## Install what PostgreSQL, Spark and Dask need (tests do so by themselves)

$(ENGINE): requirements-engines.lock $(READY)
	@echo "Installing what PostgreSQL, Spark and Dask need (once, about 500 MB) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --require-hashes -r requirements-engines.lock
	@touch $@

report: $(READY) ## Make any report: make report NAME=quarterly PERIOD=2016Q1
	@$(BIN)/litmus run "$(NAME)" --period "$(PERIOD)" $(if $(PARAM),--param "$(PARAM)") $(RUN)

quarterly: $(READY) ## Make the quarterly report: make quarterly PERIOD=2016Q1
	@$(BIN)/litmus run quarterly --period "$(PERIOD)" $(RUN)

members: $(READY) ## Make the quarterly report for elected members: make members PERIOD=2016Q1
	@$(BIN)/litmus run quarterly_members --period "$(PERIOD)" $(RUN)

summary: $(READY) ## Make the quarter on two pages, for teams and partners: make summary PERIOD=2016Q1
	@$(BIN)/litmus run summary --period "$(PERIOD)" $(RUN)

briefing: $(READY) ## Make a page for a team's meeting: make briefing PERIOD=2016Q1 SCOPE=team:CIN-1
	@$(BIN)/litmus run briefing --period "$(PERIOD)" $(RUN)

annual: PERIOD = 2015/16
annual: $(READY) ## Make the annual report: make annual PERIOD=2015/16
	@$(BIN)/litmus run annual --period "$(PERIOD)" $(RUN)

observatory: $(READY) ## Make the council beside others, for peer challenge: make observatory PERIOD=2016Q1
	@$(BIN)/litmus run observatory --period "$(PERIOD)" $(RUN)

book: PERIOD = 2016-03
book: $(READY) ## Make the monthly performance book: make book PERIOD=2016-03
	@$(BIN)/litmus run book --period "$(PERIOD)" $(RUN)

audits: PERIOD = 2016-03
audits: $(READY) ## Make the monthly audit report: make audits PERIOD=2016-03 SERVICE=CIN
	@$(BIN)/litmus run audit_month --period "$(PERIOD)" $(if $(SERVICE),--param "service=$(SERVICE)") $(RUN)

daily: DATE = 2016-03-29
daily: $(READY) ## Make the daily report: make daily DATE=2016-03-29 SCOPE=team:CIN-1
	@$(BIN)/litmus run daily --period "$(DATE)" $(RUN)

batch: $(READY) ## Make a report for every team: make batch NAME=daily PERIOD=2016-03-29
	@$(BIN)/litmus batch "$(NAME)" --period "$(PERIOD)" $(foreach each,$(SCOPES),--scopes "$(each)") $(MANY)

# The council's, each service's and each team's by one batch; with SCOPE=team:CIN-1 that one alone.
weekly: PERIOD = 2016-W12
weekly: $(READY) ## Make the weekly reports, each manager's: make weekly PERIOD=2016-W12
ifdef SCOPE
	@$(BIN)/litmus run weekly --period "$(PERIOD)" $(RUN)
else
	@$(BIN)/litmus batch weekly --period "$(PERIOD)" $(foreach each,$(or $(SCOPES),all),--scopes "$(each)") $(MANY)
endif

# A service for its performance meeting; KIND=quality (a month) and KIND=quarterly for the other two.
MEETING = meeting$(if $(KIND),_$(KIND))
meeting: PERIOD = $(if $(filter quarterly,$(KIND)),2016Q1,2016-03)
meeting: $(READY) ## Make a meeting's pack and its form: make meeting SERVICE=CIN PERIOD=2016-03
	@$(BIN)/litmus run $(MEETING) --period "$(PERIOD)" $(if $(SERVICE),--scope "service:$(SERVICE)") $(RUN)
	@$(BIN)/litmus forms meeting_record $(if $(OUTPUTS),--outputs "$(OUTPUTS)")

all-reports: $(READY) ## Make every report of a period: make all-reports PERIOD=2016Q1
	@$(BIN)/litmus all-reports --period "$(PERIOD)" $(if $(JOBS),--jobs "$(JOBS)") $(LIKE) $(OPTIONS)

priorities: PERIOD = 2016-03
priorities: $(READY) ## Make the dashboard of priorities: make priorities PERIOD=2016-03
	@$(BIN)/litmus run priorities --period "$(PERIOD)" $(RUN)

early-help: PERIOD = 2016-03
early-help: $(READY) ## Make the report on early help: PERIOD=2016-03, for the partnership 2016Q1
	@$(BIN)/litmus run early_help$(if $(findstring Q,$(subst q,Q,$(PERIOD))),_partnership) --period "$(PERIOD)" $(RUN)

calendar: $(READY) ## List what is due, late and waiting: make calendar DATE=2016-04-15
	@$(BIN)/litmus calendar $(if $(DATE),--date "$(DATE)") $(if $(filter-out 0 no,$(JSON)),--json) $(if $(OUTPUTS),--outputs "$(OUTPUTS)")

actions: PERIOD = 2016-03
actions: $(READY) ## List outstanding actions, write the register: make actions PERIOD=2016-03
	@$(BIN)/litmus actions list --period "$(PERIOD)" --register $(if $(SERVICE),--service "$(SERVICE)") $(if $(STATE),--state "$(STATE)") $(if $(RECORDS),--records "$(RECORDS)") $(OPTIONS)

themed: PERIOD = 2015/16
themed: $(READY) ## Make a deep dive into one theme: make themed THEME=neglect PERIOD=2015/16
	@$(BIN)/litmus run themed --period "$(PERIOD)" $(if $(THEME),--param "theme=$(THEME)") $(RUN)

safeguarding: PERIOD = 2016-03
safeguarding: $(READY) ## Make the Safeguarding Unit's report: make safeguarding PERIOD=2016-03
	@$(BIN)/litmus run safeguarding_unit --period "$(PERIOD)" $(RUN)

corporate-parenting: $(READY) ## Make the report on looked-after children: make corporate-parenting PERIOD=2016Q1
	@$(BIN)/litmus run corporate_parenting --period "$(PERIOD)" $(RUN)

young-people: $(READY) ## Make the same for children and young people, in pictures: make young-people PERIOD=2016Q1
	@$(BIN)/litmus run young_people --period "$(PERIOD)" $(RUN)

lscb: $(READY) ## Make the report to the Safeguarding Children Board: make lscb PERIOD=2016Q1
	@$(BIN)/litmus run lscb --period "$(PERIOD)" $(RUN)

trust: $(READY) ## Make the report to the Children's Trust: make trust PERIOD=2016Q1
	@$(BIN)/litmus run trust --period "$(PERIOD)" $(RUN)

deliver: $(READY) ## E-mail a report to those who get it: make deliver REPORT=daily DATE=2016-03-29
	@$(BIN)/litmus deliver "$(REPORT)" --period "$(if $(DATE),$(DATE),$(PERIOD))" $(if $(PARAM),--param "$(PARAM)") $(if $(filter-out 0 no,$(DRY)),--dry-run) $(if $(filter-out 0 no,$(WRITE)),--write-only) $(if $(filter-out 0 no,$(REMAKE)),--remake) $(if $(RECORDS),--records "$(RECORDS)") $(OPTIONS)

# Three people type it, each with BY: the analyst, the assurer (QA Manager), the approver.
publish: $(READY) ## Check, sign and publish a report: make publish REPORT=quarterly PERIOD=2016Q1 BY="A. Name"
	@$(BIN)/litmus publish "$(REPORT)" --period "$(PERIOD)" $(if $(BY),--by "$(BY)") $(if $(REASON),--reason "$(REASON)") $(if $(ACCEPT),--accept "$(ACCEPT)") $(if $(PARAM),--param "$(PARAM)") $(if $(SCOPE),--scope "$(SCOPE)") $(if $(filter-out 0 no,$(DRAFT)),--draft) $(OPTIONS)

register: $(READY) ## List what is published, in review and a draft (VERIFY=1: verify all of it first)
	@$(BIN)/litmus register $(if $(filter-out 0 no,$(VERIFY)),--verify) $(if $(OUTPUTS),--outputs "$(OUTPUTS)")

verify: $(READY) ## Say whether a publication is what was published: make verify BAG=folder
	@$(BIN)/litmus verify "$(BAG)" $(if $(TRUST),--trust "$(TRUST)")

reproduce: $(READY) ## Make a publication again and compare: make reproduce BAG=folder DATA=folder IDENTITY=file
	@$(BIN)/litmus reproduce "$(BAG)" $(if $(DATA),--data "$(DATA)") $(if $(IDENTITY),--identity "$(IDENTITY)") $(if $(WHEELS),--wheels "$(WHEELS)") $(if $(WITH),--with "$(WITH)") $(if $(TRUST),--trust "$(TRUST)")

audit-all: $(READY) ## Verify every publication, its data and the register
	@$(BIN)/litmus audit-all $(if $(TRUST),--trust "$(TRUST)") $(if $(HEAD),--head "$(HEAD)")

dashboard: $(READY) ## Serve the live dashboard: make dashboard PORT=8500 EVERY=15m
	@$(BIN)/litmus dashboard $(if $(PORT),--port "$(PORT)") $(if $(HOST),--host "$(HOST)") $(if $(EVERY),--every "$(EVERY)") $(if $(ACCESS),--access "$(ACCESS)") $(OPTIONS)

forms: $(READY) ## Write the forms as Excel workbooks (FILLED=20: filled samples into inbox/)
	@$(BIN)/litmus forms $(FORM) $(if $(FILLED),--filled $(FILLED) --period "$(PERIOD)") $(if $(MISTAKES),--mistakes $(MISTAKES)) $(if $(INBOX),--inbox "$(INBOX)") $(if $(OUTPUTS),--outputs "$(OUTPUTS)")

collate: $(READY) ## Read the completed forms in inbox/
	@$(BIN)/litmus collate $(if $(INBOX),--inbox "$(INBOX)") $(if $(RECORDS),--records "$(RECORDS)")

lab: $(READY) ## Write commentary in JupyterLab: make lab REPORT=quarterly PERIOD=2016Q1 BY="A. Khan"
	@$(BIN)/litmus lab "$(or $(REPORT),quarterly)" --period "$(PERIOD)" $(if $(BY),--by "$(BY)") $(if $(filter-out 0 no,$(CODE)),--code) $(if $(OUTPUTS),--outputs "$(OUTPUTS)")

render: REPORT = quarterly
render: $(READY) ## Make the web page anew from your words, in a second: make render PERIOD=2016Q1
	@$(BIN)/litmus render "$(REPORT)" --period "$(PERIOD)" $(if $(OUTPUTS),--outputs "$(OUTPUTS)")

watch: REPORT = quarterly
watch: $(READY) ## Show the web page and follow what is written: make watch PERIOD=2016Q1
	@$(BIN)/litmus watch "$(REPORT)" --period "$(PERIOD)" $(if $(PORT),--port "$(PORT)") $(if $(OUTPUTS),--outputs "$(OUTPUTS)")

merge: $(READY) ## Bring two copies of a notebook together: make merge ONE=a.ipynb OTHER=b.ipynb TAKE=both
	@$(BIN)/litmus merge "$(ONE)" "$(OTHER)" $(if $(TAKE),--take "$(TAKE)") $(if $(OUTPUTS),--outputs "$(OUTPUTS)")

check: $(READY) ## Lint, formatting, types, import rules (before each commit)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

test: $(READY) $(ENGINE) ## Run every test
	@$(BIN)/pytest -n 2 --dist worksteal

test-fast: $(READY) ## Run the quick tests of every room, of each a few cases
	@$(BIN)/pytest -n 2 --dist worksteal --few --hypothesis-profile few -m "not slow and not browser"

search: $(READY) ## Look for faults: the tests that draw their cases, with cases never tried
	@$(BIN)/pytest -n 2 --dist worksteal --hypothesis-profile search $(WHERE)

bench: $(READY) ## Measure the reports and the indicators against other ways to make them
	@$(BIN)/python benchmarks/report.py
	@$(BIN)/python benchmarks/book.py
	@$(BIN)/python benchmarks/indicators.py
	@$(BIN)/python benchmarks/forms.py
	@$(BIN)/python benchmarks/batch.py
	@$(BIN)/python benchmarks/dashboard.py
	@$(BIN)/python benchmarks/all_reports.py
	@$(BIN)/python benchmarks/publication.py

bench-national: $(READY) ## Measure the indicators for a generated nation of 152 councils
	@$(BIN)/python benchmarks/national.py --councils 1,10,50,152

handbook: $(READY) ## Write docs/indicators.md from the declarations
	@$(BIN)/litmus handbook

gallery: $(READY) ## Show every part of a page in every state, to look at: outputs/gallery/
	@$(BIN)/litmus gallery $(if $(WANTED),--formats "$(WANTED)") $(if $(OUTPUTS),--outputs "$(OUTPUTS)")

lock: ## Resolve the lock files anew (needs uv)
	@uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url --no-emit-find-links --extra dev --custom-compile-command "make lock" --output-file requirements.lock pyproject.toml
	@uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url --no-emit-find-links --group engines --constraints requirements.lock --custom-compile-command "make lock" --output-file requirements-engines.lock

clean: ## Remove the environment; outputs stay
	@rm -rf $(VENV)
