# Tandem: what you can do with this checkout. `make` alone lists it.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

MVN ?= mvn
RUN_DIR ?= .run
export RUN_DIR

RUNNER := infra/local/runner/target
# exec: signals then reach the runner itself, which stops its servers in order.
EXEC_RUNNER := exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx128m \
	-cp '$(RUNNER)/classes:$(RUNNER)/lib/*'

# For programs whose services live for minutes: C2 takes two fifths of a start's processor time, and repays it later than that.
BRIEF := -Dtandem.services.jvm-options=-XX:TieredStopAtLevel=1

# What make stack and make run start. One Maven build makes it, skipped when nothing that goes into it is newer.
# Folders are among the sources, too: a deleted file changes nothing but its folder's time.
STACK_MODULES := src-shared/variables infra/migrate infra/local/rocketmq infra/local/runner
STACK_SOURCES := $(wildcard pom.xml $(STACK_MODULES:=/pom.xml)) $(shell find $(STACK_MODULES:=/src/main) 2>/dev/null)
STACK_BUILT := infra/migrate/target/quarkus-app/quarkus-run.jar infra/local/rocketmq/target/lib $(RUNNER)/classes $(RUNNER)/lib

SERVICES := order-native logistics-native
SERVICE_SOURCES := $(wildcard src-shared/pom.xml src-shared/*/pom.xml order-events/pom.xml $(SERVICES:=/pom.xml)) \
	$(shell find src-shared/*/src/main order-events/src/main $(SERVICES:=/src/main) 2>/dev/null)
SERVICE_BUILT := $(SERVICES:=/target/quarkus-app/quarkus-run.jar)

.PHONY: help
help: ## this list
	@echo 'make <target>, where the target is one of'
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/  \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16
	@echo
	@echo 'Variables of run and stack (VAR=value make run):'
	@echo '  MODE=native             the native executables instead of the JVM (after make native)'
	@echo '  CHECK=cloud             check half messages after 6 s and every 30 s, as the cloud does, not after 1.6 s'
	@echo '  RESTART_DELAY=2         seconds until a process that ended is started again'
	@echo '  RUN_DIR=.run            where data, logs and secrets are kept'
	@echo '  PORTS=auto              free ports, but for those that a variable names:'
	@echo '  ORDER_PORT=8080 ORDER_MANAGEMENT_PORT=9080 LOGISTICS_PORT=8081 LOGISTICS_MANAGEMENT_PORT=9081'
	@echo '  LOCAL_MYSQL_PORT=13306 LOCAL_ROCKETMQ_PORT=18081 LOCAL_NAMESRV_PORT=19876 LOCAL_BROKER_PORT=20911'
	@echo '  MYSQL_HOST=…            your MySQL instead of a local one, with MYSQL_PORT, MYSQL_DB, and either'
	@echo '                          MYSQL_ADMIN_USER/MYSQL_ADMIN_PASSWORD (database and accounts are made) or'
	@echo '                          MYSQL_USER/MYSQL_PASSWORD (used for everything)'
	@echo '  APP_DEMO_ROCKETMQ_ENDPOINT=…  your RocketMQ, with APP_DEMO_ROCKETMQ_USERNAME/APP_DEMO_ROCKETMQ_PASSWORD'

.PHONY: run
run: build-all ## MySQL, RocketMQ and both services in the foreground; Ctrl-C stops them
	@$(EXEC_RUNNER) io.tandem.local.run.Main run

.PHONY: stack
stack: build-stack ## only MySQL and RocketMQ, for services started by hand or from an IDE
	@$(EXEC_RUNNER) io.tandem.local.run.Main stack

# Quarkus' dev mode wants a newer Maven than the rest, see infra/local/dev-maven.sh.
SERVICE ?= order-native
.PHONY: dev
dev: build-stack ## a service in Quarkus' dev mode, with a MySQL and a RocketMQ; SERVICE=logistics-native for the other
	@mvn="$$(MVN='$(MVN)' infra/local/dev-maven.sh)" && "$$mvn" -v | sed -n "1s|$$|, $$mvn|p" && \
		exec "$$mvn" -ntp -Dtandem.dev process-classes quarkus:dev -pl '$(SERVICE)' -am

