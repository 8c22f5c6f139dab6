"use strict";
const form = document.querySelector("form");
const kept = document.getElementById("answers");
const fields = [...form.querySelectorAll("fieldset")];
let unsaved = false;

// What is filled in stands in the page itself, so that a copy of the page is the answer.
function keep() {
  const answers = {};
  let scored = 0;
  for (const field of fields) {
    const radios = [...field.querySelectorAll("input")];
    const comment = field.querySelector("textarea");
    const score = radios.find(radio => radio.checked)?.value ?? "";
    for (const radio of radios) radio.toggleAttribute("checked", radio.checked);
    comment.textContent = comment.value;
    if (score) scored += 1;
    if (score || comment.value.trim()) answers[field.dataset.code] = [score, comment.value];
  }
  // A comment may hold what would end the script.
  kept.textContent = JSON.stringify(answers).replace(/</g, "\\u003c");
  const all = fields.filter(field => field.querySelector("input")).length;
  document.getElementById("count").textContent =
    form.dataset.answered.replace("{n}", scored).replace("{all}", all);
}

function save(event) {
  event.preventDefault();
  keep();
  const copy = document.documentElement.cloneNode(true);
  copy.querySelector("#saved").textContent = "";
  const page = new Blob(["<!DOCTYPE html>\n", copy.outerHTML], { type: "text/html" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(page);
  link.download = form.dataset.file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  document.getElementById("saved").textContent =
    form.dataset.saved.replace("{file}", form.dataset.file);
  unsaved = false;
}

form.addEventListener("input", () => { unsaved = true; keep(); });
form.addEventListener("submit", save);
addEventListener("beforeunload", event => { if (unsaved) event.preventDefault(); });
keep();
