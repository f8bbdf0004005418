#!/bin/sh
# After it was removed for good, by dpkg (purge) as by rpm (0): nothing is left. `apt remove` keeps settings and credentials.
set -e
case "$1" in
  purge | 0)
    rm -rf /etc/tandem/@NAME@
    rm -f /etc/systemd/system/@NAME@.service.d/50-tandem-handed-over.conf
    rmdir --ignore-fail-on-non-empty /etc/systemd/system/@NAME@.service.d /etc/tandem /opt/tandem/@NAME@ /opt/tandem \
      /usr/share/doc/@PACKAGE@ /usr/lib/systemd/system/@NAME@.service.d 2>/dev/null || :
    if [ "$(getent passwd @NAME@ | cut -d: -f5)" = 'Tandem @NAME@' ]; then
      userdel @NAME@
    fi
    ;;
esac
if [ -d /run/systemd/system ]; then
  systemctl daemon-reload
fi
