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
  if (e.ctrlKey || e.altKey || e.metaKey || e.isComposing || e.target.matches("input, select, textarea, [contenteditable]")) return;
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
    if (to.matches("details")) { to.open = true; to.querySelector("textarea, input, select").focus(); }
    else to.focus();
  }
});
