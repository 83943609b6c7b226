"use strict";
// Everything works without this file: it only adds keys, "choose all", "copy" and "print".
document.documentElement.classList.add("js");
for (const e of document.querySelectorAll("[hidden].copy, [hidden].print, [hidden].pick-all, [hidden].keys")) e.hidden = false;

document.addEventListener("click", function (e) {
  const b = e.target;
  if (b.matches("button.copy")) {
    const text = document.getElementById(b.dataset.copy);
    text.select();
    const done = function () { b.textContent = b.dataset.done; };
    if (navigator.clipboard) navigator.clipboard.writeText(text.value).then(done, function () { document.execCommand("copy"); done(); });
    else { document.execCommand("copy"); done(); }
  } else if (b.matches("button.print")) {
    window.print();
  } else if (b.matches("input.pick-all")) {
    for (const box of b.form.querySelectorAll("td.pick input")) box.checked = b.checked;
  }
});

// Keys: only when nobody is typing and no other key is held.
let row = -1;
document.addEventListener("keydown", function (e) {
  if (e.ctrlKey || e.altKey || e.metaKey || e.isComposing || e.target.matches("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]")) return;
  const rows = document.querySelectorAll("table.list tbody tr");
  if (e.key === "/") {
    const q = document.getElementById("q");
    if (q) { q.focus(); e.preventDefault(); }
  } else if ((e.key === "j" || e.key === "k") && rows.length) {
    row = Math.min(Math.max(row + (e.key === "j" ? 1 : -1), 0), rows.length - 1);
    rows[row].querySelector("th a").focus();
  } else if (e.key === "x" && row >= 0 && rows[row]) {
    const box = rows[row].querySelector("td.pick input");
    if (box) box.checked = !box.checked;
  } else if (e.key === "a" || e.key === "r" || e.key === "e") {
    const to = document.querySelector('[data-key="' + e.key + '"]');
    if (!to) return;
    e.preventDefault();
    if (to.matches("details")) { to.open = true; to.querySelector("textarea, select, input:not([type=hidden])").focus(); }
    else to.focus();
  }
});

// Typing in: what the form computes and asks is brought up to date while somebody types, as the button
// does it, and leaving with something unsaved asks first.
const entry = document.querySelector("form.entry");
if (entry) {
  let dirty = false, wait = 0, turn = 0;
  const refresh = async function () {
    const mine = ++turn;
    const data = new URLSearchParams();
    for (const [name, value] of new FormData(entry)) if (typeof value === "string") data.append(name, value);
    data.set("do", "look");
    const answer = await fetch(entry.action, { method: "POST", body: data }).catch(function () {});
    if (!answer || !answer.ok || mine !== turn) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const e of entry.querySelectorAll("[data-ask]")) {
      const other = fresh.querySelector('[data-ask="' + e.dataset.ask + '"]');
      if (other && !e.contains(document.activeElement)) e.hidden = other.hidden;
    }
    for (const e of entry.querySelectorAll("[data-computed]")) {
      const other = fresh.querySelector('[data-computed="' + e.dataset.computed + '"]');
      if (other) e.textContent = other.textContent;
    }
    for (const e of entry.querySelectorAll("details[data-part]")) {
      const other = fresh.querySelector('details[data-part="' + e.dataset.part + '"]');
      const note = e.querySelector("[data-off]"), now = other && other.querySelector("[data-off]");
      if (!now || now.hidden === note.hidden) continue;
      note.hidden = now.hidden;
      if (!e.contains(document.activeElement)) e.open = other.open;
    }
  };
  entry.addEventListener("input", function () { dirty = true; });
  entry.addEventListener("change", function () { clearTimeout(wait); wait = setTimeout(refresh, 300); });
  entry.addEventListener("submit", function () { dirty = false; });
  window.addEventListener("beforeunload", function (e) { if (dirty) e.preventDefault(); });
}
