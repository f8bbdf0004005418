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
	-cp '$(RUNNER)/classes:$(RUNNER)/lib/*' io.tandem.local.run.Main

# What a run starts. One Maven build makes all of it; it is skipped when nothing that goes into it is newer.
STACK_MODULES := infra/migrate,infra/local/rocketmq,infra/local/runner
MODULES := $(STACK_MODULES),order-native,logistics-native
BUILT := infra/migrate/target/quarkus-app/quarkus-run.jar infra/local/rocketmq/target/lib $(RUNNER)/classes $(RUNNER)/lib \
	order-native/target/quarkus-app/quarkus-run.jar logistics-native/target/quarkus-app/quarkus-run.jar
STAMP := target/built
# Folders, too: a deleted source file changes nothing but its folder's time.
SOURCES := pom.xml $(wildcard */pom.xml infra/*/pom.xml infra/local/*/pom.xml) $(shell find \
	src-shared/src/main order-native/src/main logistics-native/src/main infra/migrate/src/main \
	infra/local/rocketmq/src/main infra/local/runner/src/main 2>/dev/null)

.PHONY: help
help: ## this list
	@echo 'make <target>, where the target is one of'
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/  \1\t\2/p' $(MAKEFILE_LIST) | expand -t 14
	@echo
	@echo 'Variables of run and stack (VAR=value make run):'
	@echo '  MODE=native             the native executables instead of the JVM (after make native)'
	@echo '  CHECK=cloud             check half messages after 6 s and every 30 s, as the cloud does, not after 1.6 s'
	@echo '  RESTART_DELAY=2         seconds until a process that ended is started again'
	@echo '  RUN_DIR=.run            where data, logs and secrets are kept'
	@echo '  ORDER_PORT=8080 ORDER_MANAGEMENT_PORT=9080 LOGISTICS_PORT=8081 LOGISTICS_MANAGEMENT_PORT=9081'
	@echo '  LOCAL_MYSQL_PORT=13306 LOCAL_ROCKETMQ_PORT=18081 LOCAL_NAMESRV_PORT=19876 LOCAL_BROKER_PORT=20911'
	@echo '  MYSQL_HOST=…            your MySQL instead of a local one, with MYSQL_PORT, MYSQL_DB, and either'
	@echo '                          MYSQL_ADMIN_USER/MYSQL_ADMIN_PASSWORD (database and accounts are made) or'
	@echo '                          MYSQL_USER/MYSQL_PASSWORD (used for everything)'
	@echo '  APP_DEMO_ROCKETMQ_ENDPOINT=…  your RocketMQ, with APP_DEMO_ROCKETMQ_USERNAME/APP_DEMO_ROCKETMQ_PASSWORD'

.PHONY: run
run: build ## MySQL, RocketMQ and both services in the foreground; Ctrl-C stops them
	@$(EXEC_RUNNER) run

.PHONY: stack
stack: build ## only MySQL and RocketMQ, for services started by hand or from an IDE
	@$(EXEC_RUNNER) stack

.PHONY: demo
demo: build ## the tutorial's verifications and the cases that other samples get wrong, on free ports and fresh data
	@$(EXEC_RUNNER) demo

.PHONY: test
test: ## the whole test suite, on real servers
	@infra/local/prerequisites.sh test
	$(MVN) -B -ntp verify

.PHONY: verify
verify: ## the tests, and format, static analysis, architecture rules and coverage
	@infra/local/prerequisites.sh test
	$(MVN) -B -ntp -Pverify verify

.PHONY: format
format: ## formats the sources
	$(MVN) -q -B -ntp spotless:apply

.PHONY: clean-run
clean-run: ## forgets the data, logs and secrets of make run
	@infra/local/clean-run.sh '$(RUN_DIR)'

.PHONY: build
build: $(STAMP)

# Built files may be gone (mvn clean) while the stamp is still there.
ifneq ($(words $(wildcard $(BUILT))),$(words $(BUILT)))
.PHONY: $(STAMP)
endif

$(STAMP): $(SOURCES)
	@infra/local/prerequisites.sh run
	@echo 'building (mvn package, without tests)'
	@$(MVN) -q -B -ntp -DskipTests -pl $(MODULES) -am package
	@mkdir -p $(@D) && touch $@
