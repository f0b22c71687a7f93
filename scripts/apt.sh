# Sourced by the other scripts: install Debian packages, or say in one sentence why that cannot be done.
# Usage: apt_install REASON PACKAGE...

apt_install() {
  local reason=$1 sudo=()
  shift
  if ! command -v apt-get >/dev/null; then
    echo "$reason: please install $* with this system's own package tool, then run the command again." >&2
    return 1
  fi
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "$reason: please run 'apt-get install $*' as root, then run the command again." >&2
      return 1
    fi
    sudo=(sudo)
    [ -t 0 ] || sudo=(sudo -n) # nobody is there to type a password
  fi
  echo "$reason: installing $*" >&2
  local log
  log=$(mktemp)
  if "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq >"$log" 2>&1 &&
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >>"$log" 2>&1; then
    rm -f "$log"
    return 0
  fi
  tail -n 15 "$log" >&2
  rm -f "$log"
  echo "$reason: 'apt-get install $*' failed (its last lines are above)." >&2
  return 1
}
