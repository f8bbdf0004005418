#!/bin/sh
# Before it is unpacked, by dpkg (install, upgrade) as by rpm (1, 2). What install.sh has laid out is not the package manager's.
set -e
if [ -e /opt/tandem/@NAME@/current/install.sh ]; then
  echo '@PACKAGE@: @NAME@ was installed with install.sh on this host: use that, or take it away first with /opt/tandem/@NAME@/current/install.sh --uninstall' >&2
  exit 1
fi
