#!/usr/bin/env bash
# Takes the pictures of docs/images anew: the command on a terminal of 80 and 120 columns, the HTML report on a desk and on a phone, and a session with an assistant.
# Everything in them is what the command printed of the samples. It needs the built command (dotnet build src/AccessUndenied.Cli -c Release), chromium, and script of util-linux.
#   build/images.sh [NAME…]      all of them, or terminal-80, terminal-120, report, report-phone, mcp
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
data=$root/src/AccessUndenied.Samples/data
images=$root/docs/images
program=$root/src/AccessUndenied.Cli/bin/Release/net10.0/access-undenied.dll
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/bin"
printf '#!/bin/sh\nexec dotnet "%s" "$@"\n' "$program" > "$work/bin/access-undenied"
chmod +x "$work/bin/access-undenied"
export PATH=$work/bin:$PATH

photograph() { # URL FILE WIDTH HEIGHT
  "${CHROMIUM:-chromium}" --headless --no-sandbox --disable-gpu --hide-scrollbars --force-device-scale-factor=1 --user-data-dir="$work/profile" \
    --virtual-time-budget=4000 --run-all-compositor-stages-before-draw --window-size="$3,$4" --screenshot="$2" "$1" > "$work/chromium.log" 2>&1 || { cat "$work/chromium.log" >&2; exit 1; }
  [ "$(wc -c < "$2")" -lt 200000 ] || { echo "$2 has 200 kB or more" >&2; exit 1; }
  echo "${2#"$root/"}: $(wc -c < "$2") bytes"
}

# What a terminal would show, as a page: colors are spans, and nothing else of the output is markup.
page() { # COLUMNS
  printf '<!DOCTYPE html><meta charset="utf-8"><style>'
  cat "$root/build/images/terminal.css"
  printf '</style><pre style="width:%sch;white-space:pre-wrap;word-break:break-all">' "$1"
  sed -E -e 's/\r$//' -e 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g' -e 's/\x1b[=>]//g' -e 's/(\x1b\[[0-9;]+)m\x1b\[([1-9])/\1;\2/g' -e 's/\x1b\[0?m/<\/span>/g' -e ':again' -e 's/\x1b\[([0-9]+);([0-9;]+)m/\x1b[\1_\2m/; t again' \
    -e 's/\x1b\[([0-9_]+)m/<span class="s\1">/g' -e 's/\x1b\[[?0-9;]*[A-Za-z]//g'
  printf '</pre>'
}

terminal() { # COLUMNS FILE ARGUMENTS…
  local columns=$1 file=$2 typed
  shift 2
  typed="access-undenied $*"
  { printf '\x1b[1m$ %s\x1b[0m\n' "$(fold -s -w "$((columns - 2))" <<< "$typed")"; (cd "$data" && TERM=xterm-256color script -qec "stty cols $columns rows 60; $typed 2> /dev/null" /dev/null); } > "$work/out"
  page "$columns" < "$work/out" > "$work/terminal.html"
  photograph "file://$work/terminal.html" "$images/$file.png" "$((columns * 9 + 40))" "$(($(wc -l < "$work/out") * 20 + 140))"
}

wanted() { [ ${#names[@]} -eq 0 ] || [[ " ${names[*]} " == *" $1 "* ]]; }
names=("$@")

if wanted terminal-80; then
  terminal 80 terminal-80 analyze events.json --snapshot snapshot.json --event-id b10d9555-3e71-44aa-ae58-2749fdc95a3e --event-id 45ce925e-ac66-4819-99a0-ae54b40cc748
fi

if wanted terminal-120; then
  terminal 120 terminal-120 replay trail.json --snapshot snapshot.json --change proposed-scp.json
fi

if wanted report || wanted report-phone; then
  (cd "$data" && access-undenied analyze events.json --snapshot snapshot.json --output-file "$work/report.html" --suppress-output)
fi

if wanted report; then
  photograph "file://$work/report.html" "$images/report.png" 1200 1150
fi

if wanted report-phone; then
  # A window is never narrower than 500 pixels; the frame within it is a phone's.
  printf '<!DOCTYPE html><style>body{margin:0;background:#888}iframe{border:0;width:390px;height:844px;display:block}</style><iframe src="report.html#f3"></iframe>' > "$work/phone.html"
  photograph "file://$work/phone.html" "$work/phone.png" 390 844
  cp "$work/phone.png" "$images/report-phone.png"
fi

if wanted mcp; then
  cat > "$work/requests" <<'REQUESTS'
{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"assistant","version":"1"}}}
{"jsonrpc":"2.0","method":"notifications/initialized"}
{"jsonrpc":"2.0","id":2,"method":"tools/list"}
{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"explain_denial","arguments":{"text":"An error occurred (AccessDenied) when calling the GetObject operation: User: arn:aws:sts::123456789012:assumed-role/app-orders/i-0aa11 is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::example-orders-uploads/in.csv\" because no identity-based policy allows the s3:GetObject action"}}}
REQUESTS
  (cd "$data" && access-undenied mcp --snapshot snapshot.json < "$work/requests") > "$work/answers"
  {
    printf '<!DOCTYPE html><meta charset="utf-8"><style>'
    cat "$root/build/images/terminal.css"
    printf '</style><pre style="width:110ch;white-space:pre-wrap"></pre>'
    for part in requests answers; do
      printf '<script type="application/json" id="%s">' "$part"
      sed 's/</\\u003c/g' "$work/$part"
      printf '</script>'
    done
    printf '<script>'
    cat "$root/build/images/session.js"
    printf '</script>'
  } > "$work/mcp.html"
  photograph "file://$work/mcp.html" "$images/mcp.png" 1030 740
fi
