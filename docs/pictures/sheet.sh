#!/bin/sh
# Prints docs/bang-nho-phim.html, the cheat sheet, as a PDF of two A4 pages. Needs chromium.
set -eu
cd "$(dirname "$0")/.."
chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --print-to-pdf=bang-nho-phim.pdf "file://$PWD/bang-nho-phim.html" 2>/dev/null
ls -l bang-nho-phim.pdf
