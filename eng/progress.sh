# Sourced by the scripts beside it and above: long steps say that they live.

# step LABEL LOG COMMAND...  runs the command with its output in LOG.
# Once it has taken two seconds, stderr shows the label, the time and the last line of output.
step() {
  local label=$1 log=$2 started=$SECONDS job status=0 pause=2
  shift 2
  mkdir -p "$(dirname "$log")"
  "$@" > "$log" 2>&1 < /dev/null &
  job=$!
  # An interrupted script must not leave its work running behind it.
  trap 'pkill -TERM -P "$job"; kill "$job" 2> /dev/null; exit 130' INT TERM
  while kill -0 "$job" 2> /dev/null; do
    wait_for "$job" "$pause" && break
    if [ -t 2 ]; then
      printf '\r\033[K%s … %d s  %s' "$label" $((SECONDS - started)) "$(last_line "$log" 70)" >&2
    else
      printf '%s … %d s  %s\n' "$label" $((SECONDS - started)) "$(last_line "$log" 100)" >&2
      pause=15
    fi
  done
  wait "$job" || status=$?
  trap - INT TERM
  [ ! -t 2 ] || printf '\r\033[K' >&2
  return $status
}

# True as soon as the job has ended, false after so many seconds.
wait_for() {
  local left=$(($2 * 5))
  while [ $left -gt 0 ]; do
    kill -0 "$1" 2> /dev/null || return 0
    sleep 0.2
    left=$((left - 1))
  done
  return 1
}

last_line() {
  tail -n 5 "$1" 2> /dev/null | tr '\r' '\n' | sed 's/\x1b\[[0-9;]*[A-Za-z]//g; /^[[:space:]]*$/d; s/^[[:space:]]*//' | tail -n 1 | cut -c "1-$2"
}