.PHONY: demo
demo: build-all ## the tutorial's verifications and the cases that other samples get wrong, on free ports and fresh data
	@$(EXEC_RUNNER) $(BRIEF) io.tandem.local.demo.Main

# PLAY_PORT=8090 is where its page is; everything else is on free ports, in .run-play.
.PHONY: play
play: build-play ## the playground: break everything in the browser and watch it heal, on free ports and fresh data
	@exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx192m \
		-cp 'infra/play/target/classes:infra/play/target/lib/*' $(BRIEF) io.tandem.play.Main

# SYSTEMD=no rehearses the scripts' way for hosts without systemd, HOST=bookworm Debian 12 instead of the oldest system that packages
# are for, Debian 11. That only root may do it is said before anything is built.
.PHONY: rehearse root
root:
	@((EUID == 0)) || { echo 'make rehearse: only root may make network namespaces and containers: run `sudo make rehearse`' >&2; exit 1; }

rehearse: root package ## the deployment of infra/ros/tandem.yml, on hosts in network namespaces (root)
	@echo 'building the rehearsal (mvn package, without tests)'
	@$(MVN) -q -B -ntp -DskipTests -pl infra/rehearse -am package
	@exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx128m \
		-cp 'infra/rehearse/target/classes:infra/rehearse/target/lib/*' io.tandem.rehearse.Main

