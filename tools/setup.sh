# Sourced by ./demo and ./test: `set_up run` or `set_up dev` makes .venv as the lock file says.
# Re-installs only when the lock file changed. Never upgrades anything outside .venv.

say() { printf '%s\n' "$*" >&2; }

# debian PACKAGE... : install Debian packages, or say the exact line that does
debian() {
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "installing Debian packages: $*"
    export DEBIAN_FRONTEND=noninteractive
    apt-get install -y -q --no-install-recommends "$@" >/dev/null 2>&1 ||
      { apt-get update -q >/dev/null 2>&1 && apt-get install -y -q --no-install-recommends "$@" >/dev/null; }
  else
    say "missing on this machine; run this line, then try again:"
    say "    sudo apt-get install -y --no-install-recommends $*"
    return 1
  fi
}

find_python() {
  for candidate in "${PYTHON:-}" python3.11 python3.12 python3.13 python3; do
    if [ -n "$candidate" ] && command -v "$candidate" >/dev/null &&
      "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
      command -v "$candidate"
      return 0
    fi
  done
  say "gavah needs Python 3.11, 3.12 or 3.13, and none was found (set PYTHON=/path/to/python)"
  return 1
}

set_up() {
  lock="requirements/$1.lock"
  stamp=".venv/.gavah-$1"
  want=$(cat "$lock" pyproject.toml | sha256sum | cut -d' ' -f1)
  if [ -x .venv/bin/gavah ] && { [ "$(cat "$stamp" 2>/dev/null)" = "$want" ] ||
    { [ "$1" = run ] && [ -e .venv/.gavah-dev ] &&
      [ "$(cat .venv/.gavah-dev)" = "$(cat requirements/dev.lock pyproject.toml | sha256sum | cut -d' ' -f1)" ]; }; }; then
    return 0
  fi
  python=$(find_python) || return 1
  if [ ! -x .venv/bin/python ]; then
    say "making .venv with $("$python" --version)"
    "$python" -m venv .venv 2>/dev/null || {
      rm -rf .venv
      debian python3-venv && "$python" -m venv .venv
    } || return 1
  fi
  say "installing what requirements/$1.lock names (a few minutes the first time)"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock" || return 1
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e . || return 1
  printf '%s\n' "$want" >"$stamp"
}
