#!/bin/sh
# Draws the pictures of the guide: the demo in a terminal of tmux, keys as a person presses them, every
# screen drawn as SVG. Needs tmux; freeze (MIT) comes by go run. Run from anywhere: docs/pictures/make.sh
set -eu
cd "$(dirname "$0")/../.."
freeze=github.com/charmbracelet/freeze@v0.2.2
work=$(mktemp -d)
export TMUX_TMPDIR="$work" GOFLAGS=-mod=mod
unset TMUX
trap 'tmux kill-server 2>/dev/null || true; rm -rf "$work"' EXIT
GOFLAGS= go build -o "$work/demo" ./cmd/demo
(cd "$work" && GOFLAGS= GOBIN="$work" go install "$freeze")

tmux -f /dev/null new-session -d -s s -x 80 -y 24 "TMPDIR=$work TERM=screen-256color $work/demo"
seen() { # waits until the screen shows a text
	n=0
	until tmux capture-pane -p -t s | grep -qF "$1"; do
		n=$((n + 1))
		[ "$n" -lt 200 ] || { echo "no «$1» on the screen:" >&2; tmux capture-pane -p -t s >&2; exit 1; }
		sleep 0.1
	done
}
press() { tmux send-keys -t s "$@"; }
types() { tmux send-keys -t s -l "$1"; }
picture() {
	tmux capture-pane -p -e -t s >"$work/$1.ansi"
	"$work/freeze" "$work/$1.ansi" --language ansi --font.family "DejaVu Sans Mono, Consolas, monospace" --font.size 14 --line-height 1.2 \
		--padding 12 --background "#101418" -o "docs/pictures/$1.svg" >/dev/null
}

seen 'F10 thoát'; picture trang-dau
press Down Down Down; press F2; seen 'Telex'
press F1; seen 'Trợ giúp'; picture tro-giup; press Escape; seen 'F10 thoát'
until tmux capture-pane -p -t s | grep -qF '► Buổi tuyên truyền'; do press Down; sleep 0.2; done
press Enter; seen 'trang 1/'; picture ghi-moi
types 'hoom qua'; press Enter; sleep 0.3; press Space; press Enter; sleep 0.3
types 'Hopj thoon: ddawng kys VNeID'; seen 'đăng ký VNeID'; sleep 1.2; picture ghi-dau
press Enter; types 'Nhaf vawn hoas'; press PageDown; sleep 0.3; types '45'; press Enter; types '50'; press Enter
seen 'Chưa đúng'; picture sai-so
press BTab; sleep 0.2; types '21'; press Enter; sleep 0.2; press F9; seen 'Ghi vào sổ'; picture xem-lai
press Enter; seen 'Đã ghi vào sổ'; sleep 1; picture da-ghi
press Escape; sleep 0.3
until tmux capture-pane -p -t s | grep -qF '► Xem lại sổ'; do press Down; sleep 0.2; done
press Enter; seen 'Tìm:'; types 'hopj thoon'; sleep 0.8; picture so-da-ghi
press Enter; seen 'F7 '; picture mot-phieu
press F7; seen 'Ctrl+V'; picture tin-zalo
ls -l docs/pictures/*.svg
