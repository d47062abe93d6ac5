// What a page can do without this: everything. This adds the current tab in sight, keys, marking words to add a claim, and a closer map.
"use strict";

const typing = (element) =>
  element instanceof HTMLElement && element.matches("input, textarea, select, [contenteditable]");

// -- the current tab, where a narrow screen cuts the row of them

document.querySelector("nav a[aria-current=page]")?.scrollIntoView({ block: "nearest", inline: "center" });

// -- keys

const PLACES = { i: "/incidents", t: "/timeline", m: "/map", p: "/persons", c: "/claims", s: "/sources", h: "/changes", r: "/review" };
let going = false;

function step(by) {
  const entries = [...document.querySelectorAll("[data-entry]")];
  if (!entries.length) return;
  const now = entries.findIndex((one) => one.classList.contains("at"));
  const next = entries[Math.max(0, Math.min(entries.length - 1, now + by))];
  entries.forEach((one) => one.classList.toggle("at", one === next));
  next.scrollIntoView({ block: "center" });
  (next.querySelector("a") || next).focus({ preventScroll: true });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && typing(event.target)) return event.target.blur();
  if (typing(event.target)) return;
  if (going) {
    going = false;
    if (PLACES[event.key]) location.href = PLACES[event.key];
    return;
  }
  const found = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (found) {
    event.preventDefault();
    return found.click();
  }
  if (event.key === "g") going = true;
  else if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "/") {
    event.preventDefault();
    document.getElementById("find")?.focus();
  } else if (event.key === "?") document.getElementById("keys").showModal();
});

document.addEventListener("click", (event) => {
  const ready = event.target.closest("[data-reason]");
  if (!ready) return;
  const field = ready.closest("form").querySelector("[data-because]");
  field.value = ready.dataset.reason;
  const missing = ready.closest("form").querySelector("input[name=by]:invalid");
  (missing || ready).focus();
});

// -- one judgement for one press

document.addEventListener("submit", (event) => {
  if (event.target.method !== "post") return;
  if (event.target.dataset.sent) return event.preventDefault();
  event.target.dataset.sent = "1";
});
window.addEventListener("pageshow", () => document.querySelectorAll("[data-sent]").forEach((one) => delete one.dataset.sent));

// -- a filter chosen from a list is asked at once

document.querySelectorAll("form.filters select").forEach((one) => one.addEventListener("change", () => one.form.requestSubmit()));

// -- on a narrow page filters are folded, the list comes first

if (matchMedia("(max-width: 900px)").matches) {
  document.querySelectorAll("[data-fold], .facet").forEach((one) => {
    if (!one.querySelector("[aria-current]")) one.open = false;
  });
}

// -- words marked in a document become the anchor of a new claim; offsets count code points

const text = document.getElementById("text");

function offset(node, at) {
  const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
  if (!piece || !text.contains(piece)) return null;
  const before = node.nodeType === Node.TEXT_NODE ? node.data.slice(0, at) : at ? piece.textContent : "";
  return Number(piece.dataset.start) + [...before].length;
}

if (text) {
  document.addEventListener("selectionchange", () => {
    const chosen = getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed) return;
    const range = chosen.getRangeAt(0);
    if (!text.contains(range.commonAncestorContainer)) return;
    const start = offset(range.startContainer, range.startOffset);
    const end = offset(range.endContainer, range.endOffset);
    if (start === null || end === null || end <= start) return;
    document.getElementById("quote").value = chosen.toString();
    document.getElementById("quote_start").value = start;
    document.getElementById("quote_end").value = end;
    document.getElementById("add").open = true;
  });
  document.getElementById("quote").addEventListener("input", () => {
    document.getElementById("quote_start").value = "";
    document.getElementById("quote_end").value = "";
  });
  text.addEventListener("click", (event) => {
    const mark = event.target.closest("mark[data-claims]");
    if (!mark || !getSelection().isCollapsed) return;
    document.getElementById(mark.dataset.claims.split(" ")[0])?.scrollIntoView({ block: "center" });
    location.hash = mark.dataset.claims.split(" ")[0];
  });
}

// -- the act of a new claim says its type

document.getElementById("a-act")?.addEventListener("change", (event) => {
  document.getElementById("a-type").value = event.target.selectedOptions[0].parentElement.label;
});

// -- a map that comes closer

document.querySelectorAll("[data-map]").forEach((box) => {
  const svg = box.querySelector("svg");
  const whole = svg.viewBox.baseVal;
  const [width, height] = [whole.width, whole.height];
  const look = (x, y, scale) => {
    const [w, h] = [width / scale, height / scale];
    const left = Math.max(0, Math.min(width - w, x - w / 2));
    const top = Math.max(0, Math.min(height - h, y - h / 2));
    svg.setAttribute("viewBox", `${left} ${top} ${w} ${h}`);
    svg.querySelectorAll(".spot, .wide, .spot-n").forEach((one) => {
      const [cx, cy] = one.tagName === "text" ? [+one.getAttribute("x"), +one.getAttribute("y") ] : [+one.getAttribute("cx"), +one.getAttribute("cy")];
      if (!one.classList.contains("wide")) one.setAttribute("transform", `translate(${cx} ${cy}) scale(${1 / scale}) translate(${-cx} ${-cy})`);
    });
  };
  let at = [width / 2, height / 2, 1];
  const move = (dx, dy, by) => {
    at = [at[0] + (dx * width) / at[2] / 4, at[1] + (dy * height) / at[2] / 4, Math.max(1, Math.min(16, at[2] * by))];
    look(...at);
  };
  const buttons = document.createElement("div");
  buttons.className = "zoom";
  for (const [sign, name, args] of [["+", "closer", [0, 0, 1.6]], ["−", "farther", [0, 0, 1 / 1.6]], ["←", "west", [-1, 0, 1]], ["→", "east", [1, 0, 1]], ["↑", "north", [0, -1, 1]], ["↓", "south", [0, 1, 1]]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    button.setAttribute("aria-label", name);
    button.addEventListener("click", () => move(...args));
    buttons.append(button);
  }
  box.append(buttons);
});
