#!/bin/sh
# After it was removed, by dpkg as by rpm. Settings, secrets and the user go with `apt purge` alone, and only if no other package
# of the same program, nor install.sh, has them in use. rpm has no purge: there they stay.
set -e
[ -e /opt/tandem/@NAME@/current ] || rm -f /opt/tandem/@NAME@/*.jsa
if [ "$1" = purge ] && [ ! -e /opt/tandem/@NAME@/current ]; then
  rm -rf /etc/tandem/@NAME@
  rm -f /etc/systemd/system/@NAME@.service.d/50-tandem-handed-over.conf /etc/systemd/system/multi-user.target.wants/@NAME@.service \
    /run/tandem/@NAME@.switched
  rmdir --ignore-fail-on-non-empty /etc/systemd/system/@NAME@.service.d /etc/tandem /run/tandem 2>/dev/null || :
  if [ "$(getent passwd @NAME@ | cut -d: -f5)" = 'Tandem @NAME@' ]; then
    userdel @NAME@
  fi
fi
rmdir --ignore-fail-on-non-empty /opt/tandem/@NAME@ /opt/tandem /usr/share/doc/@PACKAGE@ /usr/lib/systemd/system/@NAME@.service.d 2>/dev/null || :
if [ -d /run/systemd/system ]; then
  systemctl daemon-reload
fi
