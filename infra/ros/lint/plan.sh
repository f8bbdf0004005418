#!/usr/bin/env bash
# make plan-ros: what the service makes of an update, or of a creation without --old. Arguments as src/plan/main.js takes them.
set -euo pipefail
lint="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=infra/ros/lint/tools.sh
. "$lint/tools.sh"
need plan-ros false node npm
exec node "$lint/src/plan/main.js" "$@"
