#!/bin/sh
# Before it is removed, by dpkg (remove) as by rpm (0); not before an upgrade. A host that changes from the native package to the
# JVM's, or back, keeps a unit that is enabled and runs.
set -e
case "$1" in
  remove | 0) ;;
  *) exit 0 ;;
esac
# rpm removes the one package after it has installed the other. Its unit is the other's now.
case "$(readlink /opt/tandem/@NAME@/current)" in
  *-@FLAVOR@) ;;
  *) exit 0 ;;
esac
[ -d /run/systemd/system ] || exit 0
if [ "$1" = 0 ]; then
  systemctl disable --now @NAME@.service 2>/dev/null || systemctl stop @NAME@.service
else
  # apt removes the one package before it installs the other, and doesn't say why. So the unit stays enabled until the purge.
  if systemctl --quiet is-active @NAME@.service; then
    install -d -m 0755 /run/tandem
    : >/run/tandem/@NAME@.switched
  fi
  systemctl stop @NAME@.service
fi
