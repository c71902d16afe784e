#!/usr/bin/env bash
# Renders icon.svg to the icon.png that the packages carry. Needs rsvg-convert (Debian: librsvg2-bin).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
rsvg-convert --width 128 --height 128 --output icon.png icon.svg
