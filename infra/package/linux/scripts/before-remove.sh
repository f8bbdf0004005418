#!/bin/sh
# Before it is removed, by dpkg (remove) as by rpm (0); not before an upgrade.
set -e
case "$1" in
  remove | 0)
    if [ -d /run/systemd/system ]; then
      systemctl disable --now @NAME@.service 2>/dev/null || systemctl stop @NAME@.service
    fi
    ;;
esac
