# shellcheck shell=bash
# The files of settings that systemd reads with EnvironmentFile, for those who have to read them without systemd.

# What of a file of KEY=value lines counts: no comments, no empty lines, no carriage returns of other systems' editors.
setting_lines() { sed -e 's/\r$//' -e '/^[[:space:]]*\(#.*\)\{0,1\}$/d' "$1"; }

# What is set to nothing is not set: the default holds that an earlier file or the program has.
set_lines() { setting_lines "$1" | sed '/^[^=]*=[[:space:]]*$/d'; }

# "a \"b\" \\ c" gives: a "b" \ c. In double quotes, the form that install.sh writes, a backslash means itself elsewhere.
unquoted() {
  local value="$1"
  if [[ "$value" == '"'*'"' ]]; then
    value="$(printf '%s' "${value:1:${#value}-2}" | sed 's/\\\(["\\]\)/\1/g')"
  fi
  printf '%s' "$value"
}