# Leaves out what is tagged "servers"; with prod.mode.tests Quarkus does not build their applications while it looks for tests. A module
# that has tests and ran none fails: a tag that matches everything would pass unseen.
CHECK_MODULES := infra/migrate infra/local/rocketmq infra/local/runner $(patsubst %/pom.xml,%,$(wildcard src-shared/*/pom.xml)) \
	order-events $(SERVICES) infra/faults infra/load infra/play infra/audit
.PHONY: check
check: ## format, compiler, architecture rules and the tests that need no servers: for every edit
	@mkdir -p target && touch target/checking
	@$(MVN) -q -B -ntp -T 2 -DexcludedGroups=servers -Dprod.mode.tests=true spotless:check test -pl $(call modules,$(CHECK_MODULES)) -am
	@total=0; for module in $(CHECK_MODULES); do \
		[[ -d $$module/src/test/java ]] || continue; \
		ran=$$(grep -h '<testcase ' /dev/null $$(find $$module/target -path '*/surefire-reports/TEST-*.xml' -newer target/checking) | wc -l || true); \
		((ran > 0)) || { echo "make check: $$module has tests, but none of them ran" >&2; exit 1; }; \
		((total += ran)); \
	done; echo "make check: $$total tests, without those that need servers (make test)"

.PHONY: test
test: ## the whole test suite, on real servers
	@infra/local/prerequisites.sh test
	$(MVN) -B -ntp -T 1.5C -Parchives verify

.PHONY: test-dev
test-dev: ## dev mode of our services and of another's, on copies of the sources
	@infra/local/prerequisites.sh test
	TANDEM_DEV_MODE=true $(MVN) -q -B -ntp verify -pl src-shared/deployment,src-shared/integration-tests -am -Dtest=DevModeTest -Dsurefire.failIfNoSpecifiedTests=false

# SEED=… replays a run, FAULTS_MINUTES=60 is a longer one, FAULTS='MySQL.*' takes some faults only; FAULTS_GROUPS=no: each order by itself.
.PHONY: faults
faults: build-faults ## breaks everything for FAULTS_MINUTES=10, checks the invariants, writes docs/reliability.md
	@exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m \
		-cp 'infra/faults/target/classes:infra/faults/target/lib/*' $(BRIEF) io.tandem.faults.Main

# Some minutes; make test presses a few of them.
.PHONY: test-play
test-play: ## presses every button of the playground in a browser: all faults, the tour, a thousand payments with a kill
	@infra/local/prerequisites.sh test
	$(MVN) -q -B -ntp verify -pl infra/play -am -Dplay.all=true -Dtest=EveryButtonTest -Dsurefire.failIfNoSpecifiedTests=false

# ROWS=1000000 in each table. It looks at times; make test runs it with 20,000 and looks at none.
.PHONY: test-size
test-size: ## every statement of every page and job on tables of ROWS=1000000 rows: what it examines, how long it takes
	@infra/local/prerequisites.sh test
	$(MVN) -q -B -ntp verify -pl infra/acceptance -am -Dsize.rows=$(or $(ROWS),1000000) -Dtest=EveryStatementTest -Dsurefire.failIfNoSpecifiedTests=false

.PHONY: native
native: build-all ## the native executables, with native-image (GRAALVM_HOME, the path, ~/.graalvm) or a container engine
	@MVN='$(MVN)' infra/native/build.sh

# .ci/run calls it after the tests on the JVM.
.PHONY: test-native
test-native: ## builds the native executables and runs the black-box tests against them; skipped without native-image
	@infra/local/prerequisites.sh test
	@MVN='$(MVN)' infra/native/test.sh

.PHONY: native-report
native-report: build-all build-bench ## start, memory, size and throughput of the native executables (after make native) beside the JVM
	@BENCH_NATIVE=1 $(EXEC_BENCH) io.tandem.bench.Main

.PHONY: package
package: target/built-package ## .tar.gz, .deb and .rpm of both services and the migrations, in target/packages; native ones after make native
	@MVN='$(MVN)' infra/package/package.sh
	@$(archives)

# For programs that are started in their own folder here, by make run and make bench: JDK 17 compares paths. What installs a package
# makes one for its host. Without one a start takes longer, and that is all.
archives = for name in $(SERVICES); do \
	(cd $$name/target/quarkus-app && $(CURDIR)/infra/systemd/share-classes.sh quarkus-run.jar ../quarkus-app.jsa) || true; done

# Where users find it, and who signs it: BUCKET=… or PACKAGE_URL=…, RELEASE_KEY=…; infra/package/release.sh says what they mean.
.PHONY: release
release: ## what is published: packages, template, sums, SBOMs, release notes, in target/release (BUCKET=name)
	@infra/package/release.sh --check
	@$(MAKE) --no-print-directory package
	@infra/package/release.sh

# BASE_IMAGE=… is what they stand on; without it a registry has to be reached.
.PHONY: image
image: package ## images of the packages in target/images, for docker load and compose.yaml; needs no Docker to build
	@MVN='$(MVN)' infra/package/image/build.sh

.PHONY: lint-packages
lint-packages: ## holds the .deb and .rpm of make package against lintian and rpmlint
	@infra/package/lint.sh

# Root, debootstrap, and minutes the first time: it makes a Debian.
.PHONY: test-packages
test-packages: ## switches, removes and purges the packages with apt and dnf, in a Debian of its own (root)
	@((EUID == 0)) || { echo 'make test-packages: only root may make a root of its own: run `sudo make test-packages`' >&2; exit 1; }
	@command -v debootstrap >/dev/null || { echo 'make test-packages: debootstrap is missing: run `apt-get install -y debootstrap`' >&2; exit 1; }
	TANDEM_PACKAGE_MANAGERS=true $(MVN) -q -B -ntp verify -pl infra/package -am -Dtest=PackageManagersTest -Dsurefire.failIfNoSpecifiedTests=false

# LOAD_MINUTES=10 SOAK_ORDERS=100000 RACERS=1000 SLOW_CLIENTS=300 SEED=…; 0 leaves a part out. Writes docs/load.md.
.PHONY: load
load: build-all ## twice what the machine can do, a soak, a race and slow clients, and whether anything was lost
	@$(call package,infra/load)
	@exec java -Xmx1g -cp 'infra/load/target/classes:infra/load/target/lib/*' io.tandem.load.Main

.PHONY: audit
audit: ## lists what ships, with versions, dates and licences (docs/dependencies.md), from CycloneDX bills of materials
	@infra/local/prerequisites.sh run
	@echo 'building with bills of materials (mvn package, without tests)'
	@$(MVN) -q -B -ntp -Ppackage -DskipTests package -pl infra/migrate,order-native,logistics-native,infra/audit -am
	@exec java -cp 'infra/audit/target/classes:infra/audit/target/lib/*' io.tandem.audit.Main

BENCH_MODULES := infra/bench/peers/spring infra/bench/peers/outbox infra/bench/peers/seata-server infra/bench/peers/seata infra/bench
BENCH := infra/bench/target
EXEC_BENCH := exec java -XX:+UseSerialGC -Xmx256m -cp '$(BENCH)/classes:$(BENCH)/lib/*'

# Needs the machine to itself. Writes docs/benchmarks.md, docs/benchmarks.json and docs/images/bench-*.svg; a quick run writes
# to infra/bench/target/quick instead. Compares Tandem with itself if BENCH_BASELINE (another checkout, built) or BENCH_VARIANT
# (settings and JVM options) is given. BENCH_FULL=1 takes an hour or two; BENCH_GROWTH=1, Tandem alone with up to ten million
# rows, writes docs/growth.md in a quarter of one. BENCH_MINUTES=30: what can be left out is not begun after so long.
.PHONY: bench
bench: build-all build-bench ## measures Tandem beside its peers and the limits, in an hour; BENCH_SHORT=1: in half of one, BENCH_QUICK=1: in 5 minutes
	@$(archives)
	@$(EXEC_BENCH) io.tandem.bench.Main

.PHONY: scaling
scaling: build-bench ## what 10^3 to 10^5 orders per second need, multiplied from what make bench measured
	@$(EXEC_BENCH) io.tandem.bench.Scaling

.PHONY: build-bench
build-bench:
	@infra/local/prerequisites.sh run
	@$(MVN) -q -B -ntp -DskipTests -Pbench -pl $(call modules,$(BENCH_MODULES)) -am package

.PHONY: verify
verify: ## the tests, and format, static analysis, architecture rules, coverage and the ROS template
	@infra/local/prerequisites.sh test
	$(MVN) -B -ntp -Pverify,archives,bench verify
	@infra/ros/lint/lint.sh --or-skip

# Checks the ROS template and its scripts offline, or any other file: make lint-ros TEMPLATE=path
.PHONY: lint-ros
lint-ros: ## checks the ROS template offline, or TEMPLATE=path (needs node, npm and shellcheck)
	@infra/ros/lint/lint.sh $(if $(TEMPLATE),'$(TEMPLATE)')

# OLD_PARAMETERS=file and PARAMETERS=file are maps of parameters (YAML); without OLD it is a creation.
.PHONY: plan-ros
plan-ros: ## what an update of the stack does: OLD=template NEW=template (infra/ros/tandem.yml), PARAMETERS=file
	@infra/ros/lint/plan.sh $(if $(OLD),--old '$(OLD)') --new '$(or $(NEW),infra/ros/tandem.yml)' \
		$(if $(OLD_PARAMETERS),--old-parameters '$(OLD_PARAMETERS)') $(if $(PARAMETERS),--parameters '$(PARAMETERS)')

.PHONY: screenshots
screenshots: ## takes the README's pictures anew, in docs/images (needs Chromium)
	@infra/local/prerequisites.sh test
	TANDEM_SCREENSHOTS=docs/images $(MVN) -q -B -ntp verify -pl infra/acceptance,infra/play -am -Dtest='ScreenshotTest,PlayPicturesTest' \
		-Dsurefire.failIfNoSpecifiedTests=false

.PHONY: format
format: ## formats the sources
	$(MVN) -q -B -ntp spotless:apply

.PHONY: clean-run
clean-run: ## forgets the data, logs and secrets of make run and make dev
	@infra/local/clean-run.sh '$(RUN_DIR)'
	@infra/local/clean-run.sh '$(RUN_DIR)-dev'

comma := ,
empty :=
modules = $(subst $(empty) $(empty),$(comma),$(strip $(1)))
package = infra/local/prerequisites.sh run && echo 'building $(1) (mvn package, without tests)' && \
	$(MVN) -q -B -ntp -DskipTests -pl $(call modules,$(1)) -am package 2>&1 | sed -u 's/\x1b\[[0-9;]*m//g'

.PHONY: build-stack build-all build-faults build-play
build-stack: target/built-stack
build-all: target/built-all
build-faults: target/built-faults
build-play: target/built-play

# What was built may be gone (mvn clean) while the stamp is still there.
missing = $(filter-out $(wildcard $(1)),$(1))
ifneq ($(call missing,$(STACK_BUILT)),)
.PHONY: target/built-stack target/built-all
endif
ifneq ($(call missing,$(SERVICE_BUILT)),)
.PHONY: target/built-all
endif
ifneq ($(call missing,$(STACK_BUILT) $(SERVICE_BUILT) infra/faults/target/classes infra/faults/target/lib),)
.PHONY: target/built-faults
endif
ifneq ($(call missing,$(STACK_BUILT) $(SERVICE_BUILT) infra/faults/target/lib infra/play/target/classes infra/play/target/lib),)
.PHONY: target/built-play
endif

# A stamp is as old as the beginning of its build: what is edited meanwhile is newer.
target/built-stack: $(STACK_SOURCES)
	@mkdir -p $(@D) && touch $(@D)/building
	@$(call package,$(STACK_MODULES))
	@mv $(@D)/building $@

target/built-all: $(STACK_SOURCES) $(SERVICE_SOURCES)
	@mkdir -p $(@D) && touch $(@D)/building
	@$(call package,$(STACK_MODULES) $(SERVICES))
	@cp -p $(@D)/building target/built-stack && mv $(@D)/building $@

# Not anew when nothing changed: Quarkus' generated classes differ a little from build to build, and so would the packages. What is
# built is what make run starts, whose archives of classes are made with the packages.
PROGRAMS := infra/migrate $(SERVICES)
ifneq ($(call missing,$(PROGRAMS:=/target/bom.json) $(PROGRAMS:=/target/quarkus-app/quarkus-run.jar)),)
.PHONY: target/built-package
endif

target/built-package: $(STACK_SOURCES) $(SERVICE_SOURCES)
	@infra/local/prerequisites.sh run
	@echo 'building the programs and their bills of materials (mvn package, without tests)'
	@mkdir -p $(@D) && touch $(@D)/packaging
	@$(MVN) -q -B -ntp -DskipTests -Ppackage -pl $(call modules,$(STACK_MODULES) $(SERVICES)) -am package
	@cp -p $(@D)/packaging target/built-stack && cp -p $(@D)/packaging target/built-all && mv $(@D)/packaging $@

target/built-faults: $(STACK_SOURCES) $(SERVICE_SOURCES) infra/faults/pom.xml infra/load/pom.xml $(shell find infra/faults/src/main infra/load/src/main 2>/dev/null)
	@mkdir -p $(@D) && touch $(@D)/building
	@$(call package,$(STACK_MODULES) $(SERVICES) infra/faults)
	@cp -p $(@D)/building target/built-stack && cp -p $(@D)/building target/built-all && mv $(@D)/building $@

PLAY_MODULES := infra/faults infra/load infra/play
target/built-play: $(STACK_SOURCES) $(SERVICE_SOURCES) $(PLAY_MODULES:=/pom.xml) $(shell find $(PLAY_MODULES:=/src/main) 2>/dev/null)
	@mkdir -p $(@D) && touch $(@D)/building
	@$(call package,$(STACK_MODULES) $(SERVICES) infra/play)
	@cp -p $(@D)/building target/built-stack && cp -p $(@D)/building target/built-all && mv $(@D)/building $@
